import type { IndexResult, PeriodState, Standard, Status } from './answers.js';
import type { Label } from './label.js';
import type { Fault } from './rest.js';

// What the REST interface answers to those who run the service.

/** A batch as imports answer it. */
export interface ImportedBatch {
  readonly batch: number | null;
  readonly file: string;
  readonly sha256?: string;
  readonly layout: string;
  readonly fact: string;
  readonly rows: Readonly<Record<'read' | 'new' | 'changed' | 'unchanged' | 'rejected' | 'skipped', number>>;
  readonly rejects: string | null;
  readonly warnings?: readonly Fault[];
  readonly findings?: readonly Fault[];
  readonly late?: readonly {
    readonly client: string;
    readonly period: string;
    readonly revision: number;
    readonly facts?: number;
  }[];
}

/** How a period stands, of GET /periods. */
export interface PeriodStatus {
  readonly client: string;
  readonly period: string;
  readonly state: PeriodState;
  readonly revision: number;
  readonly evaluation: { readonly id: string; readonly hash: string; readonly as_of_batch: number } | null;
  readonly sources: readonly {
    readonly source: string;
    readonly fact: string;
    readonly site: string | null;
    readonly due: string | null;
    readonly delivered_to: string | null;
    readonly is_complete: boolean;
  }[];
  readonly waivers: readonly Waiver[];
  readonly late: readonly {
    readonly batch: number;
    readonly file: string | null;
    readonly committed_at: string;
    readonly withdraws: number | null;
    readonly facts: number;
  }[];
  readonly history: readonly {
    readonly kind: 'closing' | 'reopening';
    readonly revision: number;
    readonly evaluation?: string;
    readonly reason?: string;
    readonly waivers?: readonly Waiver[];
    readonly by: string;
    readonly at: string;
    readonly ledger: number;
  }[];
}

/** A source that a period was closed without, and why. */
export interface Waiver {
  readonly source: string;
  readonly reason: string;
}

/** GET /portfolio. */
export interface Portfolio {
  readonly period: string;
  readonly clients: readonly {
    readonly client: string;
    readonly name: Label;
    readonly state: PeriodState;
    readonly revision: number | null;
    /** Null where it was not evaluated. */
    readonly evaluation: string | null;
    readonly indexes: readonly Omit<IndexResult, 'nodes'>[];
    readonly metrics: readonly {
      readonly metric: string;
      readonly label: Label;
      readonly unit: string;
      readonly value: number | null;
      readonly status: Status;
      readonly gap: number | null;
      readonly score: number | null;
      readonly standard: Standard | null;
    }[];
  }[];
  /** Below their standard, the worst first. */
  readonly gaps: readonly { readonly client: string; readonly metric: string; readonly points: number | null }[];
  readonly missing_sources: readonly {
    readonly client: string;
    readonly source: string;
    readonly fact?: string;
    readonly site?: string | null;
    readonly delivered_to: string | null;
    readonly due: string | null;
  }[];
}
