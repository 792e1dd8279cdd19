import { type FactKindName, kindOf } from '../../facts/kinds.js';
import type { FieldType } from '../../facts/field.js';
import { unstorable } from '../../bounds/unstorable-text.js';
import { fault } from '../../faults/make.js';
import { readFaults } from '../../faults/reads.js';
import { Stop } from '../../faults/stop.js';
import type { StreamPosition } from '../../store/audit/fact-stream.js';

/** Where a list of evidence goes on. */
export interface Cursor {
  readonly evaluation: string;
  readonly part: number;
  readonly place: StreamPosition;
}

interface CursorQuery {
  readonly client: string;
  readonly metric: string;
}

/** A cursor as it is handed out: opaque to who gets it, good for the very list that it was made for. */
export function cursorText(
  evaluation: string,
  { client, metric }: CursorQuery,
  memberships: readonly string[],
  part: number,
  { group, key }: StreamPosition,
): string {
  const written = JSON.stringify([evaluation, client, metric, memberships.join(), part, group, key]);
  return Buffer.from(written).toString('base64url');
}

/** The cursor of a text; a Stop where it is not one of this list. */
export function readCursor(text: string, { client, metric }: CursorQuery, memberships: readonly string[]): Cursor {
  const refused = unreadable(text);
  const read = parsed(Buffer.from(text, 'base64url').toString());
  if (!Array.isArray(read) || read.length !== 7) throw refused;
  const [evaluation, ofClient, ofMetric, ofMemberships, part, group, key]: readonly unknown[] = read;
  const isOfThis = ofClient === client && ofMetric === metric && ofMemberships === memberships.join();
  if (
    !isOfThis ||
    typeof evaluation !== 'string' ||
    unstorable(evaluation) !== undefined ||
    typeof part !== 'number' ||
    !isPlace(group) ||
    !isPlace(key)
  )
    throw refused;
  return { evaluation, part, place: { group, key } };
}

const unreadable = (cursor: string): Stop => new Stop(2, [fault(readFaults, 'cursor_unreadable', { cursor })]);

/** A part of a metric as far as its facts have an order. */
interface OrderedPart {
  readonly of: FactKindName;
  readonly per: readonly string[];
}

/** Stops where a cursor names no place in the order of the metric's facts: one that nobody was given. */
export function requirePlace(text: string, { part: at, place }: Cursor, parts: readonly OrderedPart[]): void {
  const part = parts[at];
  if (part === undefined || !fits(place.group, part.of, part.per) || !fits(place.key, part.of, kindOf(part.of).key))
    throw unreadable(text);
}

function fits(values: StreamPosition['key'], of: FactKindName, names: readonly string[]): boolean {
  const { key, fields } = kindOf(of);
  const isValue = (name: string, value: StreamPosition['key'][number] | undefined): boolean => {
    const type = fields.find(field => field.name === name)?.type;
    if (type === undefined || value === undefined) return false;
    return value === null ? !key.includes(name) : isOf[type](value);
  };
  return values.length === names.length && names.every((name, i) => isValue(name, values[i]));
}

const isOf: Readonly<Record<FieldType, (value: string | number | boolean) => boolean>> = {
  text: value => typeof value === 'string' && unstorable(value) === undefined,
  boolean: value => typeof value === 'boolean',
  number: value => typeof value === 'number',
  instant: Number.isSafeInteger,
  day: Number.isSafeInteger,
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isPlace = (value: unknown): value is StreamPosition['key'] =>
  Array.isArray(value) && value.every(one => one === null || ['string', 'number', 'boolean'].includes(typeof one));
