import type { ConfigChangeList, ConfigChangeView } from '../../contract/config.js';
import { isoInstant } from '../../facts/time.js';
import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { type ConfigChange, configChangesOf, keptTexts } from '../../store/config-changes.js';
import type { Transaction } from '../../store/connect.js';
import { sha256 } from '../../store/ledger.js';
import type { Deps } from '../deps.js';
import { changedLines } from './changed-lines.js';
import { textOnDisk } from './read-config.js';

/** Changes of config, newest first, a page at a time; `before` is the number that the page begins below. */
export async function listChanges(
  deps: Deps,
  { before = Number.POSITIVE_INFINITY, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<ConfigChangeList> {
  const all = (await deps.database.transaction(configChangesOf)).filter(({ number }) => number < before).toReversed();
  const page = all.slice(0, limit);
  const last = page.at(-1);
  return {
    changes: page.map(one => ({ ...viewOf(one), files: one.files.map(({ file }) => file) })),
    next: all.length > page.length && last !== undefined ? String(last.number) : null,
  };
}

/** One change, with the text that it gave each file, and whether the file is still so. */
export async function showChange(deps: Deps, change: number): Promise<ConfigChangeView> {
  const { found, texts } = await deps.database.transaction(tx => changeWithTexts(tx, change));
  const files = [];
  for (const { file, before, after } of found.files) {
    const now = await textOnDisk(deps.workspace.directory, file);
    const [was, is] = [before, after].map(hash => (hash === null ? null : (texts.get(hash) ?? '')));
    const is_now = (now === undefined ? null : sha256(now)) === after;
    files.push({ file, before, after, text: is ?? null, lines: changedLines(was ?? '', is ?? ''), is_now });
  }
  return { ...viewOf(found), files };
}

/** A change with the texts before and after it, by their hashes. */
export async function changeWithTexts(
  tx: Transaction,
  change: number,
): Promise<{ readonly found: ConfigChange; readonly texts: ReadonlyMap<string, string> }> {
  const found = await findChange(tx, change);
  return {
    found,
    texts: await keptTexts(
      tx,
      found.files.flatMap(({ before, after }) => [before, after]),
    ),
  };
}

/** The change with a number; a Stop where there is none. */
export async function findChange(tx: Transaction, number: number): Promise<ConfigChange> {
  const all = await configChangesOf(tx);
  const found = all.find(one => one.number === number);
  if (found !== undefined) return found;
  const known = all.slice(-5).map(one => one.number);
  throw new Stop(2, [fault(configChangeFaults, 'config_change_unknown', { change: number, known })]);
}

function viewOf({ number, state, why, by, at, decision }: ConfigChange): Omit<ConfigChangeList['changes'][number], 'files'> {
  return {
    change: number,
    state,
    why,
    by,
    at: isoInstant(at),
    decision: decision === undefined ? null : { by: decision.by, at: isoInstant(decision.at), why: decision.why ?? null },
  };
}
