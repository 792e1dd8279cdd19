import type { TracedFact, TracedMembership, TracedVersion } from '../../contract/audit.js';
import { textTable } from './result-table.js';

/** Traced facts. */
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
  const shown = (value: TracedVersion['changed'][number]['to']): string => (value === null ? '(nothing)' : String(value));
  return [
    `batch ${batch}  ${origin}  ${end}${taken}`,
    ...changed.map(({ field, from, to }) => `    ${field}: ${from === null ? '' : `${shown(from)} → `}${shown(to)}`),
  ];
}
