import type { EvaluationDocument, MetricResult } from '../../evaluation/document.js';
import { planFor } from '../../evaluation/plan.js';
import type { Client } from '../../facts/place.js';
import { judgeable } from '../../metrics/judgeable.js';
import type { Workspace } from '../../rulebook/workspace.js';
import { recordedFields } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import { tallyMetrics } from '../../store/scan.js';
import { amendmentsOfDocument } from '../evaluation/amendments-in-force.js';

/** Facts of a metric that can never be judged, by what they were counted as. */
type BeyondSources = Pick<MetricResult['counts'], 'undetermined' | 'undated'>;

/** By metric, how many of its facts can never be judged, because no source covers them; metrics without such facts are left out. */
export async function beyondSources(
  tx: Transaction,
  { rulebook }: Pick<Workspace, 'rulebook'>,
  client: Client,
  document: EvaluationDocument,
): Promise<ReadonlyMap<string, BeyondSources>> {
  if ((rulebook.coverage ?? []).length === 0) return new Map();
  const { exclusions } = await amendmentsOfDocument(tx, document);
  const recorded = await recordedFields(tx, client.code, document.as_of_batch);
  const plan = planFor(rulebook, client, recorded, exclusions);
  const open = new Map(
    document.metrics
      .filter(({ counts }) => counts.undetermined + counts.undated > 0)
      .map(({ metric, counts }) => [metric, counts] as const),
  );
  const rest = plan.metrics.filter(({ metric }) => open.has(metric.id)).flatMap(compiled => judgeable(compiled) ?? []);
  if (rest.length === 0) return new Map();
  const tallies = await tallyMetrics(tx, rest, {
    client: client.code,
    batch: document.as_of_batch,
    from: Date.parse(document.from),
    to: Date.parse(document.to),
    asOf: Date.parse(document.as_of),
    places: plan.places,
    fields: rulebook.fields,
    ...(plan.recorded === undefined ? {} : { kinds: plan.recorded }),
  });
  return new Map(
    [...tallies].flatMap(([metric, { total }]) => {
      const all = open.get(metric);
      if (all === undefined) return [];
      const beyond = {
        undetermined: Math.max(0, all.undetermined - total.counts.undetermined),
        undated: Math.max(0, all.undated - total.counts.undated),
      };
      return beyond.undetermined + beyond.undated === 0 ? [] : [[metric, beyond] as const];
    }),
  );
}
