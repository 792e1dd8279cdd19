import { dayText, localDay, localOf } from '../../facts/time.js';
import { say } from '../../words/say.js';
import { periodOf, type ScorecardInput, type SignedOff } from '../input.js';
import { plainText } from '../plain-text.js';
import { wordsOf } from '../words.js';
import { agreedOnly, contractOf } from './agreed.js';
import { creditsSettledElsewhere, creditsShown, type HandoutCredits } from './credits-shown.js';
import { exclusionsShown, type HandoutExclusions } from './exclusions.js';
import { failuresOf, type MissedMeasure } from './failures.js';
import { type MeasureBasis, type MeasureResult, measuresOf } from './measures.js';
import { type HandoutMeasure, type LeastDigits, measureShown, numberColumns } from './measure-shown.js';
import { verdictSentence } from './verdict.js';

/** The first page of what is handed over, as plain data in one language: a sheet and a page lay out the same. */
export interface Handout {
  readonly head: HandoutHead;
  /** One sentence; the measure that it names is the first of `missed`. */
  readonly verdict: string;
  readonly comment: HandoutComment | null;
  /** What the measures are taken from: the contract, the standards, or whatever has a figure. */
  readonly basis: MeasureBasis;
  /** What has to be said of the measures as a whole; empty where nothing has. */
  readonly note: string;
  readonly groups: readonly { readonly title: string; readonly measures: readonly HandoutMeasure[] }[];
  /** Which figures besides the period's are shown. */
  readonly shows: { readonly last_year: boolean; readonly year_to_date: boolean; readonly comments: boolean };
  readonly missed: readonly MissedMeasure[];
  readonly credits: readonly HandoutCredits[];
  /** Credits that are settled by periods of another length, a line each; left out where there are none. */
  readonly credits_elsewhere?: readonly string[];
  readonly exclusions: HandoutExclusions;
  /** Who is to sign, in the order of the lines. */
  readonly sign_off: readonly string[];
  readonly signed: readonly { readonly by: string; readonly revision: number; readonly day: string; readonly text: string }[];
  /** What was said after the first signature, and so was not signed. */
  readonly comments_after_signature: readonly LaterComment[];
}

/** A comment that was written after the client had signed. */
export interface LaterComment {
  /** Null where it is about the whole period. */
  readonly metric: string | null;
  /** What it is about, in words. */
  readonly about: string;
  readonly text: string;
  readonly by: string;
  /** `yyyy-MM-dd HH:mm`, by the clock of the client. */
  readonly at: string;
}

/** Who reports to whom about what. */
export interface HandoutHead {
  readonly organisation: string;
  readonly client: string;
  readonly period: string;
  /** First and last day, `yyyy-MM-dd`; null where the period is none that can be read. */
  readonly days: readonly [first: string, last: string] | null;
  readonly time_zone: string;
  readonly contract: { readonly id: string; readonly reference: string } | null;
  /** In words: how the period stands, and its revision. */
  readonly state: string;
  readonly evaluation: string;
}

/** What the manager says, with the day on which it was said. */
export interface HandoutComment {
  readonly text: string;
  readonly by: string;
  readonly day: string;
}

/** What a client is handed of an evaluation: under a contract nothing that was not agreed. */
export const clientHandout = (input: ScorecardInput): Handout => handoutOf(agreedOnly(input));

/** The content of a hand-out. The input holds nothing that the client may not see. */
export function handoutOf(input: ScorecardInput): Handout {
  const { language } = input;
  const { basis, groups, withoutData } = measuresOf(input);
  const measures = groups.flatMap(group => group.measures);
  const has = (of: (one: MeasureResult) => boolean): boolean => measures.some(of);
  const terms = contractOf(input)?.handout;
  const digits = digitsInColumns(measures.map(one => measureShown(input, one)));
  return {
    head: headOf(input),
    verdict: verdictSentence(input, { basis, measures }),
    comment: commentOf(input, null),
    basis,
    note: noteOf(
      input,
      basis,
      withoutData.map(({ label }) => plainText(label[language], 100)),
    ),
    groups: groups.map(({ title, measures: grouped }) => ({
      title: title === null ? '' : plainText(title[language], 120),
      measures: grouped.map(one =>
        measureShown(input, one, { digits, comment: commentOf(input, one.result.metric)?.text ?? null }),
      ),
    })),
    shows: {
      last_year: has(({ result }) => result.last_year !== undefined),
      year_to_date: has(({ result }) => result.year_to_date !== undefined),
      comments: has(({ result }) => commentOf(input, result.metric) !== null),
    },
    missed: failuresOf(input, measures, digits),
    credits: creditsShown(input),
    ...creditsSettledElsewhere(input),
    exclusions: exclusionsShown(input, measures),
    sign_off: (terms?.sign_off ?? []).map(label => plainText(label[language], 80)),
    signed: (input.signedOff ?? []).map(one => signatureShown(input, one)),
    comments_after_signature: laterComments(input, measures),
  };
}

