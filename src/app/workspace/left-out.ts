import { type FaultJson, faultJson } from '../../faults/worded.js';
import { leftOut } from '../../rulebook/soundness.js';
import type { Workspace } from '../../rulebook/workspace.js';

export { type Use, useOfEvaluation, useOfImport, useOfSettings, useOfWithdrawal } from '../../rulebook/soundness.js';

/** A member of `--json` beside the answer's own. */
export interface LeftOutJson {
  readonly left_out?: readonly FaultJson[];
}

/** What of a workspace's config is at fault and was left out, as JSON carries it; nothing where all is in order. */
export const leftOutJson = ({ unsound }: Workspace): LeftOutJson =>
  unsound.length === 0 ? {} : { left_out: leftOut(unsound).map(faultJson) };
