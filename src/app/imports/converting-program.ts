import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;
/** What turns the bytes of a file into facts; the manifest has the versions of the packages that this rests on. */
const folders = ['import', 'facts', 'expressions'];
const manifest = path.join(here, '..', '..', '..', 'package.json');

let known: string | undefined;

/** A hash of the program as far as it decides what a file's rows become: after an upgrade the same file may be read otherwise. */
export function convertingProgram(): string {
  if (known !== undefined) return known;
  // Clocks of zones and letters are those of the runtime.
  const { tz, unicode } = process.versions;
  const hash = createHash('sha256')
    .update(JSON.stringify([tz, unicode]))
    .update(readFileSync(manifest));
  for (const folder of folders) {
    const directory = path.join(here, '..', '..', folder);
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(file => /\.[jt]s$/.test(file));
    for (const file of files.toSorted()) hash.update(file).update(readFileSync(path.join(directory, file)));
  }
  known = hash.digest('hex');
  return known;
}
