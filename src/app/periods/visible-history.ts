import type { Evaluation } from '../../evaluation/document.js';
import type { FrozenRules } from '../../evaluation/frozen.js';

/**
 * The earlier evaluations that a client is shown with an evaluation. With a closed one these are only evaluations closed before
 * it, where by its rules clients see no others.
 */
export function visibleHistory(
  { rulebook }: FrozenRules,
  { evaluation, history }: { readonly evaluation: Evaluation; readonly history: readonly Evaluation[] },
): readonly Evaluation[] {
  if (rulebook.clients_see === 'provisional' || evaluation.state !== 'closed') return history;
  return history.filter(({ state }) => state === 'closed');
}
