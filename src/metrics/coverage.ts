import { checkExpression } from '../expressions/check.js';
import { call, type Expression, type ExprType, joined, literal, namesIn } from '../expressions/expression.js';
import { type FactKindName, kindOf, type OwnField } from '../facts/kinds.js';
import type { SourceCoverage } from '../facts/place.js';
import { worded } from '../faults/worded.js';
import { fieldsOfGroups } from './group-values.js';
import { type CompiledMetric, type CompiledTerm, expressionsOf, type FieldCoverage, initialised, type Part } from './compile.js';

/** The names and types that say which facts a source covers: the fields of its kind, and nothing of any evaluation. */
export function coverageNames(of: FactKindName, own: readonly OwnField[]): ReadonlyMap<string, ExprType> {
  const names = new Map<string, ExprType>(kindOf(of).fields.map(field => [field.name, field.type]));
  for (const field of own) if (field.fact === of) names.set(field.id, field.type);
  return names;
}

/** The coverage of a client: by kind the fields that its sources record of some facts only. */
export type Coverage = ReadonlyMap<FactKindName, readonly FieldCoverage[]>;

/** Reads what sources say that they cover, as far as it concerns a client. A field that one of them records of every fact is not in it. */
export function coverageOf(sources: readonly SourceCoverage[], client: string, own: readonly OwnField[]): Coverage {
  const concerning = sources.filter(source => source.client === client || source.client === '*');
  const kinds = [...new Set(concerning.map(({ fact }) => fact))];
  return new Map(
    kinds.map(kind => {
      const ofKind = concerning.filter(({ fact }) => fact === kind);
      const names = [...new Set(ofKind.flatMap(({ fields }) => fields))].toSorted();
      const types = coverageNames(kind, own);
      return [
        kind,
        names.flatMap((field): readonly FieldCoverage[] => {
          const ways = ofKind.filter(({ fields }) => fields.includes(field)).map(source => coveredBy(source, own));
          const isCovered = ways.includes(undefined)
            ? undefined
            : joined(
                'or',
                ways.flatMap(way => way ?? []),
              );
          return isCovered === undefined ? [] : [{ field, type: types.get(field) ?? 'text', isCovered }];
        }),
      ];
    }),
  );
}

/** Whether a source covers a fact, never unknown: what it is not known to cover, it does not. Undefined where it covers every fact. */
export function coveredBy(
  { fact, site, covers }: Omit<SourceCoverage, 'fields'>,
  own: readonly OwnField[],
): Expression | undefined {
  const hasSite = site !== undefined && kindOf(fact).fields.some(field => field.name === 'site');
  const conditions = [
    ...(hasSite ? [call('boolean', 'equal', name('site', 'text'), literal('text', site))] : []),
    ...(covers === undefined ? [] : [initialised(compiled(covers, coverageNames(fact, own)), fact)]),
  ];
  const all = joined('and', conditions);
  return all === undefined ? undefined : call('boolean', 'coalesce', all, literal('boolean', false));
}

/** Whether a fact has something in a field that a source records, and the source covers it. */
export function hasRecorded(source: SourceCoverage, own: readonly OwnField[]): Expression {
  const types = coverageNames(source.fact, own);
  const filled = source.fields.map(field =>
    call('boolean', 'not', call('boolean', 'is_missing', name(field, types.get(field) ?? 'text'))),
  );
  const covered = coveredBy(source, own);
  const any = joined('or', filled) ?? literal('boolean', false);
  return covered === undefined ? any : call('boolean', 'and', any, covered);
}

function compiled(covers: string, names: ReadonlyMap<string, ExprType>): Expression {
  const checked = checkExpression(covers, { names }, ['boolean'], {});
  if ('expression' in checked) return checked.expression;
  throw new TypeError(`covers: ${checked.faults.map(fault => worded('en', fault).what).join(' ')}`);
}

/** When a field was not recorded of a fact: it is missing, and no source of it covers the fact. */
export const isUnrecorded = ({ field, type, isCovered }: FieldCoverage): Expression =>
  call('boolean', 'and', call('boolean', 'is_missing', name(field, type)), call('boolean', 'not', isCovered));

/**
 * The metric, where what is missing proves nothing of facts that no source covers: `done_by`, `is_missing` and `coalesce` of a field that
 * was not recorded are unknown. By which date a fact counts stays as it is.
 */
