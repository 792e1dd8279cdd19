/** Everything that the program touches outside itself: it is a function of these. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly talk: (text: string) => void;
  /** Whether talk goes to a terminal, where progress can be drawn. */
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly start: string;
  readonly clock: () => number;
  readonly user: string;
}
