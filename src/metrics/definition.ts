import type { FactKindName } from '../facts/kinds.js';
import type { Label } from '../facts/label.js';

/** A condition with its meaning in words. */
export interface Condition {
  readonly says?: Label;
  /** A boolean expression over the fact's fields. */
  readonly when: string;
}

/** One side's part of a ratio: which facts count, when, and with what value (1 if left out). */
export interface Term {
  readonly of: FactKindName;
  /** Groups count once, not each fact. */
  readonly per?: readonly string[];
  readonly dated: string;
  readonly when?: string;
  readonly value?: string;
}

/** The clients that a metric is made for. */
export interface MetricScope {
  readonly client: readonly string[];
}

/** What a contract says anew about a metric: definitions and parameters by their names. */
export interface Worded {
  readonly contract: string;
  readonly rules: Readonly<Record<string, { readonly is: string; readonly says?: Label }>>;
}

interface Common {
  readonly id: string;
  readonly label: Label;
  readonly improves: 'up' | 'down';
  /** `%`, `hours`, `minutes`, `seconds`, `points`, `count`, or a currency per something. */
  readonly unit: string;
  /** On trial: shown, not scored. */
  readonly stage: 'fixed' | 'trial';
  readonly source?: { readonly document: string; readonly clause?: string };
  /** Other printed names. */
  readonly aliases?: readonly string[];
  /** What the metric says, in words. */
  readonly says?: Label;
  /** Named expressions a standard's scope may override. */
  readonly params: Readonly<Record<string, string>>;
  /** Dimensions to break down by, instead of the default ones. */
  readonly by?: readonly string[];
  /** The day of the month after a period from which its value is final: no period closes before it. */
  readonly final_from_day?: number;
  /** Only where the metric is in the wording of a contract. */
  readonly worded?: Worded;
  /** Left out where it is for everybody. To other clients it is neither computed nor shown. */
  readonly scope?: MetricScope;
}

export interface Proportion extends Common {
  readonly kind: 'proportion';
  readonly of: FactKindName;
  readonly per?: readonly string[];
  readonly dated: string;
  readonly population?: Condition;
  readonly passes: Condition;
}

export interface Ratio extends Common {
  readonly kind: 'ratio';
  readonly numerator: readonly Term[];
  readonly denominator: readonly Term[];
}

export interface Total extends Common {
  readonly kind: 'total';
  readonly of: FactKindName;
  readonly dated: string;
  readonly when?: string;
  readonly value?: string;
}

export interface Mean extends Common {
  readonly kind: 'mean';
  readonly of: FactKindName;
  readonly dated: string;
  readonly when?: string;
  readonly value: string;
  /** Percentiles shown with the mean, 1 to 99: the discrete percentile. */
  readonly percentiles?: readonly number[];
}

export interface Formula extends Common {
  readonly kind: 'formula';
  /** Over other metrics' values and `previous(metric)`. */
  readonly formula: string;
}

/** A metric: data, not code. */
export type Metric = Proportion | Ratio | Total | Mean | Formula;
