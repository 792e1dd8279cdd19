import type { DecisionOutcome } from '../../contract/config.js';
import { isoInstant } from '../../facts/time.js';
import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { type Actor, actorName } from '../../store/actor.js';
import { type ConfigChange, recordDecision } from '../../store/config-changes.js';
import { lockUntilCommit } from '../../store/transaction-locks.js';
import type { Deps } from '../deps.js';
import { isSamePerson } from '../keys/same-person.js';
import { requireManagersPart } from './admin-parts.js';
import { makeChange } from './change-config.js';
import { changeWithTexts, findChange } from './list-changes.js';
import { tryChange } from './try-change.js';
import { textOnDisk } from './read-config.js';

/** What somebody says of a change that another asked for. */
export interface DecideRequest {
  readonly change: number;
  readonly decision: 'approval' | 'refusal';
  readonly why: string | undefined;
  readonly actor: Actor;
  readonly isAdmin: boolean;
}

/**
 * Approves a change of config that another person asked for, and makes it; or refuses it. Stops where it was decided before, where the
 * same person asked for it, where a file is no longer as it was when it was edited, and where something became wrong in it meanwhile.
 */
export async function decideChange(
  deps: Deps,
  { decision, actor, isAdmin, ...request }: DecideRequest,
): Promise<DecisionOutcome> {
  const { directory } = deps.workspace;
  const { found: change, texts } = await deps.database.transaction(tx => changeWithTexts(tx, request.change));
  requireDecidable(change, actor);
  const why = request.why?.trim();
  const at = deps.clock();
  const said = { request: change.number, actor, at, ...(why === undefined || why === '' ? {} : { why }) };
  if (decision === 'refusal') {
    if (said.why === undefined) throw new Stop(2, [fault(configChangeFaults, 'config_why_missing', {})]);
    await deps.database.transaction(async tx => {
      // Only who has the turn may look: an approval may be on its way.
      await lockUntilCommit(tx, 'ledger');
      requireDecidable(await findChange(tx, request.change), actor);
      await recordDecision(tx, { kind: 'config_refusal', ...said });
    });
    return { change: change.number, state: 'refused' };
  }
  const edits = change.files.map(({ file, before, after }) => ({
    file,
    base: before,
    text: after === null ? null : textOf(texts, after),
  }));
  const { faults } = await tryChange(deps, edits);
  if (faults.some(({ severity }) => severity === 'error')) throw new Stop(2, faults);
  if (!isAdmin) for (const { file, text } of edits) requireManagersPart(file, await textOnDisk(directory, file), text);
  await makeChange(deps, edits, async tx => {
    requireDecidable(await findChange(tx, request.change), actor);
    return { entry: await recordDecision(tx, { kind: 'config_approval', ...said }), writes: true };
  });
  return { change: change.number, state: 'made' };
}

/** A text that was asked for; one that is gone is a change of the database by other hands, which `audit verify` names. */
function textOf(texts: ReadonlyMap<string, string>, hash: string): string {
  const text = texts.get(hash);
  if (text === undefined) throw new Error(`the text ${hash} of a change is not there`);
  return text;
}

function requireDecidable({ number, state, decision, requester, by, at }: ConfigChange, actor: Actor): void {
  if (state !== 'requested') {
    const decided = decision ?? { by, at };
    const params = { change: number, state, by: decided.by, at: isoInstant(decided.at) };
    throw new Stop(1, [fault(configChangeFaults, 'config_change_decided', params)]);
  }
  if (isSamePerson(requester, actor))
    throw new Stop(1, [fault(configChangeFaults, 'config_four_eyes', { change: number, actor: actorName(actor) })]);
}
