import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Fault } from '../faults/fault.js';
import type { Wording } from '../faults/words/wording.js';
import { between } from './reason-columns.js';

/** What is wrong with a rejected row without its words: a code and its parameters for each fault, in the order of the list. */
type Told = readonly (readonly [Fault['code'], Fault['params']])[];

/** What is wrong with the rows of a list, kept beside it line by line, so that it can be said in any language. */
export const faultsBeside = (list: string): string => list.replace(/\.csv$/, '.faults.ndjson');

/** Its first line: the language in which the list itself says it. */
export const headOfFaults = (language: 'en' | 'zh'): string => `${JSON.stringify({ language })}\n`;

/** The line of a row. */
export const lineOfFaults = (faults: readonly Pick<Fault, 'code' | 'params'>[]): string =>
  `${JSON.stringify(faults.map(({ code, params }) => [code, params]))}\n`;

/** The faults that are kept beside a list: in which language the list says them, and a line for each of its rows. */
interface KeptFaults {
  readonly language: 'en' | 'zh';
  readonly lines: AsyncIterator<string>;
  readonly close: () => Promise<void>;
}

/** Opens what is kept beside a list; undefined of lists from before it was kept. Whoever opens it closes it. */
export async function openFaults(list: string): Promise<KeptFaults | undefined> {
  const path = faultsBeside(list);
  if (!existsSync(path)) return undefined;
  const handle = await open(path);
  const lines = handle.readLines({ autoClose: false })[Symbol.asyncIterator]();
  const head = await lines.next();
  const language = head.done === true ? undefined : /^\{"language":"(en|zh)"\}$/.exec(head.value)?.[1];
  if (language === 'en' || language === 'zh') return { language, lines, close: () => handle.close() };
  await handle.close();
  return undefined;
}

/**
 * What a line says in the words of `say`, fault by fault; undefined where it is of other codes than the row has, or of ones that this version does
 * not know: then the words of the list hold.
 */
export function wordsOfLine(
  line: string,
  codes: readonly string[],
  say: (fault: Pick<Fault, 'code' | 'params'>) => Wording,
): readonly Wording[] | undefined {
  try {
    const told = JSON.parse(line) as Told;
    const isOfRow = told.map(([code]) => code).join(between) === codes.join(between);
    return isOfRow ? told.map(([code, params]) => say({ code, params })) : undefined;
  } catch (problem) {
    if (problem instanceof TypeError || problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}

/** Words of a row's faults as a list has them: in its column of reasons, and of remedies, each once. */
export const wordsInList = (words: readonly Wording[]): Wording => ({
  what: words.map(({ what }) => what).join(between),
  remedy: [...new Set(words.map(({ remedy }) => remedy))].join(between),
});
