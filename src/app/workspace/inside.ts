import { lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fault } from '../../faults/make.js';
import { remoteFaults } from '../../faults/remote.js';
import { Stop } from '../../faults/stop.js';

// Control and format characters, which a list or a log would act upon, and what separates folders.
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\]/u;

/**
 * The most bytes of a file's name from outside. File systems take 255; a draft, and a second file of that name, have endings of
 * their own besides.
 */
const mostNameBytes = 230;

/** Whether a text from outside is the name of one file: no path, nothing that cannot be seen, no longer than disks take. */
export const isFileName = (text: string): boolean =>
  text !== '' && text !== '.' && text !== '..' && Buffer.byteLength(text) <= mostNameBytes && !unsafe.test(text);

/**
 * The path of a name, with slashes, below a folder, whose own folders are made; stops (exit 3, `path_leaves_folder`) where it
 * would lie outside or goes through a link. The folder itself may be one: that is the operator's choice.
 */
export async function pathInside(folder: string, name: string): Promise<string> {
  const parts = name.split('/');
  const refuse = (): Stop => new Stop(3, [fault(remoteFaults, 'path_leaves_folder', { path: name, folder })]);
  if (!parts.every(isFileName)) throw refuse();
  await mkdir(folder, { recursive: true });
  let at = folder;
  for (const part of parts.slice(0, -1)) {
    at = join(at, part);
    if (await isLink(at)) throw refuse();
    await mkdir(at, { recursive: true });
  }
  const target = join(at, parts.at(-1) ?? '');
  if (await isLink(target)) throw refuse();
  return target;
}

const isLink = async (path: string): Promise<boolean> => (await lstat(path).catch(() => undefined))?.isSymbolicLink() === true;

/** What a sender calls a file as a name that stays in its folder, is no hidden file, and has at most 80 characters, and no more than disks take. */
export function safeName(given: string | undefined, otherwise: string): string {
  const last = (given ?? '').split(/[/\\]/).at(-1) ?? '';
  const plain = [...last]
    .map(character => (/[\p{L}\p{N} ._()+-]/u.test(character) ? character : '_'))
    .join('')
    .replace(/^[. ]+/, '')
    .trim();
  let short = [...plain].slice(-80).join('');
  while (Buffer.byteLength(short) > mostNameBytes) short = [...short].slice(1).join('');
  return short === '' ? otherwise : short;
}
