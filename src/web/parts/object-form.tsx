import type { ConfigEdit } from '../../contract/config.js';
import type { ConfigDraft, ConfigForm, ConfigObject, ConfigObjects, FormKind, ObjectForm } from '../../contract/config-forms.js';
import type { Language } from '../../contract/scalars.js';
import { useRef, useState } from 'preact/hooks';
import { fieldOfObject } from '../field-of-fault.js';
import { useTranslation } from '../language.js';
import { useFreshResource, useResource } from '../resource.js';
import { post, withQuery } from '../rest.js';
import { filled, type Words } from '../words/en.js';
import { CalendarFields } from './calendar-fields.js';
import { ChangeForm, type ChangeFormProps } from './change-form.js';
import { ChangedSentences } from './changed-sentences.js';
import { ContractFields } from './contract-fields.js';
import { Meanwhile } from './meanwhile.js';
import { Notice } from './notice.js';
import { formAt, newContractOf } from './object-list.js';
import { PlaceFields } from './place-fields.js';
import { Shown } from './problem.js';

interface Props {
  readonly kind: FormKind;
  /** Null for one that is new. */
  readonly id: string | null;
  /** Whose contract is begun, where that is known. */
  readonly client: string | null;
  /** Whether a second person has to approve it. */
  readonly isAsked: boolean;
}

/** A client, site or calendar in a form. */
export function ObjectFormPage({ kind, id, client, isAsked }: Props) {
  const path = withQuery('/config/object', { kind, id });
  const [read, retry] = useFreshResource<ConfigObject>(path);
  const [objects, again] = useResource<ConfigObjects>('/config/objects');
  return (
    <Shown of={read} retry={retry}>
      {began => (
        <Shown of={objects} retry={again}>
          {choices => <Form key={began.base} began={begunFor(client, began)} {...{ id, isAsked, choices }} />}
        </Shown>
      )}
    </Shown>
  );
}

/** A contract that begins with whose it is. */
function begunFor(client: string | null, began: ConfigObject): ConfigObject {
  const { form } = began;
  if (client === null || form.kind !== 'contract' || form.values.client !== '') return began;
  return { ...began, form: { ...form, values: { ...form.values, client } } };
}

interface FormProps {
  readonly began: ConfigObject;
  readonly id: string | null;
  readonly isAsked: boolean;
  readonly choices: ConfigObjects;
}

function Form({ began: first, id, isAsked, choices }: FormProps) {
  const { words, language } = useTranslation();
  const { forms } = words;
  const [began, setBegan] = useState(first);
  const [form, setForm] = useState(first.form);
  const { kind } = form;
  // Where the object stands in its file, by which faults name what is wrong in it.
  const path = useRef<ConfigDraft['path']>([]);
  const draft = async (removes: boolean): Promise<ConfigEdit['files']> => {
    const drafted = await post<ConfigDraft, ConfigForm>('/config/drafts', { id, base: began.base, removes, form });
    path.current = drafted.path;
    return [{ file: drafted.file, base: drafted.base, text: drafted.text }];
  };
  const isNew = id === null;
  const isOwn = !isNew && !began.is_packaged;
  return (
    <ChangeForm
      title={filled(forms.titleOf, { kind: forms.kinds[kind], id: id ?? forms.newOne })}
      isAsked={isAsked}
      isUnsaved={JSON.stringify(form) !== JSON.stringify(began.form)}
      version={JSON.stringify(form)}
      proposed={isNew ? reasonFor(form, forms, language) : ''}
      {...nextTo(form, words)}
      files={() => draft(false)}
      fields={{ values: form.values, of: fault => fieldOfObject(form, path.current)(fault) }}
      without={isOwn ? { label: forms.take, files: () => draft(true) } : undefined}
      sentences={isNew ? undefined : <ChangedSentences began={began.form} form={form} />}
      meanwhile={
        <Meanwhile
          path={withQuery('/config/object', { kind, id })}
          {...{ began, form }}
          takeOn={(now, merged) => {
            setBegan(now);
            setForm(merged);
          }}
        />
      }
    >
      {began.is_packaged && <Notice>{forms.packaged}</Notice>}
      {isOwn && <p class="quiet">{filled(forms.inFile, { file: began.file })}</p>}
      {kind === 'client' && !choices.registers_clients && <Notice tone="warn">{forms.firstClient}</Notice>}
      <Fields {...{ form, isNew, choices }} change={setForm} />
    </ChangeForm>
  );
}

/** Why there is a new one, as soon as it has a name. */
function reasonFor({ kind, values }: ObjectForm, { newReasons }: Words['forms'], language: Language): string {
  const name = 'name' in values ? values.name[language] || values.name.en || values.name.zh : '';
  const id = 'id' in values ? values.id : values.code;
  const called = kind === 'contract' || name === '' ? id : name;
  return called.trim() === '' ? '' : filled(newReasons[kind], { name: called.trim() });
}

/** An empty form, at another address than the one in which something was just saved. */
const anew = (kind: 'client' | 'contract', after: string): string => `${formAt(kind)}&after=${encodeURIComponent(after)}`;

/** What usually follows a client or a contract. */
function nextTo({ kind, values }: ObjectForm, { forms, firstSteps }: Words): Pick<ChangeFormProps, 'next'> {
  if (kind === 'client')
    return {
      next: [
        [anew('client', values.code), forms.begin.client],
        [newContractOf(values.code), forms.itsContract],
        ['/imports/map', firstSteps.file],
      ],
    };
  if (kind !== 'contract') return {};
  return {
    next: [
      ['/board', firstSteps.month],
      [anew('contract', values.id), forms.begin.contract],
      ['/imports/map', firstSteps.file],
    ],
  };
}

interface FieldsProps {
  readonly form: ObjectForm;
  readonly isNew: boolean;
  readonly choices: ConfigObjects;
  readonly change: (form: ObjectForm) => void;
}

function Fields({ form, change, ...rest }: FieldsProps) {
  if (form.kind === 'contract')
    return (
      <ContractFields values={form.values} change={part => change({ ...form, values: { ...form.values, ...part } })} {...rest} />
    );
  if (form.kind === 'calendar')
    return (
      <CalendarFields values={form.values} change={part => change({ ...form, values: { ...form.values, ...part } })} {...rest} />
    );
  return <PlaceFields form={form} change={change} {...rest} />;
}
