/** An answer that was written as JSON before, in UTF-8, so that it need not be written for everybody who asks. */
export interface JsonText<T> {
  readonly body: Buffer;
  /** Never set: it holds the text to the type of what it was written from. */
  readonly of?: T;
}

/** Writes an answer as JSON. */
export const jsonText = <T>(answer: T): JsonText<T> => ({ body: Buffer.from(JSON.stringify(answer)) });
