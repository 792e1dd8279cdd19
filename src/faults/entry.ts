/** One entry of a catalogue: what is the same in every language, by the type of its parameters. */
export interface Entry<P> {
  readonly severity: 'error' | 'warning';
  /** What is typed on the command line about it, for the terminal alone: what and remedy are read on pages and over REST too. */
  readonly command?: (params: P) => string | undefined;
  /** What can be waived, with a reason, to go on without it: the id of a source or metric. */
  readonly waives?: (params: P) => string;
}

/** The faults of one area, by their codes. */
export type Catalogue = Readonly<Record<string, Entry<never>>>;

/** What an entry takes. */
export type ParamsOf<E> = E extends Entry<infer P> ? P : never;

/** Types an error entry by its parameters. */
export const error = <P>(more: Pick<Entry<P>, 'command' | 'waives'> = {}): Entry<P> => ({ severity: 'error', ...more });

/** Types a warning entry by its parameters. */
export const warning = <P>(more: Pick<Entry<P>, 'command' | 'waives'> = {}): Entry<P> => ({ severity: 'warning', ...more });
