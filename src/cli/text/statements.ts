/** Statements as they can be run by hand, and what they did. */
export const statements = (steps: readonly { readonly sql: string }[], done: string): string =>
  [...steps.map(({ sql }) => `${sql};`), '', done].join('\n');

/** Bytes as a database's tables are measured. */
export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
