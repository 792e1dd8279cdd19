import { compatibleForm } from '../../facts/folded.js';
import { annexSheets } from '../../standards/contract.js';
import type { PlainTerms } from '../../standards/contract-plain.js';
import { type CellReader, type FilledRow, labelOf, placeOfLabel } from './read-cells.js';
import { choiceAt, wordUnknown } from './read-cells.js';
import { flagWords } from './words.js';

type PlainMap = { readonly [key: string]: PlainTerms };

/** What is handed over; undefined where nothing is filled in. */
export function readHandout(reader: CellReader, rows: readonly FilledRow[]): PlainMap | undefined {
  const flags = (['year_to_date', 'same_month_last_year'] as const).flatMap(id => {
    const row = rows.find(one => one.row === id);
    const chosen = row === undefined ? undefined : choiceAt(reader, row, { column: 'value', heading: id }, flagWords);
    return chosen === undefined ? [] : [[id, String(chosen === 'yes')] as const];
  });
  const annex = annexIn(reader, rows);
  const signs = rows
    .filter(row => row.row.startsWith('sign_off.'))
    .flatMap(row => {
      const label = labelOf(row.text('value'), row.text('value_zh'));
      if (label === undefined) return [];
      placeOfLabel(reader, row, ['value', 'value_zh'], ['handout', 'sign_off']);
      return [label];
    });
  if (flags.length === 0 && annex === undefined && signs.length === 0) return undefined;
  return {
    ...Object.fromEntries(flags),
    ...(annex === undefined ? {} : { annex }),
    ...(signs.length === 0 ? {} : { sign_off: signs }),
  };
}

/** The sheets that are chosen: those with a number by it, then the others in their usual order; undefined where no cell is filled in. */
function annexIn(reader: CellReader, rows: readonly FilledRow[]): PlainTerms | undefined {
  const places = annexSheets.flatMap((sheet, usual) => {
    const row = rows.find(one => one.row === `annex.${sheet}`);
    const text = row?.text('value');
    if (row === undefined || text === undefined) return [];
    const number = compatibleForm(text);
    if (/^\d{1,2}$/.test(number)) return [{ sheet, at: Number(number) }];
    const chosen = flagOf(text);
    if (chosen === undefined)
      wordUnknown(reader, row, { column: 'value', heading: 'value' }, [
        ...Object.values(flagWords).map(word => word[reader.language]),
        '1',
        '2',
      ]);
    return [{ sheet, at: chosen === 'yes' ? 100 + usual : undefined }];
  });
  if (places.length === 0) return undefined;
  const chosen = places.filter(one => one.at !== undefined).toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
  if (chosen.length === annexSheets.length && annexSheets.every((sheet, at) => chosen[at]?.sheet === sheet)) return 'all';
  return chosen.length === 0 ? 'none' : chosen.map(({ sheet }) => sheet);
}

function flagOf(text: string): keyof typeof flagWords | undefined {
  const wanted = compatibleForm(text).trim().toLowerCase();
  return (['yes', 'no'] as const).find(id => [id, flagWords[id].en, flagWords[id].zh].includes(wanted));
}
