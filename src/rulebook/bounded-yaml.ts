import { Composer, type CST, type Document, Lexer, type LineCounter, Parser } from 'yaml';
import { deepestNesting } from '../bounds/nesting.js';

/** How much YAML is parsed at most: `signs` are its names, values, brackets, colons, dashes and line ends. */
export interface YamlBounds {
  readonly characters: number;
  readonly signs: number;
}

/** Of a config file: more than a firm with a thousand clients writes into one. */
export const fileBounds: YamlBounds = { characters: 8_000_000, signs: 2_000_000 };

/** Of a text that a request brings: parsing it must not keep other requests waiting. The largest packaged file has 4000 signs. */
const sentBounds: YamlBounds = { characters: 200_000, signs: 8_000 };

/** The same of a text that holds contracts and nothing else: one of three hundred measures has 26 000 signs, and is checked measure by measure. */
const contractBounds: YamlBounds = { characters: 200_000, signs: 30_000 };

/** How much is parsed of a text that a request brings, by what it holds. */
export const boundsOfSent = (text: string): YamlBounds =>
  /^contracts:/m.test(text) && !/^(?:---|(?!contracts:)[^\s#-])/m.test(text) ? contractBounds : sentBounds;

/** Where a text goes beyond what is parsed, and how. */
export interface BeyondBounds {
  readonly beyond: 'depth' | 'size';
  readonly at: number;
}

/**
 * The documents of a text; or where it nests deeper or is larger than it may. The depth is watched while the parser takes sign after
 * sign: the composer after it calls itself for each level, and would end the process where the stack ends.
 */
export function boundedDocuments(
  text: string,
  lineCounter: LineCounter,
  bounds: YamlBounds,
): readonly Document.Parsed[] | BeyondBounds {
  if (text.length > bounds.characters) return { beyond: 'size', at: 0 };
  const parser = new Parser(lineCounter.addNewLine);
  // As the parser itself begins.
  lineCounter.addNewLine(0);
  const tokens: CST.Token[] = [];
  let signs = 0;
  for (const sign of new Lexer().lex(text)) {
    tokens.push(...parser.next(sign));
    if (parser.stack.length > deepestNesting) return { beyond: 'depth', at: parser.offset };
    if (++signs > bounds.signs) return { beyond: 'size', at: parser.offset };
  }
  tokens.push(...parser.end());
  return [...new Composer({ lineCounter, prettyErrors: false }).compose(tokens)];
}
