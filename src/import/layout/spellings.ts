import { foldedText } from '../../facts/folded.js';
import type { Label } from '../../facts/label.js';
import type { Value } from '../../facts/fact.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { rowFaults } from '../../faults/rows.js';
import type { FieldReader } from './field.js';
import { Refusal } from './refusal.js';
import { clientsIn, joinedClients, namesSeveral } from './several-clients.js';

/** What the texts of clients, or of sites, can mean. */
export interface KnownNames {
  readonly registered: readonly { readonly code: string; readonly name: Label }[];
  /** Codes that are not registered and have facts already. */
  readonly withFacts?: readonly string[];
  /** Whether texts that are not registered, and differ only in case, width and spaces, are one code: the first one in the file. */
  readonly joinsOthers: boolean;
}

/** What the texts of one file mean: each distinct text is decided once. */
export interface Spellings {
  /** The code that a text means, or the codes among which it does not say which. */
  readonly codeOf: (text: string) => string | readonly string[];
  /** Texts that were taken for a code that nobody has registered, or away from facts of their own: `text → code`. */
  readonly joined: () => readonly string[];
}

/**
 * A code as it stands is always that code. Else case, width and spaces do not matter, and codes go before names, what is registered before
 * what has facts, and this before what stands further up in the file.
 */
export function spellingsOf({ registered, withFacts = [], joinsOthers }: KnownNames): Spellings {
  const codes = new Set(registered.map(({ code }) => code));
  const names = registered.flatMap(({ code, name }) => [name.en, name.zh].map(text => [text, code] as const));
  const exact = new Set([...codes, '*']);
  const steps = [byFolded([...codes].map(code => [code, code])), byFolded(names)];
  const facts = byFolded(withFacts.map(code => [code, code]));
  const ownFacts = new Set(withFacts);
  const first = new Map<string, string>();
  const decided = new Map<string, string | readonly string[]>();
  const joined: string[] = [];

  const decide = (text: string): string | readonly string[] => {
    if (exact.has(text)) return text;
    const folded = foldedText(text);
    for (const step of steps) {
      const found = step.get(folded);
      if (found !== undefined) return onlyOf(found);
    }
    if (ownFacts.has(text) || !joinsOthers) return text;
    const stored = facts.get(folded);
    if (stored !== undefined) return onlyOf(stored);
    const known = first.get(folded);
    if (known === undefined) first.set(folded, text);
    return known ?? text;
  };

  return {
    codeOf: text => {
      const known = decided.get(text);
      if (known !== undefined) return known;
      const code = decide(text);
      decided.set(text, code);
      if (typeof code === 'string' && code !== text && (!codes.has(code) || ownFacts.has(text))) {
        joined.push(`${text} → ${code}`);
      }
      return code;
    },
    joined: () => joined,
  };
}

function byFolded(entries: readonly (readonly [text: string, code: string])[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [text, code] of entries) {
    const folded = foldedText(text);
    found.set(folded, (found.get(folded) ?? new Set()).add(code));
  }
  return found;
}

function onlyOf(found: ReadonlySet<string>): string | readonly string[] {
  const [only, ...more] = found;
  return only !== undefined && more.length === 0 ? only : [...found];
}

/** A field's conversion, its texts taken for the codes that they mean. */
export function readingCodes(reader: FieldReader, { codeOf }: Spellings, layout: string): FieldReader {
  const { name: field, read } = reader;
  const coded = (text: string): string | Refusal => {
    const code = codeOf(text);
    if (typeof code === 'string') return code;
    return new Refusal(text, place => fault(rowFaults, 'spelling_ambiguous', { value: text, field, found: code, layout }, place));
  };
  const several = (text: string): Value | Refusal => {
    const codes = clientsIn(text).map(coded);
    const refused = codes.find(code => code instanceof Refusal);
    return refused ?? joinedClients(codes.flatMap(code => (typeof code === 'string' ? [code] : [])));
  };
  return {
    ...reader,
    read: row => {
      const value = read(row);
      if (typeof value !== 'string') return value;
      return namesSeveral(value) ? several(value) : coded(value);
    },
  };
}

/** What is said at the end of a file of texts that were taken for one code; undefined where there are none. */
export function joinedWarning(field: string, spellings: Spellings, layout: string, file: string): Fault | undefined {
  const joined = spellings.joined();
  return joined.length === 0 ? undefined : fault(rowFaults, 'spellings_joined', { field, layout, joined }, { file });
}
