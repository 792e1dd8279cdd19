import type { Label } from './label.js';
import type { Status } from './answers.js';

// What the REST interface answers about weights and about what is tried. `null` is no data, never 0.

/** A node of an index with its weights: exact texts, as they are written. */
export interface WeighedNode {
  readonly node: string;
  readonly label: Label;
  readonly weight: string;
  readonly share: number;
  readonly effective_weight: number | null;
  readonly children: readonly WeighedNode[];
}

/** An index in force. */
export interface WeighedIndex {
  readonly index: string;
  readonly label: Label;
  readonly client: string | null;
  readonly segment: string | null;
  readonly from: string | null;
  readonly amplify: readonly { readonly metric: string; readonly factor: string; readonly at_most: string }[];
  readonly provenance: Readonly<Record<string, string>> | null;
  readonly nodes: readonly WeighedNode[];
}

/** GET /weights. */
export interface Weights {
  readonly day: string;
  readonly evaluation: string | null;
  readonly indexes: readonly WeighedIndex[];
}

/** An index's figures on one side of a change; null where there is no such index. */
export type IndexSide = { readonly score: number | null; readonly percent: number | null; readonly coverage: number } | null;

/** POST /weights/derive. */
export interface Derived {
  readonly index: string;
  readonly label: Label;
  readonly client: string | null;
  readonly from: string;
  readonly method: string;
  readonly provenance: Readonly<Record<string, string>>;
  readonly levels: readonly {
    readonly level: string;
    readonly weights: readonly {
      readonly node: string;
      readonly label: Label;
      readonly before: string;
      readonly after: string;
    }[];
  }[];
  readonly unchanged: readonly { readonly level: string; readonly why: string }[];
  readonly effect: readonly {
    readonly client: string;
    readonly period: string;
    readonly before: IndexSide;
    readonly after: IndexSide;
  }[];
  readonly file: string | null;
  readonly yaml: string;
  readonly dry_run: boolean;
}

/** A metric on one side of what was tried; null where there is no such metric. */
export type MetricSide = { readonly value: number | null; readonly status: Status; readonly score: number | null } | null;

/** POST /what-if. */
export interface Tried {
  readonly later: readonly { readonly kind: string; readonly title: string }[];
  readonly evaluations: readonly {
    readonly client: string;
    readonly period: string;
    readonly metrics: readonly {
      readonly metric: string;
      readonly label: Label;
      readonly unit: string;
      readonly before: MetricSide;
      readonly after: MetricSide;
    }[];
    readonly indexes: readonly {
      readonly index: string;
      readonly label: Label;
      readonly before: IndexSide;
      readonly after: IndexSide;
    }[];
  }[];
  readonly summary: readonly {
    readonly metric: string;
    readonly label: Label;
    readonly before: Readonly<Record<string, number>>;
    readonly after: Readonly<Record<string, number>>;
  }[];
}
