import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Deps } from '../../../src/app/deps.js';
import { runByHand } from '../../../src/app/jobs/by-hand.js';
import { type Finding, findingText } from '../../../src/faults/finding.js';
import type { FinishedRun } from '../../../src/app/jobs/run-job.js';
import type { Timer } from '../../../src/app/jobs/timer.js';

/** Timers that are over at once, but for those that limit how long something may take. */
export const atOnce: Timer = {
  after(millis, call) {
    if (millis >= 60_000) return { cancel: () => undefined };
    const soon = setImmediate(call);
    return { cancel: () => clearImmediate(soon) };
  },
};

/** What a run found, as the terminal shows it. */
export const textsOf = (ran: { readonly findings: readonly Finding[] } | undefined): readonly string[] =>
  (ran?.findings ?? []).map(finding => findingText(finding));

/** Runs a job of the workspace by hand. */
export const ranJob = (
  deps: Deps,
  job: string,
  more: { dryRun?: boolean; at?: number; timer?: Timer } = {},
): Promise<FinishedRun> => runByHand(deps, { job, dryRun: false, actor: 'lin', timer: atOnce, ...more });

/** Lays files into a folder, each a second older than the one after it. */
export async function lay(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  const names = Object.keys(files);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    const at = 1_780_000_000 + names.indexOf(name);
    await utimes(file, at, at);
  }
}

/** Paths of the files below a folder, sorted. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const found: string[] = [];
  for (const name of names) if ((await stat(path.join(folder, name))).isFile()) found.push(name.split(path.sep).join('/'));
  return found.sort();
}
