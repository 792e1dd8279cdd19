import type { BackTest, PeriodOutcome, StatusCounts, WhatIfAnswer } from '../../contract/weights.js';
import { phraseEn } from '../../faults/words/en/phrases.js';
import { canonicalJson } from '../../evaluation/canonical.js';
import type { EvaluationDocument, IndexResult, MeasureResult, MetricResult, Status } from '../../evaluation/document.js';
import { type SpanName, spanNames } from '../../evaluation/spans.js';
import { parsePeriod } from '../../facts/period.js';
import { dayText } from '../../facts/time.js';
import { type Trial, type TrialObject, trialOfFile, trialOfText } from '../../rulebook/trial.js';
import { clientOf, type Workspace } from '../../rulebook/workspace.js';
import { partId } from '../../standards/part.js';
import type { Transaction } from '../../store/connect.js';
import { findEvaluation, lastEvaluations } from '../../store/evaluations.js';
import { inputsNow, inputsOf } from './effect.js';
import type { Deps } from '../deps.js';
import { documentFor } from './documents.js';
import { chosenClients } from './evaluate.js';
import { readPeriod } from './read-period.js';

/** What is tried on which past periods. */
export interface WhatIfRequest {
  /** A file of standards, scales, indexes and metrics as they stand in config, or its text. */
  readonly rules: { readonly file: string } | { readonly text: string; readonly name: string };
  readonly periods: readonly string[];
  /** All that have facts, when none is named. */
  readonly clients: readonly string[];
}

/** What a metric comes to under one of the two sets of rules. */
export type MetricOutcome = Pick<
  MetricResult,
  'value' | 'numerator' | 'denominator' | 'status' | 'score' | 'gap' | 'shortfall' | 'significant' | 'standard' | SpanName
>;

/** What an index comes to under one of the two sets of rules. */
export type IndexOutcome = Pick<IndexResult, 'score' | 'percent' | 'coverage'>;

/** What would have been: as it is answered, but for the titles of what was tried, which are worded where they are shown. */
export type WhatIf = Omit<WhatIfAnswer, 'tried' | 'later'> & {
  readonly tried: readonly TrialObject[];
  readonly later: readonly TrialObject[];
};

/** What would have been, as JSON has it. */
export function whatIfJson({ tried, later, ...rest }: WhatIf): WhatIfAnswer {
  const titled = (all: readonly TrialObject[]) => all.map(one => ({ ...one, title: phraseEn(one.title) }));
  return { tried: titled(tried), later: titled(later), ...rest };
}

/** Runs past periods with some objects of config replaced, at the batch and moment of their last evaluation; writes nothing. */
export async function whatIf(deps: Deps, request: WhatIfRequest): Promise<WhatIf> {
  const { workspace } = deps;
  const zone = workspace.settings.time_zone;
  const periods = [...new Set(request.periods)].map(text => readPeriod(text, zone)).toSorted((a, b) => a.to - b.to);
  const trial = await trialFor(workspace, request.rules);
  const codes = await chosenClients(deps, request);
  const pairs = codes.flatMap(client => periods.map(period => ({ client, period: period.id })));
  const documents: Documents[] = [];
  for (const pair of pairs) {
    documents.push(await deps.database.transaction(tx => documentsBeforeAndAfter(tx, workspace, trial.workspace, pair)));
    deps.log?.({ did: 'tried', client: pair.client, period: pair.period });
  }
  const last =
    periods
      .map(period => dayText(period.lastDay))
      .toSorted()
      .at(-1) ?? '';
  return {
    tried: trial.tried,
    later: trial.tried.filter(({ from }) => from !== null && from > last),
    periods: periods.map(period => period.id),
    evaluations: documents.map(comparedDocuments),
    summary: backTests(documents, trial.tried),
  };
}

async function trialFor({ directory, rulebook, settings }: Workspace, rules: WhatIfRequest['rules']): Promise<Trial> {
  const trial = await ('file' in rules ? trialOfFile(directory, rules.file) : trialOfText(directory, rules.text, rules.name));
  const { clients, sites } = rulebook;
  return { ...trial, workspace: { ...trial.workspace, settings, rulebook: { ...trial.workspace.rulebook, clients, sites } } };
}

