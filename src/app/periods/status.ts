import { parsePeriod } from '../../facts/period.js';
import { isoInstant } from '../../facts/time.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Transaction } from '../../store/connect.js';
import { type EvaluationHead, lastEvaluations } from '../../store/evaluations.js';
import { type AmendmentState, amendmentsOf } from '../../store/amendments.js';
import { closedBy, type Closing, type Standing, standingOf, type Waiver } from '../../store/periods.js';
import type { ExclusionBody, OverrideBody } from '../evaluation/amendments-in-force.js';
import type { Deps } from '../deps.js';
import { chosenClients, readPeriod } from '../evaluation/evaluate.js';
import { textTable } from '../../cli/text/result-table.js';
import { concerned, type SourceState, sourceStates } from './completeness.js';
import { type LateBatch, lateBatches } from './late.js';

/** A revision that exclusions or overrides of a closed period propose; reopening and closing makes it. */
export interface Proposed {
  readonly revision: number;
  /** What was evaluated for it; null where no figure differs. */
  readonly evaluation: string | null;
  readonly amendments: readonly {
    readonly kind: 'exclusion' | 'override';
    readonly number: number;
    readonly state: AmendmentState;
    readonly decided_by: string;
  }[];
}

/** How a client's period stands. */
export interface PeriodStatus {
  readonly client: string;
  readonly period: string;
  /** provisional: evaluated, never closed. reopened: closed before, and not yet again. */
  readonly state: 'open' | 'provisional' | 'closed' | 'reopened';
  /** The closed one while it is closed; else the one that closing would make. */
  readonly revision: number;
  readonly evaluation: { readonly id: string; readonly hash: string; readonly as_of_batch: number } | null;
  readonly sources: readonly SourceState[];
  /** What the closed revision went without, and why. */
  readonly waivers: readonly Waiver[];
  /** Batches that touched the period since it was closed: nothing of it has changed by them. */
  readonly late: readonly (Omit<LateBatch, 'committed_at'> & { readonly committed_at: string })[];
  /** What was approved or revoked since it was closed, and the revision that it would be; null where nothing was. */
  readonly proposed: Proposed | null;
  /** Closings and reopenings in the order of the ledger. */
  readonly history: readonly {
    readonly kind: 'closing' | 'reopening';
    readonly revision: number;
    readonly evaluation?: string;
    readonly reason?: string;
    readonly waivers?: readonly Waiver[];
    readonly by: string;
    readonly at: string;
    readonly ledger: number;
  }[];
}

/** How a period stands for clients, or every period that was evaluated when none is named. */
export async function periodStatus(
  deps: Deps,
  request: { readonly period?: string | undefined; readonly clients: readonly string[] },
): Promise<readonly PeriodStatus[]> {
  const { period, clients } = request;
  if (period !== undefined) readPeriod(period, deps.workspace.settings.time_zone);
  const chosen = await chosenClients(deps, request);
  return deps.database.transaction(async tx => {
    const heads = (await lastEvaluations(tx, period)).filter(head => chosen.includes(head.client));
    const codes = period === undefined || clients.length > 0 ? chosen : await concerned(tx, deps.workspace, period, chosen);
    const asked =
      period === undefined
        ? inTime(deps, heads)
        : [...new Set([...codes, ...heads.map(head => head.client)])].map(client => ({ client, period }));
    const found: PeriodStatus[] = [];
    for (const one of asked) {
      const head = heads.find(({ client, period: id }) => client === one.client && id === one.period);
      found.push(await statusOf(tx, deps, await standingOf(tx, one.client, one.period), head));
    }
    return found;
  });
}

/** Clients in their order, the periods of each from the earliest on. */
function inTime({ workspace }: Deps, heads: readonly EvaluationHead[]): readonly EvaluationHead[] {
  const begins = ({ client, period }: EvaluationHead): number =>
    parsePeriod(period, clientOf(workspace, client).time_zone)?.from ?? 0;
  return [...heads].sort((a, b) => (a.client === b.client ? begins(a) - begins(b) : a.client < b.client ? -1 : 1));
}

