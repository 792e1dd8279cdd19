import type { ConfigDraft, ConfigFormRead, ConfigObject, FormKind, ObjectForm } from '../../contract/config-forms.js';
import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { withObject } from '../../rulebook/edited-object.js';
import type { PlainMap } from '../../rulebook/plain.js';
import type { WantedMap } from '../../rulebook/wanted.js';
import { refusePasswords } from '../config/passwords.js';
import { textOnDisk } from '../config/read-config.js';
import { textAsEdited } from '../config/write-files.js';
import type { Deps } from '../deps.js';
import { calendarForm, wantedCalendar } from './calendar-form.js';
import { findObject, listOf } from './find-object.js';
import { asWanted } from './labels.js';
import { clientForm, siteForm, wantedClient, wantedSite } from './place-forms.js';

/** An object of config in the fields of its form, as its file says it now; an empty form for a new one. */
export async function objectForm(
  { workspace }: Pick<Deps, 'workspace'>,
  { kind, id }: { readonly kind: FormKind; readonly id: string | null },
): Promise<ConfigObject> {
  const { file, base, isPackaged, plain } = await findObject(workspace.directory, kind, id);
  return { file, base, is_packaged: isPackaged, form: formOf(kind, plain) };
}

function formOf(kind: FormKind, plain: PlainMap): ObjectForm {
  if (kind === 'client') return { kind, values: clientForm(plain) };
  if (kind === 'site') return { kind, values: siteForm(plain) };
  return { kind, values: calendarForm(plain) };
}

function wantedOf(form: ConfigFormRead['form'], now: PlainMap): WantedMap {
  if (form.kind === 'client') return wantedClient(form.values, now);
  if (form.kind === 'site') return wantedSite(form.values, now);
  return wantedCalendar(form.values, now);
}

/**
 * The file of an object as its form would have it: only what the form says otherwise is another. Nothing is written or checked. Stops
 * where the file is another than the form was filled from, and where it cannot be changed piece by piece.
 */
export async function draftForm(
  { workspace }: Pick<Deps, 'workspace'>,
  { id, base, removes, form }: ConfigFormRead,
): Promise<ConfigDraft> {
  const { directory } = workspace;
  const { file, isPackaged, plain, base: now } = await findObject(directory, form.kind, id);
  const { list, key } = listOf[form.kind];
  const isNew = id === null || isPackaged;
  const kept = isPackaged ? Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, asWanted(value)])) : {};
  const wanted = removes ? null : { ...kept, ...wantedOf(form, plain) };
  const before = (await textOnDisk(directory, file)) ?? '';
  refusePasswords(file, before);
  const text = withObject(before, { list, key, id: isNew ? undefined : id }, wanted);
  if (text === undefined) throw new Stop(2, [fault(configChangeFaults, 'config_object_by_hand', { file })]);
  await textAsEdited(directory, { file, base: id === null ? now : base, text });
  return { file, base: now, text };
}
