import { planFor, surroundings } from '../../evaluation/plan.js';
import type { Client } from '../../facts/place.js';
import { localDay } from '../../facts/time.js';
import type { Exclusion } from '../../metrics/exclusion.js';
import type { View } from '../../metrics/membership.js';
import type { Workspace } from '../../rulebook/workspace.js';
import { versionsOf } from '../../store/audit/versions.js';
import { recordedFields } from '../../store/recorded.js';
import type { Transaction } from '../../store/connect.js';
import { ReasonWriter } from '../../explain/reason-writer.js';

/** A day, in the client's zone, by which a metric counts a fact. */
export interface FactDay {
  readonly number: string;
  readonly metric: string;
  readonly day: number;
}

const maxVersions = 2000;
const anyBatch = 2 ** 31 - 1;

/** The days by which the metrics of an exclusion count the facts that it names, as they are known now, earliest first. */
export async function daysOfFacts(
  tx: Transaction,
  { rulebook }: Workspace,
  client: Client,
  { metrics, facts, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: Exclusion,
): Promise<readonly FactDay[]> {
  const plan = planFor(rulebook, client, await recordedFields(tx, client.code, anyBatch), []);
  const view: View = { from: 0, to: 0, asOf: 0, around: surroundings(plan.places, 0) };
  const concerned = plan.metrics.filter(({ metric }) => metrics.length === 0 || metrics.includes(metric.id));
  const dated: FactDay[] = [];
  for (const { fact, field, number, line } of facts) {
    const own = rulebook.fields.filter(one => one.fact === fact);
    const because = new ReasonWriter({ of: fact }, own, view);
    const versions = await versionsOf(tx, fact, { number, client: client.code, own, limit: maxVersions });
    const known = versions.filter(
      ({ values, supersededBy }) =>
        supersededBy === null && values[field] === number && (line === undefined || values['line_no'] === line),
    );
    for (const { metric, parts } of concerned)
      for (const term of parts.filter(part => part.of === fact).flatMap(part => part.terms))
        for (const { values } of known) {
          const at = because.value(term.when, values) === false ? null : because.value(term.dated, values);
          if (typeof at === 'number' && at >= from && at < to)
            dated.push({ number, metric: metric.id, day: localDay(client.time_zone, at) });
        }
  }
  return dated.sort((a, b) => a.day - b.day);
}
