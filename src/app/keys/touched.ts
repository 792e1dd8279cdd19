import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Deps } from '../deps.js';

const stamp = ({ workspace }: Pick<Deps, 'workspace'>): string => path.join(workspace.directory, '.plumbline', 'keys-changed');

/** Tells services of the same workspace that what they remember of keys no longer holds. */
export async function touchKeys(deps: Deps): Promise<void> {
  await writeFile(stamp(deps), `${deps.clock()}\n`);
}

/** Changes when keys were revoked on this machine; a few microseconds, so that every request can ask. */
export const keysTouched = (deps: Deps): number => statSync(stamp(deps), { throwIfNoEntry: false })?.mtimeMs ?? 0;
