import { asMap, type Plain } from '../../rulebook/plain.js';
import type { Wanted, WantedMap } from '../../rulebook/wanted.js';

/** A name in the fields of a form: one text where both languages have the same. */
export interface Names {
  readonly en: string;
  readonly zh: string;
}

/** The names that a label says. */
export function namesOf(label: Plain | undefined): Names {
  if (typeof label === 'string') return { en: label, zh: '' };
  const { en, zh } = asMap(label ?? null);
  return { en: textIn(en), zh: textIn(zh) };
}

/** The label that names say; null where they are empty. */
export function labelFrom({ en, zh }: Names): Wanted | null {
  const [one, other] = [en.trim(), zh.trim()];
  if (one === '' || other === '' || one === other) return one === '' ? orNull(other) : one;
  return { en: one, zh: other };
}

/** A text of config in a field. */
export const textIn = (plain: Plain | undefined): string => (typeof plain === 'string' ? plain : '');

/** What a field wants: its text, or nothing. */
export const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What stands in config, wanted as it is. */
export function asWanted(plain: Plain | undefined): Wanted | null {
  if (plain === undefined || plain === null || typeof plain === 'string') return plain ?? null;
  if (Array.isArray(plain)) return plain.map(item => asWanted(item) ?? '');
  return Object.fromEntries(Object.entries(asMap(plain)).map(([key, value]) => [key, asWanted(value)]));
}

/** A map that says this alone: the keys that it has besides go. */
export const exactly = (wanted: WantedMap, now: Plain | undefined): WantedMap => ({
  ...Object.fromEntries(Object.keys(asMap(now ?? null)).map(key => [key, null])),
  ...wanted,
});
