import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from './inbox-files.js';

/** That a file of the inbox is being imported: noted before, removed after it has been put away. */
export interface ImportInProgress {
  /** Below the inbox. */
  readonly name: string;
  readonly sha256: string;
  /** The last batch before: later ones of the same content are this very file's. */
  readonly after_batch: number;
}

/** What a process that was killed in the middle of an import had begun. */
export class InboxJournal {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What was begun with the file of that name and content. */
  async begun(name: string, sha256: string): Promise<ImportInProgress | undefined> {
    const text = await readFile(this.#path(name), 'utf8').catch(() => undefined);
    // Written by `begin` in one piece.
    const taken = text === undefined ? undefined : (JSON.parse(text) as ImportInProgress);
    return taken?.name === name && taken.sha256 === sha256 ? taken : undefined;
  }

  begin(taken: ImportInProgress): Promise<void> {
    return writeAtomically(this.#path(taken.name), JSON.stringify(taken));
  }

  end(name: string): Promise<void> {
    return rm(this.#path(name), { force: true });
  }

  /** Forgets files that are not in the inbox any more, and names them: they were put away right before the process ended. */
  async tidy(names: readonly string[]): Promise<readonly string[]> {
    const known = new Set(names.map(name => this.#path(name)));
    const putAway: string[] = [];
    for (const entry of await readdir(this.#folder).catch(() => [])) {
      const path = join(this.#folder, entry);
      if (known.has(path)) continue;
      // Written by `begin` in one piece; anything else is a draft of one.
      if (entry.endsWith('.json')) putAway.push((JSON.parse(await readFile(path, 'utf8')) as ImportInProgress).name);
      await rm(path, { force: true });
    }
    return putAway;
  }

  #path(name: string): string {
    return join(this.#folder, `${createHash('sha256').update(name).digest('hex').slice(0, 32)}.json`);
  }
}
