import { wavesOf } from '../facts/survey.js';
import { parseDay, startOfDay } from '../facts/time.js';
import { workingTime } from '../facts/calendar.js';
import type { FactKindName } from '../facts/kinds.js';
import type { Calendar, Client, Places, Site } from '../facts/place.js';
import type { Surrounding } from '../expressions/operations.js';
import type { Values } from '../facts/fact.js';
import { type Expression, literal, namesIn, standsInWithin } from '../expressions/expression.js';
import { possible } from '../expressions/possible.js';
import { type Exclusion, withExclusions } from '../metrics/exclusion.js';
import {
  type Alternative,
  type CompiledMetric,
  compileMetric,
  expressionsOf,
  type Override,
  type Part,
} from '../metrics/compile.js';
import type { Metric } from '../metrics/definition.js';
import { coverageOf, withCoverage } from '../metrics/coverage.js';
import { formulaMetrics } from '../metrics/formula.js';
import { ofWaves } from '../metrics/survey-waves.js';
import { specificity } from '../standards/in-force.js';
import type { Standard } from '../standards/standard.js';
import { metricsFor } from './rules-for.js';
import type { Rulebook } from './rulebook.js';
import { spellsOf, wordingOf } from './wording.js';

/** A client's metrics, compiled with the parameters that its standards set, and what they need to be computed. */
export interface Plan {
  readonly metrics: readonly CompiledMetric[];
  readonly byId: ReadonlyMap<string, CompiledMetric>;
  /** Those that exclusions touch, as they are without them. */
  readonly raw: readonly CompiledMetric[];
  /** Metrics whose previous period some formula asks for, those that they need themselves included. */
  readonly ofPrevious: ReadonlySet<string>;
  readonly places: Places;
  /** What the client's sources record; undefined stands for everything. */
  readonly recorded: Recorded | undefined;
}

/** Fields that a client's sources have ever filled, by fact kind, as known at the evaluation's batch. */
export type Recorded = ReadonlyMap<FactKindName, ReadonlySet<string>>;

/**
 * Plans the evaluation of a client: its metrics by the rulebook, limited to the fields that its sources record (all fields
 * where `recorded` is left out), and of each field to the facts that they cover, less what exclusions take out.
 */
export function planFor(rulebook: Rulebook, client: Client, recorded?: Recorded, exclusions: readonly Exclusion[] = []): Plan {
  const overrides = overridesFor(rulebook.standards, client);
  const worded = alternativesFor(rulebook, client);
  const all = metricsFor(rulebook.metrics, client.code).map(metric =>
    compileMetric(metric, rulebook.fields, overrides, worded(metric)),
  );
  const known = recorded === undefined ? all : all.map(compiled => ofRecorded(withoutStandIns(compiled, recorded), recorded));
  const coverage = coverageOf(rulebook.coverage ?? [], client.code, rulebook.fields);
  const waves = wavesOf(rulebook.surveys ?? [], client.code);
  const whole = known.map(compiled => ofWaves(withCoverage(compiled, coverage), waves, client));
  const metrics = whole.map(compiled => withExclusions(compiled, exclusions));
  const raw = whole.filter((compiled, i) => compiled !== metrics[i]);
  const byId = new Map(metrics.map(compiled => [compiled.metric.id, compiled]));
  const ofPrevious = new Set<string>();
  for (const { metric } of metrics) {
    if (metric.kind === 'formula') for (const id of formulaMetrics(metric.formula).previous) need(id, byId, ofPrevious);
  }
  return { metrics, byId, raw, ofPrevious, places: placesOf(rulebook, client), recorded };
}

/** The metric, where nothing stands in for what no source of the client ever recorded: `coalesce(damaged_qty, none)` is missing until one did. */
function withoutStandIns(compiled: CompiledMetric, recorded: Recorded): CompiledMetric {
  if (!compiled.parts.some(({ terms }) => terms.flatMap(expressionsOf).some(standsInWithin))) return compiled;
  const parts = compiled.parts.map(part => {
    const fields = recorded.get(part.of) ?? new Set<string>();
    const known = (expression: Expression): Expression => withoutStandIn(expression, fields);
    const terms = part.terms.map(term => ({
      ...term,
      dated: known(term.dated),
      when: known(term.when),
      ...(term.passes === undefined ? {} : { passes: known(term.passes) }),
      ...(term.value === undefined ? {} : { value: known(term.value) }),
    }));
    return { ...part, terms };
  });
  return { ...compiled, parts };
}

function withoutStandIn(expression: Expression, fields: ReadonlySet<string>): Expression {
  if (expression.node !== 'call') return expression;
  const { operation, type, arguments: given } = expression;
  const last = given.at(-1);
  if (operation === 'coalesce' && last?.node === 'literal' && last.standsIn === true) {
    const names = given.flatMap(one => [...namesIn(one)]);
    if (!names.some(name => fields.has(name))) return literal(type, null);
  }
  return { ...expression, arguments: given.map(one => withoutStandIn(one, fields)) };
}

/**
 * The metric without the fields that no source of the client records: nobody knows whether they were done, so `done_by` of one
 * is missing, not late. The metric has no figure where no fact of a whole side of its quotient is recorded, or where the
 * recorded fields allow only one outcome.
 */
