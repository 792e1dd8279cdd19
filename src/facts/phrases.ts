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

/** The score of a phrase in either language by the first table that has it. */
export function scoreOfPhrase(tables: readonly PhraseTable[], phrase: string): number | undefined {
  const found = tables.flatMap(({ en, zh }) => [en, zh]).find(scores => Object.hasOwn(scores, phrase));
  return found?.[phrase];
}

/** Every phrase of some tables, in their order. */
export const phrasesOf = (tables: readonly PhraseTable[]): readonly string[] => [
  ...new Set(tables.flatMap(({ en, zh }) => [...Object.keys(en), ...Object.keys(zh)])),
];
