import type { Fault } from '../../../contract/fault.js';
import type { ImportedBatch } from '../../../contract/imports.js';
import type { FieldView, Mapping } from '../../../contract/waiting-files.js';
import { useTranslation } from '../../language.js';
import { countText } from '../../number.js';
import { FieldLink } from '../../parts/faulty-fields.js';
import { wordingIn } from '../../parts/problem.js';
import { filled } from '../../words/en.js';
import { isOnlyKey, isWord, withBlanks } from './draft.js';
import { Meaning } from './field-values.js';
import type { MappedFile } from './mapped-file.js';

type Found = ImportedBatch['errors'][number];

/** Cells that say nothing a field can take: each is given a meaning. */
const unmapped = ['map_missed', 'choice_unknown', 'boolean_unreadable'];
/** Cells that cannot be read: they may mean nothing. */
const unread = ['date_unreadable', 'date_form_unknown', 'time_unreadable', 'number_unreadable', 'number_marked'];

/** The rejected rows by what is wrong with them, each with the rows and with what can be done about it here. */
export function Mends({ errors, file }: { readonly errors: readonly Found[]; readonly file: MappedFile }) {
  const { words, language } = useTranslation();
  if (errors.length === 0) return null;
  return (
    <ul class="mends" aria-label={words.imports.rejects}>
      {errors.map((found, i) => {
        const { what, remedy } = wordingIn(language, found);
        const mend = mendOf(found, file);
        const about = fieldOfFault(found, file);
        return (
          <li key={i}>
            <p>
              {found.place.column !== undefined && (
                <strong>
                  {about === undefined ? found.place.column : <FieldLink to={about.field.name}>{found.place.column}</FieldLink>}:{' '}
                </strong>
              )}
              {what}
            </p>
            <p class="quiet">
              {filled(found.times === 1 ? words.mapping.inRow : words.imports.sameError, {
                times: countText(found.times),
                rows: (found.rows ?? []).join(', '),
              })}
              {(found.rows ?? []).length < found.times && ' …'}
            </p>
            {mend ?? (
              <p class="quiet">
                {remedy}{' '}
                <a class="fault-code" href={`/help/messages/${found.code}`}>
                  {found.code}
                </a>
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What mends an error, as controls; undefined where only its remedy in words is known. */
function mendOf(found: Found, file: MappedFile) {
  const { code } = found;
  const about = fieldOfFault(found, file);
  if (code === 'client_unknown') return <Register />;
  if (about === undefined) return undefined;
  if (unmapped.includes(code)) return <Meanings {...about} values={valuesIn(found)} file={file} />;
  const values = valuesIn(found);
  const isFigure = about.field.type === 'number' && values.some(isWord);
  if (unread.includes(code) && !about.field.is_key)
    return (
      <>
        {isFigure && <Meanings {...about} values={values.filter(isWord)} file={file} />}
        <AsBlank {...about} values={values} file={file} />
      </>
    );
  const isBelowItsGroup = about.mapping.column !== undefined && about.mapping.fill === undefined;
  if (code === 'key_missing' && isBelowItsGroup && !isOnlyKey(about.field, file.seen, file.draft))
    return <FillDown {...about} file={file} />;
  return undefined;
}

interface About {
  readonly field: FieldView;
  readonly mapping: Mapping;
}

interface MendProps extends About {
  readonly values: readonly string[];
  readonly file: MappedFile;
}

/** The field that a fault is of: the one that it names, the one that its column fills, or the one that it stands at in the layout. */
export function fieldOfFault({ params, place }: Fault, { seen, draft }: MappedFile): About | undefined {
  const named = 'field' in params && typeof params.field === 'string' ? params.field : undefined;
  const filledFrom = Object.entries(draft.fields).find(([, { column }]) =>
    [column]
      .flat()
      .map(String)
      .includes(String(place.column ?? '')),
  )?.[0];
  const [list, written] = place.path ?? [];
  const name = named ?? filledFrom ?? (list === 'fields' ? String(written) : '');
  const field = seen.fields.find(one => one.name === name);
  const mapping = draft.fields[name];
  return field === undefined || mapping === undefined ? undefined : { field, mapping };
}

const valuesIn = ({ values = [], params }: Found): readonly string[] => {
  if (values.length > 0) return values.map(({ value }) => value);
  return 'value' in params && typeof params.value === 'string' ? [params.value] : [];
};

function Meanings({ values, field, mapping, file }: MendProps) {
  return (
    <ul class="meanings">
      {values.map(value => (
        <li key={value} class="form-row">
          <span>{value}</span> <Meaning {...{ value, field, mapping, file }} />
        </li>
      ))}
    </ul>
  );
}

function AsBlank({ values, field: { name }, mapping, file: { fill } }: MendProps) {
  const { words } = useTranslation();
  return (
    <button type="button" class="wrapping" onClick={() => fill(name, withBlanks(mapping, values))}>
      {filled(words.mapping.asBlank, { values: values.join(', ') })}
    </button>
  );
}

function FillDown({ field: { name }, mapping, file: { fill } }: Omit<MendProps, 'values'>) {
  const { words } = useTranslation();
  return (
    <button type="button" onClick={() => fill(name, { ...mapping, fill: 'down' })}>
      {words.mapping.above}
    </button>
  );
}

function Register() {
  const { words } = useTranslation();
  return <a href="/rules?file=plumbline.yaml">{words.mapping.register}</a>;
}
