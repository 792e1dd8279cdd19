import type { Label } from '../facts/label.js';
import type { ExclusionShown, OverrideShown } from './amendments.js';
import type { Part } from '../standards/part.js';
import type { Scope } from '../standards/standard.js';

/** Facts (groups, for a grouped metric) by membership. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly excluded: number;
  readonly undetermined: number;
  readonly undated: number;
  readonly outside: number;
}

/** Exact decimal texts (milliseconds for durations) and their quotient; null where there is no data. */
export interface Figure {
  readonly numerator: string | null;
  readonly denominator: string | null;
  /** In the metric's unit (a share for `%`), 12 significant digits. */
  readonly value: number | null;
}

/** A dimension's part of a metric. `key` is null for facts that name none. */
export interface SliceResult extends Figure {
  readonly key: string | null;
  readonly counts: Counts;
  readonly percentiles?: Readonly<Record<string, number>>;
}

export type Status = 'no_data' | 'no_standard' | 'insufficient' | 'met' | 'at_risk' | 'missed';

/** The standard that applied: levels as they were written. */
export interface StandardApplied {
  readonly at_least?: string;
  readonly more_than?: string;
  readonly at_most?: string;
  readonly less_than?: string;
  readonly equals?: string;
  readonly minimum?: string;
  readonly stretch?: string;
  readonly min_population?: number;
  readonly scope: Scope;
  readonly from?: string;
  readonly reference?: string;
  readonly contract?: string;
}

export interface MetricResult extends Figure {
  readonly metric: string;
  readonly label: Label;
  readonly kind: 'proportion' | 'ratio' | 'total' | 'mean' | 'formula';
  readonly unit: string;
  readonly improves: 'up' | 'down';
  readonly stage: 'fixed' | 'trial';
  readonly counts: Counts;
  /** Before exclusions and overrides. */
  readonly raw: Figure;
  /** An approved value in place of the calculated one; only there where one was agreed. */
  readonly override?: OverrideShown;
  /** What the facts give, after exclusions; only where there is an override. */
  readonly calculated?: Figure;
  /** Wilson 95 %, proportions only. */
  readonly interval: readonly [number, number] | null;
  /** Discrete percentiles in the metric's unit, keyed "50", "90". */
  readonly percentiles?: Readonly<Record<string, number>>;
  readonly score: number | null;
  readonly standard: StandardApplied | null;
  readonly status: Status;
  /** The whole interval lies on the wrong side of the standard; null where that cannot be said. */
  readonly significant: boolean | null;
  /** Distance from the standard, negative is worse; a share for `%`. */
  readonly gap: number | null;
  /** How many more facts had to pass. */
  readonly shortfall: number | null;
  /** The period before, where a formula asked for it. */
  readonly previous?: Figure;
  /** By what the firm holds itself to besides the contract; only in documents under one, and never shown to the client. */
  readonly internal?: InternalResult;
  /** Of the year so far, to the end of the period, from its facts without overrides; only where the contract asks for it. */
  readonly year_to_date?: Figure;
  /** Of the same period a year before, from its facts without overrides; only where the contract asks for it. */
  readonly last_year?: Figure;
  /** Why there is no figure although there is data, e.g. amounts in several currencies. */
  readonly note?: string;
  readonly by: Readonly<Record<string, readonly SliceResult[]>>;
}

/** A figure compared with what the firm holds itself to, and did not agree with the client. */
export interface InternalResult {
  readonly standard: StandardApplied;
  readonly status: Status;
  readonly gap: number | null;
}

/** What a contract agrees for a part of the client's work: the figure of that part, judged by itself. */
export interface MeasureResult extends Figure, Pick<MetricResult, 'metric' | 'label' | 'unit' | 'improves' | 'counts'> {
  /** The part: a site, department, carrier or lane. */
  readonly scope: Part;
  /** Only where the measure has a weight: of what has none nothing is scored. */
  readonly score?: number | null;
  /** Null where no level was agreed. */
  readonly standard: StandardApplied | null;
  readonly status: Status;
  readonly significant: boolean | null;
  readonly gap: number | null;
  readonly shortfall: number | null;
  /** The same figures of other times as those of metrics, of that part; only where the contract asks for them. */
  readonly year_to_date?: Figure;
  readonly last_year?: Figure;
  /** Why the part has no figure although facts of it were judged. */
  readonly note?: 'only_failures' | 'only_passes';
}

export interface NodeResult {
  /** A branch's id, or the metric's, with the part of the work that is weighed. */
  readonly id: string;
  readonly metric?: string;
  /** The part of the work that is weighed; left out for the metric as a whole. */
  readonly scope?: Part;
  readonly label: Label;
  readonly score: number | null;
  /** As declared. */
  readonly weight: number;
  /** Among siblings, after amplifying and handling missing ones; 0 for a missing one. */
  readonly effective_weight: number;
  readonly status?: Status;
  readonly children: readonly NodeResult[];
}

export interface IndexResult {
  readonly index: string;
  readonly label: Label;
  /** 1 to 10; null below the coverage asked for. */
  readonly score: number | null;
  /** Ten times the score. */
  readonly percent: number | null;
  /** Sum of the weights that had data. */
  readonly coverage: number;
  readonly min_coverage: number;
  readonly nodes: readonly NodeResult[];
}

/**
 * The earlier period as the client was shown it, from which formulas of a closed document take values; only where that differs
 * from what the facts give.
 */
export interface PreviousEvaluation {
  readonly period: string;
  /** The evaluation that it was closed with; null where it was not closed, so that they have no data of it. */
  readonly evaluation: string | null;
  readonly hash: string | null;
}

/** The other times whose figures a contract asks for; instants as in the document. */
export interface SpansShown {
  /** From the first day of the contract's year to the end of the period. */
  readonly year_to_date?: { readonly from: string; readonly to: string };
  /** The period of the same name a year before; left out where there is none. */
  readonly last_year?: { readonly period: string; readonly from: string; readonly to: string };
}

/** The contract that a document was made under. */
export interface ContractShown {
  readonly id: string;
  readonly reference?: Label;
}

/** What is hashed: inputs and results, nothing else. Same inputs give the same document. */
export interface EvaluationDocument {
  readonly client: string;
  readonly period: string;
  /** First instant and first instant after, ISO 8601 UTC. */
  readonly from: string;
  readonly to: string;
  readonly time_zone: string;
  readonly as_of: string;
  readonly as_of_batch: number;
  readonly rulebook: string;
  readonly calculation: string;
  /** What was agreed with the client when the period ended: its standards alone are standards here. Left out where there was none. */
  readonly contract?: ContractShown;
  /** What `year_to_date` and `last_year` of its metrics are of; left out where the contract asks for neither. */
  readonly spans?: SpansShown;
  /** Left out where formulas take the period before from the facts. */
  readonly previous?: PreviousEvaluation;
  /** The approved exclusions that it was made with; left out where there are none. */
  readonly exclusions?: readonly ExclusionShown[];
  readonly metrics: readonly MetricResult[];
  /** What the contract agrees for parts of the work, in its order; left out where it agrees nothing such. */
  readonly measures?: readonly MeasureResult[];
  readonly indexes: readonly IndexResult[];
}

/** A document with its envelope, as stored and as every surface reads it. */
export interface Evaluation {
  readonly id: string;
  /** SHA-256 of the canonical document. */
  readonly hash: string;
  readonly state: 'provisional' | 'closed';
  readonly revision: number;
  /** Number of the ledger entry that recorded it. */
  readonly ledger: number;
  readonly made_at: string;
  readonly document: EvaluationDocument;
}
