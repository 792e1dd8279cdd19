import { annexSheets, type HandoutTerms } from '../../standards/contract.js';
import { blankRow, spare, type TemplateSource, topRows, wordsIn } from './sheet-parts.js';
import { entry, plainRow, type TemplateRow, type TemplateSheet } from './template.js';
import { annexWords, flagWords, headingIn, notes, sheetNames } from './words.js';

/** The sheet of what is handed over. */
export function handoutSheet({ language }: TemplateSource, handout: HandoutTerms | undefined): TemplateSheet {
  const flags = wordsIn(flagWords, language);
  const flag = (is: boolean): string => flagWords[is ? 'yes' : 'no'][language];
  const asked = (id: string, label: string, text: string | undefined, choices?: readonly string[]): TemplateRow => ({
    row: id,
    cells: { name: { text: label, look: 'label' }, value: entry(text, choices) },
  });
  const isUsualOrder = handout?.annex.every((sheet, at, all) => {
    const before = all[at - 1];
    return before === undefined || annexSheets.indexOf(before) < annexSheets.indexOf(sheet);
  });
  const annexText = (sheet: (typeof annexSheets)[number]): string | undefined => {
    if (handout === undefined) return undefined;
    const at = handout.annex.indexOf(sheet);
    return at < 0 ? flag(false) : isUsualOrder === true ? flag(true) : String(at + 1);
  };
  const signs = Array.from({ length: Math.max(spare.signatures, (handout?.sign_off.length ?? 0) + 1) }, (_, at): TemplateRow => {
    const sign = handout?.sign_off[at];
    const label = { text: `${headingIn('sign_off', language)} ${at + 1}`, look: 'label' } as const;
    return { row: `sign_off.${at}`, cells: { name: label, value: entry(sign?.en), value_zh: entry(sign?.zh) } };
  });
  return {
    name: sheetNames.handout[language],
    columns: [
      { id: 'name', width: 30 },
      { id: 'value', width: 26 },
      { id: 'value_zh', width: 26 },
      { id: 'row', width: 10 },
    ],
    frozen: 0,
    rows: [
      ...topRows('handout', notes.handout, language),
      ...(['year_to_date', 'same_month_last_year'] as const).map(id =>
        asked(id, headingIn(id, language), handout === undefined ? undefined : flag(handout[id]), flags),
      ),
      blankRow,
      plainRow(notes.annex[language], 'section'),
      // A number is no choice of a list, but a place.
      ...annexSheets.map(sheet => asked(`annex.${sheet}`, annexWords[sheet][language], annexText(sheet))),
      blankRow,
      plainRow(notes.signatures[language], 'section'),
      ...signs,
    ],
  };
}
