/** Text made safe for a terminal: what cannot be seen is shown as its code, long values shortened to `most` characters. */
export function quoted(value: string, most = 60): string {
  // A character is at most two units of the text: no more of a long one is looked at.
  const characters = [...value.slice(0, 2 * most + 2)];
  const shown = characters.length > most ? [...characters.slice(0, most), '…'] : characters;
  return `"${shown.map(c => (isControl(c) ? `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}` : c)).join('')}"`;
}

/** Control characters, and those that show nothing or turn the direction of what follows. */
const isControl = (character: string): boolean => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(character);
