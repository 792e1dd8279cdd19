import { functionNames } from '../../expressions/check.js';
import { groupFunctionNames } from '../../expressions/group-operations.js';
import { namesWritten } from '../../expressions/writing.js';
import { kindOf } from '../../facts/kinds.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { ruleFaults } from '../../faults/rules.js';
import { type Definition, definitionsNamed } from '../../metrics/definitions.js';
import type { Metric } from '../../metrics/definition.js';
import type { ResolvedDefinitions } from '../../metrics/resolve-definitions.js';
import type { Rule } from '../read.js';
import { type KnownObjects, located } from './known-objects.js';
import { reservedNames } from './places.js';

/** A definition at fault by its expression, one whose name means something already, and one of the workspace that nothing uses. */
export function definitionFaults(
  rule: Rule<Definition>,
  read: { readonly metrics: readonly Rule<Metric>[]; readonly definitions: readonly Rule<Definition>[] },
  { definitions, faults }: ResolvedDefinitions,
  known: KnownObjects,
): readonly Fault[] {
  const { id } = rule.value;
  if (isTaken(rule.value, known)) return [fault(ruleFaults, 'definition_taken', { id }, rule.entry.spot.place(['id']))];
  const own = located(rule, faults.get(id) ?? [], known);
  if (faults.has(id) || rule.entry.spot.source.layer === 'packaged') return own;
  const isUsed =
    read.definitions.some(({ value }) => namesWritten(value.is).has(id)) ||
    read.metrics.some(({ value }) => definitionsNamed(value, definitions).has(id));
  return isUsed ? [] : [fault(ruleFaults, 'definition_unused', { id }, rule.entry.spot.place(['id']))];
}

/** Whether a name means something else already where expressions over the kind could use it. */
function isTaken({ id, of }: Definition, { fields, metricIds }: KnownObjects): boolean {
  const ofKind = [...kindOf(of).fields.map(({ name }) => name), ...fields.filter(own => own.fact === of).map(own => own.id)];
  return [...ofKind, ...reservedNames, ...functionNames, ...groupFunctionNames, ...metricIds].includes(id);
}
