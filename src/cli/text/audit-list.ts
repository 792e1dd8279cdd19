import type { ListedJson } from '../../app/audit/list.js';
import { textTable } from './result-table.js';

/** Evaluations as a table. */
export function evaluationsText(evaluations: readonly ListedJson[]): string {
  if (evaluations.length === 0) return 'Nothing has been evaluated yet: plumbline evaluate --period P.';
  const head = ['evaluation', 'client', 'period', 'state', 'revision', 'batch', 'as of', 'rulebook', 'ledger', 'made at'];
  const lines = evaluations.map(one => [
    one.evaluation,
    one.client,
    one.period,
    one.state,
    String(one.revision),
    String(one.as_of_batch),
    one.as_of ?? '',
    one.rulebook.slice(0, 12),
    String(one.ledger),
    one.made_at,
  ]);
  return textTable([head, ...lines], [4, 5, 8]);
}
