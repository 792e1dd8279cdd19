import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deps } from '../deps.js';
import { writeAtomically } from './inbox-files.js';

const pathOf = ({ workspace }: Deps, job: string): string =>
  join(workspace.directory, '.plumbline', 'jobs', 'told', `${job}.json`);

/** What a job found that lasts, and that was mailed already. */
export async function mailedFindings(deps: Deps, job: string): Promise<readonly string[]> {
  const text = await readFile(pathOf(deps, job), 'utf8').catch(() => '[]');
  // Written by `saveMailedFindings` in one piece.
  return JSON.parse(text) as readonly string[];
}

/**
 * Remembers the lasting findings that were mailed, so that no run mails them again; one that was mended and comes back is
 * mailed again.
 */
export async function saveMailedFindings(deps: Deps, job: string, lasting: readonly string[]): Promise<void> {
  await writeAtomically(pathOf(deps, job), `${JSON.stringify(lasting, null, 2)}\n`);
}
