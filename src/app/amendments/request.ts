import { type Actor, actorName } from '../../store/actor.js';
import type { Effect } from '../../contract/amendments.js';
import type { Amendments, ApprovedExclusion, ApprovedOverride } from '../../evaluation/amendments.js';
import { amendmentFaults } from '../../faults/amendments.js';
import { auditFaults } from '../../faults/audit.js';
import { metricsFor } from '../../evaluation/rules-for.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { nearest } from '../../faults/nearest.js';
import { ruleFaults } from '../../faults/rules.js';
import { Stop } from '../../faults/stop.js';
import { writtenNumber } from '../../digits/written-number.js';
import { absolute, compare, decimalText, type Exact, floor, parseShare, roundHalfEven } from '../../facts/exact.js';
import { type FactKindName, factKinds, kindOf } from '../../facts/kinds.js';
import type { Client } from '../../facts/place.js';
import { dayText, parseDay } from '../../facts/time.js';
import type { Metric } from '../../metrics/definition.js';
import type { ExcludedFact, ExcludedPlace } from '../../metrics/exclusion.js';
import { formulaMetrics } from '../../metrics/formula.js';
import { clientOf, type Workspace } from '../../rulebook/workspace.js';
import { requestAmendment } from '../../store/amendments.js';
import { similarNumbers, numbersOf, placeValues, versionsOf } from '../../store/audit/versions.js';
import type { Transaction } from '../../store/connect.js';
import { lockClientsUntilCommit } from '../../store/transaction-locks.js';
import type { Deps } from '../deps.js';
import { chosenClients } from '../evaluation/evaluate.js';
import { readPeriod } from '../evaluation/read-period.js';
import { effectOf, type Window } from '../evaluation/effect.js';
import { requireText } from './find.js';
import type { ExclusionBody, OverrideBody } from '../evaluation/amendments-in-force.js';
import { reasonFor } from './reason.js';

