import { type HeadingId, headings } from '../../words/contract-headings.js';
import type { Phrase } from '../phrase.js';

type Fields = Readonly<Record<string, HeadingId>>;

const compared = (heading: HeadingId): Fields =>
  Object.fromEntries(['at_least', 'more_than', 'at_most', 'less_than', 'equals'].map(key => [key, heading]));

const same = (...ids: readonly HeadingId[]): Fields => Object.fromEntries(ids.map(id => [id, id]));

/** By the lists and maps of a contract: what its form and its workbook call the keys in them. */
const fieldsOf: Readonly<Record<string, Fields>> = {
  '': same('id', 'client', 'segment', 'from', 'until', 'month_starts_on'),
  measures: { weight: 'group_weight' },
  metrics: { ...same('metric', 'minimum', 'stretch', 'min_population', 'weight'), ...compared('level'), reference: 'reference' },
  credits: same('currency', 'fee', 'per', 'at_risk', 'bonus_cap', 'point_value'),
  items: same('metric', 'pool', 'each', 'free', 'at_most'),
  steps: { ...compared('limit'), credit: 'amount', bonus: 'amount' },
};

/** What stands in a list of a contract, by the list's key. */
const partNames: Readonly<Record<string, { readonly en: string; readonly zh: (at: string) => string }>> = {
  measures: { en: 'group', zh: at => `第 ${at} 组` },
  metrics: { en: 'measure', zh: at => `第 ${at} 项指标` },
  items: { en: 'credit', zh: at => `第 ${at} 项补偿` },
  steps: { en: 'step', zh: at => `第 ${at} 档` },
};

function isOfContract(of: Phrase): boolean {
  if (typeof of === 'string') return false;
  if (of.phrase === 'key_of') return isOfContract(of.of);
  return of.phrase === 'object' && of.is === 'contract';
}

/** The key of a contract, with what its form and its workbook call it; any other key as it is. */
export function keyNamed(language: 'en' | 'zh', key: string, of: Phrase): string {
  if (!isOfContract(of)) return key;
  const part = partNamed(language, key);
  if (part !== undefined) return part;
  const around = typeof of !== 'string' && of.phrase === 'key_of' ? of.key.replace(/\[\d+\]$/, '') : '';
  // What is about a measure names its metric in place of the list.
  const heading = (fieldsOf[around] ?? fieldsOf['metrics'])?.[key];
  if (heading === undefined) return key;
  const label = headings[heading][language];
  return language === 'zh' ? `“${label}”（${key}）` : `“${label}” (${key})`;
}

/** A part of a list, such as `items[2]`, as a reader counts it. */
function partNamed(language: 'en' | 'zh', key: string): string | undefined {
  const [, list = '', at = ''] = /^(\w+)\[(\d+)\]$/.exec(key) ?? [];
  const names = partNames[list];
  if (names === undefined) return undefined;
  return language === 'zh' ? names.zh(at) : `${names.en} ${at}`;
}
