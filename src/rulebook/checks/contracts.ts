import { configFaults } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { termsOf } from '../../metrics/compile.js';
import { dimensionsOf } from '../../metrics/tally.js';
import { indexFaults } from '../../weights/check.js';
import { valueAt } from '../check-shape.js';
import { treeOf } from '../contracts.js';
import { contractRulesOf, isRuleName, ruleNames, type RulesToWord } from '../contract-rules.js';
import type { Plain } from '../plain.js';
import { reference, type Rule } from '../read.js';
import { measureParts, type WrittenContract, type WrittenMeasure } from '../shapes/contract.js';
import { below, type Path } from '../spot.js';
import { creditFaults } from './credits.js';
import { datesFaults, type KnownObjects, located, metricNameFaults, scopeFaults } from './known-objects.js';
import { adoptedNameFaults } from './libraries.js';
import { ofOtherClientFaults } from './metric-scopes.js';
import { standardFaults } from './standards.js';
import { addsNoDays, asksForCalendar, withoutCalendar } from './working-days.js';
import type { Contract } from '../../standards/contract.js';
import { repeats } from '../../standards/repeated.js';
import type { Standard } from '../../standards/standard.js';

/** Everything wrong with a contract besides its shape. */
export function contractFaults(
  rule: Rule<WrittenContract>,
  all: readonly Rule<WrittenContract>[],
  known: KnownObjects,
  toWord: RulesToWord,
): readonly Fault[] {
  const ofScope = scopeFaults(rule, known, []);
  return [
    ...ofScope,
    ...datesFaults(rule),
    ...tieFaults(rule, all),
    ...rule.value.measures.flatMap(({ metrics }, g) =>
      metrics.flatMap((measure, m) => measureFaults(rule, measure, ['measures', g, 'metrics', m], known)),
    ),
    ...adoptedNameFaults(rule.value.adopt, rule.title, rule.entry.spot, known.idsOfLibraries),
    ...twiceFaults(rule),
    ...weightFaults(rule, known),
    ...wordingFaults(rule, known, toWord),
    ...(ofScope.length > 0 ? [] : creditsOf(rule, known)),
  ];
}

/** Two versions of a contract that begin on one day. */
function tieFaults({ value, title, entry }: Rule<WrittenContract>, all: readonly Rule<WrittenContract>[]): readonly Fault[] {
  const { scope, from } = value;
  const first = all.find(
    one => one.value.scope.client === scope.client && one.value.scope.segment === scope.segment && one.value.from === from,
  );
  // One that is tried and broken does not stand in place of the one of its id: it is not beside it either.
  if (first === undefined || first.value === value || first.value.id === value.id) return [];
  const isTried = entry.spot.source.layer === 'trial';
  const params = { of: title, first: reference(first.entry.spot.place()), ...(isTried ? { inPlaceOf: first.value.id } : {}) };
  return [fault(configFaults, 'rule_tie', params, entry.spot.place(['from']))];
}

/** That a standard of a client says again what a contract of the client says. */
export function repeatedStandard(
  { title, entry }: Pick<Rule<unknown>, 'title' | 'entry'>,
  standard: Standard,
  contracts: readonly Contract[],
): readonly Fault[] {
  const by = contracts.find(contract => repeats(contract, standard));
  return by === undefined ? [] : [fault(configFaults, 'standard_repeated', { of: title, contract: by.id }, entry.spot.place())];
}

/** A part of a contract as a rule of its own, whose faults lie in it. */
function partOf<T>({ entry, title }: Rule<unknown>, path: Path, value: T, name: string): Rule<T> {
  // A part of plain data is plain data.
  const raw = valueAt(entry.raw, path) as Plain;
  return { value, entry: { raw, spot: below(entry.spot, path) }, title: { phrase: 'key_of', key: name, of: title } };
}

function measureFaults(rule: Rule<WrittenContract>, measure: WrittenMeasure, path: Path, known: KnownObjects): readonly Fault[] {
  const { scope } = rule.value;
  const own = partOf(rule, path, { ...measure, params: {} }, measure.metric);
  const ofOthers = ofOtherClientFaults({ ...own, value: { metric: measure.metric, scope } }, known);
  const ofPart = partFaults(rule, measure, path, known);
  const idle = (['minimum', 'stretch'] as const).find(key => measure[key] !== undefined);
  if (measure.levels.length > 0 || idle !== undefined) return [...standardFaults(own, known), ...ofOthers, ...ofPart];
  return [...metricNameFaults(own, measure.metric, known), ...scopeFaults(own, known), ...ofOthers, ...ofPart];
}

