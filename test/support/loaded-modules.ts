import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { builtProgram } from './built-program.js';
import { emptyDirectory } from './databases.js';

/** The modules that the built program loads for a command line, in their order: addresses of files, and names that begin with `node:`. */
export async function loadedModules(...args: readonly string[]): Promise<readonly string[]> {
  const folder = await emptyDirectory();
  const hooks = path.join(folder, 'hooks.mjs');
  const start = path.join(folder, 'start.mjs');
  const list = path.join(folder, 'list');
  await writeFile(
    hooks,
    `import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  appendFileSync(${JSON.stringify(list)}, url + '\\n');
  return next(url, context);
}`,
  );
  await writeFile(start, `import { register } from 'node:module';\nregister(${JSON.stringify(pathToFileURL(hooks).href)});`);
  await promisify(execFile)(process.execPath, ['--import', pathToFileURL(start).href, builtProgram(), ...args], { cwd: folder });
  return (await readFile(list, 'utf8')).trim().split('\n');
}