export function withCoverage(metric: CompiledMetric, coverage: Coverage): CompiledMetric {
  const parts = metric.parts.map(part => partWith(part, coverage.get(part.of) ?? []));
  return parts.every((part, i) => part === metric.parts[i]) ? metric : { ...metric, parts };
}

function partWith(part: Part, coverage: readonly FieldCoverage[]): Part {
  const named = new Set(part.terms.flatMap(expressionsOf).flatMap(one => [...namesIn(one)]));
  const own = coverage.filter(({ field }) => named.has(field));
  if (own.length === 0) return part;
  const known = (expression: Expression): Expression => asRecorded(expression, own);
  const terms = part.terms.map(
    (term): CompiledTerm => ({
      ...term,
      when: known(term.when),
      ...(term.passes === undefined ? {} : { passes: known(term.passes) }),
      ...(term.value === undefined ? {} : { value: known(term.value) }),
    }),
  );
  return { ...part, terms, coverage: own };
}

/** The expression, unknown where it goes by the absence of what was not recorded. All other operations are unknown then anyway. */
function asRecorded(expression: Expression, coverage: readonly FieldCoverage[]): Expression {
  if (expression.node !== 'call') return expression;
  const { operation, type, arguments: written } = expression;
  const given = written.map(one => asRecorded(one, coverage));
  const [first] = given;
  const plain = { ...expression, arguments: given };
  const open = written.map(one => unrecordedIn(one, coverage));
  if (operation === 'coalesce') return open.slice(0, -1).every(one => one === undefined) ? plain : firstOf(type, given, open);
  if ((operation !== 'is_missing' && operation !== 'done_by') || first === undefined || open[0] === undefined) return plain;
  const isMissing = first.node === 'name' ? [] : [call('boolean', 'is_missing', first)];
  return unlessUnrecorded(joined('and', [...isMissing, open[0]]) ?? open[0], plain);
}

/** `coalesce`, of which each argument is only passed over where its absence is known. */
function firstOf(type: ExprType, given: readonly Expression[], open: readonly (Expression | undefined)[]): Expression {
  const after = (from: number): Expression => {
    const [one = literal(type, null), ...rest] = given.slice(from);
    if (rest.length === 0) return one;
    const unrecorded = open[from];
    const next = after(from + 1);
    return call(type, 'coalesce', one, unrecorded === undefined ? next : unlessUnrecorded(unrecorded, next));
  };
  return after(0);
}

/** The fields that say of which facts a part's fields were recorded. */
export const namesOfCoverage = ({ coverage = [] }: Pick<Part, 'coverage'>): readonly string[] =>
  coverage.flatMap(({ isCovered }) => [...namesIn(isCovered)]);

/** Whether any field that an expression names was not recorded; undefined where all of them always are. */
const unrecordedIn = (expression: Expression, coverage: readonly FieldCoverage[]): Expression | undefined => {
  const names = namesIn(expression);
  return joined('or', coverage.filter(({ field }) => names.has(field)).map(isUnrecorded));
};

// One object for each type, so that it is told apart from any other expression that is missing.
const unrecorded: Readonly<Record<ExprType, Expression>> = {
  instant: literal('instant', null),
  day: literal('day', null),
  duration: literal('duration', null),
  number: literal('number', null),
  text: literal('text', null),
  boolean: literal('boolean', null),
};
const marks: ReadonlySet<Expression> = new Set(Object.values(unrecorded));

const unlessUnrecorded = (condition: Expression, expression: Expression): Expression =>
  call(expression.type, 'choose', condition, unrecorded[expression.type], expression);

/** Of an expression that is unknown where a field was not recorded: that condition, and what the expression is otherwise. */
export function whereUnrecorded(
  expression: Expression,
): { readonly condition: Expression; readonly otherwise: Expression } | undefined {
  if (expression.node !== 'call' || expression.operation !== 'choose') return undefined;
  const [condition, mark, otherwise] = expression.arguments;
  if (condition === undefined || mark === undefined || otherwise === undefined || !marks.has(mark)) return undefined;
  return { condition, otherwise };
}

const name = (field: string, type: ExprType): Expression => ({ node: 'name', type, name: field });

/** The fields that a metric's expressions read, by kind: what evidence of it shows. */
export const fieldsRead = (part: Part): ReadonlySet<string> =>
  new Set([
    ...part.terms.flatMap(term =>
      [term.dated, term.when, term.passes, term.value].flatMap(one => (one === undefined ? [] : [...namesIn(one)])),
    ),
    ...namesOfCoverage(part),
    ...fieldsOfGroups(part),
  ]);
