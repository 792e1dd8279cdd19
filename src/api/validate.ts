import { z } from 'zod';
import { unstorable } from '../bounds/unstorable-text.js';
import { expectedBy, kindOfValue } from '../faults/expected.js';
import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import type { Phrase, PlainPhrase } from '../faults/phrase.js';
import { serviceFaults } from '../faults/service.js';
import { Refusal } from './refusal.js';

type Where = 'path' | 'query' | 'body';

/** A part of a request as its schema reads it; refuses with every fault of it at once. */
export function validated(where: Where, schema: z.ZodType | undefined, given: unknown): unknown {
  refuseUnusable(where, given);
  if (schema === undefined) return {};
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  throw new Refusal(
    400,
    read.error.issues
      .slice(0, 50)
      .flatMap(issue => unknownOf(schema, issue) ?? [ofIssue(where, issue, given)])
      .slice(0, 50),
  );
}

/** Refuses what holds a text that the database cannot keep, and what is nested too deep. */
export function refuseUnusable(where: Where, given: unknown): void {
  const reason = unusable(given);
  if (reason === undefined) return;
  throw new Refusal(400, fault(serviceFaults, 'parameter_wrong', { where, name: '', value: '', reason }));
}

/** The query's parameters, each once; refuses a name that the route does not know. */
export function queryOf(search: string, schema: z.ZodType | undefined): Readonly<Record<string, string>> {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const given = new Map<string, string>();
  const faults: Fault[] = [];
  for (const [name, value] of pairsOf(search)) {
    if (!known.includes(name)) faults.push(fault(serviceFaults, 'parameter_unknown', { name, known }));
    else if (given.has(name)) {
      faults.push(fault(serviceFaults, 'parameter_wrong', { where: 'query', name, value, reason: 'given_twice' }));
    }
    given.set(name, value);
  }
  if (faults.length > 0) throw new Refusal(400, faults.slice(0, 50));
  return Object.fromEntries(given);
}

/** Name and value of each part of a query; unlike a browser, this refuses encodings that are none. */
function pairsOf(search: string): readonly (readonly [string, string])[] {
  const decoded = (text: string): string => {
    try {
      return decodeURIComponent(text.replaceAll('+', ' '));
    } catch {
      throw new Refusal(400, fault(serviceFaults, 'request_unreadable', { reason: 'percent_encoding_not_utf8' }));
    }
  };
  return search
    .split('&')
    .filter(part => part !== '')
    .slice(0, 200)
    .map(part => {
      const at = part.indexOf('=');
      return at < 0 ? ([decoded(part), ''] as const) : ([decoded(part.slice(0, at)), decoded(part.slice(at + 1))] as const);
    });
}

/** The properties that a body has too many, each with those that there are. */
function unknownOf(schema: z.ZodType, issue: z.core.$ZodIssue): readonly Fault[] | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const known = propertiesAt(schema, issue.path);
  const of = issue.path.map(String).join('.');
  return issue.keys.slice(0, 50).map(name => fault(serviceFaults, 'property_unknown', { of, name, known }));
}

/** The properties of the object at a path of a schema, as far as it can be followed. */
function propertiesAt(schema: unknown, path: readonly PropertyKey[]): readonly string[] {
  const [key, ...rest] = path;
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional) {
    return propertiesAt(schema.unwrap(), path);
  }
  if (schema instanceof z.ZodArray) return propertiesAt(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  return key === undefined ? Object.keys(schema.shape) : propertiesAt(Reflect.get(schema.shape, key), rest);
}

function ofIssue(where: Where, issue: z.core.$ZodIssue, given: unknown): Fault {
  const name = issue.path.map(String).join('.');
  const value = issue.path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
    given,
  );
  const shown = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value).slice(0, 100);
  const isMissing = value === undefined && issue.code === 'invalid_type';
  const reason: Phrase = isMissing ? 'missing' : { phrase: 'expected', what: expectedBy(issue), found: foundBy(issue, value) };
  return fault(serviceFaults, 'parameter_wrong', { where, name, value: shown, reason });
}

/** What was found instead, where the value's kind is what is wrong with it. */
const foundBy = (issue: z.core.$ZodIssue, value: unknown): PlainPhrase | undefined =>
  issue.code === 'invalid_type' ? kindOfValue(value) : undefined;

/** How deep a body of JSON may nest: nothing that a route reads goes deeper. */
export const maxDepth = 40;

/**
 * Why a value cannot be stored: a text or a name in it cannot be kept, or it is nested deeper than any of our requests. Undefined
 * where it can.
 */
function unusable(given: unknown): Phrase | undefined {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: given, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (depth > maxDepth) return { phrase: 'nested_over', levels: maxDepth };
    if (typeof value === 'string') {
      const reason = unstorable(value);
      if (reason !== undefined) return reason;
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      const reason = unstorable(key);
      if (reason !== undefined) return reason;
      open.push({ value: inner, depth: depth + 1 });
    }
  }
  return undefined;
}
