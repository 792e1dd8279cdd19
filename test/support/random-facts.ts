import fc from 'fast-check';
import { exact } from '../../src/facts/exact.js';
import type { Value, Values } from '../../src/facts/fact.js';
import type { Field } from '../../src/facts/field.js';
import { type FactKindName, kindOf, type OwnField } from '../../src/facts/kinds.js';

const hour = 3_600_000;
const day = 24 * hour;

/** Few different texts, so that facts share groups and slices and differ in them. */
const pools: Readonly<Record<string, readonly string[]>> = {
  shipment_no: ['S1', 'S2', 'S3'],
  order_no: ['O1', 'O2', 'O10'],
  task_no: ['T1', 'T2'],
  line_no: ['1', '2', '3', '10'],
  site: ['SHA', 'NYC', 'ams'],
  carrier: ['C1', 'c1', '承运'],
  lane: ['SHA-NYC', ''],
  mode: ['air', 'sea'],
  currency: ['CNY', 'CNY', 'CNY', 'USD'],
  qty_unit: ['carton', 'carton', 'carton', 'kg'],
  right_failed: ['none', '无', 'time'],
  repeat_of: ['K1'],
  contact_no: ['N1', 'N2', 'N3'],
  wave: ['W1', 'W2'],
};

/** How facts are made: the period that their dates crowd around, and texts that replace the usual pools. */
export interface FactOptions {
  readonly client: string;
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
  readonly pools?: Readonly<Record<string, readonly string[]>>;
  readonly most?: number;
  /** A workspace's own fields that facts have too. */
  readonly own?: readonly OwnField[];
}

/** Random facts of a kind, each with a key of its own, with missing values and dates around the period's edges. */
export function randomFacts(kind: FactKindName, making: FactOptions): fc.Arbitrary<readonly Values[]> {
  const { key, fields: known } = kindOf(kind);
  const own = (making.own ?? []).map(({ id, ...field }): Field => ({ ...field, name: id, aliases: [] }));
  const fields = [...known, ...own];
  const valueOf = (field: Field): fc.Arbitrary<Value> => {
    if (field.name === 'client') return fc.constant(making.client);
    const value = present(field, making);
    return key.includes(field.name) ? value : fc.option(value, { nil: null, freq: missingIn(field) });
  };
  const fact = fc.record(Object.fromEntries(fields.map(field => [field.name, valueOf(field)])));
  const keyOf = (values: Values): string => JSON.stringify(key.map(name => values[name]));
  return fc.uniqueArray(fact, { selector: keyOf, maxLength: making.most ?? 12, size: 'max' });
}

// One value in so many is missing: what is grouped or sliced by now and then, the rest often enough to leave facts unjudged.
const missingIn = (field: Field): number => (field.type === 'text' ? 7 : 5);

function present(field: Field, { from, to, asOf, pools: own }: FactOptions): fc.Arbitrary<Value> {
  if (field.oneOf !== undefined)
    return fc.constantFrom(...(field.name === 'status' ? ['delivered', 'delivered', 'delivered', ...field.oneOf] : field.oneOf));
  if (field.type === 'day') return fc.integer({ min: Math.floor(from / day) - 2, max: Math.floor(from / day) + 4 });
  if (field.type === 'boolean') return fc.constantFrom(true, true, false);
  if (field.type === 'number')
    return fc.constantFrom('0', '0', '1', '10', '10', '2.5', '0.03', '97', '-1').map(text => exact(text));
  if (field.type === 'text') return fc.constantFrom(...(own?.[field.name] ?? pools[field.name] ?? ['a', 'b']));
  const edges = [from - 1, from, to - 1, to, asOf - 1, asOf, from - 8 * hour, to - 8 * hour, to + 4 * hour, from + 12 * hour];
  return fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: from, max: to - 1 }) },
    { weight: 1, arbitrary: fc.integer({ min: from - 40 * day, max: to + 40 * day }) },
    { weight: 2, arbitrary: fc.constantFrom(...edges) },
  );
}
