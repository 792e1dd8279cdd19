/** Everything that the program touches outside itself: it is a function of these. */
export interface Streams {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Whether talk goes to a terminal, where progress can be drawn. */
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly start: string;
  readonly clock: () => number;
  readonly user: string;
}

/** The language that the terminal speaks: Chinese where the first of LC_ALL, LC_MESSAGES and LANG that is set names it. */
export function terminalLanguage(env: Streams['env']): 'en' | 'zh' {
  const named = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(value => value !== undefined && value !== '');
  return named !== undefined && /^zh(?![a-z])/i.test(named) ? 'zh' : 'en';
}