/** Characters of a comment that are shown: as many as one may have. */
const remarkLimit = 2_000;

/** More decimals than this are shown of the one number that needs them, not of all that stand above and below it. */
const mostAlike = 2;

/** The decimals that the numbers of a column in one unit need. */
function digitsInColumns(measures: readonly HandoutMeasure[]): LeastDigits {
  const needed = new Map<string, number>();
  for (const one of measures)
    for (const column of numberColumns) {
      const name = `${column} ${one.unit}`;
      const digits = Math.min(mostAlike, one[column]?.digits ?? 0);
      needed.set(name, Math.max(digits, needed.get(name) ?? 0));
    }
  return (column, unit) => needed.get(`${column} ${unit}`) ?? 0;
}

function headOf(input: ScorecardInput): HandoutHead {
  const { language, evaluation } = input;
  const { document, state, revision } = evaluation;
  const period = periodOf(evaluation);
  const { contract } = document;
  const standing = wordsOf(language).states[state];
  return {
    organisation: plainText(input.organisation[language], 80),
    client: plainText(input.client.name[language], 180),
    period: plainText(document.period, 30),
    days: period === undefined ? null : [dayText(period.firstDay), dayText(period.lastDay)],
    time_zone: plainText(document.time_zone, 60),
    contract:
      contract === undefined
        ? null
        : { id: plainText(contract.id, 60), reference: plainText(contract.reference?.[language] ?? '', 200) },
    state: say(language, `${standing}, revision ${revision}`, `${standing}，第 ${revision} 版`),
    evaluation: plainText(evaluation.id, 80),
  };
}

function signatureShown(
  { language, evaluation }: ScorecardInput,
  { by: name, revision, at, on }: SignedOff,
): Handout['signed'][number] {
  const by = plainText(name, 80);
  const day = on ?? dayText(localDay(evaluation.document.time_zone, at));
  const text = say(language, `${by} signed revision ${revision} on ${day}.`, `${by} 已于 ${day} 签认第 ${revision} 版。`);
  return { by, revision, day, text };
}

/** What was said of the period and of the measures that are shown, after the first signature. */
function laterComments(input: ScorecardInput, measures: readonly MeasureResult[]): readonly LaterComment[] {
  const { language, evaluation, commentsAfterSigning = [] } = input;
  return commentsAfterSigning.flatMap(({ metric, text, by, at }) => {
    const measure = measures.find(({ result }) => result.metric === metric);
    if (metric !== null && measure === undefined) return [];
    const local = new Date(localOf(evaluation.document.time_zone, at)).toISOString();
    return [
      {
        metric,
        about: measure === undefined ? say(language, 'the period', '本期整体') : plainText(measure.result.label[language], 120),
        text:
          text === '' ? say(language, '(the comment above was taken back)', '（上述说明已撤回）') : plainText(text, remarkLimit),
        by: plainText(by, 80),
        at: `${local.slice(0, 10)} ${local.slice(11, 16)}`,
      },
    ];
  });
}

/** The last comment on the period, or on a metric of it. */
function commentOf({ comments = [], evaluation }: ScorecardInput, of: string | null): HandoutComment | null {
  const last = comments.findLast(({ metric }) => metric === of);
  if (last === undefined || last.text.trim() === '') return null;
  const zone = evaluation.document.time_zone;
  return { text: plainText(last.text, remarkLimit), by: plainText(last.by, 80), day: dayText(localDay(zone, last.at)) };
}

function noteOf({ language, evaluation }: ScorecardInput, basis: MeasureBasis, withoutData: readonly string[]): string {
  if (basis === 'figures')
    return say(
      language,
      'No level is set for any measure: the figures that there are data for are shown without a verdict.',
      '尚未为任何指标设定标准：仅列出有数据的指标值，不作判定。',
    );
  if (withoutData.length === 0) return '';
  const count = withoutData.length;
  const [first, rest] = [withoutData.slice(0, 6), Math.max(0, count - 6)];
  const isAll = evaluation.document.metrics.every(({ value }) => value === null);
  if (isAll) return say(language, 'There is no data for this period.', '本期没有数据。');
  return say(
    language,
    `No data this period for ${count} ${count === 1 ? 'measure' : 'measures'} with a standard: ${first.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}.`,
    `本期有 ${count} 项设有标准的指标无数据：${first.join('、')}${rest === 0 ? '' : ` 等`}。`,
  );
}
