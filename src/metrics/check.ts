import { checkExpression, type LocatedFault, type Vocabulary } from '../expressions/check.js';
import type { ExprType } from '../expressions/expression.js';
import { groupFunctionNames } from '../expressions/group-operations.js';
import { parseExpression, type Syntax } from '../expressions/parse.js';
import { functionsWritten, namesWritten, written } from '../expressions/writing.js';
import { type FactKindName, kindOf, type OwnField } from '../facts/kinds.js';
import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { ruleFaults } from '../faults/rules.js';
import { anyType, groupsIn, vocabularyOf } from './compile.js';
import type { Metric, Term } from './definition.js';
import { definedNames, type Definitions, definitionsNamed } from './definitions.js';
import { formulaFunctions, formulaGives, formulaMetrics } from './formula.js';

/** A fault inside a configured object: the path to the value, and the offset in its text. */
export interface RuleFault {
  readonly path: readonly (string | number)[];
  readonly offset: number;
  readonly fault: Fault;
}

/** What a metric may refer to. */
export interface RuleContext {
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly fields: readonly OwnField[];
  readonly definitions: Definitions;
}

/** Every fault of a metric's expressions, groups, dimensions and references. */
export function metricFaults(metric: Metric, context: RuleContext): readonly RuleFault[] {
  if (metric.kind === 'formula') return formulaFaults(metric.formula, ['formula'], context, metric.id);
  const found: RuleFault[] = [...paramsApart(metric, context.definitions)];
  const terms = pathsOf(metric);
  for (const { path, term, passes } of terms) found.push(...termFaults(metric, term, passes, path, context));
  const ofAll = terms.map(({ term }) =>
    kindOf(term.of)
      .fields.filter(field => field.type === 'text')
      .map(field => field.name),
  );
  (metric.by ?? []).forEach((name, i) => {
    if (!ofAll.every(names => names.includes(name)))
      found.push({ path: ['by', i], offset: 0, fault: fault(ruleFaults, 'dimension_unknown', { name }) });
  });
  return found;
}

/** Parameters that two definitions bring with different values, while the metric does not say which one holds. */
function paramsApart(metric: Metric, definitions: Definitions): readonly RuleFault[] {
  const named = [...definitionsNamed(metric, definitions)];
  const given = named.flatMap(id => Object.entries(definitions.get(id)?.params ?? {}));
  const names = [...new Set(given.map(([name]) => name))].filter(name => !(name in metric.params));
  return names.flatMap(name => {
    const texts = [...new Set(given.filter(([other]) => other === name).map(([, text]) => text))];
    return texts.length < 2
      ? []
      : [{ path: [], offset: 0, fault: fault(ruleFaults, 'definition_params_differ', { name, texts }) }];
  });
}

interface TermPath {
  readonly path: readonly (string | number)[];
  readonly term: Term;
  readonly whenPath?: readonly (string | number)[];
  readonly passes?: string;
}

function pathsOf(metric: Exclude<Metric, { kind: 'formula' }>): readonly TermPath[] {
  if (metric.kind !== 'ratio') {
    const { of, dated } = metric;
    const per = metric.kind === 'proportion' && metric.per !== undefined ? { per: metric.per } : {};
    const when = metric.kind === 'proportion' ? metric.population?.when : metric.when;
    const value = metric.kind === 'proportion' ? undefined : metric.value;
    const term: Term = { of, dated, ...per, ...(when === undefined ? {} : { when }), ...(value === undefined ? {} : { value }) };
    return [{ path: [], term, ...(metric.kind === 'proportion' ? { passes: metric.passes.when } : {}) }];
  }
  return (['numerator', 'denominator'] as const).flatMap(side => metric[side].map((term, i) => ({ path: [side, i], term })));
}

function termFaults(
  metric: Metric,
  term: Term,
  passes: string | undefined,
  path: RuleFault['path'],
  context: RuleContext,
): readonly RuleFault[] {
  const found: RuleFault[] = [];
  const names = vocabularyOf(term.of, context.fields);
  const withParams = new Map([...names, ...definedNames(term.of, context.definitions)]);
  for (const [name, source] of Object.entries(metric.params)) {
    const checked = checkExpression(source, { names }, anyType, {});
    if ('expression' in checked) withParams.set(name, checked.expression.type);
    else found.push(...at(['params', name], checked.located));
  }
  const texts = groupTexts(metric, term.of, context.definitions);
  const check = (
    source: string | undefined,
    wants: readonly ExprType[],
    where: RuleFault['path'],
    groups: Pick<Vocabulary, 'hasGroups'> = {},
  ): void => {
    if (source === undefined) return;
    const checked = checkExpression(source, { names: withParams, ...groups }, wants, {});
    if ('located' in checked) found.push(...at([...path, ...where], checked.located));
    else found.push(...ofGroupDefinitions(source, { names: withParams, ...groups }, metric, texts, [...path, ...where]));
  };
  check(term.dated, ['instant'], ['dated']);
  check(term.when, ['boolean'], metric.kind === 'proportion' ? ['population', 'when'] : ['when']);
  check(passes, ['boolean'], ['passes', 'when'], groupsIn(term));
  check(term.value, ['number', 'duration'], ['value']);
  return [...found, ...groupFaults(term, path)];
}

/** The definitions that take the facts of a group together, as a metric can use them, with their expressions. */
function groupTexts({ params }: Metric, of: FactKindName, definitions: Definitions): ReadonlyMap<string, string> {
  const texts = [...definitions.values()].filter(
    ({ definition, is }) => definition.of === of && !(definition.id in params) && isOfGroups(is),
  );
  return new Map(texts.map(({ definition, is }) => [definition.id, is]));
}

