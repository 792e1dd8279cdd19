import { setImmediate } from 'node:timers/promises';
import { checkExpression } from '../expressions/check.js';
import type { ExprType } from '../expressions/expression.js';
import { expressionFaults } from '../faults/expressions.js';
import { fault } from '../faults/make.js';
import { ruleFaults } from '../faults/rules.js';
import type { FactKindName, OwnField } from '../facts/kinds.js';
import { written } from '../expressions/writing.js';
import { isOfGroups, metricFaults, type RuleFault } from '../metrics/check.js';
import { anyType, termsOf, vocabularyOf } from '../metrics/compile.js';
import { type Definition, type Definitions, writtenOut } from '../metrics/definitions.js';
import type { Metric } from '../metrics/definition.js';
import { resolveDefinitions } from '../metrics/resolve-definitions.js';
import type { Contract, ContractRule } from '../standards/contract.js';
import { without } from './without.js';

/** What a contract can word anew: metrics and definitions as they are written, by name, and the workspace's own fields. */
export interface RulesToWord {
  readonly metrics: readonly Metric[];
  readonly definitions: readonly Definition[];
  readonly fields: readonly OwnField[];
}

type Rules = Contract['rules'];

interface Worded {
  readonly metrics: readonly Metric[];
  readonly faults: readonly RuleFault[];
}

/** Rules are checked, then worded: found once for both. */
const foundBefore = new WeakMap<RulesToWord, WeakMap<Rules, Worded & { readonly id: string }>>();

type Ruled = Pick<Contract, 'id' | 'rules'>;

const foundFor = (known: RulesToWord): WeakMap<Rules, Worded & { readonly id: string }> => {
  const found = foundBefore.get(known) ?? new WeakMap<Rules, Worded & { readonly id: string }>();
  foundBefore.set(known, found);
  return found;
};

/** The metrics that a contract's rules change, in its wording, and what is wrong with the rules; paths begin with a rule's name. */
export function contractRulesOf(contract: Ruled, known: RulesToWord): Worded {
  const { id, rules } = contract;
  const before = foundFor(known);
  const found = before.get(rules);
  if (found?.id === id) return found;
  const steps = wordedRules(contract, known);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const made = { id, ...step.value };
  before.set(rules, made);
  return made;
}

/** Finds the same for many contracts ahead of use, rule by rule: others have their turn in between. */
export async function wordContracts(contracts: readonly Ruled[], known: RulesToWord): Promise<void> {
  for (const contract of contracts.filter(({ rules }) => Object.keys(rules).length > 0)) {
    const steps = wordedRules(contract, known);
    let step = steps.next();
    while (step.done !== true) {
      await setImmediate();
      step = steps.next();
    }
    foundFor(known).set(contract.rules, { id: contract.id, ...step.value });
  }
}

/** Words the rules of a contract, with a pause for whoever wants one after each piece of work. */
function* wordedRules({ id, rules }: Ruled, known: RulesToWord): Generator<void, Worded, void> {
  const names = Object.keys(rules);
  if (names.length === 0) return { metrics: [], faults: [] };
  const faults: RuleFault[] = [];
  for (const name of names) {
    faults.push(...ruleFaultsOf(name, rules[name], known));
    yield;
  }
  if (faults.length > 0) return { metrics: [], faults };
  const reworded = resolveDefinitions(withRules(known.definitions, rules), known.fields);
  const found = [...reworded.faults].flatMap(([name, list]) =>
    list.map(one => ({ ...one, path: [name in rules ? name : (names[0] ?? '')] })),
  );
  if (found.length > 0) return { metrics: [], faults: found };
  yield;
  const all = wordedBy(known, rules);
  const plain = plainOf(known).metrics;
  yield;
  const misplaced = yield* misplacedGroups(rules, all, known);
  if (misplaced.length > 0) return { metrics: [], faults: misplaced };
  const isChanged = (_: Metric, at: number): boolean => JSON.stringify(all[at]) !== JSON.stringify(plain[at]);
  // What a rule changes is among what all of them change: nothing else is worded once more for each.
  const reached = { ...known, metrics: known.metrics.filter(isChanged) };
  const lacking = new Map<string, readonly Metric[]>();
  for (const name of names) {
    lacking.set(name, wordedBy(reached, without(rules, name)));
    yield;
  }
  const metrics = all.filter(isChanged).map((made, at) => {
    const reaching = names.filter(name => JSON.stringify(lacking.get(name)?.[at]) !== JSON.stringify(made));
    const worded = Object.fromEntries(reaching.flatMap(name => (rules[name] === undefined ? [] : [[name, rules[name]]])));
    return { ...made, worded: { contract: id, rules: worded } };
  });
  return { metrics, faults: [] };
}

/** What holds without any rule. */
interface Unworded {
  readonly definitions: Definitions;
  readonly metrics: readonly Metric[];
}

const unworded = new WeakMap<RulesToWord, Unworded>();

/** The same for all contracts of a workspace. */
function plainOf(known: RulesToWord): Unworded {
  const before = unworded.get(known);
  if (before !== undefined) return before;
  const { definitions } = resolveDefinitions(known.definitions, known.fields);
  const made = { definitions, metrics: known.metrics.map(metric => writtenOut(metric, definitions)) };
  unworded.set(known, made);
  return made;
}

