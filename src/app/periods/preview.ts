import type { ClosingPreview } from '../../contract/closing.js';
import { isoInstant } from '../../facts/time.js';
import { faultJson, withoutCommand } from '../../faults/worded.js';
import type { Deps } from '../deps.js';
import { chosenClients, type EvaluateRequest } from '../evaluation/evaluate.js';
import { readPeriod } from '../evaluation/read-period.js';
import { inPageOfClients, type PageOfClients } from './client-pages.js';
import { clientsToClose } from './close.js';
import { type ClosingCheck, checkClosing } from './closing-check.js';
import { needsReason } from './open-items.js';
import { clientOf } from '../../rulebook/workspace.js';
import { partId } from '../../standards/part.js';
import { without } from '../../rulebook/without.js';

type PreviewRequest = Omit<EvaluateRequest, 'actor'>;

/** What closing a period would fix for each client, without closing it. */
export async function previewClosing(deps: Deps, request: PreviewRequest): Promise<readonly ClosingPreview[]> {
  const { codes } = await clientsOfPreview(deps, request);
  const shown: ClosingPreview[] = [];
  for (const code of codes) shown.push(await previewFor(deps, code, request));
  return shown;
}

/**
 * What closing a period would fix, a page of its clients, and where the list goes on. Stops with exit code 2 as `previewClosing` does, or
 * with `cursor_unreadable`.
 */
export async function previewPage(
  deps: Deps,
  { cursor, limit, ...request }: PreviewRequest & PageOfClients,
): Promise<{ readonly clients: readonly ClosingPreview[]; readonly next: string | null }> {
  const { chosen, codes } = await clientsOfPreview(deps, request);
  const list = { period: request.period, chosen, codes };
  const { results, next } = await inPageOfClients(deps, list, { cursor, limit }, code => previewFor(deps, code, request));
  return { clients: results, next };
}

/** The clients of a request, and those of them that have something to close, in the same order. */
async function clientsOfPreview(
  deps: Deps,
  request: PreviewRequest,
): Promise<{ readonly chosen: readonly string[]; readonly codes: readonly string[] }> {
  readPeriod(request.period, deps.workspace.settings.time_zone);
  const chosen = await chosenClients(deps, request);
  return { chosen, codes: await deps.database.transaction(tx => clientsToClose(tx, deps, request, chosen)) };
}

/** In a transaction of its own, so that other work has its turn between clients. */
const previewFor = async (deps: Deps, code: string, request: PreviewRequest): Promise<ClosingPreview> =>
  previewOf(
    await deps.database.transaction(tx => checkClosing(tx, deps, code, request)),
    clientOf(deps.workspace, code).time_zone,
  );

function previewOf(
  { client, period, revision, refusal, missing, sources, notFinal, rejects, made }: ClosingCheck,
  zone: string,
): ClosingPreview {
  const { metrics = [], measures = [] } = made?.document ?? {};
  const standards = new Map([
    ...metrics.map(({ metric, standard }) => [metric, standard] as const),
    ...measures.map(({ metric, scope, standard }) => [partId(metric, scope), standard] as const),
  ]);
  return {
    client,
    time_zone: zone,
    period: period.id,
    revision,
    refused: refusal === undefined ? null : withoutCommand(faultJson(refusal)),
    needs_reason: missing.length > 0 || (made !== undefined && needsReason(made.open)),
    figures: (made?.open.figures ?? []).map(figure => ({
      ...figure,
      standard: standards.get(partId(figure.metric, figure.scope)) ?? null,
    })),
    credits: made?.open.credits ?? [],
    other_figures: made?.open.others ?? 0,
    not_judgeable: made?.open.unjudgeable ?? [],
    without_previous: made?.withoutPrevious.metrics ?? [],
    requests: (made?.open.requests ?? []).map(one => ({ ...one, requested_at: isoInstant(one.requested_at) })),
    sources: sources.map(one => without(one, 'is_complete')),
    rejects,
    not_closed_before: made?.notClosedBefore ?? [],
    not_final: notFinal.map(({ metric, from }) => ({ metric, from: isoInstant(from) })),
  };
}
