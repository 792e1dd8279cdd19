import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = path.join(root, 'dist', 'cli', 'main.js');

// `npm test` has built the program.
let isBuilt = process.env.PLUMBLINE_RUN_FOLDER !== undefined;

/** The path of the built program, whose threads tests start as well; where a test file is run by hand, what is stale is built. */
export function builtProgram(): string {
  if (isBuilt) return main;
  isBuilt = true;
  if (existsSync(main) && newest(path.join(root, 'src')) <= newest(path.join(root, 'dist'))) return main;
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts', 'build.mjs')], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('the program cannot be built');
  return main;
}

const newest = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs), 0);
