import type { FactKindName } from '../../facts/kinds.js';
import type { Label } from '../../facts/label.js';
import type { Membership } from '../../metrics/membership.js';
import { textTable } from '../../cli/text/result-table.js';

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

/** Traced facts for the terminal. */
export const traceText = (facts: readonly TracedFact[]): string => facts.map(factText).join('\n\n');

function factText({ fact, key, versions, as_of_batch, known, memberships }: TracedFact): string {
  const name = Object.entries(key).map(([part, value]) => `${part} ${String(value)}`);
  const inside = memberships.filter(({ membership }) => membership !== 'outside');
  const outside = memberships.filter(({ membership }) => membership === 'outside');
  const line = ({ metric, period, membership, because }: TracedMembership): readonly string[] => [
    metric,
    period ?? '',
    `${membership}: ${because}`,
  ];
  return [
    `${fact}  ${name.join(', ')}`,
    '',
    ...versions.flatMap(versionLines),
    '',
    known ? `As known at batch ${as_of_batch}:` : `At batch ${as_of_batch} there is no such fact.`,
    ...(known ? [textTable([['metric', 'period', 'membership'], ...inside.map(line), ...outside.map(line)])] : []),
  ].join('\n');
}

function versionLines(version: TracedVersion): readonly string[] {
  const { batch, file, row, changed, superseded_by, withdrawn_by, withdraws } = version;
  const origin =
    withdraws === undefined ? `${file ?? ''}${row === null ? '' : `, row ${row}`}` : `folded again without batch ${withdraws}`;
  const end =
    superseded_by === null
      ? 'current'
      : `superseded by batch ${superseded_by}${version.superseded_by_withdrawal_of === undefined ? '' : `, the withdrawal of batch ${version.superseded_by_withdrawal_of}`}`;
  const taken = withdrawn_by === null ? '' : `; the batch was withdrawn by batch ${withdrawn_by}`;
  const shown = (value: Plain): string => (value === null ? '(nothing)' : String(value));
  return [
    `batch ${batch}  ${origin}  ${end}${taken}`,
    ...changed.map(({ field, from, to }) => `    ${field}: ${from === null ? '' : `${shown(from)} → `}${shown(to)}`),
  ];
}
