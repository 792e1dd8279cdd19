import type { z } from 'zod';

/** A value as it is read: nothing in it changes. */
type Readonlys<T> = T extends object ? { readonly [K in keyof T]: Readonlys<T[K]> } : T;

/** What a schema's answers are, as services give them and pages read them. */
export type Answer<S extends z.ZodType> = Readonlys<z.output<S>>;

/** An answer that was written as JSON before, in UTF-8, so that it need not be written for everybody who asks. */
export interface JsonText<T> {
  readonly body: Buffer;
  /** Never set: it holds the text to the type of what it was written from. */
  readonly of?: T;
}

/** Writes an answer as JSON. */
export const jsonText = <T>(answer: T): JsonText<T> => ({ body: Buffer.from(JSON.stringify(answer)) });
