/** A form of English text, and what it is in Chinese from the parts that it captures. */
export type Pattern = readonly [form: RegExp, says: (...captured: readonly (string | undefined)[]) => string];
