import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { nearest } from '../../faults/nearest.js';
import { Stop } from '../../faults/stop.js';
import { isoInstant } from '../../facts/time.js';
import { closedRevisions, type ListedEvaluation, listedEvaluations } from '../../store/audit/stored-evaluations.js';
import type { Deps } from '../deps.js';
import { chosenClients } from '../evaluation/evaluate.js';
import { readPeriod } from '../evaluation/read-period.js';

/** Which evaluations are listed: all, when nothing is given. */
export interface ListRequest {
  readonly client?: string | undefined;
  readonly period?: string | undefined;
}

/** An evaluation in a list. */
export interface ListedJson {
  readonly evaluation: string;
  readonly client: string;
  readonly period: string;
  readonly state: string;
  readonly revision: number;
  readonly as_of_batch: number;
  readonly as_of: string | null;
  readonly rulebook: string;
  readonly hash: string;
  readonly calculation: string;
  readonly ledger: number;
  readonly made_at: string;
}

/** The evaluations that were ever made, in the order of the ledger. A client or period that is none, or has none, is a fault, with the nearest. */
export async function listEvaluations(deps: Deps, request: ListRequest): Promise<readonly ListedJson[]> {
  if (request.period !== undefined) readPeriod(request.period, deps.workspace.settings.time_zone);
  const { rows, closed } = await deps.database.transaction(async tx => ({
    rows: await listedEvaluations(tx, request),
    closed: await closedRevisions(tx),
  }));
  if (rows.length > 0) return rows.map(row => listed(row, closed.get(`${row.client}\0${row.id}`)));
  const all = await deps.database.transaction(tx => listedEvaluations(tx, {}));
  if (all.length === 0) return [];
  // Who was evaluated once is listed, also when nothing of them is configured or imported any more.
  if (request.client !== undefined && !all.some(({ client }) => client === request.client))
    await chosenClients(deps, { clients: [request.client] });
  const given = [request.client, request.period].filter(one => one !== undefined).join(':');
  const known = all.map(({ client, period }) =>
    [request.client === undefined ? [] : client, request.period === undefined ? [] : period].flat().join(':'),
  );
  throw new Stop(2, [
    fault(auditFaults, 'evaluation_unknown', { given, near: nearest(given, known), isNoneMade: known.length === 0 }),
  ]);
}

/** Closed, and of which revision, is what the ledger's closings say; the evaluation itself never changes. */
const listed = ({ id, made_at, ...rest }: ListedEvaluation, closed: number | undefined): ListedJson => ({
  evaluation: id,
  ...rest,
  ...(closed === undefined ? {} : { state: 'closed', revision: closed }),
  made_at: isoInstant(made_at),
});
