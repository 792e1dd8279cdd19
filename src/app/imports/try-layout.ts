import type { LayoutTrial, TrialRequest } from '../../contract/waiting-files.js';
import type { Fault } from '../../faults/fault.js';
import { Stop } from '../../faults/stop.js';
import { forPages } from '../../faults/worded.js';
import { inspectWorkspace } from '../../rulebook/load-workspace.js';
import { withPaths } from '../../rulebook/path-at.js';
import type { Actor } from '../../store/actor.js';
import type { Deps } from '../deps.js';
import { fieldNames } from './field-names.js';
import { importFile } from './import-file.js';
import { freeLayoutName, layoutFileOf } from './propose-layout.js';
import { receiveFromDisk } from './receive-file.js';
import { type BesideSaved, besideSaved, textOfDraft } from './saved-layout.js';
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
  /** Its name there. */
  readonly layout: string;
  readonly shown: BesideSaved;
  readonly faults: readonly Fault[];
}

/**
 * Says what a layout that is not saved yet would make of a file: of its first rows at once, or of all beside the request. Nothing is kept
 * of either, neither facts nor layout.
 */
export async function tryLayout(given: Deps, trial: Trial): Promise<LayoutTrial> {
  const { path: file, rows = 'first', actor, key, inTurn, faultsOf, background } = trial;
  const { deps, layout, shown, faults } = await drafted(given, trial);
  const nameOf = fieldNames(deps.workspace, layout);
  const none: LayoutTrial = { ...shown, faults: faults.map(one => forPages(one, nameOf)), answer: null, upload: null };
  if (faults.some(({ severity }) => severity === 'error')) return none;
  if (rows === 'all') {
    const received = await receiveFromDisk(deps, file, { dryRun: true });
    background(() => importReceived(deps, { key, layout, dryRun: true, actor, inTurn, faultsOf }, received));
    return { ...none, upload: received.id };
  }
  try {
    const batch = await importFile(deps, { path: file, layout, dryRun: true, actor, firstRows });
    return { ...none, answer: { batches: [batchJson(batch, file, nameOf)] } };
  } catch (problem) {
    // A column that is not there, or a file that cannot be read so: whoever maps it is told beside the draft.
    if (!(problem instanceof Stop) || problem.exitCode === 3) throw problem;
    return { ...none, faults: [...none.faults, ...withoutFolders(problem, file).faults.map(one => forPages(one, nameOf))] };
  }
}

async function drafted(deps: Deps, { draft, base }: Pick<Trial, 'draft' | 'base'>): Promise<Drafted> {
  const { directory } = deps.workspace;
  const shown = await besideSaved(deps.workspace, draft, base);
  const isSaved = shown.saved === 'no' || shown.saved === 'other';
  // What cannot be saved under this name is tried under one that is free.
  const layout = isSaved || shown.saved === 'same' ? draft.layout : freeLayoutName(draft.layout, deps.workspace);
  const text = isSaved ? shown.yaml : textOfDraft({ ...draft, layout });
  const edits = new Map(shown.saved === 'same' ? [] : [[layoutFileOf(layout), text]]);
  const { workspace, faults } = await inspectWorkspace(directory, { edits });
  return {
    deps: { ...deps, workspace },
    layout,
    shown,
    faults: withPaths(
      faults.filter(({ place: { file = '' } }) => edits.has(file)),
      edits,
    ),
  };
}
