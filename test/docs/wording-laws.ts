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

/** Runs of English words in a Chinese text that are nobody's value: what was forgotten to be told. Lines without Chinese are listings. */
export const leftInEnglish = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter(line => /\p{Script=Han}/u.test(line))
    .map(line => line.replaceAll(/"[^"\n]*"|`[^`\n]*`|‹[^›]*›|\bplumbline [\w -]+/g, ''))
    .flatMap(line => line.match(/[a-z]{2,}(?: [a-z]{2,}){3,}/gi) ?? []);
