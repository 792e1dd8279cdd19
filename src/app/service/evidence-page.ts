import type { Evidence, EvidenceRow } from '../../contract/figures.js';
import type { EvaluationInput } from '../../evaluation/evaluate.js';
import type { Language } from '../../facts/label.js';
import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { readFaults } from '../../faults/reads.js';
import { Stop } from '../../faults/stop.js';
import { type Membership, memberships as allMemberships } from '../../metrics/membership.js';
import { type BatchFile, batchFiles, originOf } from '../../store/audit/batch-files.js';
import type { StreamPosition } from '../../store/audit/fact-stream.js';
import type { Transaction } from '../../store/connect.js';
import { columnsOf, type FactBehind, type FactColumn, factsBehind } from '../audit/facts-of-figure.js';
import { plain } from '../../explain/plain-values.js';
import { inputWithoutTallies } from '../audit/recompute.js';
import type { Deps } from '../deps.js';
import { rulesOf } from '../periods/evaluation-to-show.js';
import { visibleDocument } from '../visible/documents.js';
import { type Cursor, cursorText, readCursor, requirePlace } from './evidence-cursor.js';
import { visibleEvaluation, visiblePeriod } from '../visible/visible-period.js';
import type { VisibleEvaluation } from '../visible/period-history.js';
import type { Visibility } from '../visible/visibility.js';

/** Which facts are asked for. */
export interface EvidenceRequest {
  readonly client: string;
  readonly metric: string;
  readonly period?: string | undefined;
  /** `failed,undetermined`; all but those outside the metric or the period, when none is named. */
  readonly membership?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
  /** Of the reasons; the workspace's own without one. */
  readonly language?: Language | undefined;
}

/** A page of the facts behind a metric, as known to the evaluation that the caller is shown, by its rules, in the order of their keys. */
export async function evidencePage(deps: Deps, visibility: Visibility, request: EvidenceRequest): Promise<Evidence> {
  const wanted = membershipsOf(request.membership);
  const language = request.language ?? deps.workspace.settings.language;
  const cursor = request.cursor === undefined ? undefined : readCursor(request.cursor, request, wanted);
  const shown = await evaluationFor(deps, visibility, request, cursor);
  return deps.database.transaction(async tx => {
    const evaluation = await visibleDocument(tx, shown);
    const { metrics } = evaluation.document;
    const result = metrics.find(({ metric }) => metric === request.metric);
    if (result === undefined)
      throw new Stop(2, [
        fault(readFaults, 'metric_not_known', { metric: request.metric, known: metrics.map(({ metric }) => metric) }),
      ]);
    const input = await inputWithoutTallies(tx, evaluation.document, await rulesOf(tx, evaluation));
    if (cursor !== undefined) requirePlace(request.cursor ?? '', cursor, partsOf(input, request.metric));
    const columns = columnsFor(input, request.metric);
    const { found, isMore } = await factsFrom(tx, input, { ...request, language }, wanted, cursor);
    const files = await batchFiles(tx);
    const last = found.at(-1);
    const next = isMore && last !== undefined ? cursorText(shown.id, request, wanted, last.part, last.behind.place) : null;
    return {
      metric: request.metric,
      period: shown.period,
      evaluation: shown.id,
      membership: wanted,
      total: wanted.reduce((sum, membership) => sum + result.counts[membership], 0),
      columns: columns.map(({ name, en, zh, ...rest }) => ({ name, label: { en, zh }, ...rest })),
      rows: found.map(({ behind, own }) => rowOf(behind, own, columns, files)),
      next,
    };
  });
}

function membershipsOf(given: string | undefined): readonly Membership[] {
  if (given === undefined) return allMemberships.filter(membership => membership !== 'outside');
  const names = given.split(',').map(name => name.trim());
  const unknown = names.filter(name => !allMemberships.some(known => known === name));
  if (unknown.length > 0)
    throw new Stop(
      2,
      unknown.map(one => fault(auditFaults, 'membership_unknown', { given: one, known: allMemberships })),
    );
  return allMemberships.filter(known => names.includes(known));
}

/** The pages of a list are all of the evaluation that the first was of, whatever is evaluated or closed meanwhile. */
async function evaluationFor(
  deps: Deps,
  visibility: Visibility,
  request: EvidenceRequest,
  cursor: Cursor | undefined,
): Promise<VisibleEvaluation> {
  if (cursor === undefined) return visiblePeriod(deps, visibility, request);
  const shown = await visibleEvaluation(deps, visibility, cursor.evaluation);
  const isOther = shown.client !== request.client || shown.period !== (request.period ?? shown.period);
  if (isOther) throw new Stop(2, [fault(readFaults, 'cursor_unreadable', { cursor: request.cursor ?? '' })]);
  return shown;
}

const partsOf = ({ plan }: EvaluationInput, metric: string) => plan.byId.get(metric)?.parts ?? [];

/** The columns of all parts of a metric, each once. */
function columnsFor(input: EvaluationInput, metric: string): readonly FactColumn[] {
  const columns = new Map<string, FactColumn>();
  for (const part of partsOf(input, metric))
    for (const column of columnsOf(part, input)) if (!columns.has(column.name)) columns.set(column.name, column);
  return [...columns.values()];
}

interface Found {
  readonly behind: FactBehind;
  readonly own: readonly FactColumn[];
  readonly part: number;
}

async function factsFrom(
  tx: Transaction,
  input: EvaluationInput,
  { metric, limit, language }: EvidenceRequest,
  wanted: readonly Membership[],
  cursor: Cursor | undefined,
): Promise<{ readonly found: readonly Found[]; readonly isMore: boolean }> {
  const found: Found[] = [];
  for (const [at, part] of partsOf(input, metric).entries()) {
    if (at < (cursor?.part ?? 0)) continue;
    const after: StreamPosition | undefined = at === cursor?.part ? cursor.place : undefined;
    const own = columnsOf(part, input);
    for await (const behind of factsBehind(tx, input, part, new Set(wanted), { after, language, page: limit + 1 })) {
      if (found.length === limit) return { found, isMore: true };
      found.push({ behind, own, part: at });
    }
  }
  return { found, isMore: false };
}

function rowOf(
  { values, membership, because, batch, row }: FactBehind,
  own: readonly FactColumn[],
  columns: readonly FactColumn[],
  files: ReadonlyMap<number, BatchFile>,
): EvidenceRow {
  const valuesByName = new Map(own.map(({ name, type }, i) => [name, plain(values[i] ?? null, type)]));
  const shown = columns.map(({ name }) => valuesByName.get(name) ?? null);
  return { values: shown, membership, because, batch, ...originOf(files.get(batch), row) };
}
