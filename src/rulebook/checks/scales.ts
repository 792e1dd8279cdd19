import { configFaults } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { compare, decimalText } from '../../facts/exact.js';
import type { Metric } from '../../metrics/definition.js';
import type { Level } from '../../standards/standard.js';
import type { Rule } from '../read.js';
import type { BandComparator, WrittenBand, WrittenScale } from '../shapes/scale.js';
import { datesFaults, type KnownObjects, levelFaults, metricNameFaults, scopeFaults } from './known-objects.js';
import { ofOtherClientFaults } from './metric-scopes.js';

/** Everything wrong with a scale besides its shape. */
export function scaleFaults(rule: Rule<WrittenScale>, known: KnownObjects): readonly Fault[] {
  const { metric: name, bands, linear } = rule.value;
  const metric = known.metrics.get(name);
  const found =
    bands !== undefined && linear !== undefined ? 'both' : bands === undefined && linear === undefined ? 'neither' : undefined;
  return [
    ...metricNameFaults(rule, name, known),
    ...scopeFaults(rule, known),
    ...ofOtherClientFaults(rule, known),
    ...datesFaults(rule),
    ...(found === undefined ? [] : [fault(configFaults, 'scale_form', { of: rule.title, found }, rule.entry.spot.place())]),
    ...(bands ?? []).flatMap((_, at) => bandFaults(rule, bands ?? [], at, metric)),
    ...(linear === undefined ? [] : lineFaults(rule, linear, metric)),
  ];
}

function bandFaults(
  rule: Rule<WrittenScale>,
  bands: readonly WrittenBand[],
  at: number,
  metric: Metric | undefined,
): readonly Fault[] {
  const band = bands[at];
  const before = bands[at - 1];
  if (band === undefined) return [];
  const { spot } = rule.entry;
  const path = ['bands', at] as const;
  const faults: Fault[] = [];
  const of = rule.title;
  const [first, second] = band.limits;
  const last = at === bands.length - 1;
  if (second !== undefined) {
    const keys = band.limits.map(([key]) => key);
    faults.push(fault(configFaults, 'band_two_limits', { of, keys }, spot.keyPlace([...path, second[0]])));
  } else if (last && first !== undefined) {
    faults.push(
      fault(configFaults, 'band_last_limited', { of, limit: `${first[0]} ${first[1].text}` }, spot.keyPlace([...path, first[0]])),
    );
  } else if (!last && first === undefined) {
    const comparator = metric?.improves === 'down' ? 'at_most' : 'at_least';
    faults.push(fault(configFaults, 'band_without_limit', { of, comparator }, spot.place(path)));
  }
  if (first !== undefined && second === undefined)
    faults.push(...limitFaults(rule, first, before?.limits[0], [...path, first[0]], metric));
  if (before !== undefined && compare(band.score, before.score) > 0) {
    const params = { of, score: decimalText(band.score), before: decimalText(before.score) };
    faults.push(fault(configFaults, 'band_score_order', params, spot.place([...path, 'score'])));
  }
  return faults;
}

type Limit = readonly [BandComparator, Level];

function limitFaults(
  rule: Rule<WrittenScale>,
  [comparator, level]: Limit,
  before: Limit | undefined,
  path: readonly (string | number)[],
  metric: Metric | undefined,
): readonly Fault[] {
  const of = rule.title;
  const { spot } = rule.entry;
  const wants = comparator === 'at_least' || comparator === 'more_than' ? 'up' : 'down';
  if (metric !== undefined && metric.improves !== wants) {
    return [
      fault(
        configFaults,
        'band_direction',
        { of, comparator, metric: metric.id, improves: metric.improves },
        spot.keyPlace(path),
      ),
    ];
  }
  const unfit = levelFaults(rule, level, path, metric);
  if (unfit.length > 0 || before === undefined) return unfit;
  const order = compare(level.value, before[1].value) * (wants === 'up' ? -1 : 1);
  // At one limit the strict band comes first and leaves the limit itself to the next.
  const strictFirst = order === 0 && isStrict(before[0]) && !isStrict(comparator);
  if (order > 0 || strictFirst) return [];
  const params = { of, limit: `${comparator} ${level.text}`, before: `${before[0]} ${before[1].text}` };
  return [fault(configFaults, 'band_order', params, spot.place(path))];
}

const isStrict = (comparator: BandComparator): boolean => comparator === 'more_than' || comparator === 'less_than';

function lineFaults(
  rule: Rule<WrittenScale>,
  line: NonNullable<WrittenScale['linear']>,
  metric: Metric | undefined,
): readonly Fault[] {
  const of = rule.title;
  const { spot } = rule.entry;
  const [low, high] = line.scores;
  const faults = (['floor', 'target'] as const).flatMap(key => levelFaults(rule, line[key], ['linear', key], metric));
  if (compare(low, high) >= 0) {
    const params = { of, first: decimalText(low), last: decimalText(high) };
    faults.push(fault(configFaults, 'line_scores', params, spot.place(['linear', 'scores'])));
  }
  const order = compare(line.target.value, line.floor.value);
  if (order === 0)
    faults.push(fault(configFaults, 'line_flat', { of, level: line.floor.text }, spot.place(['linear', 'target'])));
  else if (metric !== undefined && order > 0 !== (metric.improves === 'up')) {
    const params = { of, metric: metric.id, improves: metric.improves, floor: line.floor.text, target: line.target.text };
    faults.push(fault(configFaults, 'line_direction', params, spot.place(['linear', 'target'])));
  }
  return faults;
}
