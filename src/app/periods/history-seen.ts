import type { Evaluation } from '../../evaluation/document.js';
import type { Workspace } from '../../rulebook/workspace.js';

/** Whether clients see closed periods alone, as the workspace's settings say. */
export type ClientsSee = Workspace['settings']['clients_see'];

/** The earlier evaluations that a client is shown beside one: beside a closed one those closed before it alone, where clients see no others. */
export function historySeen(
  clientsSee: ClientsSee,
  { evaluation, history }: { readonly evaluation: Evaluation; readonly history: readonly Evaluation[] },
): readonly Evaluation[] {
  if (clientsSee !== 'closed' || evaluation.state !== 'closed') return history;
  return history.filter(({ state }) => state === 'closed');
}
