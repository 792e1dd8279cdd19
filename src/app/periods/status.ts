import type { PeriodStatus, ProposedRevision } from '../../contract/periods.js';
import { parsePeriod } from '../../facts/period.js';
import { isoInstant } from '../../facts/time.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Transaction } from '../../store/connect.js';
import { type EvaluationHead, lastEvaluations } from '../../store/evaluations.js';
import { amendmentsOf } from '../../store/amendments.js';
import { closedBy, type Closing, type PeriodStanding, periodStandingOf } from '../../store/periods.js';
import type { ExclusionBody, OverrideBody } from '../evaluation/amendments-in-force.js';
import { signOffsOf } from '../../store/sign-offs.js';
import type { Deps } from '../deps.js';
import { chosenClients } from '../evaluation/evaluate.js';
import { readPeriod } from '../evaluation/read-period.js';
import { cursorOf, inPageOfPeriods, type PageOfClients } from './client-pages.js';
import { clientsConcerned, sourceStates, uncoveredOf } from './completeness.js';
import { lateBatches } from './late.js';
import { signatureOf } from './sign-off.js';

interface StatusRequest {
  readonly period?: string | undefined;
  readonly clients: readonly string[];
}

/** How a period stands for clients, or every period that was evaluated when none is named. */
export async function periodStatus(deps: Deps, request: StatusRequest): Promise<readonly PeriodStatus[]> {
  return (await periodStatusPage(deps, request)).periods;
}

/** A page of the same. */
export async function periodStatusPage(
  deps: Deps,
  request: StatusRequest & PageOfClients,
): Promise<{ readonly periods: readonly PeriodStatus[]; readonly next: string | null }> {
  const { period, clients, cursor, limit } = request;
  if (period !== undefined) readPeriod(period, deps.workspace.settings.time_zone);
  const chosen = await chosenClients(deps, request);
  return deps.database.transaction(async tx => {
    const heads = (await lastEvaluations(tx, { period })).filter(head => chosen.includes(head.client));
    const codes =
      period === undefined || clients.length > 0 ? chosen : await clientsConcerned(tx, deps.workspace, () => period, chosen);
    const asked =
      period === undefined
        ? inPeriodOrder(deps, heads)
        : [...new Set([...codes, ...heads.map(head => head.client)])].map(client => ({ client, period }));
    const headOf = new Map(heads.map(head => [cursorOf(head.period, head.client), head]));
    const { results, next } = await inPageOfPeriods<PeriodOfClient, PeriodStatus>(deps, asked, { cursor, limit }, async one =>
      statusOf(tx, deps, await periodStandingOf(tx, one.client, one.period), headOf.get(cursorOf(one.period, one.client))),
    );
    return { periods: results, next };
  });
}

interface PeriodOfClient {
  readonly client: string;
  readonly period: string;
}

/** Clients in their order, the periods of each from the earliest on. */
function inPeriodOrder({ workspace }: Deps, heads: readonly EvaluationHead[]): readonly EvaluationHead[] {
  const begins = ({ client, period }: EvaluationHead): number => parsePeriod(period, clientOf(workspace, client))?.from ?? 0;
  return [...heads].sort((a, b) => (a.client === b.client ? begins(a) - begins(b) : a.client < b.client ? -1 : 1));
}

async function statusOf(
  tx: Transaction,
  { workspace }: Deps,
  standing: PeriodStanding,
  head: EvaluationHead | undefined,
): Promise<PeriodStatus> {
  const { client: code, period: id, state } = standing;
  const client = clientOf(workspace, code);
  const period = parsePeriod(id, client);
  const closing = closedBy(standing);
  // What was evaluated for an earlier revision says nothing of the one that is open now.
  const current = head !== undefined && head.revision === standing.next ? head : undefined;
  return {
    client: code,
    period: id,
    state: state === 'open' && current !== undefined ? 'provisional' : state,
    revision: closing?.revision ?? standing.next,
    evaluation:
      closing !== undefined
        ? { id: closing.evaluation, hash: closing.hash, as_of_batch: closing.batch }
        : current === undefined
          ? null
          : { id: current.id, hash: current.hash, as_of_batch: current.as_of_batch },
    // An evaluation may be there of a period that is longer than any that can be asked for today.
    sources: period === undefined ? [] : await sourceStates(tx, workspace, client, period),
    uncovered: period === undefined ? [] : await uncoveredOf(tx, workspace, client, period),
    waivers: closing?.waivers ?? [],
    acknowledged: closing?.acknowledged ?? null,
    late: (closing === undefined ? [] : await lateBatches(tx, workspace, closing)).map(one => ({
      ...one,
      committed_at: isoInstant(one.committed_at),
    })),
    proposed: closing === undefined ? null : await proposedSince(tx, closing, standing, head),
    signed_off: (await signOffsOf(tx, { client: code, period: id })).map(signatureOf),
    history: historyOf(standing),
  };
}

/** Exclusions and overrides that were decided about since a closing and lie in its time. */
async function proposedSince(
  tx: Transaction,
  closing: Closing,
  { client, period, next: revision }: PeriodStanding,
  head: EvaluationHead | undefined,
): Promise<ProposedRevision | null> {
  const found: ProposedRevision['amendments'][number][] = [];
  for (const amendment of await amendmentsOf<ExclusionBody | OverrideBody>(tx, { client })) {
    const { kind, number, body, decisions } = amendment;
    const last = decisions.findLast(decision => decision.kind !== 'refusal' && decision.entry > closing.entry);
    if (kind === 'dispute' || last === undefined) continue;
    const isInside =
      'value' in body
        ? body.period === period
        : (body.from ?? Number.NEGATIVE_INFINITY) < closing.to && (body.to ?? Number.POSITIVE_INFINITY) > closing.from;
    if (isInside) found.push({ kind, number, state: amendment.state, decided_by: last.by });
  }
  if (found.length === 0) return null;
  return { revision, evaluation: head !== undefined && head.revision === revision ? head.id : null, amendments: found };
}

/** What happened to a period, in the order of the ledger. */
export const historyOf = ({ closings, reopenings }: PeriodStanding): PeriodStatus['history'] =>
  [...closings, ...reopenings]
    .sort((a, b) => a.entry - b.entry)
    .map(step => ({
      kind: step.kind,
      revision: step.revision,
      ...(step.kind === 'closing'
        ? {
            evaluation: step.evaluation,
            waivers: step.waivers,
            ...(step.acknowledged === undefined ? {} : { acknowledged: step.acknowledged }),
          }
        : { reason: step.reason }),
      by: step.actor,
      at: isoInstant(step.at),
      ledger: step.entry,
    }));