/** A period's document under the rules as they are, and under others. */
export interface Documents {
  readonly before: EvaluationDocument;
  readonly after: EvaluationDocument;
  /** The batch that its last evaluation goes by; null where there is none. */
  readonly evaluatedBatch: number | null;
}

/**
 * Both documents of one client's period, from the very same facts; neither is kept. The facts are those of its last evaluation, or where
 * `facts` says `now`, and it is not closed, all that there are.
 */
export async function documentsBeforeAndAfter(
  tx: Transaction,
  workspace: Workspace,
  tried: Workspace,
  {
    client,
    period,
    facts = 'evaluated',
  }: { readonly client: string; readonly period: string; readonly facts?: 'evaluated' | 'now' },
): Promise<Documents> {
  const evaluated = await inputsOf(tx, client, period);
  const inputs = facts === 'now' ? await inputsNow(tx, client, period) : evaluated;
  const before = await documentFor(tx, { workspace }, client, inputs);
  const after = await documentFor(tx, { workspace: tried }, client, inputs);
  return { before: before.document, after: after.document, evaluatedBatch: evaluated.asOfBatch ?? null };
}

/**
 * For each client the last period in which the index has a score; else the last in which a metric of the index has data; else
 * the last of all. A month comes before any other period.
 */
export async function lastPeriods(
  tx: Transaction,
  workspace: Workspace,
  index: string,
  only: string | undefined,
): Promise<readonly { readonly client: string; readonly period: string }[]> {
  const heads = await lastEvaluations(tx, { client: only });
  const pairs: { readonly client: string; readonly period: string }[] = [];
  for (const client of new Set(heads.map(head => head.client))) {
    const whose = clientOf(workspace, client);
    const own = heads.filter(head => head.client === client).flatMap(({ period }) => parsePeriod(period, whose) ?? []);
    const sorted = own.toSorted(
      (a, b) => Number(b.grain === 'month') - Number(a.grain === 'month') || b.to - a.to || b.from - a.from,
    );
    const period = (await lastWithScore(tx, client, index, sorted)) ?? sorted[0]?.id;
    if (period !== undefined) pairs.push({ client, period });
  }
  return pairs;
}

/** Of periods, the first with a score of an index, else the first in which anything of it had data. */
async function lastWithScore(
  tx: Transaction,
  client: string,
  index: string,
  periods: readonly { readonly id: string }[],
): Promise<string | undefined> {
  let withData: string | undefined;
  for (const { id: period } of periods) {
    const found = (await findEvaluation(tx, { client, period }))?.document.indexes.find(one => one.index === index);
    if (found !== undefined && found.score !== null) return period;
    if (found !== undefined && found.coverage > 0) withData ??= period;
  }
  return withData;
}

/** What two documents of one period differ in: metrics and measures of a part one by one, and their indexes side by side. */
export function comparedDocuments({ before, after, evaluatedBatch }: Documents): PeriodOutcome {
  const leftOut = spanNames.filter(name => (before.spans?.[name] === undefined) !== (after.spans?.[name] === undefined));
  const spans = spanNames.filter(name => !leftOut.includes(name));
  const metrics = namesOf(after.metrics, before.metrics, one => one.metric).flatMap(metric => {
    const [was, is] = [before, after].map(({ metrics: all }) => all.find(one => one.metric === metric));
    const shown = is ?? was;
    const sides = { before: triedOf(was, spans), after: triedOf(is, spans) };
    // Another standard for what had no data changes nothing.
    const hasData = [was, is].some(one => one !== undefined && (one.status !== 'no_data' || hasSpanData(one, spans)));
    if (shown === undefined || !hasData || isSame(sides)) return [];
    return [{ metric, label: shown.label, unit: shown.unit, ...sides }];
  });
  const measures = namesOf(after.measures ?? [], before.measures ?? [], nameOfMeasure).flatMap(name => {
    const [was, is] = [before, after].map(document => measureNamed(document, name));
    const shown = is ?? was;
    const sides = { before: triedOf(was, spans), after: triedOf(is, spans) };
    if (shown === undefined || isSame(sides)) return [];
    const { metric, label, unit, scope } = shown;
    // Without data on both sides what matters is whether it is agreed at all.
    const hasData = [was, is].some(one => one === undefined || one.status !== 'no_data' || hasSpanData(one, spans));
    return hasData ? [{ metric, label, unit, scope, ...sides }] : [];
  });
  const indexes = namesOf(after.indexes, before.indexes, one => one.index).flatMap(index => {
    const [was, is] = [before, after].map(({ indexes: all }) => all.find(one => one.index === index));
    const shown = is ?? was;
    return shown === undefined ? [] : [{ index, label: shown.label, before: indexTried(was), after: indexTried(is) }];
  });
  return {
    client: after.client,
    period: after.period,
    as_of_batch: after.as_of_batch,
    evaluated_batch: evaluatedBatch,
    metrics,
    measures,
    indexes,
    left_out: leftOut.map(name => ({ figure: name, missing: after.spans?.[name] === undefined ? 'after' : 'before' })),
  };
}

