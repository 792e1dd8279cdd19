import type { Label } from '../facts/label.js';
import { isoInstant } from '../facts/time.js';
import type { ExcludedFact, ExcludedPlace, Exclusion } from '../metrics/exclusion.js';

/** Who asked for an amendment and who approved it: never the same person. Instants are UTC milliseconds. */
export interface Approved {
  /** The ledger entry that asked for it. */
  readonly number: number;
  readonly requested_by: string;
  readonly requested_at: number;
  readonly approved_by: string;
  readonly approved_at: number;
  /** What it refers to: a document, a link, a mail. */
  readonly evidence: string;
  /** The dispute that it settles. */
  readonly dispute?: number;
}

/** An approved exclusion: what it takes out, and why. */
export interface ApprovedExclusion extends Exclusion, Approved {
  readonly reason: { readonly code: string; readonly label: Label; readonly party: string };
}

/** An approved override of one metric's value in one period. */
export interface ApprovedOverride extends Approved {
  readonly metric: string;
  readonly period: string;
  /** Exact decimal text in the metric's unit, a share for `%`. */
  readonly value: string;
  readonly reason: string;
}

/** What was agreed about a client's period besides its facts and rules. */
export interface Amendments {
  readonly exclusions: readonly ApprovedExclusion[];
  readonly overrides: readonly ApprovedOverride[];
}

/** The override that gives a metric its value: of several the last one. */
export const overrideOf = (overrides: readonly ApprovedOverride[], metric: string): ApprovedOverride | undefined =>
  overrides.findLast(one => one.metric === metric);

/** Neither exclusions nor overrides. */
export const noAmendments: Amendments = { exclusions: [], overrides: [] };

interface ApprovalShown {
  readonly evidence: string;
  readonly requested_by: string;
  readonly requested_at: string;
  readonly approved_by: string;
  readonly approved_at: string;
  readonly dispute?: number;
}

/** An exclusion as documents show it: instants are ISO 8601 UTC. */
export interface ExclusionShown extends ApprovalShown {
  readonly exclusion: number;
  readonly metrics: readonly string[];
  readonly facts: readonly ExcludedFact[];
  readonly where: ExcludedPlace;
  readonly from?: string;
  readonly to?: string;
  readonly reason: ApprovedExclusion['reason'];
}

/** An override as documents show it, with the value that it replaces. */
export interface OverrideShown extends ApprovalShown {
  readonly override: number;
  /** Exact decimal text in the metric's unit, a share for `%`. */
  readonly value: string;
  readonly reason: string;
}

/** An exclusion for a document. */
export function exclusionShown(exclusion: ApprovedExclusion): ExclusionShown {
  const { number, metrics, facts, where, from, to, reason } = exclusion;
  return {
    exclusion: number,
    metrics,
    facts,
    where,
    ...(from === undefined ? {} : { from: isoInstant(from) }),
    ...(to === undefined ? {} : { to: isoInstant(to) }),
    reason,
    ...approvalShown(exclusion),
  };
}

/** An override for a document. */
export const overrideShown = (override: ApprovedOverride): OverrideShown => ({
  override: override.number,
  value: override.value,
  reason: override.reason,
  ...approvalShown(override),
});

function approvalShown({ evidence, requested_by, requested_at, approved_by, approved_at, dispute }: Approved): ApprovalShown {
  return {
    evidence,
    requested_by,
    requested_at: isoInstant(requested_at),
    approved_by,
    approved_at: isoInstant(approved_at),
    ...(dispute === undefined ? {} : { dispute }),
  };
}
