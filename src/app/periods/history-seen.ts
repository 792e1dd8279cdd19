import type { Evaluation } from '../../evaluation/document.js';
import type { FrozenRules } from '../../evaluation/frozen.js';

/** The earlier evaluations that a client is shown beside one: beside a closed one those closed before it alone, where by its rules clients see no others. */
export function historySeen(
  { rulebook }: FrozenRules,
  { evaluation, history }: { readonly evaluation: Evaluation; readonly history: readonly Evaluation[] },
): readonly Evaluation[] {
  if (rulebook.clients_see === 'provisional' || evaluation.state !== 'closed') return history;
  return history.filter(({ state }) => state === 'closed');
}