/** Whether an expression as it is written takes the facts of a group together. */
export function isOfGroups(source: string): boolean {
  const called = functionsWritten(source);
  return groupFunctionNames.some(name => called.has(name));
}

/** Definitions that take the facts of a group together, used where a fact is looked at by itself. */
function ofGroupDefinitions(
  source: string,
  vocabulary: Vocabulary,
  { id }: Metric,
  texts: ReadonlyMap<string, string>,
  path: RuleFault['path'],
): readonly RuleFault[] {
  const [name] = [...namesWritten(source)].filter(one => texts.has(one));
  if (name === undefined) return [];
  const checked = checkExpression(written(source, texts), vocabulary, anyType, {});
  const isMisplaced = 'faults' in checked && checked.faults.some(({ code }) => code === 'group_operation');
  return isMisplaced ? [{ path, offset: 0, fault: fault(ruleFaults, 'group_definition', { name, metric: id }) }] : [];
}

function groupFaults(term: Term, path: RuleFault['path']): readonly RuleFault[] {
  const known = kindOf(term.of).fields.map(field => field.name);
  const unknown = (term.per ?? []).flatMap((name, i) =>
    known.includes(name)
      ? []
      : [{ path: [...path, 'per', i], offset: 0, fault: fault(ruleFaults, 'group_key_unknown', { name, fact: term.of, known }) }],
  );
  const valued =
    term.per !== undefined && term.value !== undefined
      ? [{ path: [...path, 'value'], offset: 0, fault: fault(ruleFaults, 'grouped_value', {}) }]
      : [];
  return [...unknown, ...valued];
}

const at = (path: RuleFault['path'], located: readonly LocatedFault[]): readonly RuleFault[] =>
  located.map(one => ({ path, offset: one.at, fault: one.fault }));

/** Every fault of a formula over metrics; `self` is the metric it defines, if it defines one. */
export function formulaFaults(
  formula: string,
  path: RuleFault['path'],
  context: RuleContext,
  self?: string,
): readonly RuleFault[] {
  const parsed = parseExpression(formula, {});
  if ('fault' in parsed) return [{ path, offset: parsed.at, fault: parsed.fault }];
  const found: RuleFault[] = [];
  const known = [...context.metrics.keys()];
  const walk = (syntax: Syntax): void => {
    if (syntax.form === 'name' && !context.metrics.has(syntax.name)) {
      found.push({ path, offset: syntax.at, fault: fault(ruleFaults, 'metric_unknown', { metric: syntax.name, known }) });
    }
    if (syntax.form === 'function') {
      if (!(formulaFunctions as readonly string[]).includes(syntax.name)) {
        found.push({
          path,
          offset: syntax.at,
          fault: fault(ruleFaults, 'formula_function_unknown', { name: syntax.name, known: formulaFunctions }),
        });
      } else if (syntax.name === 'previous' && (syntax.arguments.length !== 1 || syntax.arguments[0]?.form !== 'name')) {
        found.push({ path, offset: syntax.at, fault: fault(ruleFaults, 'previous_takes_metric', {}) });
      }
    }
    if (syntax.form === 'function' || syntax.form === 'operation') for (const one of syntax.arguments) walk(one);
  };
  walk(parsed.syntax);
  const gives = formulaGives(parsed.syntax);
  if (gives !== 'number')
    found.push({ path, offset: 0, fault: fault(ruleFaults, 'formula_not_number', { formula, found: gives }) });
  const cycle = self === undefined ? undefined : cycleFrom(self, context, [self]);
  if (cycle !== undefined) found.push({ path, offset: 0, fault: fault(ruleFaults, 'formula_cycle', { path: cycle }) });
  return found;
}

function cycleFrom(from: string, context: RuleContext, path: readonly string[]): readonly string[] | undefined {
  const metric = context.metrics.get(from);
  if (metric?.kind !== 'formula') return undefined;
  const { current, previous } = formulaMetrics(metric.formula);
  for (const next of [...current, ...previous]) {
    if (next === path[0]) return [...path, next];
    if (path.includes(next)) continue;
    const cycle = cycleFrom(next, context, [...path, next]);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

/** Every fault of a parameter that a standard sets for a metric. */
export function paramFaults(
  metric: Metric,
  params: Readonly<Record<string, string>>,
  of: readonly FactKindName[],
  context: RuleContext,
): readonly RuleFault[] {
  return Object.entries(params).flatMap(([name, source]) => {
    const declared = metric.params[name];
    const path = ['params', name];
    if (declared === undefined) {
      const known = Object.keys(metric.params);
      return [{ path, offset: 0, fault: { ...checkedName(name, known), place: {} } }];
    }
    return of.flatMap(kind => {
      const names = vocabularyOf(kind, context.fields);
      const type = checkExpression(declared, { names }, anyType, {});
      const checked = checkExpression(source, { names }, 'expression' in type ? [type.expression.type] : anyType, {});
      return 'located' in checked ? at(path, checked.located) : [];
    });
  });
}

function checkedName(name: string, known: readonly string[]): Fault {
  const checked = checkExpression(name, { names: new Map(known.map(one => [one, 'number' as const])) }, anyType, {});
  if ('faults' in checked && checked.faults[0] !== undefined) return checked.faults[0];
  throw new TypeError(`parameter ${name} is declared`);
}