const nameOfMeasure = ({ metric, scope }: MeasureResult): string => partId(metric, scope);

const measureNamed = ({ measures = [] }: EvaluationDocument, name: string): MeasureResult | undefined =>
  measures.find(one => nameOfMeasure(one) === name);

const hasSpanData = (result: Pick<MetricResult, SpanName>, spans: readonly SpanName[]): boolean =>
  spans.some(name => (result[name]?.value ?? null) !== null);

const isSame = (sides: { readonly before: MetricOutcome | null; readonly after: MetricOutcome | null }): boolean =>
  canonicalJson(sides.before) === canonicalJson(sides.after);

const namesOf = <T>(some: readonly T[], others: readonly T[], name: (one: T) => string): readonly string[] => [
  ...new Set([...some, ...others].map(name)),
];

/** A figure as it is compared: of other times those that both sides count. */
function triedOf(result: MetricResult | MeasureResult | undefined, spans: readonly SpanName[]): MetricOutcome | null {
  if (result === undefined) return null;
  const { value, numerator, denominator, status, gap, shortfall, significant, standard } = result;
  const score = result.score ?? null;
  const ofSpans = spans.flatMap(name => (result[name] === undefined ? [] : [[name, result[name]] as const]));
  return {
    value,
    numerator,
    denominator,
    status,
    score,
    gap,
    shortfall,
    significant,
    standard,
    ...Object.fromEntries(ofSpans),
  };
}

const indexTried = (result: IndexResult | undefined): IndexOutcome | null =>
  result === undefined ? null : { score: result.score, percent: result.percent, coverage: result.coverage };

function backTests(documents: readonly Documents[], tried: readonly TrialObject[]): readonly BackTest[] {
  const named = tried.flatMap(({ metric }) => metric ?? []);
  const compared = documents.map(comparedDocuments);
  const changed = compared.flatMap(({ metrics }) => metrics.map(one => one.metric));
  const ofMetrics = [...new Set([...named, ...changed])].flatMap(metric => {
    const results = (side: 'before' | 'after'): readonly MetricResult[] =>
      documents.flatMap(pair => pair[side].metrics.filter(one => one.metric === metric));
    const [before, after] = [results('before'), results('after')];
    const label = (after[0] ?? before[0])?.label;
    return label === undefined ? [] : [{ metric, label, before: counted(before), after: counted(after) }];
  });
  const parts = new Map(compared.flatMap(({ measures }) => measures.map(one => [partId(one.metric, one.scope), one] as const)));
  const ofParts = [...parts].map(([name, { metric, label, scope }]) => {
    const results = (side: 'before' | 'after'): readonly MeasureResult[] =>
      documents.flatMap(pair => measureNamed(pair[side], name) ?? []);
    return { metric, label, scope, before: counted(results('before')), after: counted(results('after')) };
  });
  return [...ofMetrics, ...ofParts];
}

function counted(results: readonly Pick<MetricResult, 'status'>[]): StatusCounts {
  const of = (status: Status): number => results.filter(one => one.status === status).length;
  return {
    met: of('met'),
    at_risk: of('at_risk'),
    missed: of('missed'),
    insufficient: of('insufficient'),
    no_standard: of('no_standard'),
    no_data: of('no_data'),
  };
}