/** What somebody asks to leave out. */
export interface ExclusionRequest {
  readonly client: string;
  readonly metrics: readonly string[];
  /** Numbers of facts. */
  readonly numbers: readonly string[];
  readonly kind?: string | undefined;
  readonly line?: string | undefined;
  readonly where: ExcludedPlace;
  readonly period?: string | undefined;
  /** First and last day, in the client's zone: both, where there is no period. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly reason: string;
  readonly evidence: string;
  readonly actor: Actor;
  readonly dryRun: boolean;
}

/** What was asked for, and what approving it would change; the number is null for a dry run. */
export interface Requested<B> {
  readonly number: number | null;
  readonly client: string;
  readonly body: B;
  readonly effect: readonly Effect[];
}

/** Asks for an exclusion. It changes nothing until somebody else approves it. */
export async function requestExclusion(deps: Deps, request: ExclusionRequest): Promise<Requested<ExclusionBody>> {
  const { client: code, actor, dryRun } = request;
  await chosenClients(deps, { clients: [code] });
  return deps.database.transaction(async tx => {
    await lockClientsUntilCommit(tx, [code]);
    const body = await exclusionBody(tx, deps.workspace, request);
    const at = deps.clock();
    const tried = (approved: Amendments): Amendments => ({
      ...approved,
      exclusions: [...approved.exclusions, trial(body, actor, at)],
    });
    const effect = await effectOf(tx, deps, code, body, tried);
    const number = dryRun ? null : await requestAmendment(tx, { kind: 'exclusion', client: code, actor, at, body });
    return { number, client: code, body, effect };
  });
}

/** An exclusion as if it were approved, to see what it would change. */
const trial = (body: ExclusionBody, actor: Actor, at: number): ApprovedExclusion => ({
  ...body,
  number: 0,
  requested_by: actorName(actor),
  requested_at: at,
  approved_by: '',
  approved_at: at,
});

async function exclusionBody(tx: Transaction, workspace: Workspace, request: ExclusionRequest): Promise<ExclusionBody> {
  const client = clientOf(workspace, request.client);
  const metrics = resolveMetrics(workspace, client.code, request.metrics);
  refuseFormulas(workspace, metrics);
  const window = windowOf(request, client);
  if (request.numbers.length === 0 && window.from === undefined && window.to === undefined)
    throw new Stop(2, [fault(amendmentFaults, 'exclusion_unbounded', {})]);
  const facts = await resolveFacts(tx, workspace, request);
  const where = await resolvePlaces(tx, request);
  return {
    metrics,
    facts,
    where,
    ...window,
    ...(request.period === undefined ? {} : { period: request.period }),
    reason: await reasonFor(tx, workspace, client, request.reason, { metrics, facts, where, ...window }),
    evidence: requireText(request.evidence, 'evidence', 'an_exclusion_says_what_it_refers_to'),
  };
}

/** Metrics that are computed for the client, by their ids; all stand for none. */
export function resolveMetrics({ rulebook }: Workspace, client: string, metrics: readonly string[]): readonly string[] {
  const known = metricsFor(rulebook.metrics, client).map(({ id }) => id);
  const unknown = metrics.filter(metric => !known.includes(metric));
  if (unknown.length === 0) return [...new Set(metrics)];
  throw new Stop(
    2,
    unknown.map(metric => fault(ruleFaults, 'metric_unknown', { metric, known })),
  );
}

/** A formula counts no facts of its own: leaving facts out of it alone would do nothing. */
function refuseFormulas({ rulebook }: Workspace, metrics: readonly string[]): void {
  const named = rulebook.metrics.filter(({ id }) => metrics.includes(id));
  const [formula] = named.flatMap(metric => (metric.kind === 'formula' ? [metric] : []));
  if (formula === undefined || named.some(({ kind }) => kind !== 'formula')) return;
  const { current, previous } = formulaMetrics(formula.formula);
  const parts = [...new Set([...current, ...previous])];
  throw new Stop(2, [fault(amendmentFaults, 'exclusion_of_formula', { metric: formula.id, parts })]);
}

/** What a place is named by. */
const placeFields = ['site', 'department', 'origin', 'destination', 'lane', 'carrier'] as const;

/** The places of a request, each of which some fact of the client lies in. */
async function resolvePlaces(tx: Transaction, { client, where }: ExclusionRequest): Promise<ExcludedPlace> {
  const faults: Fault[] = [];
  for (const field of placeFields) {
    const value = where[field];
    if (value === undefined) continue;
    const known = await placeValues(tx, client, field);
    if (known.includes(value)) continue;
    const params = { field, value, client, near: nearest(value, known) };
    faults.push(fault(amendmentFaults, 'exclusion_place_unknown', params));
  }
  if (faults.length > 0) throw new Stop(2, faults);
  return where;
}

function windowOf({ period, from: begins, to: ends }: ExclusionRequest, client: Client): Window {
  const hasDays = begins !== undefined || ends !== undefined;
  if (hasDays && period !== undefined) throw new Stop(2, [fault(amendmentFaults, 'exclusion_window_twice', { period })]);
  if (period !== undefined) {
    const { from, to } = readPeriod(period, client);
    return { from, to };
  }
  if (!hasDays) return {};
  const [first, last] = [parseDay(begins ?? ''), parseDay(ends ?? '')];
  if (first === undefined || last === undefined || last < first) {
    throw new Stop(2, [fault(amendmentFaults, 'exclusion_window', { from: begins, to: ends })]);
  }
  const { from, to } = readPeriod(`${dayText(first)}..${dayText(last)}`, client);
  return { from, to };
}

/**
 * The facts of a client with the given numbers, of one kind or of all kinds. Stops with exit code 2: `fact_kind_unknown`,
 * `exclusion_fact_unknown`, or `exclusion_line_unknown`.
 */
export async function resolveFacts(
  tx: Transaction,
  { rulebook }: Workspace,
  { client, numbers, kind, line }: Pick<ExclusionRequest, 'client' | 'numbers' | 'kind' | 'line'>,
): Promise<readonly ExcludedFact[]> {
  const known = factKinds.map(({ name }) => name);
  const kinds = kind === undefined ? known : known.filter(name => name === kind);
  if (kind !== undefined && kinds.length === 0) throw new Stop(2, [fault(auditFaults, 'fact_kind_unknown', { kind, known })]);
  const facts: ExcludedFact[] = [];
  for (const number of new Set(numbers)) {
    const found: ExcludedFact[] = [];
    for (const fact of kinds) {
      const versions = await versionsOf(tx, fact, { number, client, own: rulebook.fields, limit: 200 });
      const fields = numbersOf(kindOf(fact)).filter(field => versions.some(({ values }) => values[field] === number));
      const hasLine = kindOf(fact).key.includes('line_no');
      found.push(...fields.map(field => ({ fact, field, number, ...(line !== undefined && hasLine ? { line } : {}) })));
    }
    if (found.length === 0) await unknownFact(tx, number, client, kinds);
    if (line !== undefined && !(await hasLine(tx, found, client)))
      throw new Stop(2, [fault(amendmentFaults, 'exclusion_line_unknown', { number, line })]);
    facts.push(...found);
  }
  return facts;
}

/** Whether any fact that is named with a line has that line. */
async function hasLine(tx: Transaction, facts: readonly ExcludedFact[], client: string): Promise<boolean> {
  for (const { fact, number, line } of facts) {
    const versions = await versionsOf(tx, fact, { number, client, own: [], limit: 2000 });
    if (versions.some(({ values }) => values['line_no'] === line)) return true;
  }
  return false;
}

async function unknownFact(tx: Transaction, number: string, client: string, kinds: readonly FactKindName[]): Promise<never> {
  const like: string[] = [];
  for (const one of kinds) like.push(...(await similarNumbers(tx, one, { number, client })));
  const shown = kinds.length === factKinds.length ? [] : kinds;
  throw new Stop(2, [
    fault(amendmentFaults, 'exclusion_fact_unknown', { number, client, kinds: shown, near: nearest(number, like) }),
  ]);
}

/** What somebody asks a metric's value to be in a period. */
export interface OverrideRequest {
  readonly client: string;
  readonly period: string;
  readonly metric: string;
  readonly value: string;
  readonly reason: string;
  readonly evidence: string;
  readonly actor: Actor;
  readonly dryRun: boolean;
}

/** Asks for an override. It changes nothing until somebody else approves it. */
export async function requestOverride(deps: Deps, request: OverrideRequest): Promise<Requested<OverrideBody>> {
  const { client: code, actor, dryRun, evidence } = request;
  await chosenClients(deps, { clients: [code] });
  const [metric = ''] = resolveMetrics(deps.workspace, code, [request.metric]);
  const period = readPeriod(request.period, clientOf(deps.workspace, code));
  const reason = requireText(request.reason, 'reason', 'an_override_says_why');
  const body: OverrideBody = {
    metric,
    period: period.id,
    value: valueOf(deps.workspace, metric, request.value),
    reason,
    evidence,
  };
  return deps.database.transaction(async tx => {
    await lockClientsUntilCommit(tx, [code]);
    const at = deps.clock();
    const approved = { number: 0, requested_by: actorName(actor), requested_at: at, approved_by: '', approved_at: at };
    const override: ApprovedOverride = { ...body, ...approved };
    const tried = (now: Amendments, of: string): Amendments =>
      of === body.period ? { ...now, overrides: [...now.overrides, override] } : now;
    const effect = await effectOf(tx, deps, code, period, tried);
    const number = dryRun ? null : await requestAmendment(tx, { kind: 'override', client: code, actor, at, body });
    return { number, client: code, body, effect };
  });
}

function valueOf({ rulebook }: Workspace, metric: string, given: string): string {
  const unit = rulebook.metrics.find(({ id }) => id === metric)?.unit ?? '';
  const read = writtenNumber(given);
  const text = 'text' in read ? read.text : given.trim();
  const value = unit === '%' || !text.endsWith('%') ? parseShare(text) : undefined;
  // 97.5 for a rate is 97.5 % forgotten its sign, never 9 750 %.
  const isShare = text.endsWith('%') || compare(absolute(value ?? 0), 1) <= 0;
  if (value === undefined || (unit === '%' && !isShare))
    throw new Stop(2, [fault(amendmentFaults, 'override_value', { given, metric, unit })]);
  const defined = rulebook.metrics.find(({ id }) => id === metric);
  if (defined !== undefined && !isPossibleValue(defined, value))
    throw new Stop(2, [fault(amendmentFaults, 'override_impossible', { given, metric, unit })]);
  return decimalText(roundHalfEven(value, 12));
}

/** Whether a metric can come to a value at all: a share lies between 0 and 1, a count is whole, and only formulas go below 0. */
function isPossibleValue(metric: Metric, value: Exact): boolean {
  if (metric.kind === 'formula') return true;
  if (compare(value, 0) < 0) return false;
  if (metric.kind === 'proportion') return compare(value, 1) <= 0;
  const isCount = metric.kind === 'total' && metric.value === undefined;
  return !isCount || compare(value, floor(value)) === 0;
}
