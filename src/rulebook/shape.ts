import { z } from 'zod';
import { nearest } from '../faults/nearest.js';
import { compare, type Exact, parseExact, parseShare, toDouble } from '../facts/exact.js';
import { factKinds, type FactKindName } from '../facts/kinds.js';
import type { Label } from '../facts/label.js';
import { parseDay } from '../facts/time.js';
import type { Level } from '../standards/standard.js';
import { messageOf } from '../faults/expected.js';
import { rangeOf } from '../network/address-range.js';
import { type Phrase, suchAs } from '../faults/phrase.js';

// The message of every issue is what was expected there, as the end of "Give <key> …".

/** A scalar read from its text. */
export function scalar<T>(expected: Phrase | ((text: string) => Phrase), read: (text: string) => T | undefined) {
  const message = (text: string) => messageOf(typeof expected === 'function' ? expected(text) : expected);
  return z.string({ error: message('') }).transform((text, context): T => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: message(text) });
    return z.NEVER;
  });
}

/** An object with these keys and no other. */
export const record = <S extends z.ZodRawShape>(expected: Phrase, shape: S) =>
  z.strictObject(shape, { error: messageOf(expected) });

/** A list. */
export const list = <S extends z.ZodType>(expected: Phrase, item: S) => z.array(item, { error: messageOf(expected) });

/** A list with at least one item. */
export const filled = <S extends z.ZodType>(expected: Phrase, item: S) =>
  list(expected, item).min(1, { error: messageOf(expected) });

/** Named values. */
export const named = <S extends z.ZodType>(expected: Phrase, item: S) =>
  z.record(z.string(), item, { error: messageOf(expected) });

/** Any text but none. */
export const words = (expected: Phrase) => scalar(expected, text => (text.trim() === '' ? undefined : text.trim()));

/** An identifier in the form that expressions and URLs take. */
export const id = scalar(suchAs('an_id', 'on_time_delivery'), text => (/^[A-Za-z][A-Za-z0-9_]*$/.test(text) ? text : undefined));

/** An expression's text. */
export const expression = words(suchAs('an_expression', "'done_by(delivered_at, promised_at)'"));

/** One of some words. */
export const choice = <const T extends string>(options: readonly T[]) =>
  scalar(
    text => oneOf(options, text),
    text => options.find(option => option === text),
  );

/** One of the options, with the one that `text` may be a slip of. */
export function oneOf(options: readonly string[], text: string): Phrase {
  const near = text === '' ? undefined : nearest(text, options);
  return { phrase: 'one_of', names: options, ...(near === undefined ? {} : { near }) };
}

/** true or false. */
export const flag = scalar('true_or_false', text => ({ true: true, false: false })[text]);

/** A name of a fact kind. */
export const factName = choice<FactKindName>(factKinds.map(kind => kind.name));

/** A day written yyyy-MM-dd. */
export const day = scalar(suchAs('a_day', '2026-01-01'), text => (parseDay(text) === undefined ? undefined : text));

/** A network address, or a range of them, as text. */
export const addressRange = scalar(suchAs('an_address_or_a_range', '10.1.0.0/16'), text =>
  rangeOf(text.trim()) === undefined ? undefined : text.trim(),
);

/** A whole number within limits. */
export const whole = (least: number, most: number, expected: Phrase) =>
  scalar(expected, text => (/^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined));

/** A level with the text it was written as: "98%", "0.98", "49/50", "-2.5". */
export const level = scalar(suchAs('a_number_or_a_percentage', '"98%"', '"2"', '"6.50"'), (text): Level | undefined => {
  const value = parseShare(text);
  return value === undefined ? undefined : { text: text.trim(), value };
});

/** A level from 0 to 1. */
export const share = scalar(suchAs('a_share', '"0.25"', '"25%"', '"1/4"'), (text): Level | undefined => {
  const value = parseShare(text);
  return value === undefined || compare(value, 0) < 0 || compare(value, 1) > 0 ? undefined : { text: text.trim(), value };
});

/** A score on the scale of satisfaction. */
export const score = scalar('a_score', (text): Exact | undefined => {
  const value = parseExact(text);
  return value === undefined || compare(value, 1) < 0 || compare(value, 10) > 0 ? undefined : value;
});

/** A score as a plain number, for tables that are looked up and never added up. */
export const plainScore = score.transform(toDouble);

const labelExpected = messageOf('text_or_label');

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
export const scope = record(suchAs('a_scope', '{ client: ACME }'), {
  client: words('a_client_code').exactOptional(),
  segment: words('a_segment').exactOptional(),
  department: words('a_department').exactOptional(),
  site: words('a_site_code').exactOptional(),
  carrier: words('a_carrier').exactOptional(),
  lane: words('a_lane').exactOptional(),
});

/** Keys that every dated, scoped rule has. */
export const dated = {
  from: day.exactOptional(),
  until: day.exactOptional(),
  scope: scope.exactOptional(),
  label: label.exactOptional(),
};
