import type { Code } from '../../faults/all.js';
import { configFaults } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { compare } from '../../facts/exact.js';
import type { OwnField } from '../../facts/kinds.js';
import type { Client, Site } from '../../facts/place.js';
import type { RuleFault } from '../../metrics/check.js';
import type { Metric } from '../../metrics/definition.js';
import type { Definitions } from '../../metrics/definitions.js';
import type { Level, Scope } from '../../standards/standard.js';
import type { Rule } from '../read.js';
import type { Path } from '../spot.js';

/** What the rules of a workspace may name. Ids of broken objects are known too, so that one fault does not make many. */
export interface KnownObjects {
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly metricIds: readonly string[];
  readonly definitions: Definitions;
  /** Definitions that are at fault themselves. */
  readonly faultyDefinitions: ReadonlySet<string>;
  readonly idsOfLibraries: readonly string[];
  readonly calendarIds: readonly string[];
  /** Absent where plumbline.yaml registers none: then every name is accepted. */
  readonly clients?: readonly Client[];
  readonly sites?: readonly Site[];
  readonly fields: readonly OwnField[];
  readonly registersClients: boolean;
  /** Whether plumbline.yaml could be read whole: what it does not say of clients and sites is not there. */
  readonly arePlacesKnown: boolean;
  readonly layoutNames: readonly string[];
  readonly jobIds: readonly string[];
}

/** A metric that a rule names, or the fault that there is none. */
export function metricNameFaults(
  rule: Rule<unknown>,
  name: string,
  known: KnownObjects,
  path: Path = ['metric'],
): readonly Fault[] {
  if (known.metricIds.includes(name)) return [];
  const params = { name, of: rule.title, names: known.metricIds };
  return [fault(configFaults, 'rule_metric_unknown', params, rule.entry.spot.place(path))];
}

/** A client that a rule names, where clients are registered and unknown ones are not. */
export function clientFaults(rule: Rule<unknown>, code: string, known: KnownObjects, path: Path): readonly Fault[] {
  const codes = known.clients?.map(client => client.code);
  if (codes === undefined || known.registersClients || codes.includes(code)) return [];
  return [fault(configFaults, 'rule_client_unknown', { name: code, of: rule.title, names: codes }, rule.entry.spot.place(path))];
}

/** A site that a rule names, where sites are registered. */
export function siteFaults(rule: Rule<unknown>, code: string, known: KnownObjects, path: Path): readonly Fault[] {
  const codes = known.sites?.map(site => site.code);
  if (codes === undefined || codes.includes(code)) return [];
  return [fault(configFaults, 'rule_site_unknown', { name: code, of: rule.title, names: codes }, rule.entry.spot.place(path))];
}

/** Names in a scope that the workspace does not know. */
export function scopeFaults(rule: Rule<{ readonly scope: Scope }>, known: KnownObjects, at: Path = ['scope']): readonly Fault[] {
  const { client, site, segment } = rule.value.scope;
  const segments = [...new Set(known.clients?.flatMap(one => (one.segment === undefined ? [] : [one.segment])))];
  const params = { name: segment ?? '', of: rule.title, names: segments };
  return [
    ...(client === undefined ? [] : clientFaults(rule, client, known, [...at, 'client'])),
    ...(site === undefined ? [] : siteFaults(rule, site, known, [...at, 'site'])),
    ...(segment === undefined || known.clients === undefined || segments.includes(segment)
      ? []
      : [fault(configFaults, 'segment_unknown', params, rule.entry.spot.place([...at, 'segment']))]),
  ];
}

/** A last day before the first. */
export function datesFaults(rule: Rule<{ readonly from?: string; readonly until?: string }>): readonly Fault[] {
  const { from, until } = rule.value;
  if (from === undefined || until === undefined || until >= from) return [];
  return [fault(configFaults, 'period_reversed', { from, until, of: rule.title }, rule.entry.spot.place(['until']))];
}

/** A level that cannot be meant in its metric's unit: 98 for 98 %, or a percentage of hours. */
export function levelFaults(rule: Rule<unknown>, level: Level, path: Path, metric: Metric | undefined): readonly Fault[] {
  if (metric === undefined) return [];
  const percent = level.text.includes('%');
  const at = { key: String(path.findLast(part => typeof part === 'string') ?? ''), of: rule.title, text: level.text };
  const place = () => rule.entry.spot.place(path);
  if (metric.unit !== '%') {
    return percent ? [fault(configFaults, 'level_percent', { ...at, unit: metric.unit }, place())] : [];
  }
  // Ratios may exceed 100 %, but who means that writes the sign; a share of occasions never does.
  const tooBig = compare(level.value, 1) > 0 && (!percent || metric.kind === 'proportion');
  return tooBig ? [fault(configFaults, 'level_not_a_share', at, place())] : [];
}

/** Faults with their places in the file. A name of a metric or definition at fault is no fault of who uses it: it has its own. */
export function located(rule: Rule<unknown>, found: readonly RuleFault[], known: KnownObjects): readonly Fault[] {
  const hasItsOwn = ({ fault: one }: RuleFault): boolean =>
    (is(one, 'metric_unknown') && known.metricIds.includes(one.params.metric)) ||
    (is(one, 'name_unknown') && known.faultyDefinitions.has(one.params.name));
  return found
    .filter(one => !hasItsOwn(one))
    .map(({ path, offset, fault: one }) => ({ ...one, place: rule.entry.spot.place(path, offset) }));
}

const is = <K extends Code>(one: Fault, code: K): one is Fault<K> => one.code === code;
