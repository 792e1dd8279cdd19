import { checkExpression, functionNames } from '../../expressions/check.js';
import { noneName } from '../../expressions/expression.js';
import { groupFunctionNames } from '../../expressions/group-operations.js';
import { configFaults } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { nearest } from '../../faults/nearest.js';
import type { Phrase } from '../../faults/phrase.js';
import { kindOf, type OwnField } from '../../facts/kinds.js';
import type { ExpectedSource } from '../../facts/place.js';
import { isZone } from '../../facts/time.js';
import { coverageNames } from '../../metrics/coverage.js';
import { asMap } from '../plain.js';
import type { Rule } from '../read.js';
import type { Path, Spot } from '../spot.js';
import { clientFaults, type KnownObjects, located, siteFaults } from './known-objects.js';

/** A name that is not a time zone, with the nearest that is. */
export function zoneFaults(zone: string | undefined, of: Phrase, spot: Spot, path: Path): readonly Fault[] {
  if (zone === undefined || isZone(zone)) return [];
  const params = { zone, of, near: nearest(zone, Intl.supportedValuesOf('timeZone')) };
  return [fault(configFaults, 'zone_unknown', params, spot.place(path))];
}

/** A calendar that is named but not defined. */
export function calendarNameFaults(
  name: string | undefined,
  of: Phrase,
  spot: Spot,
  path: Path,
  ids: readonly string[],
): readonly Fault[] {
  if (name === undefined || ids.includes(name)) return [];
  return [fault(configFaults, 'rule_calendar_unknown', { name, of, names: ids }, spot.place(path))];
}

/** A source of an unknown client or site, and one that cannot be said to cover what it says. */
export function sourceFaults(rule: Rule<ExpectedSource>, known: KnownObjects): readonly Fault[] {
  const { client, site } = rule.value;
  return [
    ...(client === '*' ? [] : clientFaults(rule, client, known, ['client'])),
    ...(site === undefined ? [] : siteFaults(rule, site, known, ['site'])),
    ...coverageFaults(rule, known),
  ];
}

/** Fields that the kind does not have, `covers` without fields, and an expression that is none over the kind. */
function coverageFaults(rule: Rule<ExpectedSource>, known: KnownObjects): readonly Fault[] {
  const { id, fact, fields, covers } = rule.value;
  const { spot } = rule.entry;
  const names = coverageNames(fact, known.fields);
  const unknown = (fields ?? []).flatMap((name, at) =>
    names.has(name)
      ? []
      : [fault(configFaults, 'source_field_unknown', { name, fact, names: [...names.keys()] }, spot.place(['fields', at]))],
  );
  if (covers === undefined) return unknown;
  // Fields that are at fault themselves have their own fault.
  const idle =
    fields === undefined && !('fields' in asMap(rule.entry.raw))
      ? [fault(configFaults, 'source_covers_idle', { id }, spot.place(['covers']))]
      : [];
  const checked = checkExpression(covers, { names }, ['boolean'], {});
  const found = 'located' in checked ? checked.located : [];
  return [
    ...unknown,
    ...idle,
    ...located(
      rule,
      found.map(one => ({ path: ['covers'], offset: one.at, fault: one.fault })),
      known,
    ),
  ];
}

/** Words that mean something in expressions or facts, and so can be no name of a field or definition. */
export const reservedNames: readonly string[] = [
  'as_of',
  'period_start',
  'period_end',
  noneName,
  'origin',
  'extra',
  'first_at',
  'last_at',
  'true',
  'false',
  'and',
  'or',
  'not',
  'xor',
  'mod',
  'to',
  'in',
];

/** An own field whose name means something already. */
export function fieldFaults(rule: Rule<OwnField>): readonly Fault[] {
  const { fact, id } = rule.value;
  const kind = kindOf(fact);
  const names = [...kind.fields.map(({ name }) => name), ...reservedNames, ...functionNames, ...groupFunctionNames];
  const taken = names.includes(id);
  return taken ? [fault(configFaults, 'field_taken', { id, fact }, rule.entry.spot.place(['id']))] : [];
}
