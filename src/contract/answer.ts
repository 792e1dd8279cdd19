import type { z } from 'zod';

/** A value as it is read: nothing in it changes. */
type Readonlys<T> = T extends object ? { readonly [K in keyof T]: Readonlys<T[K]> } : T;

/** What a schema asks for, as pages send it. */
export type Request<S extends z.ZodType> = Readonlys<z.input<S>>;

/** What a schema's answers are, as services give them and pages read them. */
export type Answer<S extends z.ZodType> = Readonlys<z.output<S>>;