async function statusOf(
  tx: Transaction,
  { workspace }: Deps,
  standing: Standing,
  head: EvaluationHead | undefined,
): Promise<PeriodStatus> {
  const { client: code, period: id, state } = standing;
  const client = clientOf(workspace, code);
  const period = parsePeriod(id, client.time_zone);
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
    waivers: closing?.waivers ?? [],
    late: (closing === undefined ? [] : await lateBatches(tx, workspace, closing)).map(one => ({
      ...one,
      committed_at: isoInstant(one.committed_at),
    })),
    proposed: closing === undefined ? null : await proposedSince(tx, closing, standing, head),
    history: historyOf(standing),
  };
}

/** Exclusions and overrides that were decided about since a closing and lie in its time. */
async function proposedSince(
  tx: Transaction,
  closing: Closing,
  { client, period, next: revision }: Standing,
  head: EvaluationHead | undefined,
): Promise<Proposed | null> {
  const found: Proposed['amendments'][number][] = [];
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
export const historyOf = ({ closings, reopenings }: Standing): PeriodStatus['history'] =>
  [...closings, ...reopenings]
    .sort((a, b) => a.entry - b.entry)
    .map(step => ({
      kind: step.kind,
      revision: step.revision,
      ...(step.kind === 'closing' ? { evaluation: step.evaluation, waivers: step.waivers } : { reason: step.reason }),
      by: step.actor,
      at: isoInstant(step.at),
      ledger: step.entry,
    }));

/** How periods stand, for the terminal: a line each, then what is missing, waived or late, and what happened. */
export function statusText(periods: readonly PeriodStatus[]): string {
  if (periods.length === 0) return 'No period has been evaluated yet.';
  const rows = periods.map(({ client, period, state, revision, evaluation, sources, late }) => [
    client,
    period,
    state,
    String(revision),
    evaluation?.id ?? '–',
    evaluation === null ? '–' : String(evaluation.as_of_batch),
    sources.length === 0 ? '–' : `${sources.filter(source => source.is_complete).length} of ${sources.length}`,
    String(late.length),
  ]);
  const head = ['client', 'period', 'state', 'revision', 'evaluation', 'batch', 'sources', 'late batches'];
  const table = textTable([head, ...rows], [3, 5, 6, 7]);
  const notes = periods.flatMap(notesOf);
  return notes.length === 0 ? table : [table, '', ...notes].join('\n');
}

function notesOf({ client, period, sources, late, history, state, proposed }: PeriodStatus): readonly string[] {
  const name = `${client} ${period}`;
  const missing = sources.filter(source => !source.is_complete && state !== 'closed');
  return [
    ...missing.map(
      ({ source, fact, site, delivered_to, due }) =>
        `${name}: missing ${source} (${fact}${site === null ? '' : ` of ${site}`}), ${delivered_to === null ? 'nothing delivered yet' : `delivered up to ${delivered_to}`}${due === null ? '' : `, due ${due}`}.`,
    ),
    ...late.map(
      ({ batch, file, facts, withdraws }) =>
        `${name}: late batch ${batch} (${withdraws === null ? (file ?? '') : `withdraws batch ${withdraws}`}) touches ${facts} fact${facts === 1 ? '' : 's'}.`,
    ),
    ...(proposed === null
      ? []
      : [
          `${name}: revision ${proposed.revision} is proposed: ${proposed.amendments.map(one => `${one.kind} ${one.number} was ${one.state} by ${one.decided_by}`).join(', ')}. ${proposed.evaluation === null ? 'No figure differs.' : `Its figures are evaluation ${proposed.evaluation}; period reopen and period close make it.`}`,
        ]),
    ...history.map(({ kind, revision, evaluation, reason, waivers, by, at }) => {
      const without = (waivers ?? []).map(waiver => ` Without ${waiver.source}: ${waiver.reason}`).join('');
      return kind === 'closing'
        ? `${name}: revision ${revision} closed by ${by} at ${at} with ${evaluation ?? ''}.${without}`
        : `${name}: reopened as revision ${revision} by ${by} at ${at}: ${reason ?? ''}`;
    }),
  ];
}
