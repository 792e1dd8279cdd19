import type { FormulaResult } from './live-formula.js';

/** What a formula's names stand for: a cell and its number; undefined where there is none. */
export interface Names {
  value(metric: string): FormulaResult | undefined;
  previous(metric: string): FormulaResult | undefined;
}

const functions: Readonly<Record<string, (...numbers: number[]) => number>> = { min: Math.min, max: Math.max, abs: Math.abs };

/** A formula metric's expression over cells; undefined where a cell cannot say it (a condition, a missing value, another function). */
export function spreadsheetFormula(source: string, names: Names): FormulaResult | undefined {
  const tokens = source.match(/\d+(?:\.\d+)?|[A-Za-z_][A-Za-z0-9_]*|[-+*/(),]|\S/g) ?? [];
  const sum = sumAt(tokens, 0, names);
  return sum !== undefined && sum.next === tokens.length ? sum : undefined;
}

interface Part extends FormulaResult {
  /** The token after it. */
  readonly next: number;
}

type Tokens = readonly string[];

function chain(
  tokens: Tokens,
  at: number,
  names: Names,
  operators: readonly string[],
  operand: typeof factorAt,
): Part | undefined {
  let left = operand(tokens, at, names);
  while (left !== undefined) {
    const operator = tokens[left.next];
    if (operator === undefined || !operators.includes(operator)) return left;
    const right = operand(tokens, left.next + 1, names);
    left = right && {
      formula: `${left.formula}${operator}${right.formula}`,
      result: applied(operator, left.result, right.result),
      next: right.next,
    };
  }
  return undefined;
}

function applied(operator: string, left: number, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  return operator === '*' ? left * right : left / right;
}

const sumAt = (tokens: Tokens, at: number, names: Names): Part | undefined => chain(tokens, at, names, ['+', '-'], productAt);
const productAt = (tokens: Tokens, at: number, names: Names): Part | undefined => chain(tokens, at, names, ['*', '/'], factorAt);

function factorAt(tokens: Tokens, at: number, names: Names): Part | undefined {
  const token = tokens[at] ?? '';
  if (token === '-') {
    const part = factorAt(tokens, at + 1, names);
    return part && { formula: `(-${part.formula})`, result: -part.result, next: part.next };
  }
  if (token === '(') {
    const part = sumAt(tokens, at + 1, names);
    return part && tokens[part.next] === ')'
      ? { formula: `(${part.formula})`, result: part.result, next: part.next + 1 }
      : undefined;
  }
  if (/^\d/.test(token)) return { formula: token, result: Number(token), next: at + 1 };
  if (!/^[A-Za-z_]/.test(token)) return undefined;
  if (tokens[at + 1] !== '(') return resultAt(names.value(token), at + 1);
  if (token === 'previous') return tokens[at + 3] === ')' ? resultAt(names.previous(tokens[at + 2] ?? ''), at + 4) : undefined;
  return callAt(tokens, at, names);
}

const resultAt = (value: FormulaResult | undefined, next: number): Part | undefined => value && { ...value, next };

function callAt(tokens: Tokens, at: number, names: Names): Part | undefined {
  const name = tokens[at] ?? '';
  const apply = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (apply === undefined) return undefined;
  const parts: Part[] = [];
  for (let next = at + 2; ; ) {
    const part = sumAt(tokens, next, names);
    if (part === undefined) return undefined;
    parts.push(part);
    if (tokens[part.next] === ')') break;
    if (tokens[part.next] !== ',') return undefined;
    next = part.next + 1;
  }
  const result = apply(...parts.map(part => part.result));
  return {
    formula: `${name.toUpperCase()}(${parts.map(part => part.formula).join(',')})`,
    result,
    next: (parts.at(-1)?.next ?? at) + 1,
  };
}
