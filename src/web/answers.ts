import type { Label } from './label.js';

// What the REST interface answers, as far as the pages read it. `null` is no data, never 0.

/** GET /me. */
export interface Me {
  readonly key: string;
  readonly name: string;
  readonly role: 'client' | 'manager' | 'auditor' | 'admin';
  readonly clients: readonly string[] | null;
  readonly language: 'en' | 'zh';
  readonly organisation: Label | string | null;
  readonly clients_see: 'closed' | 'provisional';
  readonly time_zone: string;
}

/** GET and POST /session. */
export interface SessionAnswer {
  readonly csrf: string;
  readonly me: Me;
}

/** A client of GET /clients. */
export interface Client {
  readonly client: string;
  readonly name: Label;
  readonly segment?: string | null;
  readonly time_zone: string;
}

export type Status = 'no_data' | 'no_standard' | 'insufficient' | 'met' | 'at_risk' | 'missed';

export type Membership = 'passed' | 'failed' | 'excluded' | 'undetermined' | 'undated' | 'outside';

/** Facts by membership. */
export type Counts = Readonly<Record<Membership, number>>;

/** Exact decimal texts and their quotient. */
export interface Figure {
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: number | null;
}

/** A part of a metric: a site's, a carrier's. */
export interface Slice extends Figure {
  readonly key: string | null;
  readonly counts: Counts;
}

/** The standard that applied: levels as they were written. */
export interface Standard {
  readonly at_least?: string;
  readonly more_than?: string;
  readonly at_most?: string;
  readonly less_than?: string;
  readonly equals?: string;
  readonly minimum?: string;
  readonly stretch?: string;
  readonly min_population?: number;
  readonly scope?: Readonly<Record<string, string>>;
  readonly from?: string;
  readonly reference?: string;
}

/** An approved value in place of the calculated one. */
export interface Override {
  readonly override?: number;
  readonly reason: string;
  readonly evidence?: string;
  readonly requested_by?: string;
  readonly approved_by: string;
  readonly approved_at?: string;
}

/** A metric's result in an evaluation. */
export interface MetricResult extends Figure {
  readonly metric: string;
  readonly label: Label;
  readonly kind: 'proportion' | 'ratio' | 'total' | 'mean' | 'formula';
  readonly unit: string;
  readonly improves: 'up' | 'down';
  readonly stage: 'fixed' | 'trial';
  readonly counts: Counts;
  readonly raw: Figure;
  readonly override?: Override;
  readonly calculated?: Figure;
  readonly interval: readonly [number, number] | null;
  readonly percentiles?: Readonly<Record<string, number>>;
  readonly score: number | null;
  readonly standard: Standard | null;
  readonly status: Status;
  readonly significant: boolean | null;
  readonly gap: number | null;
  readonly shortfall: number | null;
  readonly note?: string;
  readonly by: Readonly<Record<string, readonly Slice[]>>;
}

/** A node of an index. */
export interface IndexNode {
  readonly id: string;
  readonly metric?: string;
  readonly label: Label;
  readonly score: number | null;
  readonly weight: number;
  readonly effective_weight: number;
  readonly status?: Status;
  readonly children: readonly IndexNode[];
}

/** An index: a weighted tree. */
export interface IndexResult {
  readonly index: string;
  readonly label: Label;
  readonly score: number | null;
  readonly percent: number | null;
  readonly coverage: number;
  readonly min_coverage?: number;
  readonly nodes: readonly IndexNode[];
}

/** An approved exclusion that an evaluation was made with. */
export interface Exclusion {
  readonly exclusion: number;
  readonly metrics: readonly string[];
  readonly reason: { readonly code: string; readonly label: Label; readonly party: string };
  readonly evidence?: string;
  readonly requested_by: string;
  readonly approved_by: string;
  readonly dispute?: number;
}

/** GET /clients/{client}/performance. */
export interface Performance {
  readonly client: string;
  readonly evaluation: {
    readonly id: string;
    readonly hash: string;
    readonly state: 'provisional' | 'closed';
    readonly revision: number;
    readonly from: string;
    readonly to: string;
    readonly time_zone: string;
    readonly as_of: string;
    readonly as_of_batch: number;
    readonly rulebook: string;
    readonly calculation: string;
    readonly ledger?: number;
    readonly made_at?: string;
    readonly exclusions?: readonly Exclusion[];
    readonly period?: string;
  };
  readonly metrics: readonly MetricResult[];
  readonly indexes: readonly IndexResult[];
}

export type PeriodState = 'open' | 'provisional' | 'closed' | 'reopened';

/** A period of GET /clients/{client}/periods. */
export interface SeenPeriod {
  readonly period: string;
  readonly state: PeriodState;
  readonly revision: number;
  readonly evaluation: string | null;
  readonly made_at: string | null;
}

/** GET /clients/{client}/trend. */
export interface Trend {
  readonly metric: string;
  readonly label: Label;
  readonly unit: string;
  readonly improves: 'up' | 'down';
  readonly points: readonly {
    readonly period: string;
    readonly state?: string | null;
    readonly value: number | null;
    readonly interval: readonly [number, number] | null;
    readonly n?: number | null;
    readonly status: Status | 'not_evaluated';
    readonly standard: Standard | null;
    readonly score: number | null;
    readonly limits: { readonly center: number; readonly lower: number; readonly upper: number } | null;
  }[];
}

/** GET /clients/{client}/metrics/{metric}. */
export interface MetricAnswer {
  readonly state: 'provisional' | 'closed';
  readonly revision: number;
  readonly evaluation: string;
  readonly metric: string;
  readonly label: Label;
  readonly definition: {
    readonly words: Readonly<Record<'en' | 'zh', readonly string[]>>;
    readonly expressions: readonly string[];
    readonly source: string | null;
  };
  readonly result: MetricResult;
}

/** GET /clients/{client}/metrics/{metric}/evidence. */
export interface Evidence {
  readonly metric: string;
  readonly period: string;
  readonly evaluation: string;
  readonly membership: string;
  readonly total: number;
  readonly columns: readonly {
    readonly name: string;
    readonly label: Label | string;
    readonly type: string;
    readonly values?: Readonly<Record<string, Label>>;
  }[];
  readonly rows: readonly {
    readonly values: readonly (string | number | boolean | null)[];
    readonly membership: Membership;
    readonly because: string;
    readonly batch: number;
    readonly file: string | null;
    readonly row: number | null;
  }[];
  readonly next: string | null;
}
