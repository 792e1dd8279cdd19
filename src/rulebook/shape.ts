import { z } from 'zod';
import { nearest } from '../faults/nearest.js';
import { orList } from '../faults/words/en/lists.js';
import { compare, type Exact, parseExact, parseShare, toDouble } from '../facts/exact.js';
import { factKinds, type FactKindName } from '../facts/kinds.js';
import type { Label } from '../facts/label.js';
import { parseDay } from '../facts/time.js';
import type { Level } from '../standards/standard.js';

// The message of every issue is what was expected there, as the end of "Give <key> …".

/** A scalar read from its text. */
export function scalar<T>(expected: string | ((text: string) => string), read: (text: string) => T | undefined) {
  const words = (text: string) => (typeof expected === 'string' ? expected : expected(text));
  return z.string({ error: words('') }).transform((text, context): T => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: words(text) });
    return z.NEVER;
  });
}

/** An object with these keys and no other. */
export const record = <S extends z.ZodRawShape>(expected: string, shape: S) => z.strictObject(shape, { error: expected });

/** A list. */
export const list = <S extends z.ZodType>(expected: string, item: S) => z.array(item, { error: expected });

/** A list with at least one item. */
export const filled = <S extends z.ZodType>(expected: string, item: S) =>
  z.array(item, { error: expected }).min(1, { error: expected });

/** Named values. */
export const named = <S extends z.ZodType>(expected: string, item: S) => z.record(z.string(), item, { error: expected });

/** Any text but none. */
export const words = (expected: string) => scalar(expected, text => (text.trim() === '' ? undefined : text.trim()));

/** An identifier in the form that expressions and URLs take. */
export const id = scalar('an id of letters, digits and _ that begins with a letter, such as on_time_delivery', text =>
  /^[A-Za-z][A-Za-z0-9_]*$/.test(text) ? text : undefined,
);

/** An expression's text. */
export const expression = words("an expression as text, such as 'done_by(delivered_at, promised_at)'");

/** One of some words. */
export const choice = <const T extends string>(options: readonly T[]) =>
  scalar(
    text => oneOf(options, text),
    text => options.find(option => option === text),
  );

/** The options in words, with the one that `text` may be a slip of. */
export function oneOf(options: readonly string[], text: string): string {
  const near = text === '' ? undefined : nearest(text, options);
  return `one of ${orList(options)}${near === undefined ? '' : ` (did you mean ${near}?)`}`;
}

/** true or false. */
export const flag = scalar('true or false', text => ({ true: true, false: false })[text]);

/** A name of a fact kind. */
export const factName = choice<FactKindName>(factKinds.map(kind => kind.name));

/** A day written yyyy-MM-dd. */
export const day = scalar('a day in the form yyyy-MM-dd, such as 2026-01-01', text =>
  parseDay(text) === undefined ? undefined : text,
);

/** A whole number within limits. */
export const whole = (least: number, most: number, expected: string) =>
  scalar(expected, text => (/^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined));

/** A level with the text it was written as: "98%", "0.98", "49/50", "-2.5". */
export const level = scalar('a number or a percentage, such as "98%", "2" or "6.50"', (text): Level | undefined => {
  const value = parseShare(text);
  return value === undefined ? undefined : { text: text.trim(), value };
});

/** A level from 0 to 1. */
export const share = scalar('a share from 0 to 1, such as "0.25", "25%" or "1/4"', (text): Level | undefined => {
  const value = parseShare(text);
  return value === undefined || compare(value, 0) < 0 || compare(value, 1) > 0 ? undefined : { text: text.trim(), value };
});

/** A score on the scale of satisfaction. */
export const score = scalar('a score from 1 to 10', (text): Exact | undefined => {
  const value = parseExact(text);
  return value === undefined || compare(value, 1) < 0 || compare(value, 10) > 0 ? undefined : value;
});

/** A score as a plain number, for tables that are looked up and never added up. */
export const plainScore = score.transform(toDouble);

const labelExpected = 'text, or { en: …, zh: … }';

/** A name in both languages: one text for both, or { en, zh } of which one may be missing. */
export const label = z.preprocess(
  rejoined,
  z.union(
    [
      words('text').transform((text): Label => ({ en: text, zh: text })),
      z
        .strictObject({ en: words('text').optional(), zh: words('text').optional() })
        .refine(given => given.en !== undefined || given.zh !== undefined, { error: labelExpected })
        .transform(({ en, zh }): Label => ({ en: en ?? zh ?? '', zh: zh ?? en ?? '' })),
    ],
    { error: labelExpected },
  ),
);

/** In `{ en: lost, and refused, zh: … }` YAML takes ` and refused` for a key without a value; it is the rest of the text. */
function rejoined(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  const made: [key: string, value: unknown][] = [];
  for (const [key, value] of Object.entries(raw)) {
    const before = made.at(-1);
    if (value === null && typeof before?.[1] === 'string' && key !== 'en' && key !== 'zh') before[1] = `${before[1]}, ${key}`;
    else made.push([key, value]);
  }
  return Object.fromEntries(made);
}

/** A reference in words; in two languages both are shown. */
export const reference = label.transform(({ en, zh }) => (en === zh ? en : `${en} / ${zh}`));

/** Where a rule holds. */
const scope = record('a scope such as { client: ACME }', {
  client: words('a client code').exactOptional(),
  segment: words('a segment').exactOptional(),
  department: words('a department').exactOptional(),
  site: words('a site code').exactOptional(),
  carrier: words('a carrier').exactOptional(),
  lane: words('a lane').exactOptional(),
});

/** Keys that every dated, scoped rule has. */
export const dated = {
  from: day.exactOptional(),
  until: day.exactOptional(),
  scope: scope.exactOptional(),
  label: label.exactOptional(),
};
