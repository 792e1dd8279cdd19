import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Deps } from '../deps.js';

const stampFile = ({ workspace }: Pick<Deps, 'workspace'>): string =>
  path.join(workspace.directory, '.plumbline', 'keys-changed');

/** Tells services of the same workspace that what they remember of keys no longer holds. */
export async function signalKeyChange(deps: Deps): Promise<void> {
  await writeFile(stampFile(deps), `${deps.clock()}\n`);
}

/** Changes when keys were revoked on this machine; a few microseconds, so that every request can ask. */
export const keysChangedAt = (deps: Deps): number => statSync(stampFile(deps), { throwIfNoEntry: false })?.mtimeMs ?? 0;