/** Rules that take the facts of a group together, where metrics use them for one fact by itself. */
function* misplacedGroups(rules: Rules, all: readonly Metric[], known: RulesToWord): Generator<void, readonly RuleFault[], void> {
  const ofGroups = Object.keys(rules).filter(name => isOfGroups(rules[name]?.is ?? ''));
  if (ofGroups.length === 0) return [];
  const definitions: Definitions = new Map();
  const context = { metrics: new Map<string, Metric>(), fields: known.fields, definitions };
  const isMisplaced = (metric: Metric): boolean =>
    metric.kind !== 'formula' && metricFaults(metric, context).some(({ fault: { code } }) => code === 'group_operation');
  // A metric that is at fault without any rule says so itself.
  const faulty = new Set(
    plainOf(known)
      .metrics.filter(isMisplaced)
      .map(({ id }) => id),
  );
  const wrong = (metrics: readonly Metric[]): readonly string[] =>
    metrics.filter(one => !faulty.has(one.id) && isMisplaced(one)).map(({ id }) => id);
  const found: { readonly name: string; readonly metrics: readonly string[] }[] = [];
  for (const name of ofGroups) {
    yield;
    found.push({ name, metrics: wrong(wordedBy(known, withOnly(rules, name))) });
  }
  const alone = found.filter(({ metrics }) => metrics.length > 0);
  const together = wrong(all);
  // Where only rules together reach a metric, each of them is as much at fault.
  const named = alone.length > 0 || together.length === 0 ? alone : ofGroups.map(name => ({ name, metrics: together }));
  return named.map(params => ({ path: [params.name], offset: 0, fault: fault(ruleFaults, 'group_rule', params) }));
}

const withOnly = (rules: Rules, name: string): Rules => without(rules, ...Object.keys(rules).filter(other => other !== name));

/** Every name that a contract's rules can word. */
export function ruleNames({ metrics, definitions }: RulesToWord): readonly string[] {
  const params = [...metrics, ...definitions].flatMap(one => Object.keys(one.params));
  return [...new Set([...definitions.map(one => one.id), ...params])];
}

/** The metrics with their definitions, as some rules word both. */
function wordedBy({ metrics, definitions, fields }: RulesToWord, rules: Rules): readonly Metric[] {
  const resolved = resolveDefinitions(withRules(definitions, rules), fields);
  return metrics.map(metric => writtenOut({ ...metric, params: withParams(metric.params, rules) }, resolved.definitions));
}

const withRules = (definitions: readonly Definition[], rules: Rules): readonly Definition[] =>
  definitions.map(one => {
    const own = Object.keys(one.params).flatMap(param => {
      const rule = rules[`${one.id}.${param}`];
      return rule === undefined ? [] : [[param, rule.is] as const];
    });
    return {
      ...one,
      is: written(rules[one.id]?.is ?? one.is, new Map(own)),
      params: withParams(without(one.params, ...own.map(([param]) => param)), rules),
    };
  });

const withParams = (params: Metric['params'], rules: Rules): Metric['params'] =>
  Object.fromEntries(Object.entries(params).map(([name, text]) => [name, rules[name]?.is ?? text]));

/** A rule whose name nothing has is found elsewhere; here, that it gives what it stands for. */
function ruleFaultsOf(name: string, rule: ContractRule | undefined, known: RulesToWord): readonly RuleFault[] {
  if (rule === undefined) return [];
  const definition = known.definitions.find(one => one.id === name);
  const uses = definition === undefined ? paramUses(name, known) : [];
  const located = (one: RuleFault['fault'], offset: number): RuleFault => ({ path: [name], offset, fault: one });
  if (definition !== undefined) {
    const was = plainOf(known).definitions.get(name)?.type;
    const now = resolveDefinitions(withRules(known.definitions, { [name]: rule }), known.fields);
    const own = now.faults.get(name) ?? [];
    const type = now.definitions.get(name)?.type;
    if (own.length > 0) return own.map(one => located(one.fault, one.offset));
    return was === undefined || type === undefined || type === was
      ? []
      : [located(fault(expressionFaults, 'result_type', { found: type, wanted: [was] }), 0)];
  }
  return uses.flatMap(({ of, text }) => {
    const names = vocabularyOf(of, known.fields);
    const type = typeOf(text, names);
    const checked = checkExpression(rule.is, { names }, type === undefined ? anyType : [type], {});
    return 'located' in checked ? checked.located.map(one => located(one.fault, one.at)) : [];
  });
}

/** The kinds of facts over which a parameter is used, with what it is without a contract. */
function paramUses(name: string, { metrics, definitions }: RulesToWord): readonly { of: FactKindName; text: string }[] {
  const [owner, param] = name.includes('.') ? name.split('.') : [undefined, name];
  const ofDefinitions = definitions
    .filter(({ id }) => owner === undefined || owner === id)
    .flatMap(({ of, params }) => (params[param ?? ''] === undefined ? [] : [{ of, text: params[param ?? ''] ?? '' }]));
  if (owner !== undefined) return ofDefinitions;
  const ofMetrics = metrics.flatMap(metric => {
    const text = metric.params[name];
    if (text === undefined || metric.kind === 'formula') return [];
    return [...new Set(termsOf(metric).map(({ term }) => term.of))].map(of => ({ of, text }));
  });
  const unique = new Map([...ofDefinitions, ...ofMetrics].map(one => [JSON.stringify(one), one]));
  return [...unique.values()];
}

function typeOf(text: string, names: ReadonlyMap<string, ExprType>): ExprType | undefined {
  const checked = checkExpression(text, { names }, anyType, {});
  return 'expression' in checked ? checked.expression.type : undefined;
}

/** Whether a name is one that a contract can word: a definition, a parameter, or a parameter of one definition. */
export function isRuleName(name: string, known: RulesToWord): boolean {
  return known.definitions.some(({ id }) => id === name) || paramUses(name, known).length > 0;
}
