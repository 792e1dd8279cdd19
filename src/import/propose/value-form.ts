import { compatibleForm, withoutAccents } from '../../facts/folded.js';
import { simplified } from './dictionary/traditional.js';
import { carrierWords, firmForms, partyWords, responsibleHeadings } from './dictionary/party-words.js';
import { channelWords, knownTruths, knownValues, nothingWords } from './dictionary/values.js';

/** A value as it is compared: in lower case and usual width, without accents, its punctuation as spaces. */
export const valueForm = (text: string): string =>
  withoutAccents(simplified(compatibleForm(text)))
    .replace(/[\s_\-–—/.,;:()'"!]+/g, ' ')
    .trim();

const formsOf = (list: string): readonly string[] => list.split('|').map(valueForm);

const codes: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> = new Map(
  Object.entries(knownValues).map(([field, values]) => {
    const byForm = new Map<string, readonly string[]>();
    for (const [code, list] of Object.entries(values)) {
      for (const form of formsOf(list)) byForm.set(form, [...(byForm.get(form) ?? []), code]);
    }
    return [field, byForm] as const;
  }),
);

/** The value of a field, of those allowed, that a source means; undefined where it is not known. */
export function codeMeant(field: string, allowed: readonly string[], text: string): string | undefined {
  const form = valueForm(text);
  return (
    allowed.find(code => valueForm(code) === form) ??
    codes
      .get(field)
      ?.get(form)
      ?.find(code => allowed.includes(code))
  );
}

const truths: ReadonlyMap<string, boolean> = new Map(
  (['true', 'false'] as const).flatMap(truth => formsOf(knownTruths[truth]).map(form => [form, truth === 'true'] as const)),
);

/** Yes or no, where that is what a source means. */
export const truthMeant = (text: string): boolean | undefined => truths.get(valueForm(text));

const channels: ReadonlySet<string> = new Set(formsOf(channelWords));

/** Whether a text is a way by which people reach somebody: phone, e-mail. */
export const saysChannel = (text: string): boolean => channels.has(valueForm(text));

const responsible: ReadonlySet<string> = new Set(formsOf(responsibleHeadings));
const parties: ReadonlySet<string> = new Set([...formsOf(partyWords), ...formsOf(carrierWords)]);
const firms = formsOf(firmForms);

/** Whether a heading may name an employee as well as the party that is to blame. */
export const mayNameEmployee = (heading: string): boolean => responsible.has(valueForm(heading));

/** Whether a text is a party of the service, a carrier or a firm by its name. */
export function saysParty(text: string): boolean {
  const form = valueForm(text);
  return parties.has(form) || firms.some(end => form.endsWith(` ${end}`)) || form.endsWith('公司');
}

const nothing: ReadonlySet<string> = new Set(formsOf(nothingWords));

/**
 * Whether a text that stands for an empty cell is a code in a column with these other texts: ND is North Dakota unless they are dates or
 * numbers, NA is Napoli where all are codes of two letters.
 */
export function isCodeAmong(text: string, others: readonly string[]): boolean {
  if (text === 'ND') return others.filter(other => /\d/.test(other)).length <= others.length / 2;
  if (text !== 'NA') return false;
  const codes = others.filter(other => /^[A-Z]{2}$/.test(other) && truthMeant(other) === undefined);
  return codes.length > 1 && codes.length === others.length;
}

/** Whether a text stands for an empty cell: a dash, N/A, 无, an error of a spreadsheet, a zero date. */
export const saysNothing = (text: string): boolean =>
  nothing.has(valueForm(text)) || /^[-–—/.*?\s]+$/.test(text) || /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!)/i.test(text);
