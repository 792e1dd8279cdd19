import type { EvaluationDocument, MetricResult } from '../../evaluation/document.js';
import { partTally } from '../../evaluation/parts.js';
import { planFor } from '../../evaluation/plan.js';
import type { Client } from '../../facts/place.js';
import { judgeable } from '../../metrics/judgeable.js';
import { noCounts } from '../../metrics/tally.js';
import type { Workspace } from '../../rulebook/workspace.js';
import { partId } from '../../standards/part.js';
import { recordedFields } from '../../store/recorded.js';
import type { Transaction } from '../../store/connect.js';
import { tallyMetrics } from '../../store/scan.js';
import { amendmentsOfDocument } from '../evaluation/amendments-in-force.js';

/** Facts of a metric, or of a part of it, that can never be judged, by what they were counted as. */
export type BeyondSources = Pick<MetricResult['counts'], 'undetermined' | 'undated'>;

/**
 * By metric, and by agreed part of the work (`partId`), how many facts can never be judged, because no source covers them; those without
 * such facts are left out.
 */
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
  const wholes = [...tallies].flatMap(([metric, { total }]) => {
    const all = open.get(metric);
    return all === undefined ? [] : besides(metric, all, total.counts);
  });
  const parts = (document.measures ?? []).flatMap(({ metric, scope, counts }) => {
    const tally = tallies.get(metric);
    return tally === undefined ? [] : besides(partId(metric, scope), counts, partTally(scope, tally)?.counts ?? noCounts);
  });
  return new Map([...wholes, ...parts]);
}

/** What of all open facts is not among those that could be judged; nothing where all are. */
function besides(name: string, all: BeyondSources, judgeableOnes: BeyondSources): readonly (readonly [string, BeyondSources])[] {
  const beyond = {
    undetermined: Math.max(0, all.undetermined - judgeableOnes.undetermined),
    undated: Math.max(0, all.undated - judgeableOnes.undated),
  };
  return beyond.undetermined + beyond.undated === 0 ? [] : [[name, beyond]];
}
