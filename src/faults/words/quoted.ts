/** Text made safe for a terminal: what cannot be seen is shown as its code, long values shortened to `most` characters. */
export function quoted(value: string, most = 60): string {
  // A character is at most two units of the text: no more of a long one is looked at.
  const characters = Array.from(value.slice(0, 2 * most + 2));
  const shown = characters.length > most ? [...characters.slice(0, most), '…'] : characters;
  return `"${shown.map(c => (isControl(c) ? codeOf(c) : c)).join('')}"`;
}

/** Words made safe for a terminal and a page: what cannot be seen, but ends of lines and tabs, is shown as its code. */
export const visible = (words: string): string => words.replaceAll(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, codeOf);

const codeOf = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** Control characters, and those that show nothing or turn the direction of what follows. */
const isControl = (character: string): boolean => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(character);
