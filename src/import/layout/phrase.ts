import type { Value } from '../../facts/fact.js';
import { phrasesOf, phraseTablesFor, scoreOfPhrase, type PhraseTable } from '../../facts/phrases.js';
import type { Fault } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { Refusal, type Subject } from './refusal.js';
import type { FieldMapping } from './schema.js';
import type { Read } from './typed.js';

/**
 * The score of a phrase by the tables that apply to the answer, of all tables or of those that the layout names; or
 * `phrase_table_unknown` for each name that is no table.
 */
export function compilePhrases(
  named: NonNullable<FieldMapping['phrases']>,
  tables: readonly PhraseTable[],
  subject: Subject,
  exact = false,
): { readonly read: Read } | { readonly faults: readonly Fault[] } {
  const wanted = named === true ? undefined : [named].flat();
  const known = [...new Set(tables.map(({ id }) => id))];
  const absent = (wanted ?? []).filter(table => !known.includes(table));
  if (absent.length > 0) {
    return { faults: absent.map(table => fault(importFaults, 'phrase_table_unknown', { table, ...subject, known })) };
  }
  const allowed = wanted === undefined ? tables : tables.filter(({ id }) => wanted.includes(id));
  return {
    read: (phrase, { values = {} }) => {
      const applying = phraseTablesFor(allowed, {
        client: textOf(values['client']),
        item: textOf(values['item']),
        aspect: textOf(values['aspect']) ?? 'satisfaction',
      });
      const score = scoreOfPhrase(applying, phrase, exact);
      if (score !== undefined) return score;
      const offered = phrasesOf(applying);
      return new Refusal(phrase, place =>
        fault(importFaults, 'phrase_unknown', { value: phrase, ...subject, known: offered }, place),
      );
    },
  };
}

const textOf = (value: Value | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
