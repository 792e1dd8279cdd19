import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FormKind } from '../../contract/config-forms.js';
import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { configFilesOf, packagedConfig } from '../../rulebook/config-files.js';
import { type ObjectName, objectsIn } from '../../rulebook/edited-object.js';
import { settingsFile } from '../../rulebook/find-workspace.js';
import type { PlainMap } from '../../rulebook/plain.js';
import { sha256 } from '../../store/ledger.js';
import { requireConfigPath } from '../config/config-path.js';
import { textOnDisk } from '../config/read-config.js';

/** Where the objects of a kind are listed, and where one that is new is put. */
export const listOf: Readonly<Record<FormKind, Pick<ObjectName, 'list' | 'key'> & { readonly file: (id: string) => string }>> = {
  client: { list: 'clients', key: 'code', file: () => settingsFile },
  site: { list: 'sites', key: 'code', file: () => settingsFile },
  calendar: { list: 'calendars', key: 'id', file: () => 'config/calendars.yaml' },
  contract: { list: 'contracts', key: 'id', file: id => `config/contracts/${id}.yaml` },
};

/** An object of config as its file says it. */
export interface FoundObject {
  readonly file: string;
  /** The SHA-256 of the file; null where there is none. */
  readonly base: string | null;
  readonly isPackaged: boolean;
  /** Empty for one that is new. */
  readonly plain: PlainMap;
}

/** The object of an id, or the place of one that is new, of the id that it is to have; a Stop where there is no such object, or its file cannot be read. */
export async function findObject(
  directory: string,
  { kind, id, newId }: { readonly kind: FormKind; readonly id: string | null; readonly newId: string },
): Promise<FoundObject> {
  const { list, file } = listOf[kind];
  if (id === null) return atFile(directory, file(newId), { isPackaged: false, plain: {} });
  const files = kind === 'client' || kind === 'site' ? [settingsFile] : await configFilesOf(directory);
  for (const one of files) {
    const text = (await textOnDisk(directory, one)) ?? '';
    const plain = named(text, kind, id);
    if (plain !== undefined) return { file: one, base: sha256(text), isPackaged: false, plain };
  }
  if (kind === 'calendar') {
    const plain = await packagedCalendar(id);
    if (plain !== undefined) return atFile(directory, file(id), { isPackaged: true, plain });
  }
  throw new Stop(2, [fault(configChangeFaults, 'config_object_unknown', { list, id })]);
}

async function atFile(directory: string, file: string, rest: Pick<FoundObject, 'isPackaged' | 'plain'>): Promise<FoundObject> {
  requireConfigPath(file);
  const text = await textOnDisk(directory, file);
  return { file, base: text === undefined ? null : sha256(text), ...rest };
}

/** The object of an id in a text; only what could hold it is parsed. */
function named(text: string, kind: FormKind, id: string): PlainMap | undefined {
  const { list, key } = listOf[kind];
  if (!text.includes(list) || !text.includes(key)) return undefined;
  return objectsIn(text, { list })?.find(one => one[key] === id);
}

async function packagedCalendar(id: string): Promise<PlainMap | undefined> {
  const folder = packagedConfig();
  for (const file of await configFilesOf(join(folder, '..'))) {
    if (!file.startsWith('config/calendars/')) continue;
    const found = named(await readFile(join(folder, '..', file), 'utf8'), 'calendar', id);
    if (found !== undefined) return found;
  }
  return undefined;
}
