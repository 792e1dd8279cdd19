import path from 'node:path';
import type { LayoutDraft, LayoutTrial, TrialRequest } from '../../contract/waiting-files.js';
import type { Fault } from '../../faults/fault.js';
import { Stop } from '../../faults/stop.js';
import { faultJson, withoutCommand } from '../../faults/worded.js';
import { layoutText } from '../../faults/words/layout-text.js';
import { inspectWorkspace } from '../../rulebook/load-workspace.js';
import { withPaths } from '../../rulebook/path-at.js';
import type { Actor } from '../../store/actor.js';
import { sha256 } from '../../store/ledger.js';
import { changedLines } from '../config/changed-lines.js';
import { refusePasswords } from '../config/passwords.js';
import { textOnDisk } from '../config/read-config.js';
import type { Deps } from '../deps.js';
import { importFile } from './import-file.js';
import { receiveFromDisk } from './receive-file.js';
import { batchJson, importReceived, type ReceivedRequest, withoutFolders } from './uploads.js';

/** How many rows are tried while somebody maps a file. */
const firstRows = 1000;

/** A draft that is tried on a file, on whose behalf. */
export interface Trial extends TrialRequest {
  readonly path: string;
  readonly key: string;
  readonly actor: Actor;
  readonly inTurn: NonNullable<ReceivedRequest['inTurn']>;
  readonly faultsOf: NonNullable<ReceivedRequest['faultsOf']>;
  /** Does what nobody waits for. */
  readonly background: (work: () => Promise<unknown>) => void;
}

/** A layout that is in no file yet, in the workspace that it would be in. */
interface Drafted {
  readonly deps: Deps;
  readonly shown: Pick<LayoutTrial, 'file' | 'yaml' | 'saved' | 'base' | 'lines'>;
  readonly faults: readonly Fault[];
}

/**
 * Says what a layout that is not saved yet would make of a file: of its first rows at once, or of all beside the request. Nothing is kept
 * of either, neither facts nor layout.
 */
export async function tryLayout(given: Deps, trial: Trial): Promise<LayoutTrial> {
  const { draft, path: file, rows = 'first', actor, key, inTurn, faultsOf, background } = trial;
  const { layout } = draft;
  const { deps, shown, faults } = await drafted(given, draft);
  const none: LayoutTrial = { ...shown, faults: faults.map(shownFault), answer: null, upload: null };
  if (faults.some(({ severity }) => severity === 'error')) return none;
  if (rows === 'all') {
    const received = await receiveFromDisk(deps, file, { dryRun: true });
    background(() => importReceived(deps, { key, layout, dryRun: true, actor, inTurn, faultsOf }, received));
    return { ...none, upload: received.id };
  }
  try {
    const batch = await importFile(deps, { path: file, layout, dryRun: true, actor, firstRows });
    return { ...none, answer: { batches: [batchJson(batch, file)] } };
  } catch (problem) {
    // A column that is not there, or a file that cannot be read so: whoever maps it is told beside the draft.
    if (!(problem instanceof Stop) || problem.exitCode === 3) throw problem;
    return { ...none, faults: [...none.faults, ...withoutFolders(problem, file).faults.map(shownFault)] };
  }
}

async function drafted(deps: Deps, draft: LayoutDraft): Promise<Drafted> {
  const { directory } = deps.workspace;
  const file = path.posix.join('config', 'layouts', `${draft.layout}.yaml`);
  const yaml = layoutText({ ...draft, each: draft.each ?? [] });
  const edits = new Map([[file, yaml]]);
  const { workspace, faults } = await inspectWorkspace(directory, { edits });
  const before = await textOnDisk(directory, file);
  refusePasswords(file, before ?? '');
  return {
    deps: { ...deps, workspace },
    shown: {
      file,
      yaml,
      saved: before === undefined ? 'no' : before === yaml ? 'same' : 'other',
      base: before === undefined ? null : sha256(before),
      lines: before === undefined ? [] : [...changedLines(before, yaml)],
    },
    faults: withPaths(
      faults.filter(found => found.place.file === file),
      edits,
    ),
  };
}

const shownFault = (found: Fault) => withoutCommand(faultJson(found));
