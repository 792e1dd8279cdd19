import type { FieldNames } from '../../faults/worded.js';
import type { Workspace } from '../../rulebook/workspace.js';
import { kindsOf } from './propose-layout.js';

/** What fields are called, those of a workspace too: as the kind of a layout's facts calls them, else as the first kind that has them does. */
export function fieldNames(workspace?: Workspace, layout: string | null = null): FieldNames {
  const kinds = kindsOf(workspace);
  const fact = workspace?.layouts.find(({ name }) => name === layout)?.layout.fact;
  const names = new Map<string, { readonly en: string; readonly zh: string }>();
  for (const { fields } of kinds.toSorted((a, b) => Number(b.name === fact) - Number(a.name === fact)))
    for (const { name, en, zh } of fields) if (!names.has(name)) names.set(name, { en, zh });
  return code => names.get(code);
}
