import { setImmediate } from 'node:timers/promises';
import type { ConfigDraft, ConfigFormRead, ConfigObject, FormKind, ObjectForm } from '../../contract/config-forms.js';
import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { ruleItems } from '../../reports/contract-workbook/rule-forms.js';
import { saysNothing, withObject } from '../../rulebook/edited-object.js';
import { withRemarks } from '../../rulebook/remarked-days.js';
import type { PlainMap } from '../../rulebook/plain.js';
import type { WantedMap } from '../../rulebook/wanted.js';
import type { Workspace } from '../../rulebook/workspace.js';
import { refusePasswords } from '../config/passwords.js';
import { textOnDisk } from '../config/read-config.js';
import { textAsEdited } from '../config/write-files.js';
import type { Deps } from '../deps.js';
import { calendarForm, wantedCalendar } from './calendar-form.js';
import { contractForm } from './contract-form.js';
import { findObject, listOf } from './find-object.js';
import { remarksIn } from './days.js';
import { asWanted } from './labels.js';
import { shownNumbers } from './form-numbers.js';
import { clientForm, siteForm, wantedClient, wantedSite } from './place-forms.js';
import { wantedContract } from './wanted-contract.js';

type Surroundings = Pick<Deps, 'workspace'>;

/** An object of config in the fields of its form, as its file says it now; an empty form for a new one. */
export async function objectForm(
  { workspace }: Surroundings,
  { kind, id }: { readonly kind: FormKind; readonly id: string | null },
): Promise<ConfigObject> {
  const { file, base, isPackaged, plain } = await findObject(workspace.directory, { kind, id, newId: 'new' });
  return { file, base, is_packaged: isPackaged, form: formOf(workspace, kind, plain) };
}

function formOf({ toWord, rulebook }: Workspace, kind: FormKind, plain: PlainMap): ObjectForm {
  if (kind === 'client') return { kind, values: clientForm(plain) };
  if (kind === 'site') return { kind, values: siteForm(plain) };
  if (kind === 'calendar') return { kind, values: calendarForm(plain) };
  return { kind, values: shownNumbers(contractForm(plain, ruleItems(toWord)), rulebook.metrics) };
}

function wantedOf({ toWord, settings, rulebook }: Workspace, form: ConfigFormRead['form'], now: PlainMap): WantedMap {
  if (form.kind === 'client') return wantedClient(form.values, now);
  if (form.kind === 'site') return wantedSite(form.values, now);
  if (form.kind === 'calendar') return wantedCalendar(form.values, now);
  return wantedContract(form.values, now, {
    items: ruleItems(toWord),
    metrics: rulebook.metrics,
    language: settings.language,
  });
}

/**
 * The file of an object as its form would have it: only what the form says otherwise is another. Nothing is written or checked. Stops
 * where the file is another than the form was filled from, and where it cannot be changed piece by piece.
 */
export async function draftForm({ workspace }: Surroundings, { id, base, removes, form }: ConfigFormRead): Promise<ConfigDraft> {
  const { directory } = workspace;
  const newId = form.kind === 'contract' ? form.values.id.trim() : '';
  const found = await findObject(directory, { kind: form.kind, id, newId });
  const { file, isPackaged, plain, base: now } = found;
  const { list, key } = listOf[form.kind];
  const before = (await textOnDisk(directory, file)) ?? '';
  refusePasswords(file, before);
  const kept = isPackaged ? exactlyAs(plain) : {};
  // A contract of hundreds of measures takes its time at each of these steps.
  await setImmediate();
  const wanted = removes ? null : { ...kept, ...wantedOf(workspace, form, plain) };
  await setImmediate();
  const edited = await withObject(before, { list, key, id: id === null || isPackaged ? undefined : id }, wanted);
  if ('refused' in edited) {
    const code = edited.refused === 'too_large' ? 'config_object_too_large' : 'config_object_by_hand';
    throw new Stop(2, [fault(configChangeFaults, code, { file })]);
  }
  const { at } = edited;
  await setImmediate();
  const remarks = form.kind === 'calendar' && !removes ? remarksIn(form.values.holidays) : undefined;
  const text = remarks === undefined ? edited.text : withRemarks(edited.text, at, remarks);
  await textAsEdited(directory, { file, base: id === null ? now : base, text });
  const shown = { file, base: now, text: removes && form.kind === 'contract' && saysNothing(text) ? null : text };
  return { ...shown, path: removes ? [] : [list, at] };
}

/** All that an object says now. */
const exactlyAs = (plain: PlainMap): WantedMap =>
  Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, asWanted(value)]));
