import type { FieldView, Mapping, ProposedFieldView } from '../../../contract/waiting-files.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../../language.js';
import { ChoiceField } from '../../parts/choice-field.js';
import { TextField } from '../../parts/text-field.js';
import { filled } from '../../words/en.js';
import { dateForms, shownDate } from './date-forms.js';
import { blanksOf, constantOf, isSaid, valuesOf, withBlanks, withoutBlank } from './draft.js';
import { fieldNamed, type FieldPart, type MappedFile } from './mapped-file.js';
import { FieldValues } from './field-values.js';

interface Props {
  readonly field: string;
  readonly file: MappedFile;
}

/** How a field is read from its column: dates, numbers, values, blanks, another column beside it. */
export function FieldDetails({ field: name, file }: Props) {
  const { words, say } = useTranslation();
  const { mapping: texts } = words;
  const { seen, draft } = file;
  const field = fieldNamed(seen, name);
  const mapping = draft.fields[name];
  // It stays open when what it asks for was done.
  const [isOpen] = useState(
    () =>
      field !== undefined &&
      mapping !== undefined &&
      remarksOf({ field, mapping, file }, texts.remarks).some(({ is }) => is !== 'all_said'),
  );
  if (field === undefined || mapping === undefined) return null;
  const part = { field, mapping, file };
  const said = remarksOf(part, texts.remarks);
  return (
    <details class="column-details" open={isOpen}>
      <summary>{filled(texts.details, { field: say(field.label) })}</summary>
      <div class="stack">
        {said.map(({ is, values }) => (
          <p key={is} class="hint">
            {filled(texts.remarks[is] ?? '', { values: values.join(', ') })}
          </p>
        ))}
        <div class="form-row">
          {(field.type === 'instant' || field.type === 'day') && <DatesPart {...part} />}
          {field.type === 'number' && <DecimalPart {...part} />}
          {isJoinable(field) && <JoinPart {...part} />}
        </div>
        <FieldValues {...part} />
        <BlanksPart {...part} />
        <div class="form-row">
          <label class="check">
            <input
              type="checkbox"
              checked={mapping.fill === 'down'}
              onChange={event => file.fill(name, without(mapping, 'fill', event.currentTarget.checked ? { fill: 'down' } : {}))}
            />
            {texts.fillDown}
          </label>
          {(field.type === 'text' || field.type === 'number') && (
            <TextField
              label={texts.missing}
              maxLength={200}
              value={mapping.missing === undefined ? '' : String(mapping.missing.const)}
              write={text =>
                file.fill(name, without(mapping, 'missing', text === '' ? {} : { missing: { const: constantOf(field, text) } }))
              }
            />
          )}
        </div>
      </div>
    </details>
  );
}

/** Numbers and names are joined of two columns; what is one of a list, a client or a site is not. */
const isJoinable = ({ name, type, one_of }: FieldView): boolean =>
  type === 'text' && one_of === null && name !== 'client' && name !== 'site';

type Remarks = ProposedFieldView['remarks'];

/** What there is to be known or decided of a field, as long as it is not settled; values that were to be said and are, as said. */
const remarksOf = (part: FieldPart, words: Readonly<Record<string, string>>): Remarks =>
  (part.file.draft.known[part.field.name]?.remarks ?? [])
    .filter(({ is }) => words[is] !== undefined && !isSettled(is, part.mapping))
    .map(remark => (remark.is === 'choose_from' ? leftToSay(part, remark) : remark));

/** The values that mean nothing known yet; that all are said once none is left. */
function leftToSay({ field, mapping }: FieldPart, { is, values }: Remarks[number]): Remarks[number] {
  const left = values.filter(value => !isSaid(field, mapping, value));
  return left.length === 0 ? { is: 'all_said', values: [] } : { is, values: left };
}

/** What a remark asks for may have been done meanwhile. */
const isSettled = (is: string, mapping: Mapping): boolean =>
  (is === 'day_or_month' && mapping.format !== undefined) ||
  (is === 'thousands_or_decimals' && mapping.decimal !== undefined) ||
  (is === 'odd_values' && blanksOf(mapping).length > 0);

