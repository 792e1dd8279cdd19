/** Text made safe for a terminal: control characters are shown, long values shortened to `most` characters. */
export function quoted(value: string, most = 60): string {
  const shown = [...value].length > most ? `${[...value].slice(0, most).join('')}…` : value;
  return `"${[...shown].map(c => (isControl(c) ? `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}` : c)).join('')}"`;
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code < 32 || (code >= 127 && code < 160);
}
