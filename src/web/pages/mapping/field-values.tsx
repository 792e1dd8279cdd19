import type { FieldView, Mapping } from '../../../contract/waiting-files.js';
import { useTranslation } from '../../language.js';
import { countText } from '../../number.js';
import { ScrollTable } from '../../parts/scroll-table.js';
import { TableHead } from '../../parts/table-head.js';
import { filled } from '../../words/en.js';
import { blanksOf, constantOf, isWord, type Meant, readAs, valuesOf, withBlanks, withMeaning, withoutBlank } from './draft.js';
import type { FieldPart } from './mapped-file.js';

/** What a field takes, where that is a list; undefined where it takes any text. */
export const allowedOf = ({ type, one_of }: FieldView): readonly string[] | undefined =>
  type === 'boolean' ? ['true', 'false'] : (one_of ?? undefined);

/** In place of a value: its rows are rejected; and it means nothing. */
const rejected = '';
const nothing = '\u0000';

/** All values of a column that stand for something else, each with what it means: those of a list, clients and sites by other names, words for figures. */
export function FieldValues({ field, mapping, file }: FieldPart) {
  const { words, say } = useTranslation();
  const { mapping: texts } = words;
  const isMeant = meantHere(field, mapping);
  const values = valuesOf(mapping, file.seen.columns).filter(({ value }) => isMeant(value));
  if (values.length === 0) return null;
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

/** Whether somebody may say what a value of a field means. */
function meantHere(field: FieldView, { map = {} }: Mapping): (value: string) => boolean {
  if (field.type === 'number') return value => isWord(value) || map[value] !== undefined;
  const isPlace = field.name === 'client' || field.name === 'site';
  return () => isPlace || allowedOf(field) !== undefined;
}

/** What one value means: chosen from what the field takes, or written as a code. */
export function Meaning({ value, field, mapping, file }: FieldPart & { readonly value: string }) {
  const { words } = useTranslation();
  const { mapping: texts } = words;
  const allowed = allowedOf(field);
  const label = filled(texts.meansOf, { value });
  const means = mapping.map?.[value];
  const unmapped = mapping.map === undefined ? readAs(field, value) : undefined;
  const isNothing = means === null || blanksOf(mapping).includes(value);
  const say = (meaning: Meant | undefined): void => {
    const base = withoutBlank(mapping, value);
    file.fill(field.name, withMeaning(base, field, valuesOf(mapping, file.seen.columns), [value, meaning]));
  };
  if (allowed === undefined)
    return (
      <input
        aria-label={label}
        value={String(means ?? unmapped ?? '')}
        maxLength={200}
        {...(field.type === 'number' && { inputMode: 'decimal', placeholder: isNothing ? texts.blank : texts.figure })}
        onChange={event => {
          const text = event.currentTarget.value.trim();
          say(text === '' ? undefined : constantOf(field, text));
        }}
      />
    );
  const now = String(means ?? unmapped ?? rejected);
  return (
    <select
      aria-label={label}
      value={isNothing ? nothing : now}
      onChange={event => {
        const chosen = event.currentTarget.value;
        if (chosen === nothing) return file.fill(field.name, withBlanks(mapping, [value]));
        const meant = field.type === 'boolean' ? chosen === 'true' : chosen;
        return say(chosen === rejected ? undefined : meant);
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