function ofRecorded(compiled: CompiledMetric, recorded: Recorded): CompiledMetric {
  const sides = ['numerator', 'denominator'] as const;
  const came = (side: (typeof sides)[number]): boolean => {
    const parts = compiled.parts.filter(part => part.terms.some(term => term.side === side));
    return parts.length === 0 || parts.some(part => recorded.has(part.of));
  };
  const hasSides = sides.every(came);
  const parts = compiled.parts.map(part => {
    const fields = recorded.get(part.of) ?? new Set<string>();
    const known = (expression: Expression): Expression => withoutUnrecorded(expression, fields);
    const terms = part.terms.map(term => ({
      ...term,
      when: known(term.when),
      ...(term.passes === undefined ? {} : { passes: known(term.passes) }),
    }));
    return { ...part, terms };
  });
  return { ...compiled, parts, hasSources: hasSides && compiled.parts.every(part => canBeJudged(part, recorded)) };
}

/** Whether facts can still both pass and fail by what is recorded: a share that can only be 0 % or 100 % says nothing. */
function canBeJudged(part: Part, recorded: Recorded): boolean {
  const fields = recorded.get(part.of);
  if (fields === undefined) return true;
  return part.terms.every(({ passes }) => {
    if (passes === undefined) return true;
    const now = possible(passes, name => fields.has(name));
    const always = possible(passes, () => true);
    return now.isTrue === always.isTrue && now.isFalse === always.isFalse;
  });
}

function withoutUnrecorded(expression: Expression, fields: ReadonlySet<string>): Expression {
  if (expression.node !== 'call') return expression;
  const [done] = expression.arguments;
  if (expression.operation === 'done_by' && done !== undefined) {
    const names = [...namesIn(done)];
    if (names.length > 0 && !names.some(name => fields.has(name))) return literal('boolean', null);
  }
  return { ...expression, arguments: expression.arguments.map(argument => withoutUnrecorded(argument, fields)) };
}

function need(id: string, byId: Plan['byId'], needed: Set<string>): void {
  const metric = byId.get(id)?.metric;
  if (metric === undefined || needed.has(id)) return;
  needed.add(id);
  if (metric.kind === 'formula') for (const other of formulaMetrics(metric.formula).current) need(other, byId, needed);
}

/** Parameters that standards set, as far as they can concern the client; what is more specific comes later. */
function overridesFor(standards: readonly Standard[], client: Client): readonly Override[] {
  const concerning = standards.filter(({ params, scope }) => {
    const isForClient = (scope.client ?? client.code) === client.code && (scope.segment ?? client.segment) === client.segment;
    return Object.keys(params).length > 0 && isForClient;
  });
  const ordered = [...concerning].sort(
    (a, b) => specificity(a.scope) - specificity(b.scope) || ((a.from ?? '') < (b.from ?? '') ? -1 : 1),
  );
  return ordered.map(({ metric, params, scope, from, until }) => {
    const { department, site, carrier, lane } = scope;
    const where = Object.fromEntries(
      Object.entries({ department, site, carrier, lane }).filter(([, value]) => value !== undefined),
    );
    const begins = from === undefined ? undefined : parseDay(from);
    const ends = until === undefined ? undefined : parseDay(until);
    return {
      metric,
      params,
      where,
      ...(begins === undefined ? {} : { from: startOfDay(client.time_zone, begins) }),
      ...(ends === undefined ? {} : { to: startOfDay(client.time_zone, ends + 1) }),
    };
  });
}

/**
 * A metric in the wordings of a client's contracts, each for the time in which its contract is in force. A contract that leaves the
 * metric as it is needs none: only one is in force at a time.
 */
function alternativesFor({ contracts, wordings }: Rulebook, client: Client): (metric: Metric) => readonly Alternative[] {
  const spells = spellsOf(contracts, client);
  return metric =>
    spells.flatMap(({ contract, from, until }) => {
      const wording = wordingOf(wordings, contract, metric.id);
      const begins = parseDay(from);
      const ends = until === undefined ? undefined : parseDay(until);
      if (wording === undefined || begins === undefined) return [];
      return [
        {
          metric: wording.metric,
          from: startOfDay(client.time_zone, begins),
          ...(ends === undefined ? {} : { to: startOfDay(client.time_zone, ends + 1) }),
          fixed: new Set(Object.keys(wording.metric.worded?.rules ?? {})),
        },
      ];
    });
}

/** The zones and calendars that hold for a client's facts. */
export function placesOf(rulebook: Pick<Rulebook, 'calendars' | 'sites'>, client: Client): Places {
  const calendar = (id: string | undefined): Calendar | undefined => rulebook.calendars.find(known => known.id === id);
  const own = calendar(client.calendar);
  const site = ({ code, time_zone, calendar: id }: Site): Places['sites'][number] => ({
    code,
    zone: time_zone,
    calendar: calendar(id) ?? own,
  });
  return { zone: client.time_zone, calendar: own, sites: rulebook.sites.map(site) };
}

/** What surrounds a fact: the zone and working time of its site, else of its client. */
export function surroundings(places: Places, asOf: number): (values: Values) => Surrounding {
  const at = (zone: string, calendar: Calendar | undefined): Surrounding => ({
    zone,
    calendar: calendar === undefined ? undefined : workingTime(calendar, zone),
    asOf,
  });
  const lazily = (zone: string, calendar: Calendar | undefined): (() => Surrounding) => {
    let known: Surrounding | undefined;
    return () => (known ??= at(zone, calendar));
  };
  const own = lazily(places.zone, places.calendar);
  const sites = new Map(places.sites.map(site => [site.code, lazily(site.zone, site.calendar)]));
  return values => (typeof values['site'] === 'string' ? (sites.get(values['site']) ?? own) : own)();
}
