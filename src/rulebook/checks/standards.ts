import { configFaults, type Side } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { compare } from '../../facts/exact.js';
import type { Metric } from '../../metrics/definition.js';
import type { Level } from '../../standards/standard.js';
import type { Rule } from '../read.js';
import type { WrittenExpectation, WrittenStandard } from '../shapes/standard.js';
import { datesFaults, type KnownObjects, levelFaults, metricNameFaults, scopeFaults } from './known-objects.js';
import { ofOtherClientFaults } from './metric-scopes.js';
import { paramRuleFaults } from './metrics.js';

/** Everything wrong with a standard besides its shape. */
export function standardFaults(rule: Rule<WrittenStandard>, known: KnownObjects): readonly Fault[] {
  const metric = known.metrics.get(rule.value.metric);
  return [
    ...metricNameFaults(rule, rule.value.metric, known),
    ...scopeFaults(rule, known),
    ...ofOtherClientFaults(rule, known),
    ...datesFaults(rule),
    ...comparatorFaults(rule, metric),
    ...rule.value.levels.flatMap(([key, level]) => levelFaults(rule, level, [key], metric)),
    ...(['minimum', 'stretch'] as const).flatMap(key => sideFaults(rule, key, metric)),
    ...(metric === undefined ? [] : paramRuleFaults(rule, metric, known)),
  ];
}

function comparatorFaults(rule: Rule<WrittenStandard>, metric: Metric | undefined): readonly Fault[] {
  const { levels, params, minimum, stretch } = rule.value;
  const { spot } = rule.entry;
  const [first, second] = levels;
  if (first === undefined) {
    const idle = minimum === undefined ? (stretch === undefined ? undefined : 'stretch') : 'minimum';
    if (idle !== undefined)
      return [fault(configFaults, 'standard_level_missing', { of: rule.title, key: idle }, spot.keyPlace([idle]))];
    return Object.keys(params).length > 0 ? [] : [fault(configFaults, 'standard_empty', { of: rule.title }, spot.place())];
  }
  if (second !== undefined) {
    const keys = levels.map(([key]) => key);
    return [fault(configFaults, 'standard_two_levels', { of: rule.title, keys }, spot.keyPlace([second[0]]))];
  }
  const wants = first[0] === 'equals' ? undefined : first[0] === 'at_least' || first[0] === 'more_than' ? 'up' : 'down';
  if (metric === undefined || wants === undefined || metric.improves === wants) return [];
  const parameters = { of: rule.title, comparator: first[0], metric: metric.id, improves: metric.improves };
  return [fault(configFaults, 'standard_direction', parameters, spot.keyPlace([first[0]]))];
}

/** minimum lies on the worse side of the level, stretch on the better one; being the same is allowed. */
function sideFaults(rule: Rule<WrittenStandard>, key: 'minimum' | 'stretch', metric: Metric | undefined): readonly Fault[] {
  const { comparator, level, levels } = rule.value;
  const given = rule.value[key];
  if (given === undefined || metric === undefined) return [];
  const found = levelFaults(rule, given, [key], metric);
  if (comparator === undefined || level === undefined || levels.length > 1 || found.length > 0) return found;
  const better = compare(given.value, level.value) * (metric.improves === 'up' ? 1 : -1);
  if (key === 'minimum' ? better <= 0 : better >= 0) return [];
  const above = (metric.improves === 'up') === (key === 'stretch');
  return [sideFault(rule, key, given, level, above ? 'above' : 'below')];
}

function sideFault(rule: Rule<unknown>, key: 'minimum' | 'stretch', given: Level, level: Level, side: Side): Fault {
  const place = rule.entry.spot.place([key]);
  const of = rule.title;
  return key === 'minimum'
    ? fault(configFaults, 'minimum_wrong_side', { of, minimum: given.text, level: level.text, side }, place)
    : fault(configFaults, 'stretch_wrong_side', { of, stretch: given.text, level: level.text, side }, place);
}

/** Everything wrong with an expectation besides its shape. */
export function expectationFaults(rule: Rule<WrittenExpectation>, known: KnownObjects): readonly Fault[] {
  const { levels, metric } = rule.value;
  const keys = levels.map(([key]) => key);
  const place = () => rule.entry.spot.place(levels[1] === undefined ? [] : [levels[1][0]]);
  return [
    ...metricNameFaults(rule, metric, known),
    ...scopeFaults(rule, known),
    ...ofOtherClientFaults(rule, known),
    ...datesFaults(rule),
    ...levels.flatMap(([key, level]) => levelFaults(rule, level, [key], known.metrics.get(metric))),
    ...(levels.length === 1 ? [] : [fault(configFaults, 'expectation_level', { of: rule.title, keys }, place())]),
  ];
}
