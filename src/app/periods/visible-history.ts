import type { Evaluation } from '../../evaluation/document.js';
import type { FrozenRules } from '../../evaluation/frozen.js';

/**
 * The earlier evaluations that a client is shown with an evaluation. Where by its rules clients see closed periods alone, these are
 * only closed ones: with a closed evaluation, and with one under a contract, which is looked at to see what will be handed over.
 * Without a contract an open period is the firm's own to look at, with all that came before it.
 */
export function visibleHistory(
  { rulebook }: FrozenRules,
  { evaluation, history }: { readonly evaluation: Evaluation; readonly history: readonly Evaluation[] },
): readonly Evaluation[] {
  if (rulebook.clients_see === 'provisional') return history;
  if (evaluation.state !== 'closed' && evaluation.document.contract === undefined) return history;
  return history.filter(({ state }) => state === 'closed');
}
