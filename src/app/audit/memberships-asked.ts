import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import type { Metric } from '../../metrics/definition.js';
import { formulaMetrics } from '../../metrics/formula.js';
import { type Membership, memberships as allMemberships } from '../../metrics/membership.js';

/** Which facts behind a figure are asked for, and where they go. */
export interface FactsRequest {
  /** `failed,undetermined`: which facts are wanted. */
  readonly memberships?: string | undefined;
  /** A .csv or .xlsx file for them. */
  readonly out?: string | undefined;
}

/** Which facts are asked for; undefined where none are. */
export function membershipsAsked({ memberships, out }: FactsRequest): ReadonlySet<Membership> | undefined {
  if (out !== undefined && !/\.(csv|xlsx)$/i.test(out)) throw new Stop(2, [fault(auditFaults, 'evidence_file', { given: out })]);
  if (memberships === undefined) {
    if (out !== undefined) throw new Stop(2, [fault(auditFaults, 'membership_needed', {})]);
    return undefined;
  }
  const names = memberships.split(',').map(name => name.trim());
  const faults = names
    .filter(name => !isMembership(name))
    .map(given => fault(auditFaults, 'membership_unknown', { given, known: allMemberships }));
  if (faults.length > 0) throw new Stop(2, faults);
  return new Set(names.filter(isMembership));
}

const isMembership = (name: string): name is Membership => allMemberships.some(known => known === name);

/** Stops where facts are asked for of a formula, which has none of its own. */
export function refuseFormula(metric: Metric): void {
  if (metric.kind !== 'formula') return;
  const { current, previous } = formulaMetrics(metric.formula);
  const parts = [...new Set([...current, ...previous])];
  throw new Stop(2, [fault(auditFaults, 'facts_of_none', { name: metric.id, kind: 'formula', parts })]);
}