/** A field with one key taken out, and what stands in its place. */
function without(mapping: Mapping, key: keyof Mapping, instead: Mapping): Mapping {
  const { [key]: _, ...rest } = mapping;
  return { ...rest, ...instead };
}

function DatesPart({ field: { name }, mapping, file: { draft, fill } }: FieldPart) {
  const { words } = useTranslation();
  const { mapping: texts } = words;
  const now = [mapping.format ?? []].flat();
  const remarked = draft.known[name]?.remarks.find(({ is }) => is === 'day_or_month')?.values ?? [];
  const proposed = [draft.known[name]?.mapping.format ?? []].flat();
  const forms = [...new Set([...now, ...proposed, ...remarked, ...dateForms])];
  return (
    <>
      <ChoiceField
        label={texts.form}
        choices={forms.map(form => ({ value: form, label: `${form} (${shownDate(form)})` }))}
        value={now[0] ?? ''}
        unchosen={texts.asRecognised}
        choose={form => fill(name, without(mapping, 'format', form === '' ? {} : { format: form }))}
      />
      <ChoiceField
        label={texts.at}
        choices={['', 'start_of_day', 'end_of_day'].map(value => ({ value, label: texts.ats[value] ?? value }))}
        value={mapping.at ?? ''}
        choose={at => fill(name, without(mapping, 'at', at === 'start_of_day' || at === 'end_of_day' ? { at } : {}))}
      />
    </>
  );
}

function DecimalPart({ field: { name }, mapping, file: { fill } }: FieldPart) {
  const { words } = useTranslation();
  const { mapping: texts } = words;
  return (
    <ChoiceField
      label={texts.decimal}
      choices={['', '.', ','].map(value => ({ value, label: texts.decimals[value] ?? value }))}
      value={mapping.decimal ?? ''}
      choose={sign => fill(name, without(mapping, 'decimal', sign === '.' || sign === ',' ? { decimal: sign } : {}))}
    />
  );
}

function JoinPart({ field: { name }, mapping, file: { seen, fill } }: FieldPart) {
  const { words } = useTranslation();
  const { mapping: texts } = words;
  const [first, second] = [mapping.column ?? []].flat();
  if (first === undefined) return null;
  const join = (column: string): void => {
    const other = seen.columns.find(one => String(one.column) === column)?.column;
    const alone = without(mapping, 'join', { column: first });
    fill(name, other === undefined ? alone : { ...alone, column: [first, other], join: mapping.join ?? '-' });
  };
  return (
    <>
      <ChoiceField
        label={texts.joinWith}
        choices={seen.columns
          .filter(({ column }) => column !== first)
          .map(({ column }) => ({ value: String(column), label: String(column) }))}
        value={second === undefined ? '' : String(second)}
        unchosen={texts.joinNone}
        choose={join}
      />
      {second !== undefined && (
        <TextField
          label={texts.joinSign}
          maxLength={20}
          value={mapping.join ?? ''}
          write={text => fill(name, { ...mapping, join: text })}
        />
      )}
    </>
  );
}

function BlanksPart({ field: { name }, mapping, file: { seen, fill } }: FieldPart) {
  const { words } = useTranslation();
  const { mapping: texts } = words;
  const [text, setText] = useState('');
  const blanks = blanksOf(mapping);
  const id = `values-of-${name}`;
  const values = valuesOf(mapping, seen.columns);
  const add = (): void => {
    if (text.trim() === '') return;
    fill(name, withBlanks(mapping, [text.trim()]));
    setText('');
  };
  return (
    <div class="form-row">
      {blanks.length > 0 && (
        <div>
          <span class="small">{texts.blanks}</span>
          <ul class="chosen">
            {blanks.map(one => (
              <li key={one}>
                {one}
                <button
                  type="button"
                  aria-label={filled(texts.removeBlank, { value: one })}
                  onClick={() => fill(name, withoutBlank(mapping, one))}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <label class="field">
        <span>{texts.blankAdd}</span>
        <input
          value={text}
          maxLength={200}
          list={id}
          onInput={event => setText(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key === 'Enter') add();
          }}
        />
        <datalist id={id}>
          {values.map(({ value }) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      </label>
      <button type="button" onClick={add} disabled={text.trim() === ''}>
        {texts.add}
      </button>
    </div>
  );
}
