import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A small, fixed set of packaged rules. */
export const packaged = fileURLToPath(new URL('./packaged', import.meta.url));

/** What a folder holds: files by path as text or bytes, and links by path. */
export interface FolderContent {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly links?: Readonly<Record<string, string>>;
}

/** Runs `work` in a fresh folder with these files, and removes it afterwards. */
export async function inFolder<T>(
  { files = {}, links = {} }: FolderContent,
  work: (directory: string) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-rulebook-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), content);
    }
    for (const [path, target] of Object.entries(links)) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await symlink(target, join(directory, path));
    }
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Runs `work` in a workspace with the packaged standards whose only config besides is this text. */
export const withConfig = <T>(config: string, work: (directory: string) => Promise<T>): Promise<T> =>
  inFolder({ files: { 'plumbline.yaml': 'time_zone: UTC\nadopt: paper\n', 'config/rules.yaml': config } }, work);
