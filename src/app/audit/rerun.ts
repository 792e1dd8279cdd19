import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import type { Deps } from '../deps.js';
import { documentOf, resolveEvaluation } from './find-evaluation.js';
import { frozenRules, inputOf, recomputedBySql } from './recompute.js';

/** The canonical document of an evaluation, computed again from the facts of its batch and its frozen rules. */
export async function rerun(deps: Deps, given: string): Promise<string> {
  return deps.database.transaction(async tx => {
    const stored = await resolveEvaluation(tx, given);
    const rules = await frozenRules(tx, stored.rulebook);
    if (rules === undefined) {
      const { client, id, period, rulebook } = stored;
      throw new Stop(1, [fault(auditFaults, 'rules_missing', { evaluation: id, client, period, rulebook })]);
    }
    return recomputedBySql(await inputOf(tx, documentOf(stored), rules));
  });
}