/** A part of the work by which the metric is not broken down, so that it has no figure to be judged. */
function partFaults(
  rule: Rule<WrittenContract>,
  { metric: id, scope }: WrittenMeasure,
  path: Path,
  known: KnownObjects,
): readonly Fault[] {
  const metric = known.metrics.get(id);
  const keys = Object.keys(scope);
  if (metric === undefined || keys.length === 0) return [];
  const parts = dimensionsOf({ metric, parts: metric.kind === 'formula' ? [] : termsOf(metric).map(({ term }) => term) });
  if (keys.length === 1 && keys.every(key => parts.includes(key))) return [];
  const possible = parts.filter(part => measureParts.some(one => one === part));
  const params = { of: rule.title, metric: id, keys, parts: possible };
  return [fault(configFaults, 'contract_measure_part', params, rule.entry.spot.place([...path, 'scope']))];
}

function twiceFaults(rule: Rule<WrittenContract>): readonly Fault[] {
  const seen = new Set<string>();
  return rule.value.measures.flatMap(({ metrics }, g) =>
    metrics.flatMap(({ metric, scope }, m) => {
      const name = JSON.stringify([metric, Object.entries(scope).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
      if (!seen.has(name)) {
        seen.add(name);
        return [];
      }
      const place = rule.entry.spot.place(['measures', g, 'metrics', m, 'metric']);
      return [fault(configFaults, 'contract_measure_twice', { of: rule.title, metric }, place)];
    }),
  );
}

/** Weights that do not add up, of the groups or in one of them. */
function weightFaults(rule: Rule<WrittenContract>, known: KnownObjects): readonly Fault[] {
  const { id, measures } = rule.value;
  // Faults call a group as the contract does.
  const tree = treeOf(rule.value).map((node, at) =>
    'label' in node ? { ...node, id: `${at + 1}. ${node.label?.en ?? ''}` } : node,
  );
  if (tree.length === 0) return [];
  const groups = measures.flatMap(({ weight }, at) => (weight === undefined ? [] : [at]));
  const index = {
    id,
    label: { en: id, zh: id },
    on_missing: 'renormalise',
    min_coverage: { text: '0%', value: 0 },
    tree,
    amplify: [],
  } as const;
  const found = indexFaults(index, known).filter(({ fault: { code } }) => code !== 'metric_unknown');
  return located(
    rule,
    found.map(one => ({ ...one, path: inMeasures(one.path, groups) })),
    known,
  );
}

/** A place in the tree as a place in the measures it was made from. */
function inMeasures([, group]: Path, groups: readonly number[]): Path {
  return typeof group === 'number' ? ['measures', groups[group] ?? 0, 'metrics'] : ['measures'];
}

function wordingFaults(rule: Rule<WrittenContract>, known: KnownObjects, toWord: RulesToWord): readonly Fault[] {
  const { rules, id } = rule.value;
  const { spot, raw } = rule.entry;
  const unknown = Object.keys(rules).filter(name => !isRuleName(name, toWord));
  if (unknown.length > 0)
    return unknown.map(name =>
      fault(
        configFaults,
        'contract_rule_unknown',
        { name, of: rule.title, names: ruleNames(toWord) },
        spot.keyPlace(['rules', name]),
      ),
    );
  const pathOf = (...path: Path): Path => {
    const whole: Path = ['rules', ...path];
    return typeof valueAt(raw, whole) === 'string' ? whole : [...whole, 'is'];
  };
  const { faults } = contractRulesOf({ id, rules }, toWord);
  const clients = withoutCalendar(rule.value.scope, known);
  const doubtful = Object.entries(rules).flatMap(([name, { is }]) => {
    const [of, place] = [rule.title, spot.place(pathOf(name))];
    const lacksCalendar = clients.length > 0 && asksForCalendar(is, rules, toWord);
    return [
      ...(addsNoDays(is) ? [fault(configFaults, 'contract_rule_no_days', { of, name }, place)] : []),
      ...(lacksCalendar ? [fault(configFaults, 'contract_rule_no_calendar', { of, name, clients }, place)] : []),
    ];
  });
  return [
    ...located(
      rule,
      faults.map(one => ({ ...one, path: pathOf(...one.path) })),
      known,
    ),
    ...doubtful,
  ];
}

function creditsOf(rule: Rule<WrittenContract>, known: KnownObjects): readonly Fault[] {
  const { credits } = rule.value;
  return credits === undefined ? [] : creditFaults(partOf(rule, ['credits'], credits, 'credits'), known);
}
