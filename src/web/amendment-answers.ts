import type { Status } from './answers.js';
import type { Label } from './label.js';

// What the REST interface answers about exclusions, overrides and disputes. `null` is no data, never 0.

export type AmendmentState = 'requested' | 'approved' | 'refused' | 'revoked';

interface Amended<About> {
  readonly number: number;
  readonly client: string;
  readonly state: AmendmentState;
  readonly requested_by: string;
  readonly requested_at: string;
  readonly decisions: readonly { readonly kind: string; readonly by: string; readonly at: string; readonly why: string | null }[];
  readonly about: About;
}

/** A fact by the number that people know it by. */
export interface NamedFact {
  readonly fact: string;
  readonly number: string;
  readonly line?: string;
}

/** A dispute with the steps that were taken about it. */
export type Dispute = Amended<{
  readonly period: string;
  readonly metrics: readonly string[];
  readonly facts: readonly NamedFact[];
  readonly text: string;
  readonly evidence: string;
}>;

/** An exclusion: facts, or a time and place. */
export type AskedExclusion = Amended<{
  readonly metrics: readonly string[];
  readonly facts: readonly NamedFact[];
  readonly where: Readonly<Record<string, string>>;
  readonly period?: string;
  readonly from?: string;
  /** The first moment after it. */
  readonly to?: string;
  readonly reason: { readonly code: string; readonly label: Label; readonly party: string };
  readonly evidence: string;
  readonly dispute?: number;
}>;

/** A value that is agreed instead of the calculated one. */
export type AskedOverride = Amended<{
  readonly metric: string;
  readonly period: string;
  /** Exact decimal text in the metric's unit, a share for `%`. */
  readonly value: string;
  readonly reason: string;
  readonly evidence: string;
}>;

/** A figure on one side of a change. */
export interface FigureSeen {
  readonly value: number | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly excluded: number;
  readonly status: Status;
  readonly score: number | null;
}

/** What an amendment changes of a metric in a period. */
export interface Effect {
  readonly period: string;
  readonly metric: string;
  readonly label: Label;
  readonly unit: string;
  readonly before: FigureSeen;
  readonly after: FigureSeen;
}

/** What trying, asking or deciding answers: the effect, and the revisions that are proposed for closed periods. */
export interface Changed {
  readonly effect: readonly Effect[];
  readonly proposed?: readonly { readonly period: string; readonly revision: number; readonly evaluation: string }[];
}

/** A reason of the catalogue. */
export interface Reason {
  readonly code: string;
  readonly label: Label;
  readonly party: string;
  readonly excusable: boolean;
}
