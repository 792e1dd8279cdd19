import { configFaults } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { type Phrase, verbatim } from '../../faults/phrase.js';
import { add, compare, decimalText, type Exact, multiply } from '../../facts/exact.js';
import type { Metric } from '../../metrics/definition.js';
import type { CreditForEach, CreditItem, CreditRule } from '../../standards/improvement/credits.js';
import type { Comparator, Level } from '../../standards/standard.js';
import type { Rule } from '../read.js';
import type { Path } from '../spot.js';
import { datesFaults, type KnownObjects, levelFaults, metricNameFaults, scopeFaults } from './known-objects.js';
import { creditScopeFaults } from './metric-scopes.js';

/** Everything wrong with a contract's credits besides their shape. */
export const creditFaults = (rule: Rule<CreditRule>, known: KnownObjects): readonly Fault[] => [
  ...scopeFaults(rule, known),
  ...creditScopeFaults(rule, known),
  ...datesFaults(rule),
  ...(rule.value.fee === undefined ? [] : amountFaults(rule, verbatim('fee'), rule.value.fee, ['fee'])),
  ...(rule.value.point_value === undefined
    ? []
    : amountFaults(rule, verbatim('point_value'), rule.value.point_value, ['point_value'])),
  ...poolFaults(rule),
  ...twiceFaults(rule),
  ...rule.value.items.flatMap((item, at) => itemFaults(rule, item, ['items', at], known)),
];

/** An amount of money, or a number of points, is a plain number of 0 or more. */
function amountFaults(rule: Rule<CreditRule>, key: Phrase, { text, value }: Level, path: Path): readonly Fault[] {
  if (!text.includes('%') && compare(value, 0) >= 0) return [];
  return [fault(configFaults, 'credit_amount_wrong', { of: rule.title, key, text }, rule.entry.spot.place(path))];
}

/** The pools are parts of the same money at risk. */
function poolFaults(rule: Rule<CreditRule>): readonly Fault[] {
  const { items } = rule.value;
  const sum = items.reduce<Exact>((total, { pool }) => add(total, pool?.value ?? 0), 0);
  if (compare(sum, 1) <= 0) return [];
  const last = items.findLastIndex(({ pool }) => pool !== undefined);
  const params = { of: rule.title, sum: `${decimalText(multiply(sum, 100))}%` };
  return [fault(configFaults, 'credit_pools_sum', params, rule.entry.spot.place(['items', last, 'pool']))];
}

function twiceFaults(rule: Rule<CreditRule>): readonly Fault[] {
  const { items } = rule.value;
  return items.flatMap(({ metric }, at) =>
    items.findIndex(one => one.metric === metric) === at
      ? []
      : [fault(configFaults, 'credit_metric_twice', { of: rule.title, metric }, rule.entry.spot.place(['items', at, 'metric']))],
  );
}

function itemFaults(rule: Rule<CreditRule>, item: CreditItem, path: Path, known: KnownObjects): readonly Fault[] {
  const metric = known.metrics.get(item.metric);
  if (item.each !== undefined)
    return [
      ...metricNameFaults(rule, item.metric, known, [...path, 'metric']),
      ...eachFaults(rule, item.metric, item.each, path),
      ...(metric === undefined || hasCases(metric)
        ? []
        : [
            fault(
              configFaults,
              'credit_each_kind',
              { of: rule.title, metric: item.metric },
              rule.entry.spot.place([...path, 'each']),
            ),
          ]),
    ];
  const levels = item.steps.map(({ comparator, limit }, at) =>
    levelFaults(rule, limit, [...path, 'steps', at, comparator], metric),
  );
  const amounts = item.steps.flatMap(({ effect, amount }, at) => {
    const own = [...path, 'steps', at, effect];
    if (item.pool === undefined)
      return amountFaults(rule, { phrase: 'key_of', key: effect, of: verbatim(item.metric) }, amount, own);
    if (compare(amount.value, 0) >= 0 && compare(amount.value, 1) <= 0) return [];
    const params = { of: rule.title, effect, metric: item.metric, text: amount.text };
    return [fault(configFaults, 'credit_step_share', params, rule.entry.spot.place(own))];
  });
  // A level that is wrong itself says nothing about what it leaves to others.
  const idle = levels.some(found => found.length > 0) ? [] : neverReached(item.steps, metric);
  return [
    ...metricNameFaults(rule, item.metric, known, [...path, 'metric']),
    ...levels.flat(),
    ...amounts,
    ...idle.map(at => {
      const { comparator, limit } = item.steps[at] ?? { comparator: '', limit: { text: '' } };
      const params = { of: rule.title, metric: item.metric, step: `${comparator} ${limit.text}` };
      return fault(configFaults, 'credit_step_idle', params, rule.entry.spot.place([...path, 'steps', at]));
    }),
  ];
}

