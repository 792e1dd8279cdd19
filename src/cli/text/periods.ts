import type { PeriodStatus } from '../../contract/periods.js';
import { textTable } from './result-table.js';

/** How periods stand,: a line each, then what is missing, waived or late, and what happened. */
export function periodStatusText(periods: readonly PeriodStatus[]): string {
  if (periods.length === 0) return 'No period has been evaluated yet.';
  const rows = periods.map(({ client, period, state, revision, evaluation, sources, late }) => [
    client,
    period,
    state,
    String(revision),
    evaluation?.id ?? '–',
    evaluation === null ? '–' : String(evaluation.as_of_batch),
    sources.length === 0 ? '–' : `${sources.filter(source => source.is_complete).length} of ${sources.length}`,
    String(late.length),
  ]);
  const head = ['client', 'period', 'state', 'revision', 'evaluation', 'batch', 'sources', 'late batches'];
  const table = textTable([head, ...rows], [3, 5, 6, 7]);
  const notes = periods.flatMap(notesOf);
  return notes.length === 0 ? table : [table, '', ...notes].join('\n');
}

function notesOf({ client, period, sources, late, history, state, proposed }: PeriodStatus): readonly string[] {
  const name = `${client} ${period}`;
  const missing = sources.filter(source => !source.is_complete && state !== 'closed');
  return [
    ...missing.map(
      ({ source, fact, site, delivered_to, due }) =>
        `${name}: missing ${source} (${fact}${site === null ? '' : ` of ${site}`}), ${delivered_to === null ? 'nothing delivered yet' : `delivered up to ${delivered_to}`}${due === null ? '' : `, due ${due}`}.`,
    ),
    ...late.map(
      ({ batch, file, facts, withdraws }) =>
        `${name}: late batch ${batch} (${withdraws === null ? (file ?? '') : `withdraws batch ${withdraws}`}) touches ${facts} fact${facts === 1 ? '' : 's'}.`,
    ),
    ...(proposed === null
      ? []
      : [
          `${name}: revision ${proposed.revision} is proposed: ${proposed.amendments.map(one => `${one.kind} ${one.number} was ${one.state} by ${one.decided_by}`).join(', ')}. ${proposed.evaluation === null ? 'No figure differs.' : `Its figures are evaluation ${proposed.evaluation}; period reopen and period close make it.`}`,
        ]),
    ...history.map(({ kind, revision, evaluation, reason, waivers, by, at }) => {
      const without = (waivers ?? []).map(waiver => ` Without ${waiver.source}: ${waiver.reason}`).join('');
      return kind === 'closing'
        ? `${name}: revision ${revision} closed by ${by} at ${at} with ${evaluation ?? ''}.${without}`
        : `${name}: reopened as revision ${revision} by ${by} at ${at}: ${reason ?? ''}`;
    }),
  ];
}
