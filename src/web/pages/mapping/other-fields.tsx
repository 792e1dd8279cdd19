import type { FieldView, Mapping } from '../../../contract/waiting-files.js';
import { useId, useState } from 'preact/hooks';
import { useTranslation } from '../../language.js';
import { ChoiceField } from '../../parts/choice-field.js';
import { useClients } from '../../parts/client-head.js';
import { Notice } from '../../parts/notice.js';
import { TextField, type TextFieldProps } from '../../parts/text-field.js';
import { filled } from '../../words/en.js';
import { fieldOf, isOnlyKey, lackingIn } from './draft.js';
import { allowedOf } from './field-values.js';
import { LossesInAllRows, NoLosses } from './losses.js';
import type { MappedFile } from './mapped-file.js';

/** What no column says by itself: one value for all rows, a rule, a second field of one column; and what is still needed. */
export function OtherFields(file: MappedFile) {
  const { words, say } = useTranslation();
  const { mapping: texts } = words;
  const { seen, draft, fill } = file;
  const primary = new Set(seen.columns.map(column => fieldOf(draft.fields, column)));
  const others = seen.fields.filter(({ name }) => draft.fields[name] !== undefined && !primary.has(name));
  const lacking = lackingIn(draft, seen);
  const onlyKeys = lacking.filter(field => isOnlyKey(field, seen, draft));
  const eitherWay = lacking.filter(field => !isOnlyKey(field, seen, draft));
  const namesOf = (fields: readonly FieldView[]): string => fields.map(({ label }) => say(label)).join(', ');
  const [added, setAdded] = useState('');
  const free = seen.fields.filter(field => draft.fields[field.name] === undefined && !isOnlyKey(field, seen, draft));
  const add = (name: string): void => {
    setAdded('');
    if (name !== '') fill(name, { const: '' });
  };
  return (
    <section class="card stack" aria-label={texts.others}>
      <h2>{texts.others}</h2>
      {lacking.length > 0 && (
        <Notice tone="warn">
          {onlyKeys.length > 0 && <p>{filled(texts.lackingColumn, { fields: namesOf(onlyKeys) })}</p>}
          {eitherWay.length > 0 && <p>{filled(texts.lacking, { fields: namesOf(eitherWay) })}</p>}
          <p class="form-row">
            {eitherWay
              .filter(({ name }) => draft.fields[name] === undefined)
              .map(({ name, label }) => (
                <button key={name} type="button" onClick={() => add(name)}>
                  {filled(texts.constOf, { field: say(label) })}
                </button>
              ))}
          </p>
        </Notice>
      )}
      {others.map(field => (
        <OtherField key={field.name} field={field} mapping={draft.fields[field.name] ?? {}} file={file} />
      ))}
      <NoLosses {...file} />
      <div class="form-row">
        <ChoiceField
          label={texts.addField}
          choices={free.map(({ name, label }) => ({ value: name, label: say(label) }))}
          value={added}
          unchosen="…"
          choose={setAdded}
        />
        <button type="button" disabled={added === ''} onClick={() => add(added)}>
          {texts.add}
        </button>
      </div>
    </section>
  );
}

interface OtherProps {
  readonly field: FieldView;
  readonly mapping: Mapping;
  readonly file: MappedFile;
}

function OtherField({ field, mapping, file: { draft, fill } }: OtherProps) {
  const { words, say } = useTranslation();
  const { mapping: texts } = words;
  const remarks = draft.known[field.name]?.remarks ?? [];
  return (
    <div class="form-row other-field">
      {mapping.const === undefined ? (
        <p>
          <strong>{say(field.label)}</strong>{' '}
          {mapping.value === undefined
            ? filled(texts.fromColumn, { column: [mapping.column ?? []].flat().join(', ') })
            : filled(texts.byRule, { rule: mapping.value })}
        </p>
      ) : (
        <SameEverywhere field={field} value={String(mapping.const)} write={text => fill(field.name, { const: text })} />
      )}
      <button
        type="button"
        onClick={() => fill(field.name, undefined)}
        aria-label={filled(texts.drop1, { field: say(field.label) })}
      >
        ×
      </button>
      <LossesInAllRows field={field.name} mapping={mapping} />
      {remarks.map(({ is, values }) =>
        texts.remarks[is] === undefined || mapping.const === '' ? null : (
          <p key={is} class="hint">
            {filled(texts.remarks[is], { values: values.join(', ') })}
          </p>
        ),
      )}
    </div>
  );
}

function SameEverywhere({
  field,
  value,
  write,
}: {
  readonly field: FieldView;
  readonly value: string;
  readonly write: (text: string) => void;
}) {
  const { words, say } = useTranslation();
  const { mapping: texts } = words;
  const allowed = allowedOf(field);
  const label = filled(texts.constOf, { field: say(field.label) });
  const text = { label, name: field.name, maxLength: 200, value, write };
  if (field.name === 'client') return <ClientEverywhere {...text} />;
  if (allowed === undefined) return <TextField {...text} />;
  return (
    <ChoiceField
      label={label}
      name={field.name}
      choices={allowed.map(one => ({ value: one, label: texts.codes[one] ?? one }))}
      value={value}
      unchosen="…"
      choose={write}
    />
  );
}

/** One client for all rows, offered from those that are known. */
function ClientEverywhere(text: TextFieldProps) {
  const { say } = useTranslation();
  const id = useId();
  return (
    <>
      <TextField {...text} list={id} />
      <datalist id={id}>
        {useClients().map(({ client, name }) => (
          <option key={client} value={client} label={say(name)} />
        ))}
      </datalist>
    </>
  );
}
