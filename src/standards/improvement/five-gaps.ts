import { absolute, compare, divide, type Exact, significant, subtract } from '../../facts/exact.js';
import type { Label } from '../../facts/label.js';
import { betterIs } from '../comparison.js';
import type { Expectation } from '../standard.js';
import { exactOf, type DocumentedMetric, levelApplied } from './documented.js';
import type { SurveyMean } from '../../metrics/survey-mean.js';

/** The five kinds of gap: of goals, of understanding, of delivery, of promises, of experience. */
export const gapKinds = ['goal', 'understanding', 'delivery', 'promise', 'experience'] as const;
export type GapKind = (typeof gapKinds)[number];

/** One gap of one metric or survey item. */
export interface Gap {
  readonly kind: GapKind;
  readonly metric: string;
  readonly label: Label;
  readonly unit: string;
  /** What is held against the other: the 3PL's goal, the standard, what was delivered or experienced. */
  readonly is: number;
  /** The client's goal, what managers think is expected, the standard, the promise, the expectation. */
  readonly against: number;
  /** Negative is worse for the client. */
  readonly gap: number;
  /** In proportion to what it is held against, so that gaps of different units stand in one list. */
  readonly relative: number;
  readonly basis: NonNullable<Expectation['basis']> | null;
  /** The survey wave that one of the two sides comes from. */
  readonly wave: string | null;
  /** The wave was asked before the period, and stands in for one of its own; left out where it was not. */
  readonly earlier?: true;
  /** The value rests on fewer facts than its standard asks for: it is shown, but is never the largest. */
  readonly too_few?: true;
  /** How the staff rate the delivery, shown with the gap between standard and delivery. */
  readonly staff: { readonly mean: number; readonly n: number; readonly wave: string } | null;
}

/** The five gaps of a period, and the largest: of each kind, and of all. */
export interface FiveGaps {
  readonly gaps: readonly Gap[];
  readonly largest: Gap | null;
  readonly largest_by_kind: Readonly<Record<GapKind, Gap | null>>;
}

/** What the gaps are made of, besides the metrics. */
export interface GapRules {
  /** In force for the client on the period's last day. */
  readonly expectations: readonly Expectation[];
  readonly surveyed: readonly SurveyMean[];
}

/** The five gaps of every metric and survey item of which both sides are known. */
export function fiveGaps(metrics: readonly DocumentedMetric[], rules: GapRules): FiveGaps {
  const gaps = metrics.filter(({ stage }) => stage === 'fixed').flatMap(metric => gapsOf(metric, rules));
  const worst = (among: readonly Gap[]): Gap | null =>
    among.filter(({ gap, too_few: tooFew }) => gap < 0 && tooFew !== true).toSorted((a, b) => a.relative - b.relative)[0] ?? null;
  const of = (kind: GapKind): Gap | null => worst(gaps.filter(gap => gap.kind === kind));
  return {
    gaps,
    largest: worst(gaps),
    largest_by_kind: {
      goal: of('goal'),
      understanding: of('understanding'),
      delivery: of('delivery'),
      promise: of('promise'),
      experience: of('experience'),
    },
  };
}

/** The largest in proportion first; those that rest on too few facts after all others. */
export const byLargest = (a: Pick<Gap, 'relative' | 'too_few'>, b: Pick<Gap, 'relative' | 'too_few'>): number =>
  Number(a.too_few === true) - Number(b.too_few === true) || a.relative - b.relative;

function gapsOf(metric: DocumentedMetric, { expectations, surveyed }: GapRules): readonly Gap[] {
  const role = (name: Expectation['role']): Expectation | undefined =>
    expectations.find(one => one.metric === metric.metric && one.role === name);
  const answers = (aspect: string, who: string): SurveyMean | undefined =>
    surveyed.find(one => one.item === metric.metric && one.aspect === aspect && one.role === who);
  const [expects, goal, promise, understood] = (['expects', 'goal', 'promise', 'understanding'] as const).map(role);
  const isSurveyed = metric.unit === 'points';
  const standard = levelApplied(metric)?.level;
  const few = metric.status === 'insufficient' ? { too_few: true as const } : {};
  const value = metric.value === null ? undefined : exactOf(metric.value);
  const managers = answers('expectation', 'manager');
  const expected = answers('expectation', 'client');
  const staff = answers('satisfaction', 'staff');
  const made = (kind: GapKind, is: Exact | undefined, against: Exact | undefined, more: Partial<Gap> = {}): readonly Gap[] =>
    is === undefined || against === undefined ? [] : [{ ...gapOf(kind, metric, is, against), ...more }];
  return [
    ...made('goal', goal?.level.value, expects?.level.value, { basis: expects?.basis ?? goal?.basis ?? null }),
    ...(managers !== undefined && isSurveyed
      ? made('understanding', standard, managers.mean, waveOf(managers))
      : made('understanding', standard, understood?.level.value, { basis: understood?.basis ?? null })),
    ...made('delivery', value, standard, { staff: staff === undefined ? null : rating(staff), ...few }),
    ...made('promise', value, promise?.level.value, { basis: promise?.basis ?? null, ...few }),
    ...(expected !== undefined && isSurveyed
      ? made('experience', value, expected.mean, { ...waveOf(expected), ...few })
      : made('experience', value, expects?.level.value, { basis: expects?.basis ?? null, ...few })),
  ];
}

const waveOf = (mean: SurveyMean | undefined): Pick<Gap, 'wave' | 'earlier'> => ({
  wave: mean?.wave ?? null,
  ...(mean?.isEarlier === true ? { earlier: true } : {}),
});

const rating = ({ mean, n, wave }: SurveyMean) => ({ mean: significant(mean), n, wave });

function gapOf(kind: GapKind, metric: DocumentedMetric, is: Exact, against: Exact): Gap {
  const better = betterIs(levelApplied(metric)?.comparator ?? 'equals', metric.improves);
  const distance = better === 'up' ? subtract(is, against) : subtract(against, is);
  const size = absolute(against);
  return {
    kind,
    metric: metric.metric,
    label: metric.label,
    unit: metric.unit,
    is: significant(is),
    against: significant(against),
    gap: significant(distance),
    relative: significant(divide(distance, compare(size, 0) === 0 ? 1 : size)),
    basis: null,
    wave: null,
    staff: null,
  };
}
