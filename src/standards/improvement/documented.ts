import { absolute, compare, divide, type Exact, exact, parseExact, parseShare, subtract } from '../../facts/exact.js';
import type { Label } from '../../facts/label.js';
import type { Part } from '../part.js';
import { type Comparator, comparators } from '../standard.js';

/** What improvement reads of a slice of a metric, as an evaluation's document has it. */
export interface DocumentedSlice {
  readonly key: string | null;
  readonly counts: { readonly passed: number; readonly failed: number };
}

/** What improvement reads of a metric's result, as an evaluation's document has it. */
export interface DocumentedMetric {
  readonly metric: string;
  readonly label: Label;
  readonly kind: 'proportion' | 'ratio' | 'total' | 'mean' | 'formula';
  readonly unit: string;
  readonly improves: 'up' | 'down';
  readonly stage: 'fixed' | 'trial';
  readonly counts: { readonly passed: number; readonly failed: number };
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: number | null;
  /** There where an agreed value is in place of the calculated one. */
  readonly override?: object;
  readonly interval: readonly [number, number] | null;
  readonly score: number | null;
  /** `contract` where a contract sets it. */
  readonly standard: Readonly<Partial<Record<Comparator | 'contract', string>>> | null;
  readonly status: 'no_data' | 'no_standard' | 'insufficient' | 'met' | 'at_risk' | 'missed';
  readonly significant: boolean | null;
  readonly gap: number | null;
  readonly shortfall: number | null;
  readonly by: Readonly<Record<string, readonly DocumentedSlice[]>>;
}

/** What improvement reads of what a contract agrees of a metric for a part of the work. */
export interface DocumentedPart
  extends Pick<DocumentedMetric, 'metric' | 'unit' | 'standard' | 'status' | 'significant' | 'gap' | 'shortfall'> {
  readonly scope: Part;
}

/** What improvement reads of a weighted tree's node. */
export interface DocumentedNode {
  readonly id: string;
  /** Of a leaf: its metric, of which it may weigh a part alone. */
  readonly metric?: string;
  readonly label: Label;
  readonly score: number | null;
  readonly effective_weight: number;
  readonly children: readonly DocumentedNode[];
}

/** What improvement reads of an index. */
export interface DocumentedIndex {
  readonly index: string;
  readonly label: Label;
  readonly score: number | null;
  readonly nodes: readonly DocumentedNode[];
}

/** What improvement reads of a period's evaluation. */
export interface DocumentedPeriod {
  readonly client: string;
  readonly period: string;
  /** ISO 8601 UTC. */
  readonly from: string;
  readonly to: string;
  /** There where it was judged under a contract. */
  readonly contract?: object;
  readonly metrics: readonly DocumentedMetric[];
  readonly measures?: readonly DocumentedPart[];
  readonly indexes: readonly DocumentedIndex[];
}

/** A document's number, which has at most twelve digits, as the exact decimal that it is written as. */
export const exactOf = (documented: number): Exact => parseExact(String(documented)) ?? exact(0);

/** What is nearer than this is the same: a document's figures have twelve digits, so 1/3 stands in it as .333333333333 or ….334. */
export const sameWithin = 1e-9;

const tolerance = divide(1, 1_000_000_000);

/** -1, 0 or 1 of two figures that come from a document's rounded ones: 0 where rounding alone may part them. */
export function compareDocumented(a: Exact, b: Exact): -1 | 0 | 1 {
  return compare(absolute(subtract(a, b)), tolerance) <= 0 ? 0 : compare(a, b);
}

/** A level as it was written, as an exact number. */
export const levelOf = (text: string | undefined): Exact | undefined => (text === undefined ? undefined : parseShare(text));

/** The comparator and level of the standard that applied; undefined where it sets none. */
export function levelApplied(
  metric: Pick<DocumentedMetric, 'standard'>,
): { readonly comparator: Comparator; readonly level: Exact } | undefined {
  for (const comparator of comparators) {
    const level = levelOf(metric.standard?.[comparator]);
    if (level !== undefined) return { comparator, level };
  }
  return undefined;
}

/** Whether a metric was judged and does not meet its standard. */
export const isBelow = ({ status }: Pick<DocumentedMetric, 'status'>): boolean => status === 'missed' || status === 'at_risk';
