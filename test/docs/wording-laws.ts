const named = [
  /‹[^›]*›/g,
  /"[^"\n]*"/g,
  /`[^`\n]*`/g,
  /--[a-z][a-z-]*/g,
  /\bplumbline [a-z]+/g,
  /\b(?:GET|POST) \/[\w/{}]+/g,
  /[\w/-]+\.(?:yaml|md|csv|xlsx|json)\b/g,
];

/** What a message names and another language must name as well: values, options, commands, addresses, files. */
export const promises = (text: string): readonly string[] => named.flatMap(form => text.match(form) ?? []);

/** What is quoted, code between backticks or braces, and what stands for a parameter. */
const marked = /"[^"\n]*"|`[^`\n]*`|\{[^{}\n]*\}|‹[^›]*›/g;

/** A word as prose has it: code has signs or digits within it, and abbreviations and placeholders stand in capitals. */
const word = /(?<![\w./:=@~%-])[A-Za-z]?[a-z]+(?![\w/:=@~%-]|\.\w)/g;

/** Names that Chinese texts write in Latin letters, and values of settings. */
const latinNames = new Set(['Citus', 'Excel', 'Luxon', 'Plumbline', 'PostgreSQL', 'cookie', 'systemd']);

/**
 * Words of English in a Chinese text that are nobody's value: what was forgotten to be told. Lines without Chinese are listings.
 * `given` is what the user wrote, whose words may come back.
 */
export function leftInEnglish(text: string, given = ''): readonly string[] {
  const own = new Set(given.match(/[A-Za-z]+/g));
  return text
    .split('\n')
    .filter(line => /\p{Script=Han}/u.test(line))
    .map(line => line.replaceAll(marked, ' '))
    .flatMap(line => line.match(word) ?? [])
    .filter(one => !latinNames.has(one) && !own.has(one));
}
