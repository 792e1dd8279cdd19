import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../../faults/finding.js';
import type { Deps } from '../deps.js';
import { writeAtomically } from '../imports/inbox-files.js';

const pathOf = ({ workspace }: Deps, job: string): string =>
  join(workspace.directory, '.plumbline', 'jobs', 'mailed', `${job}.json`);

/** What makes a finding the same as that of another run, in whatever words: what it concerns, its code and what that takes. */
export const identityOf = ({ about, fault: { code, params } }: Finding): string => JSON.stringify([about, code, params]);

/** The identities of what a job found that lasts, and that was mailed already. */
export async function mailedFindings(deps: Deps, job: string): Promise<readonly string[]> {
  const text = await readFile(pathOf(deps, job), 'utf8').catch(() => '[]');
  // Written by `saveMailedFindings` in one piece.
  return JSON.parse(text) as readonly string[];
}

/**
 * Remembers the lasting findings that were mailed, so that no run mails them again; one that was corrected and comes back is
 * mailed again.
 */
export async function saveMailedFindings(deps: Deps, job: string, lasting: readonly Finding[]): Promise<void> {
  await writeAtomically(pathOf(deps, job), `${JSON.stringify(lasting.map(identityOf), null, 2)}\n`);
}
