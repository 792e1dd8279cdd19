import type { FaultOfRows, ImportDetails } from '../../contract/import-details.js';
import { mostListed } from '../../contract/rejects.js';
import { dayText, localDay } from '../../facts/time.js';
import { type FieldNames, wordedOnPage } from '../../faults/worded.js';
import { openRejectedList, rowsOfList, wordsOfRow } from '../../import/rejected-list.js';
import { clientsOfBatch } from '../../store/facts/touched.js';
import { dealtRows } from '../../store/rejected-marks.js';
import type { Deps } from '../deps.js';
import { fieldNames } from './field-names.js';
import { importShown, rejectsFile } from './list-imports.js';

/** One batch with the clients whose facts it changed, and what its rows were rejected for; undefined where the caller sees no such batch. */
export async function importDetails(
  deps: Deps,
  batch: number,
  callers: readonly string[] | 'all',
): Promise<ImportDetails | undefined> {
  const shown = await importShown(deps, batch, callers);
  if (shown === undefined) return undefined;
  const { clients, dealt } = await deps.database.transaction(async tx => ({
    clients: await clientsOfBatch(tx, batch),
    dealt: shown.rows.rejected === 0 ? [] : await dealtRows(tx, batch),
  }));
  const zone = deps.workspace.settings.time_zone;
  const dayOf = (at: number | null): string | null => (at === null ? null : dayText(localDay(zone, at)));
  const done = new Set(dealt.map(({ row }) => row));
  return {
    ...shown,
    clients: clients.map(({ client, facts, first_at, last_at }) => ({
      client,
      facts,
      first_day: dayOf(first_at),
      last_day: dayOf(last_at),
    })),
    ...(shown.rejects === null
      ? { faults: [], is_cut: false }
      : await faultsOf(
          rejectsFile(deps, batch),
          row => shown.withdrawn_by === null && !done.has(row),
          fieldNames(deps.workspace, shown.layout),
        )),
  };
}

async function faultsOf(
  file: string,
  isLeft: (row: string) => boolean,
  nameOf: FieldNames,
): Promise<Pick<ImportDetails, 'faults' | 'is_cut'>> {
  const list = await openRejectedList(file, 'told');
  const found = new Map<string, FaultOfRows>();
  let isCut = false;
  for await (const row of list === undefined ? [] : rowsOfList(list)) {
    isCut = row.at > mostListed;
    if (isCut) break;
    const seen = new Set<string>();
    for (const [i, { code, column, what }] of row.faults.entries()) {
      const id = JSON.stringify([code, column]);
      if (seen.has(id)) continue;
      seen.add(id);
      const before = found.get(id);
      const [en = what, zh = what] =
        before === undefined
          ? (['en', 'zh'] as const).map(language => wordsOfRow(row, one => wordedOnPage(language, one, nameOf))?.[i]?.what)
          : [];
      const { rows, to_mend: left, ...first } = before ?? { code, column, row: row.row, what: { en, zh }, rows: 0, to_mend: 0 };
      found.set(id, { ...first, rows: rows + 1, to_mend: left + (isLeft(row.row) ? 1 : 0) });
    }
  }
  return { faults: [...found.values()].toSorted((a, b) => b.rows - a.rows).slice(0, mostFaults), is_cut: isCut };
}

/** As many kinds of faults as a person reads. */
const mostFaults = 200;
