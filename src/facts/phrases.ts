import { finderOf } from './folded.js';

/** Scores of the phrases that a survey offers, by language; for one client, some items or some aspects only, where it says so. */
export interface PhraseTable {
  readonly id: string;
  readonly client?: string;
  readonly items?: readonly string[];
  readonly aspects?: readonly string[];
  readonly zh: Readonly<Record<string, number>>;
  readonly en: Readonly<Record<string, number>>;
}

/** What is known of an answer before its phrase is read. */
export interface PhraseQuery {
  readonly client?: string | undefined;
  readonly item?: string | undefined;
  readonly aspect?: string | undefined;
}

/** The tables that an answer's phrase can come from, the most specific first: that of the client, then of the item, then of the aspect. */
export function phraseTablesFor(tables: readonly PhraseTable[], { client, item, aspect }: PhraseQuery): readonly PhraseTable[] {
  const allows = (listed: readonly string[] | undefined, value: string | undefined): boolean =>
    listed === undefined || value === undefined || listed.includes(value);
  const specific = (table: PhraseTable): number =>
    (table.client === undefined ? 0 : 4) + (table.items === undefined ? 0 : 2) + (table.aspects === undefined ? 0 : 1);
  return tables
    .filter(table => allows(table.client === undefined ? undefined : [table.client], client))
    .filter(table => allows(table.items, item) && allows(table.aspects, aspect))
    .toSorted((a, b) => specific(b) - specific(a));
}

/** The score of a phrase in either language by the first table that has it; case, width and spaces matter only where that is said. */
export function scoreOfPhrase(tables: readonly PhraseTable[], phrase: string, exact = false): number | undefined {
  for (const { en, zh } of tables) {
    for (const scores of [en, zh]) {
      const score = exact ? (Object.hasOwn(scores, phrase) ? scores[phrase] : undefined) : finderIn(scores)(phrase);
      if (score !== undefined) return score;
    }
  }
  return undefined;
}

const finders = new WeakMap<PhraseTable['en'], (phrase: string) => number | undefined>();

/** The search in one language of a table, made once: a survey asks it for every answer. */
function finderIn(scores: PhraseTable['en']): (phrase: string) => number | undefined {
  const known = finders.get(scores);
  if (known !== undefined) return known;
  const find = finderOf(Object.entries(scores));
  finders.set(scores, find);
  return find;
}

/** Every phrase of some tables, in their order. */
export const phrasesOf = (tables: readonly PhraseTable[]): readonly string[] => [
  ...new Set(tables.flatMap(({ en, zh }) => [...Object.keys(en), ...Object.keys(zh)])),
];
