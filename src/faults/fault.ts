/** A fault in a user's material: a value, collected and shown, never thrown. */
export interface Fault {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly place: Place;
  /** What was found, with the value. */
  readonly what: string;
  /** What to do about it; names the file, key or command to use. */
  readonly remedy: string;
  /** The same in Chinese. */
  readonly zh?: Wording;
  /** How it is done on the command line, for the terminal alone: what and remedy are read on pages and over REST too. */
  readonly command?: string | undefined;
  /** What can be waived, with a reason, to go on without it: the id of a source or metric. */
  readonly waives?: string | undefined;
}

/** Where a fault is: as much of it as is known. Lines and columns count from 1. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  /** A character position in config, a header's name in a source file. */
  readonly column?: number | string;
  /** The source line as it stands. */
  readonly excerpt?: string;
}

/** What a catalogue entry says for given parameters. */
export interface Wording {
  readonly what: string;
  readonly remedy: string;
}

/** What an entry says in English, with what is the same in every language. */
export interface Said extends Wording, Pick<Fault, 'command' | 'waives'> {}

/** One entry of the catalogue: its severity, and its words for typed parameters. */
export interface Entry<P> {
  readonly severity: 'error' | 'warning';
  readonly says: (params: P) => Said;
}

/** Types an error entry by its parameters. */
export const error = <P>(says: (params: P) => Said): Entry<P> => ({ severity: 'error', says });

/** Types a warning entry by its parameters. */
export const warning = <P>(says: (params: P) => Said): Entry<P> => ({ severity: 'warning', says });

/** The fault as the terminal tells it: `error code  file:line, column "X"`, the excerpt, what, remedy, command. */
export function formatFault(fault: Fault, language: 'en' | 'zh' = 'en'): string {
  const { line, excerpt } = fault.place;
  const { what, remedy } = wordingIn(language, fault);
  const severity = language === 'zh' ? { error: '错误', warning: '警告' }[fault.severity] : fault.severity;
  const head = `${severity} ${fault.code}  ${positionOf(fault.place, language)}`.trimEnd();
  const typed =
    fault.command === undefined ? [] : [`${language === 'zh' ? '命令行：' : 'On the command line: '}${fault.command}`];
  const body = [what, remedy, ...typed].map(text => `  ${text.replaceAll('\n', '\n  ')}`);
  return [head, ...(excerpt === undefined ? [] : [`   ${line ?? ''} | ${excerpt}`]), ...body].join('\n');
}

/** A fault as it is told to who has no command line. */
export const withoutCommand = ({ command: _command, ...told }: Fault): Fault => told;

/** What a fault says in a language; in English where it has no words of that language. */
export const wordingIn = (language: 'en' | 'zh', fault: Fault): Wording => (language === 'zh' ? (fault.zh ?? fault) : fault);

function positionOf({ file, line, column }: Place, language: 'en' | 'zh'): string {
  const position = [file === undefined ? undefined : line === undefined ? file : `${file}:${line}`];
  if (typeof column === 'number' && file !== undefined && line !== undefined) position[0] = `${file}:${line}:${column}`;
  if (typeof column === 'string') position.push(`${language === 'zh' ? '列' : 'column'} "${column}"`);
  return position.filter(Boolean).join(language === 'zh' ? '，' : ', ');
}

/** Text made safe for a terminal: what cannot be seen is shown as its code, long values shortened to `most` characters. */
export function quoted(value: string, most = 60): string {
  const shown = [...value].length > most ? `${[...value].slice(0, most).join('')}…` : value;
  return `"${[...shown].map(c => (isControl(c) ? `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}` : c)).join('')}"`;
}

/** Control characters, and those that show nothing or turn the direction of what follows. */
const isControl = (character: string): boolean => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(character);

/** Names as a readable list: `a, b or c`. */
export function orList(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}

/** " Did you mean x?" when a known name is near, else nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? '' : ` Did you mean ${near}?`;
}

/** The known name with the smallest edit distance, if it is near enough to be a slip. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (best === undefined || distance < best.distance) best = { name: candidate, distance };
  }
  // A name of which no letter stays is another name, however short.
  const isSlip =
    best !== undefined &&
    best.distance <= Math.max(2, Math.floor(best.name.length / 3)) &&
    best.distance < Math.max(name.length, best.name.length);
  return isSlip ? best?.name : undefined;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
