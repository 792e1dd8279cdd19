import { expressionFaults } from '../faults/expressions.js';
import type { Fault, FaultPlace } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { type Expression, type ExprType, none, noneName } from './expression.js';
import { groupFunctionNames, groupOperations } from './group-operations.js';
import { operations, type Overload } from './operations.js';
import { parseExpression, type Syntax } from './parse.js';

/** What an expression may speak of: names with their types, and functions beyond the common ones. */
export interface Vocabulary {
  readonly names: ReadonlyMap<string, ExprType>;
  readonly calls?: ReadonlyMap<
    string,
    { readonly parameters: readonly ExprType[]; readonly optional?: number; readonly repeats?: true; readonly result: ExprType }
  >;
  /** Whether facts are in groups here, so that an expression can take all facts of one together. */
  readonly hasGroups?: true;
}

/** A fault of an expression, with the offset in its text. */
export interface LocatedFault {
  readonly fault: Fault;
  readonly at: number;
}

export type Checked =
  | { readonly expression: Expression }
  | { readonly faults: readonly Fault[]; readonly located: readonly LocatedFault[] };

/** Operations that are written as signs or words, not as calls. */
const signs: Readonly<Record<string, string>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  negate: '-',
  equal: '==',
  unequal: '!=',
  less: '<',
  less_equal: '<=',
  greater: '>',
  greater_equal: '>=',
  and: 'and',
  or: 'or',
  not: 'not',
  choose: '? :',
};

/** The functions that every expression can call. */
export const functionNames: readonly string[] = Object.keys(operations).filter(name => signs[name] === undefined);

/** The expression with all its types, or every fault in it; `wants` are the types its result may have. */
export function checkExpression(source: string, vocabulary: Vocabulary, wants: readonly ExprType[], place: FaultPlace): Checked {
  const parsed = parseExpression(source, place);
  if ('fault' in parsed) return { faults: [parsed.fault], located: [parsed] };
  const checker = new Checker(vocabulary, place);
  const expression = checker.check(parsed.syntax);
  if (expression !== undefined && !wants.includes(expression.type)) {
    const params = { found: expression.type, wanted: wants };
    checker.found.push({ fault: fault(expressionFaults, 'result_type', params, place), at: 0 });
  }
  if (expression === undefined || checker.found.length > 0)
    return { faults: checker.found.map(one => one.fault), located: checker.found };
  return { expression };
}

type Called = Extract<Syntax, { readonly form: 'function' }>;
type Operated = Extract<Syntax, { readonly form: 'operation' }>;

class Checker {
  readonly found: LocatedFault[] = [];
  readonly #vocabulary: Vocabulary;
  readonly #place: FaultPlace;
  #isWithinGroup = false;

  constructor(vocabulary: Vocabulary, place: FaultPlace) {
    this.#vocabulary = vocabulary;
    this.#place = place;
  }

  /** Undefined when a fault was found below: one fault is said once. */
  check(syntax: Syntax): Expression | undefined {
    if (syntax.form === 'constant') return { node: 'literal', type: constantType(syntax.value), value: syntax.value };
    if (syntax.form === 'name') return this.#name(syntax.name, syntax.at);
    if (syntax.form === 'function' && groupFunctionNames.includes(syntax.name)) return this.#ofGroup(syntax);
    return this.#called(syntax);
  }

  /** A call that takes the facts of a group together: what it takes of each is about that fact alone. */
  #ofGroup(syntax: Called): Expression | undefined {
    const { name, at } = syntax;
    if (this.#vocabulary.hasGroups === true && !this.#isWithinGroup) {
      this.#isWithinGroup = true;
      const called = this.#called(syntax);
      this.#isWithinGroup = false;
      return called;
    }
    const params = { name, where: this.#isWithinGroup ? 'nested' : 'no_groups' } as const;
    this.found.push({ fault: fault(expressionFaults, 'group_operation', params, this.#place), at });
    return undefined;
  }

  #called(syntax: Called | Operated): Expression | undefined {
    const given = syntax.arguments.map(argument => this.check(argument));
    const overloads = syntax.form === 'operation' ? operations[syntax.operation]?.overloads : this.#overloadsOf(syntax.name);
    const name = syntax.form === 'operation' ? syntax.operation : syntax.name;
    if (overloads === undefined) {
      const ofGroups = this.#vocabulary.hasGroups === true ? groupFunctionNames : [];
      const known = [...functionNames, ...ofGroups, ...(this.#vocabulary.calls?.keys() ?? [])].sort();
      if (syntax.form === 'function')
        this.found.push({ fault: fault(expressionFaults, 'function_unknown', { name, known }, this.#place), at: syntax.at });
      else
        this.found.push({
          fault: fault(expressionFaults, 'expression_form', { form: 'power', name }, this.#place),
          at: syntax.at,
        });
      return undefined;
    }
    const args = given.filter(argument => argument !== undefined);
    if (args.length < given.length) return undefined;
    const types = args.map(argument => argument.type);
    const match = overloads.find(overload => accepts(overload, types));
    if (match !== undefined) return { node: 'call', type: match.result, operation: name, arguments: args };
    const takes = overloads.map(({ parameters, repeats }) => ({ types: parameters, ...(repeats === true ? { repeats } : {}) }));
    const params = {
      operation: syntax.form === 'operation' ? `\`${signs[name] ?? name}\`` : `${name}()`,
      found: { types },
      takes: [...new Map(takes.map(one => [JSON.stringify(one), one])).values()],
    };
    this.found.push({ fault: fault(expressionFaults, 'types_differ', params, this.#place), at: syntax.at });
    return undefined;
  }

  #name(name: string, at: number): Expression | undefined {
    const type = this.#vocabulary.names.get(name);
    if (type !== undefined) return name === noneName && type === 'number' ? none : { node: 'name', type, name };
    this.found.push({
      fault: fault(expressionFaults, 'name_unknown', { name, known: [...this.#vocabulary.names.keys()] }, this.#place),
      at,
    });
    return undefined;
  }

  #overloadsOf(name: string): readonly Overload[] | undefined {
    const own = this.#vocabulary.calls?.get(name);
    if (own === undefined) return signs[name] === undefined ? (operations[name] ?? groupOperations[name])?.overloads : undefined;
    if (own.repeats === true) return [{ parameters: own.parameters, result: own.result, repeats: true }];
    const fewest = own.parameters.length - (own.optional ?? 0);
    const lengths = Array.from({ length: (own.optional ?? 0) + 1 }, (_, i) => fewest + i);
    return lengths.map(length => ({ parameters: own.parameters.slice(0, length), result: own.result }));
  }
}

function constantType(value: unknown): ExprType {
  return typeof value === 'string' ? 'text' : typeof value === 'boolean' ? 'boolean' : 'number';
}

function accepts({ parameters, repeats }: Overload, types: readonly ExprType[]): boolean {
  const enough = repeats === true ? types.length >= parameters.length : types.length === parameters.length;
  return enough && types.every((type, i) => type === (parameters[i] ?? parameters[parameters.length - 1]));
}
