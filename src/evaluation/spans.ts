import { type Period, periodAround, periodYearBefore, previousPeriod } from '../facts/period.js';
import type { FactKindName } from '../facts/kinds.js';
import type { Client } from '../facts/place.js';
import { dayText, isoInstant } from '../facts/time.js';
import type { CompiledMetric } from '../metrics/compile.js';
import { ratesOn } from '../metrics/rates.js';
import type { MetricTally } from '../metrics/tally.js';
import { type MetricValue, metricValue } from '../metrics/value.js';
import { contractOn } from '../standards/contract.js';
import type { Part } from '../standards/part.js';
import type { EvaluationDocument, MetricResult } from './document.js';
import { documentFigure, noValue, valuesOf } from './figures.js';
import { judgedByItself, partTally } from './parts.js';
import type { Plan } from './plan.js';
import type { Rulebook } from './rulebook.js';

/** The figures of other times that a contract can ask for, as results name them. */
export const spanNames = ['year_to_date', 'last_year'] as const;

/** One of the figures of other times. */
export type SpanName = (typeof spanNames)[number];

/** A time besides the period whose figures the contract asks for. */
export interface Span {
  readonly name: SpanName;
  readonly period: Period;
  /** What formulas look back to from it; a year so far has none, as no time of its kind ends where it begins. */
  readonly before?: Period;
}

/** A span with what its figures are made of, by metric. */
export interface TalliedSpan extends Span {
  readonly tallies: ReadonlyMap<string, MetricTally>;
  readonly talliesBefore: ReadonlyMap<string, MetricTally>;
}

/** All that the figures of spans are made of. */
export interface SpansTallied {
  readonly counted: readonly TalliedSpan[];
  /** The earliest instant that any fact of a kind names, of the kinds that there are facts of. */
  readonly firstData: ReadonlyMap<FactKindName, number>;
}

type Asked = Pick<Rulebook, 'contracts'>;

/** The times whose facts the figures of spans depend on. */
export const timesOf = (spans: readonly Span[]): readonly { readonly from: number; readonly to: number }[] =>
  spans
    .flatMap(({ period, before }) => (before === undefined ? [period] : [period, before]))
    .map(({ from, to }) => ({ from, to }));

/** The spans that the contract in force on a period's last day asks for. */
export function spansOf({ contracts }: Asked, client: Client, period: Period): readonly Span[] {
  const contract = contractOn(contracts, client, dayText(period.lastDay));
  if (contract?.handout === undefined) return [];
  const { year_to_date, same_month_last_year } = contract.handout;
  const year = year_to_date ? yearToDate(period, client) : undefined;
  const last = same_month_last_year ? periodYearBefore(period, client) : undefined;
  return [
    ...(year === undefined ? [] : [{ name: 'year_to_date' as const, period: year }]),
    ...(last === undefined ? [] : [{ name: 'last_year' as const, period: last, ...beforeLastYear(last, period, client) }]),
  ];
}

/** From the first day of the client's year that holds the period's last day, to that day. */
function yearToDate(period: Period, client: Client): Period | undefined {
  const year = periodAround('year', period.lastDay, client);
  return year && { ...year, to: period.to, lastDay: period.lastDay };
}

/** What was right before the same period last year, with the days of what is right before the period. */
function beforeLastYear(last: Period, period: Period, client: Client): Pick<Span, 'before'> {
  if (period.grain === 'week' || period.grain === 'days') return { before: previousPeriod(last, client) };
  const before = periodYearBefore(previousPeriod(period, client), client);
  return before === undefined ? {} : { before };
}

/**
 * The metric without percentiles, and without breakdowns but those that are agreed: of a span the figure alone is shown, so that one
 * scan of a kind gives the figures of all metrics.
 */
export function figureAlone(compiled: CompiledMetric, by: readonly string[] = []): CompiledMetric {
  const { metric } = compiled;
  return { ...compiled, metric: metric.kind === 'mean' ? { ...metric, by, percentiles: [] } : { ...metric, by } };
}

