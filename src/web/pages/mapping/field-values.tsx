import type { FieldView } from '../../../contract/waiting-files.js';
import { useTranslation } from '../../language.js';
import { countText } from '../../number.js';
import { ScrollTable } from '../../parts/scroll-table.js';
import { TableHead } from '../../parts/table-head.js';
import { filled } from '../../words/en.js';
import { blanksOf, readAs, valuesOf, withBlanks, withMeaning } from './draft.js';
import type { FieldPart } from './mapped-file.js';

/** What a field takes, where that is a list; undefined where it takes any text. */
export const allowedOf = ({ type, one_of }: FieldView): readonly string[] | undefined =>
  type === 'boolean' ? ['true', 'false'] : (one_of ?? undefined);

/** In place of a value: its rows are rejected; and it means nothing. */
const rejected = '';
const nothing = '\u0000';

/** All values of a column that stand for something else, each with what it means: those of a list, and clients and sites by other names. */
export function FieldValues({ field, mapping, file }: FieldPart) {
  const { words, say } = useTranslation();
  const { mapping: texts } = words;
  const values = valuesOf(mapping, file.seen.columns);
  const isPlace = field.name === 'client' || field.name === 'site';
  if ((allowedOf(field) === undefined && !isPlace) || values.length === 0) return null;
  const caption = filled(texts.values, { field: say(field.label) });
  return (
    <ScrollTable caption={caption}>
      <TableHead columns={[texts.value, { number: texts.rows }, texts.means]} />
      <tbody>
        {values.map(({ value, rows }) => (
          <tr key={value}>
            <th scope="row">{value}</th>
            <td class="number">{countText(rows)}</td>
            <td>
              <Meaning value={value} {...{ field, mapping, file }} />
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** What one value means: chosen from what the field takes, or written as a code. */
export function Meaning({ value, field, mapping, file }: FieldPart & { readonly value: string }) {
  const { words } = useTranslation();
  const { mapping: texts } = words;
  const allowed = allowedOf(field);
  const label = filled(texts.meansOf, { value });
  const means = mapping.map?.[value];
  const unmapped = mapping.map === undefined ? readAs(field, value) : undefined;
  const say = (meaning: string | boolean | null | undefined): void =>
    file.fill(field.name, withMeaning(mapping, field, valuesOf(mapping, file.seen.columns), [value, meaning]));
  if (allowed === undefined)
    return (
      <input
        aria-label={label}
        value={String(means ?? unmapped ?? '')}
        maxLength={200}
        onChange={event => say(event.currentTarget.value.trim() === '' ? undefined : event.currentTarget.value.trim())}
      />
    );
  const now = String(means ?? unmapped ?? rejected);
  const isBlank = means === null || blanksOf(mapping).includes(value);
  return (
    <select
      aria-label={label}
      value={isBlank ? nothing : now}
      onChange={event => {
        const chosen = event.currentTarget.value;
        if (chosen === nothing) return file.fill(field.name, withBlanks(mapping, [value]));
        const meant = field.type === 'boolean' ? chosen === 'true' : chosen;
        const left = { ...mapping, blank: blanksOf(mapping).filter(one => one !== value) };
        const { blank, ...rest } = left;
        const base = blank.length === 0 ? rest : left;
        const all = valuesOf(mapping, file.seen.columns);
        return file.fill(field.name, withMeaning(base, field, all, [value, chosen === rejected ? undefined : meant]));
      }}
    >
      <option value={rejected}>{texts.rejected}</option>
      {allowed.map(one => (
        <option key={one} value={one}>
          {texts.codes[one] ?? one}
        </option>
      ))}
      <option value={nothing}>{texts.blank}</option>
    </select>
  );
}
