import { existsSync } from 'node:fs';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { connect } from '../../src/store/connect.js';
import { borrowDatabase, type Borrowed, emptyDirectory, emptyTables, freshDirectory } from './databases.js';

/** Writes files by their paths in a folder. */
export async function writeFiles(directory: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

const databaseOf = (directory: string): string => path.join(directory, '.plumbline', 'database');

/** A new workspace of these files, whose database is still to be made: see `holdDatabaseOpen` and `withDatabase`. */
export async function workspaceWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const directory = await emptyDirectory();
  await writeFiles(directory, { 'plumbline.yaml': 'time_zone: UTC\n', ...files });
  return directory;
}

/** Gives a workspace an embedded database of its own, migrated and closed, for processes that open it themselves. */
export async function withDatabase(directory: string): Promise<string> {
  await mkdir(path.join(directory, '.plumbline'));
  await rename(await freshDirectory(), databaseOf(directory));
  return directory;
}

/** Lends a workspace an open database; the function given back takes it away, empty as it was. */
export async function lendDatabase(directory: string, { database, directory: lent }: Borrowed): Promise<() => Promise<void>> {
  await mkdir(path.join(directory, '.plumbline'), { recursive: true });
  await symlink(lent, databaseOf(directory));
  return async () => {
    await rm(databaseOf(directory));
    await emptyTables(database);
  };
}

/**
 * Holds a workspace's embedded database open, so that whatever follows goes through this process and need not start a database
 * each; one that has none gets one that this process has open already. The function given back lets it go.
 */
export async function holdDatabaseOpen(directory: string): Promise<() => Promise<void>> {
  if (existsSync(databaseOf(directory))) {
    const database = await connect({ directory: databaseOf(directory) });
    return () => database.close();
  }
  const borrowed = await borrowDatabase();
  await mkdir(path.join(directory, '.plumbline'), { recursive: true });
  await symlink(borrowed.directory, databaseOf(directory));
  return async () => {
    await rm(databaseOf(directory));
    await borrowed.giveBack();
  };
}
