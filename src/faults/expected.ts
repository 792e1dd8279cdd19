import type { Measured, Phrase, PlainPhrase } from './phrase.js';
import { verbatim } from './phrase.js';
import { expectedEn } from './words/en/expected.js';
import { plainEn } from './words/en/plain.js';

/** What a schema says is wrong with a value, as far as it is put into words. */
interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly expected?: string;
  readonly values?: readonly unknown[];
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly inclusive?: boolean;
  readonly format?: string;
  readonly pattern?: string;
}

/** What is expected, as the message of a schema's issue: a message is a text. */
export const messageOf = (expected: Phrase): string => (typeof expected === 'string' ? expected : JSON.stringify(expected));

/** What an issue says is expected: what the schema gave as its message, else what the issue's code means. */
export function expectedBy(issue: Issue): Phrase {
  const { message } = issue;
  if (isPlain(message)) return message;
  // Only messageOf makes JSON of a message.
  if (message.startsWith('{"phrase":')) return JSON.parse(message) as Phrase;
  switch (issue.code) {
    case 'invalid_type':
      return nouns[issue.expected ?? ''] ?? 'another_value';
    case 'invalid_value':
      return { phrase: 'one_of', names: (issue.values ?? []).map(String) };
    case 'too_small':
      return limited(issue, issue.inclusive === false ? 'more_than' : 'at_least', issue.minimum);
    case 'too_big':
      return limited(issue, issue.inclusive === false ? 'less_than' : 'at_most', issue.maximum);
    case 'invalid_format':
      return issue.format === 'regex' && issue.pattern !== undefined
        ? { phrase: 'matching', pattern: issue.pattern }
        : { phrase: 'in_form', form: issue.format ?? '' };
    case 'invalid_union':
      return 'another_value';
    default:
      return verbatim(message);
  }
}

const isPlain = (message: string): message is PlainPhrase =>
  Object.hasOwn(expectedEn, message) || Object.hasOwn(plainEn, message);

/** What the types of schemas are called. */
const nouns: Readonly<Record<string, PlainPhrase>> = {
  string: 'text',
  number: 'a_number',
  int: 'a_whole_number',
  boolean: 'true_or_false',
  array: 'a_list',
  object: 'a_map_of_keys',
  record: 'a_map_of_keys',
};

const measured: Readonly<Record<string, Measured>> = { string: 'text', array: 'list', set: 'list', object: 'map', map: 'map' };

const limited = (
  { origin = '' }: Issue,
  sign: 'at_least' | 'more_than' | 'at_most' | 'less_than',
  limit: number | bigint = 0,
): Phrase => ({
  phrase: 'limited',
  of: measured[origin] ?? 'number',
  sign,
  limit: Number(limit),
});

/** What a value is, whatever it says. */
export function kindOfValue(value: unknown): PlainPhrase {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an_empty_list' : 'a_list';
  return typeof value === 'object' ? 'a_map_of_keys' : (nouns[typeof value] ?? 'another_value');
}
