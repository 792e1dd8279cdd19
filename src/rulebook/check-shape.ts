import { z } from 'zod';
import { configFaults } from '../faults/config.js';
import { expectedBy, kindOfValue } from '../faults/expected.js';
import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { type Phrase, verbatim } from '../faults/phrase.js';
import type { Path, Spot } from './spot.js';

type Issue = z.core.$ZodIssue;

/** The value that a schema reads from an object of config, or everything that is wrong with its shape. */
export function checkShape<T>(
  schema: z.ZodType<T>,
  raw: unknown,
  spot: Spot,
  of: Phrase,
): { value: T } | { faults: readonly Fault[] } {
  const result = schema.safeParse(raw);
  if (result.success) return { value: result.data };
  return {
    faults: result.error.issues.flatMap(issue => unfolded(issue)).flatMap(issue => faultsOf(issue, schema, raw, spot, of)),
  };
}

/** What is wrong in the one branch of a union that the value was meant for, else the union's own issue. */
export function unfolded(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.filter(errors => !errors.some(error => error.path.length === 0 && error.code === 'invalid_type'));
  if (meant.length !== 1) return [issue];
  return (meant[0] ?? []).flatMap(inner => unfolded({ ...inner, path: [...issue.path, ...inner.path] }));
}

function faultsOf(issue: Issue, schema: z.ZodType, raw: unknown, spot: Spot, of: Phrase): readonly Fault[] {
  const path = issue.path.filter(part => typeof part !== 'symbol');
  const inside = insideOf(path, of);
  if (issue.code === 'unrecognized_keys') {
    const keys = keysAt(schema, path, raw);
    return issue.keys.map(key => {
      const bare = valueAt(raw, [...path, key]) === null;
      return fault(configFaults, 'config_key_unknown', { key, of: inside, keys, bare }, spot.keyPlace([...path, key]));
    });
  }
  const found = valueAt(raw, path);
  const key = keyOf(path);
  const owner = ownerOf(path, of);
  const expected = expectedBy(issue);
  if (found === undefined && path.length > 0) {
    return [fault(configFaults, 'config_key_missing', { key, of: owner, expected }, spot.place(path.slice(0, -1)))];
  }
  const params = { key: path.length === 0 ? 'the_entry' : verbatim(key), of: owner, found: valueText(found), expected } as const;
  return [fault(configFaults, 'config_value_wrong', params, spot.place(path))];
}

/** What the path's last key belongs to: `clients[1] of plumbline.yaml`. */
const ownerOf = (path: Path, of: Phrase): Phrase =>
  insideOf(
    path.slice(
      0,
      path.findLastIndex(part => typeof part === 'string'),
    ),
    of,
  );

const insideOf = (path: Path, of: Phrase): Phrase => (path.length === 0 ? of : { phrase: 'key_of', key: keyOf(path), of });

/** A path's last name, with the position in a list: `bands[2]`. */
function keyOf(path: Path): string {
  const last = path.at(-1);
  return typeof last === 'number' ? `${path.length > 1 ? keyOf(path.slice(0, -1)) : ''}[${last + 1}]` : String(last ?? '');
}

/** A value of config as a fault shows it. */
export const valueText = (value: unknown): Phrase =>
  value === null || value === undefined || typeof value === 'object'
    ? kindOfValue(value)
    : { phrase: 'value', text: typeof value === 'string' ? value : JSON.stringify(value) };

/** The value at the path inside plain data. */
export function valueAt(raw: unknown, path: Path): unknown {
  let found = raw;
  for (const part of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Object.hasOwn(found, part) ? Object.entries(found).find(([key]) => key === String(part))?.[1] : undefined;
  }
  return found;
}

/** The keys that a schema knows at the path. */
function keysAt(schema: z.core.$ZodType, path: Path, raw: unknown): readonly string[] {
  // The library publishes `_zod.def` for tools that walk schemas; its type is the union of all definitions.
  const def = schema._zod.def as z.core.$ZodTypes['_zod']['def'];
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
      return keysAt(def.innerType, path, raw);
    case 'pipe':
      return keysAt(def.in._zod.def.type === 'transform' ? def.out : def.in, path, raw);
    case 'lazy':
      return keysAt(def.getter(), path, raw);
    case 'union':
      return [...new Set(optionsFor(def, raw).flatMap(option => keysAt(option, path, raw)))];
    case 'array':
      return keysAt(def.element, path.slice(1), valueAt(raw, path.slice(0, 1)));
    case 'record':
      return keysAt(def.valueType, path.slice(1), valueAt(raw, path.slice(0, 1)));
    case 'object': {
      if (path.length === 0) return Object.keys(def.shape);
      const inner = def.shape[String(path[0])];
      return inner === undefined ? [] : keysAt(inner, path.slice(1), valueAt(raw, path.slice(0, 1)));
    }
    default:
      return [];
  }
}

function optionsFor(def: z.core.$ZodUnionDef, raw: unknown): readonly z.core.$ZodType[] {
  if (!('discriminator' in def)) return def.options;
  const tag = valueAt(raw, [String(def.discriminator)]);
  const matching = def.options.filter(option => option._zod.propValues?.[String(def.discriminator)]?.has(String(tag)));
  return matching.length > 0 ? matching : def.options;
}
