import type { FactKindName } from '../facts/kinds.js';
import type { Label, Language } from '../facts/label.js';
import { hasStandard } from './applied.js';
import type { EvidenceList, EvidenceRow, ScorecardInput } from './input.js';
import { maxEvidenceRows } from './fact-lists.js';
import { plainText } from './plain-text.js';
import { say } from '../words/say.js';

type Column = EvidenceList['columns'][number];

/** A fact of an exception, once, whatever it failed or left open. */
export interface ExceptionFact {
  /** By the columns of its group; null where nothing that it failed reads the field. */
  readonly values: EvidenceRow['values'];
  /** The names of the measures, a line each. */
  readonly measures: string;
  /** Why, or what is missing, a line each. */
  readonly because: string;
  /** The fields that no source covers, where nothing else is missing; else empty. */
  readonly unrecorded: readonly string[];
  readonly origins: readonly Pick<EvidenceRow, 'file' | 'row' | 'batch'>[];
}

/** Facts of one kind that failed, that could not be judged, or that could not because no source covers what is needed. */
export interface ExceptionGroup {
  readonly fact: FactKindName;
  readonly is: 'failed' | 'open' | 'unrecorded';
  /** The first `keys` of them are the key. */
  readonly columns: readonly Column[];
  readonly keys: number;
  readonly facts: readonly ExceptionFact[];
}

/** What the Exceptions sheet lists. */
export interface Exceptions {
  readonly groups: readonly ExceptionGroup[];
  /** Facts listed. */
  readonly listed: number;
  /** How often facts failed or left a measure open, over all measures, and how often of that is listed. */
  readonly cases: number;
  readonly casesListed: number;
}

/** Every fact once: failed ones with the measures that they failed and why, then those that could not be judged by what is missing. */
export function exceptionsOf(input: Pick<ScorecardInput, 'evidence' | 'evaluation' | 'language'>): Exceptions {
  const lists = exceptionLists(input);
  const kinds = [...new Set(lists.map(({ fact }) => fact))];
  const collected = (isFailed: boolean): readonly CollectedKind[] => {
    const asked = lists.filter(({ membership }) => (membership === 'failed') === isFailed);
    return kinds.flatMap(
      kind =>
        collectedKind(
          input,
          asked.filter(({ fact }) => fact === kind),
        ) ?? [],
    );
  };
  const [failed, open] = [collected(true), collected(false)];
  const groups: ExceptionGroup[] = [];
  let [left, casesListed] = [maxEvidenceRows, 0];
  for (const is of ['failed', 'open', 'unrecorded'] as const) {
    for (const kind of is === 'failed' ? failed : open) {
      const merged = mergedGroup(input, kind, is);
      if (merged === undefined) continue;
      const facts = merged.facts.slice(0, left);
      left -= facts.length;
      casesListed += facts.reduce((sum, one) => sum + one.measures.split('\n').length, 0);
      if (facts.length > 0) groups.push({ ...merged, facts });
    }
  }
  const cases = lists.reduce((sum, { totalCount }) => sum + totalCount, 0);
  return { groups, listed: maxEvidenceRows - left, cases, casesListed };
}

/** The lists that exceptions come from: those of measures with a standard before all others, as they are ranked everywhere. */
export function exceptionLists({
  evidence,
  evaluation,
}: Pick<ScorecardInput, 'evidence' | 'evaluation'>): readonly EvidenceList[] {
  const judged = new Set(evaluation.document.metrics.filter(hasStandard).map(({ metric }) => metric));
  const lists = evidence.filter(({ membership, totalCount }) => membership !== 'excluded' && totalCount > 0);
  return [...lists.filter(({ metric }) => judged.has(metric)), ...lists.filter(({ metric }) => !judged.has(metric))];
}

/** What a measure is called. */
export const measureName = ({ evaluation, language }: Pick<ScorecardInput, 'evaluation' | 'language'>, id: string): string =>
  plainText(evaluation.document.metrics.find(({ metric }) => metric === id)?.label[language] ?? id, 100);

/** The key of a fact, its first values, as one text. No text of a fact has the character 0. */
export function keyText(values: EvidenceRow['values'], keys: number): string {
  let text = '';
  for (let at = 0; at < keys; at++) text += `${at === 0 ? '' : '\u0000'}${String(values[at] ?? '\u0000n')}`;
  return text;
}

type Origin = Pick<EvidenceRow, 'file' | 'row' | 'batch'>;

interface Collected {
  /** By the columns of its kind. */
  readonly values: EvidenceRow['values'][number][];
  readonly reasons: Map<string, string>;
  readonly missing: string[];
  readonly unrecorded: string[];
  readonly origins: Origin[];
}

