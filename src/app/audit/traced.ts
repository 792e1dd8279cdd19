import type { FactKindName } from '../../facts/kinds.js';
import type { Label } from '../../facts/label.js';
import type { Membership } from '../../metrics/membership.js';

type Plain = string | boolean | null;

/** A version of a fact: what it changed, where it came from, what ended it. */
export interface TracedVersion {
  readonly batch: number;
  readonly file: string | null;
  /** Null for a version that a withdrawal folded from what was left. */
  readonly row: number | null;
  /** The batch that was taken back when this version was made. */
  readonly withdraws?: number;
  readonly changed: readonly { readonly field: string; readonly from: Plain; readonly to: Plain }[];
  readonly superseded_by: number | null;
  readonly superseded_by_withdrawal_of?: number;
  /** The batch that took this version's own batch back. */
  readonly withdrawn_by: number | null;
}

/** What a fact is to a metric in a period, and why. */
export interface TracedMembership {
  readonly metric: string;
  readonly label: Label;
  readonly period: string | null;
  readonly membership: Membership;
  readonly because: string;
}

/** A fact with all its versions, and what the one known at a batch is to every metric of its kind. */
export interface TracedFact {
  readonly fact: FactKindName;
  readonly key: Readonly<Record<string, Plain>>;
  readonly versions: readonly TracedVersion[];
  readonly as_of_batch: number;
  /** False where the fact was not there yet, or not any more. */
  readonly known: boolean;
  readonly memberships: readonly TracedMembership[];
}
