import { parseExpression, type Syntax } from './parse.js';

/** How tightly a form holds its parts together: what is as loose or looser needs parentheses inside of it. */
const tightness: Readonly<Record<string, number>> = {
  choose: 0,
  or: 1,
  and: 2,
  // As a part: what it denies stands in parentheses, whatever it is.
  not: 2.5,
  equal: 3,
  unequal: 3,
  less: 3,
  less_equal: 3,
  greater: 3,
  greater_equal: 3,
  add: 4,
  subtract: 4,
  multiply: 5,
  divide: 5,
  negate: 6,
};

/** Forms of which several stand beside each other without parentheses and mean the same. */
const chained = new Set(['and', 'or']);

/** A name in an expression, and the operation that it is a part of. */
interface NameWritten {
  readonly name: string;
  readonly at: number;
  readonly within: string | undefined;
}

function namesOf(syntax: Syntax, within?: string): readonly NameWritten[] {
  if (syntax.form === 'constant') return [];
  if (syntax.form === 'name') return [{ name: syntax.name, at: syntax.at, within }];
  const around = syntax.form === 'operation' ? syntax.operation : undefined;
  return syntax.arguments.flatMap(one => namesOf(one, around));
}

/** The names that an expression uses, functions not among them; none of a text that is no expression. */
export function namesWritten(source: string): ReadonlySet<string> {
  const parsed = parseExpression(source, {});
  return new Set('fault' in parsed ? [] : namesOf(parsed.syntax).map(({ name }) => name));
}

/** The functions that an expression calls; none of a text that is no expression. */
export function functionsWritten(source: string): ReadonlySet<string> {
  const parsed = parseExpression(source, {});
  return new Set('fault' in parsed ? [] : functionsOf(parsed.syntax));
}

function functionsOf(syntax: Syntax): readonly string[] {
  if (syntax.form === 'constant' || syntax.form === 'name') return [];
  return [...(syntax.form === 'function' ? [syntax.name] : []), ...syntax.arguments.flatMap(functionsOf)];
}

/**
 * An expression with the text of others in place of their names, in parentheses where it would mean something else without them. A
 * text that is no expression stays as it is.
 */
export function written(source: string, texts: ReadonlyMap<string, string>): string {
  const parsed = parseExpression(source, {});
  if ('fault' in parsed) return source;
  const named = namesOf(parsed.syntax).filter(({ name }) => texts.has(name));
  let from = 0;
  const pieces: string[] = [];
  for (const { name, at, within } of named) {
    pieces.push(source.slice(from, at), fitting(texts.get(name) ?? name, within));
    from = at + name.length;
  }
  return [...pieces, source.slice(from)].join('');
}

/** A text as a part of an operation. */
function fitting(text: string, within: string | undefined): string {
  const parsed = parseExpression(text, {});
  if (within === undefined || 'fault' in parsed || parsed.syntax.form !== 'operation') return text;
  const { operation } = parsed.syntax;
  const isLooser = within === 'not' || (tightness[operation] ?? 0) <= (tightness[within] ?? 8);
  return isLooser && !(operation === within && chained.has(operation)) ? `(${text})` : text;
}
