import { openOverdue } from '../evaluation/open-overdue.js';
import { say } from '../words/say.js';
import type { ScorecardInput } from './input.js';

/** That shipments are past their promised time and still open: what counts completed deliveries has none of them. Empty where there are none. */
export function openOverdueText({ language, evaluation }: Pick<ScorecardInput, 'language' | 'evaluation'>): string {
  const count = openOverdue(evaluation.document.metrics) ?? 0;
  if (count === 0) return '';
  const shown = count.toLocaleString('en-US');
  return say(
    language,
    `Shipments past their promised time that were still open when this was evaluated: ${shown}.`,
    `评价时已过承诺时间仍未送达的运单：${shown} 票。`,
  );
}
