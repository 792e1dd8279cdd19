import type { Explanation } from '../../contract/audit.js';
import type { EvaluationDocument, MetricResult } from '../../evaluation/document.js';
import type { EvaluationInput } from '../../evaluation/evaluate.js';
import { lastDayOf, metricOn } from '../../evaluation/wording.js';
import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import type { Value } from '../../facts/fact.js';
import type { Language } from '../../facts/label.js';
import type { CompiledMetric } from '../../metrics/compile.js';
import { neededFields } from '../../metrics/needed-fields.js';
import type { Membership } from '../../metrics/membership.js';
import { parsePeriod } from '../../facts/period.js';
import { isTouchedByExclusions } from '../../reports/adjusted.js';
import { type BatchFile, batchFiles, originOf } from '../../store/audit/batch-files.js';
import type { StoredEvaluation } from '../../store/audit/stored-evaluations.js';
import type { Transaction } from '../../store/connect.js';
import { evaluationById } from '../../store/evaluations.js';
import type { Deps } from '../deps.js';
import { arithmeticOf, exactValue, type FigureChoice, scoreOf, standardOf, weightPaths } from '../../explain/arithmetic.js';
import { exclusionsAffecting } from '../../explain/exclusions-affecting.js';
import { definitionOf } from '../../explain/definition.js';
import { type FactTable, writeFacts } from './fact-files.js';
import { plain } from '../../explain/plain-values.js';
import { columnsOf, type FactBehind, type FactColumn, factsBehind } from './facts-of-figure.js';
import { documentOf, resolveEvaluation } from './find-evaluation.js';
import { type FactsRequest, membershipsAsked, refuseFormula } from './memberships-asked.js';
import { frozenRules, inputWithoutTallies } from './recompute.js';

/** What is to be explained, and whether with the facts. */
export interface ExplainRequest extends FactsRequest {
  /** An id, the beginning of one, or CLIENT:PERIOD; a period alone, where a client is named. */
  readonly evaluation: string;
  readonly client?: string | undefined;
  readonly metric: string;
  /** Whether standards that are not of the contract in force are left out: they are nothing for who is bound to the client. */
  readonly isOfContractAlone?: boolean;
  /** Of the sentences; the workspace's own without one. */
  readonly language?: Language | undefined;
}

/** The facts of some memberships: on the screen at most so many, in a file all. */
export interface FactsExplained {
  readonly memberships: readonly Membership[];
  readonly total: number;
  readonly file: string | null;
  readonly rows: readonly (Readonly<Record<string, unknown>> & { readonly membership: Membership; readonly because: string })[];
}

const shownRows = 1000;

/** Explains a metric of an evaluation, as it was known and by the rules that held then. */
export async function explain(deps: Deps, request: ExplainRequest): Promise<Explanation> {
  const wanted = membershipsAsked(request);
  const { language = deps.workspace.settings.language, out, isOfContractAlone = false } = request;
  return deps.database.transaction(async tx => {
    const stored = await resolveEvaluation(tx, evaluationAsked(request));
    const { input, result } = await resultAndInput(tx, stored, request.metric);
    const compiled = input.plan.byId.get(result.metric);
    if (compiled === undefined) throw new RangeError(`no metric ${result.metric} in the frozen rules`);
    if (wanted !== undefined) refuseFormula(compiled.metric);
    const document = documentOf(stored);
    const { id, client, period, as_of_batch, rulebook } = stored;
    const { revision, state } = (await evaluationById(tx, stored)) ?? stored;
    const { as_of, time_zone } = document;
    const facts =
      wanted === undefined ? undefined : await factsOf(tx, input, result.metric, { memberships: wanted, out, language });
    return {
      evaluation: { id, client, period, revision, state, as_of, as_of_batch, time_zone, rulebook },
      ...figureExplained({ document, result, compiled, input, isOfContractAlone }, language),
      ...(facts === undefined ? {} : { facts }),
    };
  });
}

interface Explained {
  readonly document: EvaluationDocument;
  readonly result: MetricResult;
  readonly compiled: CompiledMetric;
  readonly input: EvaluationInput;
  readonly isOfContractAlone: boolean;
}

/** A metric's definition, standard, arithmetic and score: all that needs no fact. */
function figureExplained(
  { document, result, compiled, input, isOfContractAlone }: Explained,
  language: Language,
): Omit<Explanation, 'evaluation' | 'facts'> {
  const { metric, label, kind, unit, improves, stage } = result;
  const { counts, numerator, denominator, value, raw, status, gap, shortfall, score, internal } = result;
  const measures = (document.measures ?? []).filter(one => one.metric === metric);
  const worded = metricOn(input.rulebook, compiled.metric, input.client, lastDayOf(document));
  const needed = neededFields(worded, input.rulebook.fields);
  const arithmetic = (meant: FigureChoice): string => arithmeticOf(result, compiled, document, { meant, language, needed });
  return {
    metric: { metric, label, kind, unit, improves, stage },
    definition: definitionOf(worded, language),
    ...(needed === undefined ? {} : { needed }),
    standard: standardOf(metric, input, { language, isOfContractAlone }),
    counts,
    numerator,
    denominator,
    value,
    percentiles: result.percentiles ?? null,
    arithmetic: arithmetic('effective'),
    raw,
    raw_arithmetic: isTouchedByExclusions(result) ? arithmetic('raw') : null,
    calculated: result.calculated ?? null,
    calculated_arithmetic: result.calculated === undefined ? null : arithmetic('calculated'),
    override: result.override ?? null,
    ...spansExplained(document, result, arithmetic),
    exclusions: exclusionsAffecting(document, metric, input.plan),
    status,
    gap,
    shortfall,
    ...(internal === undefined ? {} : { internal }),
    ...(measures.length === 0 ? {} : { measures }),
    score,
    scored: scoreOf(result, exactValue(result, compiled.divisor), input, language),
    weights: weightPaths(metric, document.indexes),
  };
}

