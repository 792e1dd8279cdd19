import type { ObjectForm } from '../contract/config-forms.js';

/** The way to a field of a form: names, and places in lists. */
export type FieldPath = readonly (string | number)[];

/** A field that is another now than when a form was begun. */
export interface ChangedField {
  readonly path: FieldPath;
  readonly began: string;
  readonly now: string;
  readonly yours: string;
}

/** The fields that somebody else changed while a form was filled in. */
export function changedFields(began: ObjectForm, now: ObjectForm, yours: ObjectForm): readonly ChangedField[] {
  const [was, is, mine] = [began, now, yours].map(({ values }) => new Map(textsOf(values, [])));
  const keys = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])]);
  return [...keys]
    .map(key => ({
      // Written by the function below.
      path: JSON.parse(key) as FieldPath,
      began: was?.get(key) ?? '',
      now: is?.get(key) ?? '',
      yours: mine?.get(key) ?? '',
    }))
    .filter(field => field.began !== field.now);
}

/** The text of every field, by its path as JSON. */
function textsOf(value: unknown, path: FieldPath): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null)
    return [[JSON.stringify(path), typeof value === 'boolean' ? String(value) : typeof value === 'string' ? value : '']];
  const parts = Array.isArray(value) ? value.map((part, i) => [i, part] as const) : Object.entries(value);
  return parts.flatMap(([name, part]) => textsOf(part, [...path, name]));
}

/** The form as it is filled from what the file says now, with the fields that were changed in it. */
export function mergedForm(began: ObjectForm, now: ObjectForm, yours: ObjectForm): ObjectForm {
  const [was, mine]: readonly Readonly<Record<string, unknown>>[] = [{ ...began.values }, { ...yours.values }];
  const values = Object.entries(now.values).map(([name, value]: readonly [string, unknown]) => {
    const isMine = JSON.stringify(mine?.[name]) !== JSON.stringify(was?.[name]);
    return [name, isMine ? mine?.[name] : value] as const;
  });
  // All three are forms of one kind, whose fields are the same.
  return { ...now, values: Object.fromEntries(values) } as ObjectForm;
}
