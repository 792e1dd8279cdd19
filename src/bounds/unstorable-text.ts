/** Why a text cannot be kept: it holds U+0000, which no text of the database can hold, or half of a character, which is no text in UTF-8. */
export type Unstorable = 'holds_nul' | 'holds_half_character';

const half = /\p{Surrogate}/u;

/** Why a text cannot be kept in the database; undefined where it can. */
export function unstorable(text: string): Unstorable | undefined {
  if (text.includes('\0')) return 'holds_nul';
  return half.test(text) ? 'holds_half_character' : undefined;
}
