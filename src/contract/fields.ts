import { z } from 'zod';
import { messageOf } from '../faults/expected.js';
import type { Phrase } from '../faults/phrase.js';

/** Members of an answer, each with those that are meant of it; undefined where the whole of it is. */
export interface Members extends ReadonlyMap<string, Members | undefined> {}

/** What a caller wants of an answer: these members, or all where none are named, but for those that it does without. */
export interface Fields {
  readonly only: Members | undefined;
  readonly without: Members;
}

const minus = '-';

/** What a caller names of an answer with that schema: `metrics.metric,metrics.value`, or `-metrics.by`. */
export const fieldsOf = (schema: z.ZodType) =>
  z
    .string()
    .max(2000)
    .transform((text, context): Fields => {
      const names = text.split(',').map(name => name.trim());
      for (const name of names) {
        const expected = expectedInstead(schema, pathOf(name));
        if (expected !== undefined) context.addIssue({ code: 'custom', message: messageOf(expected) });
      }
      const only = names.filter(name => !name.startsWith(minus));
      const without = names.filter(name => name.startsWith(minus));
      return { only: only.length === 0 ? undefined : membersOf(only.map(pathOf)), without: membersOf(without.map(pathOf)) };
    })
    .optional()
    .meta({
      description:
        'The members that are wanted, separated by commas, those inside others behind a point: `metrics.metric,metrics.value`. Of a list they are those of each item. With a minus before it a member is left out: `-metrics.by`. All without it.',
    });

const pathOf = (name: string): readonly string[] => (name.startsWith(minus) ? name.slice(minus.length) : name).split('.');

/** The names that there are where a path goes wrong; undefined where it leads to a member. */
function expectedInstead(schema: z.ZodType, path: readonly string[]): Phrase | undefined {
  for (const [depth, name] of path.entries()) {
    const known = namesAt(schema, path.slice(0, depth));
    if (known === 'any' || known.includes(name)) continue;
    return { phrase: 'one_of', names: known.map(one => [...path.slice(0, depth), one].join('.')) };
  }
  return undefined;
}

function membersOf(paths: readonly (readonly string[])[]): Members {
  const inner = new Map<string, (readonly string[])[]>();
  for (const [name = '', ...rest] of paths) inner.set(name, [...(inner.get(name) ?? []), rest]);
  return new Map([...inner].map(([name, rests]) => [name, rests.some(rest => rest.length === 0) ? undefined : membersOf(rests)]));
}

/** The members that an answer has at a path; any where they are named by what the data hold. */
function namesAt(schema: unknown, path: readonly string[]): readonly string[] | 'any' {
  const [name, ...rest] = path;
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional)
    return namesAt(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) return namesAt(schema.element, path);
  if (schema instanceof z.ZodRecord) return name === undefined ? 'any' : namesAt(schema.valueType, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  return name === undefined ? Object.keys(schema.shape) : namesAt(Reflect.get(schema.shape, name), rest);
}

/** An answer with the members alone that are wanted, in the order in which it has them. */
export const chosen = (answer: unknown, { only, without }: Fields): unknown =>
  leavingOut(only === undefined ? answer : taking(answer, only), without);

const taking = (value: unknown, members: Members): unknown =>
  changed(value, (name, inner) => {
    if (!members.has(name)) return undefined;
    const wanted = members.get(name);
    return { value: wanted === undefined ? inner : taking(inner, wanted) };
  });

function leavingOut(value: unknown, members: Members): unknown {
  if (members.size === 0) return value;
  return changed(value, (name, inner) => {
    if (!members.has(name)) return { value: inner };
    const unwanted = members.get(name);
    return unwanted === undefined ? undefined : { value: leavingOut(inner, unwanted) };
  });
}

/** Each member of an object, or of each item of a list, as a function changes it; those for which it gives nothing are left out. */
function changed(value: unknown, change: (name: string, inner: unknown) => { readonly value: unknown } | undefined): unknown {
  if (Array.isArray(value)) return value.map(item => changed(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const made = change(name, inner);
      return made === undefined ? [] : [[name, made.value]];
    }),
  );
}