/** All facts of one kind that failed, or all that could not be judged. */
interface CollectedKind {
  readonly fact: FactKindName;
  readonly columns: readonly Column[];
  readonly keys: number;
  readonly facts: readonly Collected[];
}

function collectedKind(
  { language, evaluation }: Pick<ScorecardInput, 'evaluation' | 'language'>,
  lists: readonly EvidenceList[],
): CollectedKind | undefined {
  const [first] = lists;
  if (first === undefined) return undefined;
  const columns = [...new Map(lists.flatMap(list => list.columns.map(one => [one.label.en, one] as const))).values()];
  const places = new Map(columns.map(({ label }, place) => [label.en, place]));
  const facts = new Map<string, Collected>();
  for (const list of lists) {
    const measure = measureName({ evaluation, language }, list.metric);
    const placesOfList = list.columns.map(({ label }) => places.get(label.en) ?? 0);
    for (const row of list.rows) {
      const name = keyText(row.values, list.keys);
      let one = facts.get(name);
      if (one === undefined) facts.set(name, (one = noneOf(columns.length)));
      for (let at = 0; at < placesOfList.length; at++) one.values[placesOfList[at] ?? 0] = row.values[at] ?? null;
      collect(one, row, measure, language);
    }
  }
  return { fact: first.fact, columns, keys: first.keys, facts: [...facts.values()] };
}

const noneOf = (columns: number): Collected => ({
  values: Array.from<null>({ length: columns }).fill(null),
  reasons: new Map(),
  missing: [],
  unrecorded: [],
  origins: [],
});

function collect(one: Collected, row: EvidenceRow, measure: string, language: ScorecardInput['language']): void {
  one.reasons.set(measure, plainText(row.because ?? '', 500));
  if (row.missing !== undefined) addTo(one.missing, row.missing, language);
  if (row.unrecorded !== undefined) addTo(one.unrecorded, row.unrecorded, language);
  const { file, row: number, batch } = row;
  // A fact has one origin, or a few.
  if (!one.origins.some(known => known.row === number && known.batch === batch && known.file === file))
    one.origins.push({ file, row: number, batch });
}

/** Few enough to be looked through. */
function addTo(names: string[], labels: readonly Label[], language: Language): void {
  for (const label of labels) if (!names.includes(label[language])) names.push(label[language]);
}

function mergedGroup(
  { language }: Pick<ScorecardInput, 'language'>,
  { fact, columns, keys, facts }: CollectedKind,
  is: ExceptionGroup['is'],
): ExceptionGroup | undefined {
  const members = facts.filter(one => is === 'failed' || isUnrecorded(one) === (is === 'unrecorded'));
  if (members.length === 0) return undefined;
  const all = members.map(
    (one): ExceptionFact => ({
      values: one.values,
      measures: [...one.reasons.keys()].join('\n'),
      because: is === 'failed' ? reasonText(one.reasons, language) : openText(one, language),
      unrecorded: is === 'unrecorded' ? one.unrecorded : [],
      origins: one.origins,
    }),
  );
  const ordered = is === 'failed' ? all : all.toSorted((a, b) => (a.because === b.because ? 0 : a.because < b.because ? -1 : 1));
  return { fact, is, columns, keys, facts: ordered };
}

/** Nothing is missing of it but what nobody was to record. */
const isUnrecorded = ({ missing, unrecorded }: Collected): boolean => missing.length === 0 && unrecorded.length > 0;

/** One sentence for all measures where it is the same for all; else one for each. */
function reasonText(reasons: Collected['reasons'], language: ScorecardInput['language']): string {
  const different = [...new Set(reasons.values())].filter(text => text !== '');
  if (different.length < 2) return different[0] ?? '';
  return [...reasons].map(([measure, text]) => `${measure}${say(language, ': ', '：')}${text}`).join('\n');
}

/** What is missing, apart from what nobody was to record of this fact: that is no gap in the data of a source. */
function openText({ missing, unrecorded, reasons }: Collected, language: ScorecardInput['language']): string {
  if (missing.length + unrecorded.length === 0) return reasonText(reasons, language);
  const absent = missing.join(say(language, ', ', '、'));
  return [
    ...(missing.length === 0 ? [] : [say(language, `missing: ${absent}`, `缺少：${absent}`)]),
    ...(unrecorded.length === 0 ? [] : [unrecordedText(unrecorded, language)]),
  ].join(say(language, '; ', '；'));
}

/** What nobody was to record. */
export function unrecordedText(fields: readonly string[], language: ScorecardInput['language']): string {
  const names = fields.join(say(language, ', ', '、'));
  return say(language, `not recorded (no source covers it): ${names}`, `未记录（没有数据源覆盖）：${names}`);
}