/** What the figures of spans are computed by. */
interface SpansInput {
  readonly plan: Plan;
  readonly rulebook: Pick<Rulebook, 'rates'>;
  readonly spans?: SpansTallied;
}

/** The figures of all spans of a metric, or of a part of the work alone, as results have them. */
export type SpanFigures = (metric: string, part?: Part) => Pick<MetricResult, SpanName>;

/** The figures of all spans, from the facts alone: an agreed value stands for a period, and is no fact of it. */
export function spanFiguresOf({ plan, rulebook, spans }: SpansInput): SpanFigures {
  const figures = (spans?.counted ?? []).map(span => {
    const { name, period, before, tallies, talliesBefore } = span;
    const firstData = spans?.firstData ?? new Map<FactKindName, number>();
    const known = (of: TalliedSpan['tallies'], within: Period | undefined): TalliedSpan['tallies'] =>
      within === undefined ? new Map() : onlyBegun(of, plan, firstData, within);
    const tallied = { plan, tallies: known(tallies, period), talliesBefore: known(talliesBefore, before) };
    const rates = ratesOn(rulebook.rates, dayText(period.lastDay));
    const valueOfAll = valuesOf(tallied, rates);
    const valueOf = (metric: string, part: Part | undefined): MetricValue => {
      if (part === undefined) return valueOfAll(metric);
      const [compiled, tally] = [plan.byId.get(metric), partTally(part, tallied.tallies.get(metric))];
      return compiled === undefined || tally === undefined ? noValue : metricValue(compiled, judgedByItself(tally), rates);
    };
    return [name, valueOf] as const;
  });
  return (metric, part) => Object.fromEntries(figures.map(([name, valueOf]) => [name, documentFigure(valueOf(metric, part))]));
}

/**
 * Without ratios of a kind whose data began after the time: complaints that nobody recorded yet are not none. A kind that the client
 * has no data of at all leaves them alone (warehouse orders, for one whose goods are only carried), unless nothing else is counted
 * above the line. All other metrics are of one kind, and have no figure of a time without facts of it. Answers of surveys count for
 * the time that their wave is about, which may end before any was given.
 */
function onlyBegun(
  tallies: TalliedSpan['tallies'],
  { byId }: Plan,
  firstData: ReadonlyMap<FactKindName, number>,
  { to }: Period,
): TalliedSpan['tallies'] {
  const isThere = (kind: FactKindName): boolean => kind === 'survey_answer' || firstData.has(kind);
  const hasBegun = (kind: FactKindName): boolean => kind === 'survey_answer' || (firstData.get(kind) ?? to) < to;
  const isKnown = ({ metric, parts }: CompiledMetric): boolean => {
    const above = metric.kind === 'ratio' ? metric.numerator : parts;
    return (parts.length === 0 || above.some(({ of }) => isThere(of))) && parts.every(({ of }) => !isThere(of) || hasBegun(of));
  };
  return new Map(
    [...tallies].filter(([id]) => {
      const compiled = byId.get(id);
      return compiled === undefined || isKnown(compiled);
    }),
  );
}

/** A result's figures of spans, where it has them. */
export const figuresOfSpans = ({ year_to_date, last_year }: Pick<MetricResult, SpanName>): Pick<MetricResult, SpanName> => ({
  ...(year_to_date === undefined ? {} : { year_to_date }),
  ...(last_year === undefined ? {} : { last_year }),
});

/** What documents say of their spans; nothing where there are none. */
export function spansShown({ spans }: Pick<SpansInput, 'spans'>): Pick<EvaluationDocument, 'spans'> {
  const counted = spans?.counted ?? [];
  if (counted.length === 0) return {};
  const shown = counted.map(({ name, period: { id, from, to } }) => {
    const bounds = { from: isoInstant(from), to: isoInstant(to) };
    return [name, name === 'last_year' ? { period: id, ...bounds } : bounds];
  });
  return { spans: Object.fromEntries(shown) };
}