/** Whether a metric counts cases that can cost something each. */
const hasCases = ({ kind, improves }: Metric): boolean =>
  kind === 'proportion' || ((kind === 'ratio' || kind === 'total') && improves === 'down');

function eachFaults(rule: Rule<CreditRule>, metric: string, { amount, at_most }: CreditForEach, path: Path): readonly Fault[] {
  const key = (name: string): Phrase => ({ phrase: 'key_of', key: name, of: verbatim(metric) });
  return [
    ...amountFaults(rule, key('each'), amount, [...path, 'each']),
    ...(at_most === undefined ? [] : amountFaults(rule, key('at_most'), at_most, [...path, 'at_most'])),
  ];
}

/** An end of the values that are left: at a level or without end. */
interface End {
  readonly at: Exact;
  readonly isIn: boolean;
}

interface RemainingRange {
  readonly low: End | undefined;
  readonly high: End | undefined;
}

/** The positions of steps that those before them, or the values that the metric can have, leave nothing. */
function neverReached(steps: CreditItem['steps'], metric: Metric | undefined): readonly number[] {
  const isShare = metric?.kind === 'proportion' && metric.unit === '%';
  let left: RemainingRange = isShare
    ? { low: { at: 0, isIn: true }, high: { at: 1, isIn: true } }
    : { low: undefined, high: undefined };
  const points: Exact[] = [];
  return steps.flatMap(({ comparator, limit }, at) => {
    const own = within(left, comparator, limit.value);
    const single = pointOf(own);
    const isIdle = isEmpty(own) || (single !== undefined && points.some(point => compare(point, single) === 0));
    if (comparator === 'equals') points.push(limit.value);
    else left = without(left, comparator, limit.value);
    return isIdle ? [at] : [];
  });
}

function within(left: RemainingRange, comparator: Comparator, at: Exact): RemainingRange {
  const isIn = comparator !== 'more_than' && comparator !== 'less_than';
  const isUp = comparator === 'at_least' || comparator === 'more_than';
  const isDown = comparator === 'at_most' || comparator === 'less_than';
  return {
    low: isDown ? left.low : higher(left.low, { at, isIn }),
    high: isUp ? left.high : lower(left.high, { at, isIn }),
  };
}

/** What a step that reaches to one end leaves is on the other side of its level. */
const without = (left: RemainingRange, comparator: Comparator, at: Exact): RemainingRange =>
  comparator === 'at_least' || comparator === 'more_than'
    ? { ...left, high: lower(left.high, { at, isIn: comparator === 'more_than' }) }
    : { ...left, low: higher(left.low, { at, isIn: comparator === 'less_than' }) };

function higher(a: End | undefined, b: End): End {
  const order = a === undefined ? -1 : compare(a.at, b.at);
  return a !== undefined && (order > 0 || (order === 0 && !a.isIn)) ? a : b;
}

function lower(a: End | undefined, b: End): End {
  const order = a === undefined ? 1 : compare(a.at, b.at);
  return a !== undefined && (order < 0 || (order === 0 && !a.isIn)) ? a : b;
}

function isEmpty({ low, high }: RemainingRange): boolean {
  if (low === undefined || high === undefined) return false;
  const order = compare(low.at, high.at);
  return order > 0 || (order === 0 && !(low.isIn && high.isIn));
}

const pointOf = ({ low, high }: RemainingRange): Exact | undefined =>
  low !== undefined && high !== undefined && compare(low.at, high.at) === 0 ? low.at : undefined;
