import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Language } from '../../facts/label.js';
import { settingsFile } from '../../rulebook/find-workspace.js';
import { initWorkspace } from './init-workspace.js';

/** Where a workspace is made when there is none. */
const newFolder = 'plumbline';

/** Where somebody begins. */
interface Beginning {
  /** The folder that the person is in. */
  readonly start: string;
  /** The folder that is named, if one is. */
  readonly named: string | undefined;
  /** Of a workspace that is made. */
  readonly language: Language;
}

/** The workspace that is named, else the nearest one; made where there is none. */
export async function workspaceToStart({
  start,
  named,
  language,
}: Beginning): Promise<{ readonly directory: string; readonly isNew: boolean }> {
  const here = named === undefined ? nearest(start) : undefined;
  const directory = here ?? resolve(start, named ?? newFolder);
  if (existsSync(join(directory, settingsFile))) return { directory, isNew: false };
  await initWorkspace(directory, { language });
  return { directory, isNew: true };
}

function nearest(from: string): string | undefined {
  for (let directory = resolve(from); ; directory = dirname(directory)) {
    if (existsSync(join(directory, settingsFile))) return directory;
    if (directory === dirname(directory)) return undefined;
  }
}
