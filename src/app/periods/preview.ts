import type { ClosingPreview } from '../../contract/closing.js';
import { isoInstant } from '../../facts/time.js';
import { faultJson, withoutCommand } from '../../faults/worded.js';
import type { Deps } from '../deps.js';
import { chosenClients, type EvaluateRequest, readPeriod } from '../evaluation/evaluate.js';
import { clientsToClose } from './close.js';
import { type ClosingCheck, checkClosing } from './closing-check.js';
import { needsReason } from './open-items.js';
import { clientOf } from '../../rulebook/workspace.js';
import { without } from '../../rulebook/without.js';

/** What closing a period would fix for each client, without closing it. */
export async function previewClosing(deps: Deps, request: Omit<EvaluateRequest, 'actor'>): Promise<readonly ClosingPreview[]> {
  readPeriod(request.period, deps.workspace.settings.time_zone);
  const chosen = await chosenClients(deps, request);
  const codes = await deps.database.transaction(tx => clientsToClose(tx, deps, request, chosen));
  const shown: ClosingPreview[] = [];
  // A transaction for each, so that other work has its turn between them.
  for (const code of codes) {
    const check = await deps.database.transaction(tx => checkClosing(tx, deps, code, request));
    shown.push(previewOf(check, clientOf(deps.workspace, code).time_zone));
  }
  return shown;
}

function previewOf(
  { client, period, revision, refusal, missing, sources, notFinal, made }: ClosingCheck,
  zone: string,
): ClosingPreview {
  const results = new Map(made?.document.metrics.map(result => [result.metric, result]));
  return {
    client,
    time_zone: zone,
    period: period.id,
    revision,
    refused: refusal === undefined ? null : withoutCommand(faultJson(refusal)),
    needs_reason: missing.length > 0 || (made !== undefined && needsReason(made.open)),
    figures: (made?.open.figures ?? []).map(figure => ({ ...figure, standard: results.get(figure.metric)?.standard ?? null })),
    credits: made?.open.credits ?? [],
    other_figures: made?.open.others ?? 0,
    not_judgeable: made?.open.unjudgeable ?? [],
    without_previous: made?.withoutPrevious.metrics ?? [],
    requests: (made?.open.requests ?? []).map(one => ({ ...one, requested_at: isoInstant(one.requested_at) })),
    sources: sources.map(one => without(one, 'is_complete')),
    not_closed_before: made?.notClosedBefore ?? [],
    not_final: notFinal.map(({ metric, from }) => ({ metric, from: isoInstant(from) })),
  };
}
