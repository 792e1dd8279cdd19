import type { Actor } from '../../store/actor.js';
import type { Effect, Proposal } from '../../contract/amendments.js';
import type { Amendments } from '../../evaluation/amendments.js';
import { canonicalJson } from '../../evaluation/canonical.js';
import type { Evaluation, EvaluationDocument, MeasureResult, MetricResult, Status } from '../../evaluation/document.js';
import { partLabel } from '../../evaluation/parts.js';
import { spansOf, timesOf } from '../../evaluation/spans.js';
import { type Period, parsePeriod } from '../../facts/period.js';
import { clientOf } from '../../rulebook/workspace.js';
import { partId } from '../../standards/part.js';
import type { Transaction } from '../../store/connect.js';
import { evaluationById, lastEvaluations, storeEvaluation } from '../../store/evaluations.js';
import { closedBy, periodStandingOf } from '../../store/periods.js';
import { storeRulebook } from '../../store/rulebooks.js';
import type { Deps } from '../deps.js';
import { documentFor } from './documents.js';
import { haveSameResults } from './closed-evaluation.js';

/** A figure of a metric, or of a part of it, before or after an amendment. */
interface FigureView {
  readonly value: number | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly excluded: number;
  readonly status: Status;
  readonly score: number | null;
}

const maxPeriods = 6;

/** The time that an amendment is about; open where a side is left out. */
export interface Window {
  readonly from?: number;
  readonly to?: number;
}

/** What a change of the approved amendments does to the last periods of its time that were evaluated, figure by figure. */
export async function effectOf(
  tx: Transaction,
  deps: Pick<Deps, 'workspace'>,
  code: string,
  window: Window,
  change: (approved: Amendments, period: string) => Amendments,
): Promise<readonly Effect[]> {
  const effects: Effect[] = [];
  for (const period of (await evaluatedIn(tx, deps, code, window)).slice(-maxPeriods)) {
    const inputs = await visibleInputs(tx, code, period);
    const before = await documentFor(tx, deps, code, inputs);
    const after = await documentFor(tx, deps, code, inputs, approved => change(approved, period));
    effects.push(...changedFigures(before.document, after.document));
  }
  return effects;
}

/** Evaluates closed periods of an amendment's time anew, with what is approved now: where results differ, a revision is proposed. */
export async function proposalsOf(
  tx: Transaction,
  deps: Deps,
  code: string,
  window: Window,
  actor: Actor,
): Promise<readonly Proposal[]> {
  const proposals: Proposal[] = [];
  for (const period of await evaluatedIn(tx, deps, code, window, 'looking back')) {
    const closing = closedBy(await periodStandingOf(tx, code, period));
    const closed = closing === undefined ? undefined : await evaluationById(tx, { client: code, id: closing.evaluation });
    if (closed === undefined) continue;
    const { document, frozen } = await documentFor(tx, deps, code, await visibleInputs(tx, code, period));
    if (haveSameResults(closed.document, document)) continue;
    await storeRulebook(tx, frozen, document.rulebook);
    const { id, revision } = await storeEvaluation(tx, { document, actor, at: deps.clock() });
    proposals.push({ period, revision, evaluation: id });
  }
  return proposals;
}

/** The periods of a client that were evaluated and lie in a time, or also those that look back to it, from the earliest on. */
async function evaluatedIn(
  tx: Transaction,
  { workspace }: Pick<Deps, 'workspace'>,
  code: string,
  { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: Window,
  which: 'inside' | 'looking back' = 'inside',
): Promise<readonly string[]> {
  const client = clientOf(workspace, code);
  const heads = await lastEvaluations(tx, { client: code });
  const periods = heads.flatMap(({ period }) => parsePeriod(period, client) ?? []);
  const timesOfPeriod = (period: Period) =>
    which === 'inside' ? [period] : [period, ...timesOf(spansOf(workspace.rulebook, client, period))];
  const inside = periods.filter(period => timesOfPeriod(period).some(time => time.from < to && time.to > from));
  return inside.sort((a, b) => a.to - b.to).map(({ id }) => id);
}

/** The batch and the moment that a period was last evaluated at: an amendment's effect is not mixed with late data. */
export async function inputsOf(
  tx: Transaction,
  client: string,
  period: string,
): Promise<{ readonly period: string; readonly asOfBatch?: number; readonly at?: number }> {
  const closing = closedBy(await periodStandingOf(tx, client, period));
  const head = (await lastEvaluations(tx, { client, period }))[0];
  const id = closing?.evaluation ?? head?.id;
  const last: Evaluation | undefined = id === undefined ? undefined : await evaluationById(tx, { client, id });
  if (last === undefined) return { period };
  return { period, asOfBatch: last.document.as_of_batch, at: Date.parse(last.document.as_of) };
}

/** What a period would be evaluated at now: a closed one as it was closed, any other with all that was imported since. */
export async function inputsNow(tx: Transaction, client: string, period: string): ReturnType<typeof inputsOf> {
  const isClosed = closedBy(await periodStandingOf(tx, client, period)) !== undefined;
  return isClosed ? inputsOf(tx, client, period) : { period };
}

/** What it was evaluated at, of what the client sees where the period is closed. */
async function visibleInputs(tx: Transaction, client: string, period: string): Promise<Parameters<typeof documentFor>[3]> {
  const isSeen = closedBy(await periodStandingOf(tx, client, period)) !== undefined;
  return { ...(await inputsOf(tx, client, period)), isSeen };
}

/** The figures of metrics that differ, and after them those of the parts of the work that were agreed. */
function changedFigures(before: EvaluationDocument, after: EvaluationDocument): readonly Effect[] {
  const { period } = after;
  const metrics = after.metrics.flatMap(metric => {
    const was = before.metrics.find(one => one.metric === metric.metric);
    if (was === undefined) return [];
    return changed(figureOf(was), figureOf(metric)).map(
      (sides): Effect => ({ period, metric: metric.metric, label: metric.label, unit: metric.unit, ...sides }),
    );
  });
  const parts = (after.measures ?? []).flatMap(measure => {
    const { metric, scope, label, unit } = measure;
    const was = (before.measures ?? []).find(one => partId(one.metric, one.scope) === partId(metric, scope));
    if (was === undefined) return [];
    return changed(figureOfPart(was), figureOfPart(measure)).map(
      (sides): Effect => ({ period, metric, scope, label: partLabel(label, scope), unit, ...sides }),
    );
  });
  return [...metrics, ...parts];
}

/** Both sides of a figure; nothing where they are the same. */
const changed = (before: FigureView, after: FigureView): readonly Pick<Effect, 'before' | 'after'>[] =>
  canonicalJson(before) === canonicalJson(after) ? [] : [{ before, after }];

const figureOfPart = ({ value, numerator, denominator, counts, status, score = null }: MeasureResult): FigureView => ({
  value,
  numerator,
  denominator,
  excluded: counts.excluded,
  status,
  score,
});

const figureOf = ({ value, numerator, denominator, counts, status, score, override }: MetricResult): FigureView => ({
  value,
  // Of an agreed value nothing was counted.
  numerator: override === undefined ? numerator : null,
  denominator: override === undefined ? denominator : null,
  excluded: counts.excluded,
  status,
  score,
});
