import type { ConstantNode, MathNode, OperatorNode, SymbolNode } from 'mathjs';
// The one-file build: loading mathjs by its thousand modules takes a second of every command.
import mathjs from 'mathjs/lib/browser/math.js';
import { type Exact, fraction } from '../facts/exact.js';
import { beyondBounds, deepestNesting } from '../bounds/nesting.js';
import type { ParamsOf } from '../faults/entry.js';
import { expressionFaults, type RefusedForm } from '../faults/expressions.js';
import type { Fault, FaultPlace } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { type Phrase, verbatim } from '../faults/phrase.js';
import { worded } from '../faults/worded.js';

/** An expression as written, before its types are known. `at` is its offset in the text. */
export type Syntax =
  | { readonly form: 'constant'; readonly value: Exact | string | boolean; readonly at: number }
  | { readonly form: 'name'; readonly name: string; readonly at: number }
  | { readonly form: 'operation'; readonly operation: string; readonly arguments: readonly Syntax[]; readonly at: number }
  | { readonly form: 'function'; readonly name: string; readonly arguments: readonly Syntax[]; readonly at: number };

const maxLength = 4000;

// mathjs only parses: literals come as exact fractions, and nothing is ever evaluated by it.
const { parse } = mathjs.create({ number: 'Fraction' });

const operators: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '^': 'power',
  '==': 'equal',
  '!=': 'unequal',
  '<': 'less',
  '<=': 'less_equal',
  '>': 'greater',
  '>=': 'greater_equal',
  and: 'and',
  or: 'or',
  not: 'not',
};

const comparisons = new Set(['equal', 'unequal', 'less', 'less_equal', 'greater', 'greater_equal']);

const refusedNodes: Readonly<Record<string, RefusedForm>> = {
  RelationalNode: 'chained_comparison',
  AssignmentNode: 'assignment',
  FunctionAssignmentNode: 'definition',
  AccessorNode: 'member',
  IndexNode: 'member',
  RangeNode: 'range',
  ArrayNode: 'list',
  ObjectNode: 'object',
  BlockNode: 'sequence',
};

/** What the parser says of a text that ends too early; anything else it says is shown as it is. */
const parserSays: Readonly<Record<string, Phrase>> = {
  'Unexpected end of expression': 'unexpected_end',
  'Value expected': 'value_expected',
  'Parenthesis ) expected': 'parenthesis_expected',
  'End of string " expected': 'quote_expected',
};

class SyntaxRefusal extends Error {
  readonly fault: Fault;
  constructor(found: Fault) {
    super(worded('en', found).what);
    this.fault = found;
  }
}

// Rules thawed for each evaluation say the same texts again and again; what a text says never changes.
const parsed = new Map<string, Syntax>();
const maxCached = 2000;

/** The syntax of a text, or why it has none. Only the allowed forms get through. */
export function parseExpression(
  source: string,
  place: FaultPlace,
): { readonly syntax: Syntax } | { readonly fault: Fault; readonly at: number } {
  const known = parsed.get(source);
  if (known !== undefined) return { syntax: known };
  if (source.length > maxLength)
    return { fault: fault(expressionFaults, 'expression_too_long', { what: 'long', most: maxLength }, place), at: 0 };
  if (beyondBounds(source, { depth: deepestNesting, parts: maxLength }) !== undefined)
    return { fault: fault(expressionFaults, 'expression_too_long', { what: 'deep', most: deepestNesting }, place), at: 0 };
  let node: MathNode;
  try {
    node = parse(source);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.replace(/ \(char \d+\)$/, '') : String(cause);
    const reason = parserSays[said] ?? verbatim(said);
    const position = cause instanceof Error && 'char' in cause && typeof cause.char === 'number' ? cause.char - 1 : 0;
    return { fault: fault(expressionFaults, 'expression_syntax', { reason }, place), at: Math.max(0, position) };
  }
  try {
    const syntax = new TreeReader(source, place).read(node, 0);
    if (parsed.size >= maxCached) parsed.clear();
    parsed.set(source, syntax);
    return { syntax };
  } catch (cause) {
    if (cause instanceof SyntaxRefusal) return { fault: cause.fault, at: 0 };
    throw cause;
  }
}

