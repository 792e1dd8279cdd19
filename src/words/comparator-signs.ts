/** The sign of each way in which a level can be compared, the same in every language. */
export const comparatorSigns = { at_least: '≥', more_than: '>', at_most: '≤', less_than: '<', equals: '=' } as const;
