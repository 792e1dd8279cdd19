import type { ConfigEdit, ConfigOutcome } from '../../contract/config.js';
import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { faultJson, withoutCommand } from '../../faults/worded.js';
import type { Actor } from '../../store/actor.js';
import { type FileChange, keepTexts, recordChange } from '../../store/config-changes.js';
import type { Transaction } from '../../store/connect.js';
import { sha256 } from '../../store/ledger.js';
import { lockUntilCommit } from '../../store/transaction-locks.js';
import type { Deps } from '../deps.js';
import { requireManagersPart } from './admin-parts.js';
import { changedLines } from './changed-lines.js';
import { requireConfigPath } from './config-path.js';
import { refusePasswords } from './passwords.js';
import { type ChangeTried, tryChange } from './try-change.js';
import { textAsEdited, writeConfigFiles } from './write-files.js';

/** Files of config as somebody wants them. */
export interface ChangeRequest extends Omit<ConfigEdit, 'why' | 'dry_run'> {
  readonly why: string;
  readonly dryRun: boolean;
  readonly actor: Actor;
  readonly isAdmin: boolean;
}

/**
 * Says what a change of config does and, unless it is only tried, makes it with an entry in the ledger, both or neither. Where the
 * workspace asks for four eyes it is recorded as a request, and made when somebody else approves it. Stops where a file is no longer as
 * it was when it was edited, and, unless it is only tried, where something is wrong in the files.
 */
export async function changeConfig(deps: Deps, request: ChangeRequest): Promise<ConfigOutcome> {
  const { directory, settings } = deps.workspace;
  const { dryRun, actor } = request;
  const why = request.why.trim();
  const edited = await editedFiles(directory, request);
  const changed = edited.filter(({ before, text }) => (before ?? null) !== text);
  if (!request.isAdmin) for (const { file, before, text } of changed) requireManagersPart(file, before, text);
  const tried = await tryChange(
    deps,
    changed.map(({ file, base, text }) => ({ file, base, text })),
  );
  const answer = answerOf(changed, tried);
  if (changed.length === 0) return { ...answer, state: 'unchanged', change: null };
  const errors = tried.faults.filter(({ severity }) => severity === 'error');
  if (dryRun) return { ...answer, state: 'tried', change: null };
  if (errors.length > 0) throw new Stop(2, tried.faults);
  if (why === '') throw new Stop(2, [fault(configChangeFaults, 'config_why_missing', {})]);
  const kind = settings.rules_four_eyes ? 'config_request' : 'config_change';
  const change = await makeChange(deps, changed, async (tx, files) => ({
    entry: await recordChange(tx, { kind, files, why, actor, at: deps.clock() }),
    writes: kind === 'config_change',
  }));
  return { ...answer, state: kind === 'config_change' ? 'made' : 'requested', change };
}

/** A file as it is to be, and as it is. */
type Edited = ConfigEdit['files'][number] & { readonly before: string | undefined };

async function editedFiles(directory: string, { files }: ChangeRequest): Promise<readonly Edited[]> {
  for (const [at, { file, text }] of files.entries()) {
    if (files.findIndex(one => one.file === file) < at)
      throw new Stop(2, [fault(configChangeFaults, 'config_file_twice', { file })]);
    requireConfigPath(file);
    refusePasswords(file, text ?? '');
  }
  const read: Edited[] = [];
  for (const one of files) {
    const before = await textAsEdited(directory, one);
    refusePasswords(one.file, before ?? '');
    read.push({ ...one, before });
  }
  return read;
}

function answerOf(changed: readonly Edited[], tried: ChangeTried): Omit<ConfigOutcome, 'state' | 'change'> {
  const { faults, clients, periods, effect, notTried } = tried;
  return {
    files: changed.map(({ file, base, before, text }) => ({
      file,
      before: base,
      after: text === null ? null : sha256(text),
      lines: changedLines(before ?? '', text ?? ''),
    })),
    faults: faults.map(found => withoutCommand(faultJson(found))),
    clients,
    periods,
    effect,
    not_tried: notTried,
  };
}

/**
 * Records something about files of config in the turn of the ledger, and writes the files where the entry says so: the entry is there
 * if and only if the files are. The files are held against the disk once more when the turn has come.
 */
export async function makeChange(
  deps: Deps,
  edits: ConfigEdit['files'],
  record: (tx: Transaction, files: readonly FileChange[]) => Promise<{ readonly entry: number; readonly writes: boolean }>,
): Promise<number> {
  const { directory } = deps.workspace;
  let undo: (() => Promise<void>) | undefined;
  try {
    return await deps.database.transaction(async tx => {
      await lockUntilCommit(tx, 'ledger');
      const { entry, writes } = await record(tx, await fileChanges(tx, directory, edits));
      if (writes) undo = await writeConfigFiles(directory, edits);
      return entry;
    });
  } catch (failure) {
    await undo?.();
    throw failure;
  }
}

/** What is recorded of each file; the texts before and after are kept, also those that somebody wrote by hand. */
async function fileChanges(tx: Transaction, directory: string, edits: ConfigEdit['files']): Promise<readonly FileChange[]> {
  const changes: FileChange[] = [];
  for (const { file, base, text } of edits) {
    const now = await textAsEdited(directory, { file, base, text });
    await keepTexts(tx, [...(now === undefined ? [] : [now]), ...(text === null ? [] : [text])]);
    changes.push({ file, before: base, after: text === null ? null : sha256(text) });
  }
  return changes;
}
