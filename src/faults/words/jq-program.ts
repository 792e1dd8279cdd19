/** The program for `jq -c` that writes one object a line, in the quotes that a command line needs; `rows` are the keys to their list. */
export function jqProgram(rows: readonly string[] | undefined): string {
  if (rows === undefined) return '"."';
  const arePlain = rows.every(key => /^[a-z_]\w*$/i.test(key));
  return arePlain ? `".${rows.join('.')}[]"` : `'.${rows.map(key => `[${JSON.stringify(key)}]`).join('')}[]'`;
}
