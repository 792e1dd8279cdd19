import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Layer, type ParsedFile, parseFile } from './source-text.js';

/** The folder of the defaults that come with the program; the same from the sources and from the built program. */
export function packagedConfig(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'package.json'))) {
    if (directory === dirname(directory)) throw new Error('the program lies outside its package');
    directory = dirname(directory);
  }
  return join(directory, 'config');
}

/** Every YAML file below a folder, in the order of their paths; faults show them relative to `base`. A missing folder holds none. */
export async function parseFolder(folder: string, base: string, layer: Layer): Promise<readonly ParsedFile[]> {
  const paths = await yamlFiles(folder);
  return Promise.all(paths.map(path => parseFile(path, shownPath(path, base), layer)));
}

/** A path as people in `base` write it: below it relative, with slashes; elsewhere whole. */
function shownPath(path: string, base: string): string {
  const below = relative(base, path);
  return below.startsWith('..') || resolve(below) === below ? path : below.split(sep).join('/');
}

async function yamlFiles(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch((problem: unknown) => {
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT') return [];
    throw problem;
  });
  const paths: string[] = [];
  // By code unit, so that the order is the same on every machine.
  for (const entry of found.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    const kind = entry.isSymbolicLink() ? await stat(path).catch(() => entry) : entry;
    if (kind.isDirectory() && !entry.isSymbolicLink()) paths.push(...(await yamlFiles(path)));
    // A pipe would never end; a link that leads nowhere is reported as unreadable.
    else if (/\.ya?ml$/i.test(entry.name) && (kind.isFile() || kind.isSymbolicLink())) paths.push(path);
  }
  return paths;
}
