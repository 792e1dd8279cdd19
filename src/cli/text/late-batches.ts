import type { LateTouch } from '../../contract/imports.js';

/** What a batch's late touches are, a sentence each. */
export const lateText = (batch: number | null, touches: readonly LateTouch[]): readonly string[] =>
  touches.map(({ client, period, revision, facts }) => {
    const who =
      batch === null ? 'This file would touch' : `Batch ${batch} touches ${facts ?? 0} fact${facts === 1 ? '' : 's'} of`;
    return `Late: ${who} ${client} ${period}, which is closed at revision ${revision} and stays as it is. plumbline period status --period ${period} --client ${/^[\w.-]+$/.test(client) ? client : JSON.stringify(client)}`;
  });