/** The figures of other times with their arithmetic, where the contract asks for them. */
function spansExplained(
  { spans }: EvaluationDocument,
  { year_to_date, last_year }: MetricResult,
  arithmetic: (meant: FigureChoice) => string,
): Pick<Explanation, 'year_to_date' | 'last_year'> {
  const [year, last] = [spans?.year_to_date, spans?.last_year];
  return {
    ...(year === undefined || year_to_date === undefined
      ? {}
      : { year_to_date: { ...year, figure: year_to_date, arithmetic: arithmetic('year_to_date') } }),
    ...(last === undefined || last_year === undefined
      ? {}
      : { last_year: { ...last, figure: last_year, arithmetic: arithmetic('last_year') } }),
  };
}

/** The name of the evaluation that is asked for. */
export const evaluationAsked = ({ evaluation, client }: ExplainRequest): string =>
  client === undefined || evaluation.includes(':') || parsePeriod(evaluation, 'UTC') === undefined
    ? evaluation
    : `${client}:${evaluation}`;

/** The result of the metric, and what it was made from but for the tallies. */
async function resultAndInput(
  tx: Transaction,
  stored: StoredEvaluation,
  name: string,
): Promise<{ readonly input: EvaluationInput; readonly result: MetricResult }> {
  const document = documentOf(stored);
  const rules = await frozenRules(tx, stored.rulebook);
  const named = { evaluation: stored.id, client: stored.client, period: stored.period };
  if (rules === undefined) throw new Stop(1, [fault(auditFaults, 'rules_missing', { ...named, rulebook: stored.rulebook })]);
  const defined = rules.rulebook.metrics.find(
    ({ id, label, aliases }) => id === name || label.en === name || label.zh === name || aliases?.includes(name),
  );
  const result = document.metrics.find(({ metric }) => metric === defined?.id);
  if (result === undefined)
    throw new Stop(2, [
      fault(auditFaults, 'evaluation_metric_unknown', {
        ...named,
        metric: name,
        known: [...document.metrics.map(({ metric }) => metric), ...document.indexes.map(({ index }) => index)],
      }),
    ]);
  return { input: await inputWithoutTallies(tx, document, rules), result };
}

interface FactsQuery {
  readonly memberships: ReadonlySet<Membership>;
  readonly out: string | undefined;
  readonly language: Language;
}

async function factsOf(
  tx: Transaction,
  input: EvaluationInput,
  metric: string,
  { memberships, out, language }: FactsQuery,
): Promise<FactsExplained> {
  const parts = input.plan.byId.get(metric)?.parts ?? [];
  const columns: FactColumn[] = [];
  for (const part of parts)
    for (const column of columnsOf(part, input)) if (!columns.some(({ name }) => name === column.name)) columns.push(column);
  const files = await batchFiles(tx);
  const rows: FactsExplained['rows'][number][] = [];
  let total = 0;
  async function* all(): AsyncGenerator<readonly Value[]> {
    for (const part of parts) {
      const own = columnsOf(part, input);
      for await (const behind of factsBehind(tx, input, part, memberships, { language })) {
        total++;
        const values = new Map(own.map(({ name }, i) => [name, behind.values[i] ?? null]));
        if (rows.length < shownRows) rows.push(rowOf(behind, own, files));
        const { fact, membership, because, batch } = behind;
        const { file, row } = originOf(files.get(batch), behind.row);
        yield [fact, ...columns.map(({ name }) => values.get(name) ?? null), membership, because, batch, file, row];
      }
    }
  }
  if (out === undefined) for await (const _ of all());
  else await writeFacts(tableOf(columns, all(), { zone: input.client.time_zone, language }), out);
  return { memberships: [...memberships], total, file: out ?? null, rows };
}

const columnHeads: Readonly<Record<Language, readonly [string, string, string, string, string, string]>> = {
  en: ['Fact', 'Membership', 'Because', 'Batch', 'File', 'Row'],
  zh: ['数据类型', '判定', '原因', '批次', '文件', '行'],
};

function tableOf(
  columns: readonly FactColumn[],
  rows: AsyncIterable<readonly Value[]>,
  { zone, language }: { readonly zone: string; readonly language: Language },
): FactTable {
  const [fact, membership, because, batch, file, row] = columnHeads[language];
  const text = (head: string) => ({ head, type: 'text' as const });
  const number = (head: string) => ({ head, type: 'number' as const });
  return {
    columns: [
      text(fact),
      ...columns.map(({ [language]: head, type }) => ({ head, type })),
      text(membership),
      text(because),
      number(batch),
      text(file),
      number(row),
    ],
    rows,
    zone,
    language,
  };
}

function rowOf(
  { fact, values, membership, because, batch, row }: FactBehind,
  columns: readonly FactColumn[],
  files: ReadonlyMap<number, BatchFile>,
): FactsExplained['rows'][number] {
  const fields = Object.fromEntries(columns.map(({ name, type }, i) => [name, plain(values[i] ?? null, type)]));
  return { fact, ...fields, membership, because, batch, ...originOf(files.get(batch), row) };
}
