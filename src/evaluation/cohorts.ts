import { type Period, previousPeriod } from '../facts/period.js';
import type { Client } from '../facts/place.js';
import type { CompiledMetric } from '../metrics/compile.js';
import type { Exclusion } from '../metrics/exclusion.js';
import { textOfRules } from './frozen.js';
import { type Plan, planFor, type Recorded } from './plan.js';
import { isNamed } from './rules-for.js';
import type { Rulebook } from './rulebook.js';

/** Plans by what decides about them, of the rules that they follow. */
const plansBefore = new WeakMap<Rulebook, Map<string, Plan>>();

/** So many plans are kept of some rules: clients differ in few ways where nothing is made for one of them alone. */
const mostPlans = 200;

/**
 * The plan for a client, which clients share for whom nothing is made by name: it is that of `planFor`, and one and the same object for all
 * that it is equal for.
 */
export function sharedPlan(rulebook: Rulebook, client: Client, recorded: Recorded, exclusions: readonly Exclusion[]): Plan {
  if (exclusions.length > 0 || isNamed(rulebook, client.code)) return planFor(rulebook, client, recorded, exclusions);
  const { code: _code, name: _name, ...place } = client;
  const key = textOfRules([place, recordedText(recorded)]);
  const known = plansBefore.get(rulebook) ?? new Map<string, Plan>();
  plansBefore.set(rulebook, known);
  const plan = known.get(key) ?? planFor(rulebook, client, recorded);
  if (known.size >= mostPlans) known.clear();
  known.set(key, plan);
  return plan;
}

const recordedText = (recorded: Recorded): unknown =>
  Object.fromEntries([...recorded].map(([kind, fields]) => [kind, [...fields].toSorted()]));

/** What is read for a client's evaluation, besides whose facts and when they are judged. */
interface Read {
  readonly plan: Plan;
  readonly client: Client;
  readonly period: Period;
  readonly rulebook: Pick<Rulebook, 'fields'>;
  /** The batch at which facts are read; undefined where each client's are read as known at its own. */
  readonly batch: number | undefined;
  /** Of other times, what is tallied of them. */
  readonly spans: readonly {
    readonly span: { readonly period: Period; readonly before?: Period };
    readonly metrics: readonly CompiledMetric[];
  }[];
}

/** A text that two clients share where the same is read for both, so that one statement can read it. */
export function cohortOf({ plan, client, period, rulebook, batch, spans }: Read): string {
  const before = previousPeriod(period, client);
  const bounds = ({ from, to }: Period): readonly number[] => [from, to];
  const ofSpans = spans.map(({ span, metrics }) => [
    bounds(span.period),
    span.before === undefined ? null : bounds(span.before),
    metrics.map(({ metric }) => (metric.kind === 'formula' ? null : (metric.by ?? null))),
  ]);
  // What is long is text already, and is not written as a part of another.
  return textOfRules([batch ?? null, bounds(period), bounds(before), rulebook.fields, ofSpans]) + planText(plan);
}

const planTexts = new WeakMap<Plan, string>();

function planText(plan: Plan): string {
  const known = planTexts.get(plan);
  if (known !== undefined) return known;
  const { metrics, raw, ofPrevious, places, recorded } = plan;
  const kinds = recorded === undefined ? null : [...recorded.keys()].toSorted();
  const text = textOfRules([metrics.map(metricText), raw.map(metricText), [...ofPrevious], places, kinds]);
  planTexts.set(plan, text);
  return text;
}

/** All of a metric that decides how its facts are counted and broken down. */
const metricText = ({ metric: { id, kind, ...metric }, parts }: CompiledMetric): unknown => [
  id,
  kind,
  'by' in metric ? (metric.by ?? null) : null,
  'percentiles' in metric ? (metric.percentiles ?? null) : null,
  parts,
];
