import { inspectWorkspace } from '../../src/rulebook/load-workspace.js';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import type { Expression } from '../../src/expressions/expression.js';
import { decimalText } from '../../src/facts/exact.js';
import type { Values } from '../../src/facts/fact.js';
import { type FactKindName, kindOf, type OwnField } from '../../src/facts/kinds.js';
import type { Places } from '../../src/facts/place.js';
import { noAmendments } from '../../src/evaluation/amendments.js';
import { surroundings } from '../../src/evaluation/plan.js';
import type { CompiledMetric } from '../../src/metrics/compile.js';
import type { View } from '../../src/metrics/membership.js';
import { type Amounts, type MetricTally, type Tally, tallyFacts } from '../../src/metrics/tally.js';
import type { Database } from '../../src/store/connect.js';
import { tallyMetrics } from '../../src/store/scan.js';
import { inFolder } from '../rulebook/workspace-folder.js';
import { load } from '../store/facts/loading.js';

/** How often a law is tried: few times in the suite, as often as wanted by hand. */
export const runCount = (usual: number): number => Number(process.env['PLUMBLINE_RUNS'] ?? usual);

/** The rules that a workspace without any of its own has. */
export async function packagedRules(): Promise<Rulebook> {
  const { workspace } = await inFolder({ files: { 'plumbline.yaml': 'time_zone: Asia/Shanghai\n' } }, inspectWorkspace);
  return workspace.rulebook;
}

/** What an evaluation without exclusions and overrides is made from besides. */
export const withoutAmendments = { amendments: noAmendments, rawTallies: new Map(), rawTalliesBefore: new Map() } as const;

/** The metric with one condition on which facts are excluded from all its terms. */
export const withExclusion = (compiled: CompiledMetric, excluded: Expression): CompiledMetric => ({
  ...compiled,
  parts: compiled.parts.map(part => ({ ...part, terms: part.terms.map(term => ({ ...term, excluded })) })),
});

/** A period with the moment and the places that its facts are judged in. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
  readonly places: Places;
  /** A workspace's own fields. */
  readonly fields?: readonly OwnField[];
}

/** A place without sites and calendar. */
export const inZone = (zone: string): Places => ({ zone, calendar: undefined, sites: [] });

/** The window as the row evaluator takes it. */
export const viewOf = ({ from, to, asOf, places }: Window): View => ({ from, to, asOf, around: surroundings(places, asOf) });

/** Facts of several kinds, each in the order of its keys. */
export type FactSets = Readonly<Partial<Record<FactKindName, readonly Values[]>>>;

/** Tallies metrics row by row. */
export function tallyRows(metrics: readonly CompiledMetric[], window: Window, facts: FactSets): ReadonlyMap<string, MetricTally> {
  const view = viewOf(window);
  return new Map(
    metrics.map(compiled => [
      compiled.metric.id,
      tallyFacts(compiled, view, window.fields ?? [], kind => inKeyOrder(kind.name, facts[kind.name] ?? [])),
    ]),
  );
}

/** Tallies metrics in the database, over everything that was loaded for the client. */
export function tallySql(
  database: Database,
  metrics: readonly CompiledMetric[],
  window: Window,
  client: string,
): Promise<ReadonlyMap<string, MetricTally>> {
  return database.transaction(tx => tallyMetrics(tx, metrics, { fields: [], ...window, client, batch: 2 ** 31 - 1 }));
}

/** Loads facts of a kind as one batch that maps every field. */
export async function loadFacts(
  database: Database,
  kind: FactKindName,
  rows: readonly Values[],
  fields: readonly OwnField[] = [],
): Promise<void> {
  if (rows.length === 0) return;
  const ownFields = fields.filter(field => field.fact === kind);
  const mapped = [...kindOf(kind).fields.map(field => field.name), ...ownFields.map(field => field.id)];
  const { rows: counts } = await load(database, { kind, mapped, rows, ownFields });
  if (counts.new !== rows.length) throw new Error(`${counts.new} of ${rows.length} ${kind} rows are new facts`);
}

/** Facts in the order of their keys, as the store gives them. */
export function inKeyOrder(kind: FactKindName, facts: readonly Values[]): readonly Values[] {
  const { key } = kindOf(kind);
  // By bytes of UTF-8, which is what collation C does.
  const order = (a: Values, b: Values): number =>
    key
      .map(name => Buffer.compare(Buffer.from(String(a[name])), Buffer.from(String(b[name]))))
      .find(difference => difference !== 0) ?? 0;
  return [...facts].sort(order);
}

/** A tally as plain data to compare: exact amounts as text. */
export function plainTally({ total, by }: MetricTally): unknown {
  return {
    total: plain(total),
    by: Object.fromEntries([...by].map(([dimension, slices]) => [dimension, [...slices].map(([key, one]) => [key, plain(one)])])),
  };
}

function plain({ counts, seen, numerator, denominator, percentiles }: Tally): unknown {
  return {
    counts,
    seen,
    numerator: amounts(numerator),
    denominator: amounts(denominator),
    percentiles: [...(percentiles ?? [])].map(([percent, value]) => [percent, decimalText(value)]),
  };
}

// A sum of nothing is 0 in one evaluator and not there in the other.
const amounts = (sums: Amounts): unknown =>
  Object.fromEntries(
    [...sums].filter(([unit, value]) => unit !== '' || value !== 0).map(([unit, value]) => [unit, decimalText(value)]),
  );
