import type { Effect, Proposal } from '../../contract/amendments.js';
import { figureText } from './audit-diff.js';
import { textTable } from './result-table.js';

/** What an amendment changes, for the terminal: raw and adjusted side by side. */
export function effectText(effects: readonly Effect[]): string {
  if (effects.length === 0) return 'It changes no figure of the periods that were evaluated.';
  const head = ['period', 'metric', 'before', 'after', 'excluded', 'score', 'status'];
  const rows = effects.map(({ period, metric, unit, before, after }) => [
    period,
    metric,
    figureText(before, unit),
    figureText(after, unit),
    before.excluded === after.excluded ? String(after.excluded) : `${before.excluded} → ${after.excluded}`,
    before.score === after.score ? '' : `${before.score ?? '–'} → ${after.score ?? '–'}`,
    before.status === after.status ? after.status : `${before.status} → ${after.status}`,
  ]);
  return textTable([head, ...rows], [2, 3, 4]);
}

/** The revisions that are proposed, and how they come to be. */
export const proposalText = (client: string, proposed: readonly Proposal[]): readonly string[] =>
  proposed.map(
    ({ period, revision, evaluation }) =>
      `${client} ${period} is closed and stays so. Proposed is revision ${revision} (evaluation ${evaluation}): plumbline period reopen --period ${period} --client ${/^[\w.-]+$/.test(client) ? client : JSON.stringify(client)} --reason TEXT, then period close.`,
  );
