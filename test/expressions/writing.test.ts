import { expect } from 'chai';
import fc from 'fast-check';
import { parseExpression, type Syntax } from '../../src/expressions/parse.js';
import { namesWritten, written } from '../../src/expressions/writing.js';

const operators = ['+', '-', '*', '/', '==', '<', '>=', 'and', 'or'] as const;

/** Texts of expressions over the names a to e, with parentheses wherever an operation stands in another. */
const { any } = fc.letrec<{ any: string }>(tie => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('a', 'b', 'c', 'd', 'e', '"a and b"', '12', 'true'),
    fc.tuple(tie('any'), fc.constantFrom(...operators), tie('any')).map(([left, sign, right]) => `(${left}) ${sign} (${right})`),
    tie('any').map(one => `not (${one})`),
    tie('any').map(one => `-(${one})`),
    fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map(list => `f(${list.join(', ')})`),
    fc.tuple(tie('any'), tie('any'), tie('any')).map(([first, yes, no]) => `(${first}) ? (${yes}) : (${no})`),
    // Without parentheses: what a person writes.
    fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom(...operators), fc.constantFrom('c', 'd')).map(parts => parts.join(' ')),
  ),
}));

/** The syntax without places; of chains of `and` and `or`, which mean the same in any grouping, the list of their parts. */
function meaning(syntax: Syntax): unknown {
  if (syntax.form === 'constant') return { constant: String(syntax.value), type: typeof syntax.value };
  if (syntax.form === 'name') return syntax.name;
  const name = syntax.form === 'function' ? `${syntax.name}()` : syntax.operation;
  const parts = (one: Syntax): readonly Syntax[] =>
    one.form === 'operation' && one.operation === name && (name === 'and' || name === 'or')
      ? one.arguments.flatMap(parts)
      : [one];
  return [name, ...syntax.arguments.flatMap(parts).map(meaning)];
}

const syntaxOf = (text: string): Syntax => {
  const parsed = parseExpression(text, {});
  if ('fault' in parsed) throw new Error(`${text}: ${JSON.stringify(parsed.fault)}`);
  return parsed.syntax;
};

/** The syntax with names replaced by the syntax of texts: what writing them in must come to. */
function replaced(syntax: Syntax, texts: ReadonlyMap<string, string>): Syntax {
  if (syntax.form === 'name') return syntaxOf(texts.get(syntax.name) ?? syntax.name);
  if (syntax.form === 'constant') return syntax;
  return { ...syntax, arguments: syntax.arguments.map(one => replaced(one, texts)) };
}

describe('expressions written into others', () => {
  it('mean there what they mean by themselves', () => {
    fc.assert(
      fc.property(any, any, any, (source, a, b) => {
        const texts = new Map([
          ['a', a],
          ['b', b],
        ]);
        const text = written(source, texts);
        expect(meaning(syntaxOf(text)), text).to.deep.equal(meaning(replaced(syntaxOf(source), texts)));
      }),
      { numRuns: 2000 },
    );
  });

  it('have parentheses only where they would mean something else without', () => {
    const texts = new Map([
      ['late', 'a or b'],
      ['whole', 'a and b'],
      ['due', 'promised_at'],
    ]);
    expect(written('late and c', texts)).to.equal('(a or b) and c');
    expect(written('whole and c', texts)).to.equal('a and b and c');
    expect(written('not whole', texts)).to.equal('not (a and b)');
    expect(written('f(late, due + grace)', texts)).to.equal('f(a or b, promised_at + grace)');
    expect(written('late', texts)).to.equal('a or b');
  });

  it('replace names alone: no quoted text, no part of a longer name, no function', () => {
    const texts = new Map([['a', 'X']]);
    expect(written('status == "a" and a and aa and a(a)', texts)).to.equal('status == "a" and X and aa and a(X)');
    expect([...namesWritten('b == "a" and c(d)')]).to.deep.equal(['b', 'd']);
  });

  it('leave a text alone that is no expression', () => {
    expect(written('a +', new Map([['a', 'X']]))).to.equal('a +');
  });
});
