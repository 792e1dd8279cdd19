import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, visit, type YAMLMap } from 'yaml';
import { deepestNesting } from '../bounds/nesting.js';
import { configFaults } from '../faults/config.js';
import type { Fault, FaultPlace } from '../faults/fault.js';
import { fault } from '../faults/make.js';

/** A YAML value with every scalar as the text it was written as (`0.10` stays "0.10", `007` stays "007"); null where a key has no value. */
export type Plain = string | null | readonly Plain[] | PlainMap;
export interface PlainMap {
  readonly [key: string]: Plain;
}

/** A YAML value as a map; an empty one when it is none. */
export const asMap = (raw: Plain): PlainMap =>
  // Of Plain's forms only the map is an object that is no array.
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as PlainMap) : {};

/** A YAML value with YAML's own types, numbers kept as text where a JavaScript number would change them. */
export type Typed = string | number | boolean | null | readonly Typed[] | { readonly [key: string]: Typed };

/** How far a file may unfold through its aliases. */
export const unfoldingLimit = { nodes: 200_000, depth: deepestNesting };

/** The fault of a file that goes beyond it, by itself or through its aliases. */
export const nestedTooDeep = (place: FaultPlace): Fault =>
  fault(configFaults, 'yaml_too_deep', { values: unfoldingLimit.nodes, levels: unfoldingLimit.depth }, place);

/** Thrown by the conversions when aliases unfold beyond every measure. */
export class TooDeep extends Error {}

/** Text of every scalar as it was written. */
export const textOf = (document: Document, node: unknown): Plain => unfold<Plain>(document, node, scalarText, count());

/** Values with YAML's types: for layouts, whose constants are typed. */
export const typedOf = (document: Document, node: unknown): Typed => unfold<Typed>(document, node, scalarValue, count());

interface Count {
  nodes: number;
}

const count = (): Count => ({ nodes: 0 });

interface Written {
  readonly value: unknown;
  readonly source: string | undefined;
  readonly quoted: boolean;
}

function scalarText({ value, source }: Written): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : (source ?? JSON.stringify(value));
}

function scalarValue({ value, source }: Written): string | number | boolean | null {
  if (typeof value === 'number') return String(value) === source ? value : (source ?? String(value));
  return typeof value === 'boolean' ? value : scalarText({ value, source, quoted: false });
}

type Leaf = (written: Written) => string | number | boolean | null;

/** `T` is what the leaves make of scalars, lists and maps of it included. */
function unfold<T>(document: Document, node: unknown, leaf: Leaf, seen: Count, depth = 0): T {
  if (++seen.nodes > unfoldingLimit.nodes || depth > unfoldingLimit.depth) throw new TooDeep();
  const found = resolved(document, node);
  // The three results below are T by the definitions of Plain and Typed, which TypeScript cannot see through the parameter.
  if (isSeq(found)) return found.items.map(item => unfold<T>(document, item, leaf, seen, depth + 1)) as T;
  if (isMap(found)) {
    const made: Record<string, T> = {};
    for (const [key, value] of pairsOf(document, found)) {
      const name = keyText(key);
      Object.defineProperty(made, name, {
        value: unfold<T>(document, value, leaf, seen, depth + 1),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return made as T;
  }
  if (!isScalar(found)) return leaf({ value: null, source: undefined, quoted: false }) as T;
  return leaf({ value: found.value, source: found.source, quoted: found.type?.startsWith('QUOTE') ?? false }) as T;
}

/** The node itself, or the one its alias stands for. */
export function resolved(document: Document, node: unknown): Node | undefined {
  const found = isAlias(node) ? anchored(document, node) : node;
  return isScalar(found) || isMap(found) || isSeq(found) ? found : undefined;
}

const targets = new WeakMap<Document, ReadonlyMap<Alias, Node>>();

/** The library looks through the whole document for an alias's anchor, each time it is asked: here it is looked through once. */
function anchored(document: Document, alias: Alias): Node | undefined {
  const known = targets.get(document) ?? targetsOf(document);
  targets.set(document, known);
  return known.get(alias);
}

/** What each alias stands for: the last node before it that bears its name. */
function targetsOf(document: Document): ReadonlyMap<Alias, Node> {
  const named = new Map<string, Node>();
  const found = new Map<Alias, Node>();
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) named.set(node.anchor, node);
        return;
      }
      const target = named.get(node.source);
      if (target !== undefined) found.set(node, target);
    },
  });
  return found;
}

/** Keys and values of a map, those merged in by `<<` after its own. */
export function pairsOf(document: Document, map: YAMLMap): readonly (readonly [key: unknown, value: unknown])[] {
  const own = map.items.filter(pair => keyText(pair.key) !== '<<').map(pair => [pair.key, pair.value] as const);
  const merged = map.items.filter(pair => keyText(pair.key) === '<<').flatMap(pair => mergedPairs(document, pair.value));
  const taken = new Set(own.map(([key]) => keyText(key)));
  return [...own, ...merged.filter(([key]) => !taken.has(keyText(key)))];
}

function mergedPairs(document: Document, value: unknown): readonly (readonly [unknown, unknown])[] {
  const found = resolved(document, value);
  if (isMap(found)) return found.items.map(pair => [pair.key, pair.value] as const);
  return isSeq(found) ? found.items.flatMap(item => mergedPairs(document, item)) : [];
}

/** The text of a map's key. */
export function keyText(key: unknown): string {
  return isScalar(key) ? (scalarText({ value: key.value, source: key.source, quoted: false }) ?? '') : String(key);
}
