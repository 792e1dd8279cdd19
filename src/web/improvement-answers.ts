import type { Status } from './answers.js';
import type { Label } from './label.js';

// What the REST interface answers about improvement and surveys. `null` is not known, never 0.

export type Quadrant = 'concentrate_here' | 'keep_up' | 'low_priority' | 'possible_overkill';
export type GapKind = 'goal' | 'understanding' | 'delivery' | 'promise' | 'experience';
export type Cause = '3pl' | 'client' | 'volume_spike' | 'systems' | 'chance';

interface Named {
  readonly metric: string;
  readonly label: Label;
}

/** A metric, or a branch where the client looks no deeper, with the index points that a full score would give back. */
export interface Ranked extends Named {
  readonly rank: number;
  readonly weight: number;
  readonly score: number;
  readonly points: number;
  /** Null for a branch. */
  readonly status: Status | null;
  readonly shortfall: number | null;
}

/** The metrics of an index by recoverable points. */
export interface Ranking {
  readonly index: string;
  readonly label: Label;
  readonly score: number | null;
  readonly points: number;
  readonly metrics: readonly Ranked[];
}

/** Importance and performance of an index's metrics, and the cross-hairs. */
export interface Quadrants {
  readonly index: string;
  readonly label: Label;
  readonly importance: 'weights' | 'survey';
  readonly importance_at: number | null;
  readonly performance_at: number | null;
  readonly metrics: readonly (Named & {
    readonly importance: number;
    readonly performance: number;
    readonly quadrant: Quadrant;
  })[];
}

/** A slice that holds most failures of a metric, or more of them than its share of the volume. */
export interface HeavySlice extends Named {
  readonly dimension: string;
  readonly key: string;
  readonly failed: number;
  readonly judged: number;
  readonly share_of_failures: number;
  readonly share_of_volume: number;
  readonly is_most: boolean;
  /** Adjusted for the number of slices. */
  readonly p_adjusted: number | null;
  readonly is_more: boolean | null;
}

/** Periods outside their control limits, and a run of misses. */
export interface Signal extends Named {
  readonly out: readonly {
    readonly period: string;
    readonly share: number;
    readonly low: number;
    readonly high: number;
    readonly side: 'better' | 'worse';
  }[];
  readonly misses: number;
  readonly since: string | null;
}

/** What was agreed to follow a run of misses. */
export interface ConsequenceDue {
  readonly metric: string;
  readonly label: Label;
  readonly misses: number;
  readonly since: string;
}

/** One of the five gaps, of one metric. */
export interface Gap extends Named {
  readonly kind: GapKind;
  readonly unit: string;
  readonly is: number;
  readonly against: number;
  readonly gap: number;
  readonly relative: number;
  /** The value rests on fewer facts than its standard asks for. */
  readonly too_few?: true;
}

/** Service credits of a contract: amounts are exact decimal texts, negative is paid back to the client. */
export interface Credits {
  readonly credit: string;
  readonly label: Label;
  readonly currency: string;
  readonly at_risk: string;
  readonly lines: readonly {
    readonly metric: string;
    readonly label: Label | null;
    readonly failed: number | null;
    readonly step: string | null;
    readonly amount: string | null;
    readonly because: string;
  }[];
  readonly net: string;
  readonly capped: boolean;
  readonly undecided: number;
}

/** GET /clients/{client}/improvement. */
export interface Improvement {
  readonly period: string;
  readonly ranking: readonly Ranking[];
  readonly quadrants: readonly Quadrants[];
  readonly slices: readonly HeavySlice[];
  readonly signals: readonly Signal[];
  readonly consequences: readonly ConsequenceDue[];
  readonly gaps: {
    readonly gaps: readonly Gap[];
    readonly largest_by_kind: Readonly<Record<GapKind, Gap | null>>;
  };
  readonly credits: readonly Credits[];
}

/** An action of GET /clients/{client}/actions. */
export interface ImprovementAction extends Named {
  readonly number: number;
  readonly state: 'planned' | 'under_way' | 'done' | 'dropped';
  readonly overdue: boolean;
  readonly what: string;
  readonly slice: { readonly dimension: string; readonly key: string } | null;
  readonly cause: Cause;
  readonly key_area: boolean;
  /** Null where the client may not see it. */
  readonly owner: string | null;
  readonly start: string;
  readonly due: string;
  readonly done: string | null;
  readonly effect: { readonly verdict: 'effective' | 'not_effective' | 'too_early'; readonly because: string };
}

export type Aspect = 'satisfaction' | 'importance' | 'expectation';

/** A question of a survey: an answer stands for each of its items. */
export interface SurveyQuestion {
  readonly label: Label;
  readonly items: readonly string[];
  readonly offered: Readonly<Record<Aspect, readonly string[]>>;
  /** What the other language offers in place of each phrase. */
  readonly translated: Readonly<Record<Aspect, readonly (string | null)[]>>;
}

/** GET /survey/{token}. */
export interface SurveyForm {
  readonly client: { readonly code: string; readonly name: Label };
  readonly organisation: Label;
  readonly wave: string;
  readonly sections: readonly { readonly label: Label; readonly questions: readonly SurveyQuestion[] }[];
}
