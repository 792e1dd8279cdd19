import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boundsOfSent } from './bounded-yaml.js';
import { type Layer, type ParsedFile, parseFile, parseText } from './source-text.js';

/** Texts of config that are tried in place of what the disk holds, by path relative to the workspace; null for a file that goes. */
export type Edits = ReadonlyMap<string, string | null>;

/** The folder of the defaults that come with the program; the same from the sources and from the built program. */
export function packagedConfig(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'package.json'))) {
    if (directory === dirname(directory)) throw new Error('the program lies outside its package');
    directory = dirname(directory);
  }
  return join(directory, 'config');
}

/**
 * Every YAML file below a folder, in the order of their paths, with edits in place of what the disk holds; faults show them relative to
 * `base`. A missing folder holds none.
 */
export async function parseFolder(
  folder: string,
  base: string,
  layer: Layer,
  edits: Edits = new Map(),
): Promise<readonly ParsedFile[]> {
  const onDisk = (await yamlFiles(folder)).map(path => ({ path, shown: shownPath(path, base) }));
  const below = `${shownPath(folder, base)}/`;
  const added = [...edits.keys()]
    .filter(shown => shown.startsWith(below) && isYaml(shown) && onDisk.every(one => one.shown !== shown))
    .map(shown => ({ path: join(base, shown), shown }));
  const all = added.length === 0 ? onDisk : [...onDisk, ...added].toSorted((a, b) => inFolderOrder(a.shown, b.shown));
  const parsed = all.map(async ({ path, shown }) => {
    const edit = edits.get(shown);
    if (edit === undefined) return parseFile(path, shown, layer);
    return edit === null ? [] : parseText(edit, path, shown, layer, boundsOfSent(edit));
  });
  return (await Promise.all(parsed)).flat();
}

/** The YAML files of a workspace's config, relative to the workspace, in the order in which they are read. */
export async function configFilesOf(directory: string): Promise<readonly string[]> {
  return (await yamlFiles(join(directory, 'config'))).map(path => shownPath(path, directory));
}

/** Whether a name is one that config is read from. */
export const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name);

/** By code unit, folder by folder, as folders are read. */
function inFolderOrder(one: string, other: string): number {
  const [some, others] = [one.split('/'), other.split('/')];
  const at = some.findIndex((part, i) => part !== others[i]);
  return at < 0 ? 0 : (some[at] ?? '') < (others[at] ?? '') ? -1 : 1;
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
    else if (isYaml(entry.name) && (kind.isFile() || kind.isSymbolicLink())) paths.push(path);
  }
  return paths;
}