/** Quoted texts, numbers and words, one after the other. */
const texts = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\d[\w.]*|[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** One pass over the tree in the order of the text, so that each name can be found where it stands. */
class TreeReader {
  readonly #place: FaultPlace;
  readonly #words: Iterator<RegExpExecArray, undefined>;
  #from = 0;

  constructor(source: string, place: FaultPlace) {
    this.#words = source.matchAll(texts);
    this.#place = place;
  }

  read(node: MathNode, depth: number): Syntax {
    if (depth > deepestNesting) this.#refuse('expression_too_long', { what: 'deep', most: deepestNesting });
    const form = refusedNodes[node.type];
    if (form !== undefined) this.#refuseForm(form);
    const next = (child: MathNode): Syntax => this.read(child, depth + 1);
    switch (node.type) {
      // Each cast below follows from the node's type, which mathjs does not declare as a union.
      case 'ParenthesisNode':
        return next((node as unknown as { content: MathNode }).content);
      case 'ConstantNode':
        return { form: 'constant', value: this.#constant((node as ConstantNode).value), at: this.#from };
      case 'SymbolNode':
        return this.#name((node as SymbolNode).name);
      case 'ConditionalNode': {
        const { condition, trueExpr, falseExpr } = node as unknown as Record<'condition' | 'trueExpr' | 'falseExpr', MathNode>;
        const at = this.#from;
        return { form: 'operation', operation: 'choose', arguments: [next(condition), next(trueExpr), next(falseExpr)], at };
      }
      case 'FunctionNode': {
        const { fn, args } = node as unknown as { fn: SymbolNode; args: MathNode[] };
        if (fn.type !== 'SymbolNode') this.#refuseForm('computed_function');
        const at = this.#find(fn.name);
        return { form: 'function', name: fn.name, arguments: args.map(next), at };
      }
      case 'OperatorNode':
        return this.#operator(node as OperatorNode, next);
      default:
        return this.#refuseForm('other', node.type);
    }
  }

  #operator(node: OperatorNode, next: (child: MathNode) => Syntax): Syntax {
    if (node.implicit) this.#refuseForm('implicit_multiplication');
    const operation = node.args.length === 1 && node.op === '-' ? 'negate' : operators[node.op];
    if (operation === undefined) return this.#refuseForm('operator', String(node.op));
    const bare = (child: MathNode): boolean => child.type === 'OperatorNode' && (child as OperatorNode).op === 'not';
    const operandOfNot = node.args[0]?.type ?? '';
    const loose =
      operation === 'not' && !['SymbolNode', 'FunctionNode', 'ParenthesisNode', 'ConstantNode'].includes(operandOfNot);
    if (loose || (comparisons.has(operation) && node.args.some(bare))) this.#refuse('not_needs_parentheses', {});
    const at = this.#from;
    return { form: 'operation', operation: operation, arguments: node.args.map(next), at };
  }

  #constant(value: unknown): Exact | string | boolean {
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'object' && value !== null && 'n' in value && 'd' in value && 's' in value) {
      const { s, n, d } = value;
      if (typeof s === 'bigint' && typeof n === 'bigint' && typeof d === 'bigint') return fraction(s * n, d);
    }
    return this.#refuseForm('constant', String(value));
  }

  #name(name: string): Syntax {
    return { form: 'name', name, at: this.#find(name) };
  }

  /** Where the next word of this name stands; not inside of another word, nor of a quoted text. */
  #find(name: string): number {
    for (let next = this.#words.next(); next.value !== undefined; next = this.#words.next()) {
      const [word] = next.value;
      if (word !== name) continue;
      this.#from = next.value.index + name.length;
      return next.value.index;
    }
    return 0;
  }

  #refuseForm(form: RefusedForm, name = ''): never {
    return this.#refuse('expression_form', { form, name });
  }

  #refuse<K extends keyof typeof expressionFaults>(code: K, params: ParamsOf<(typeof expressionFaults)[K]>): never {
    throw new SyntaxRefusal(fault(expressionFaults, code, params, this.#place));
  }
}
