import type { ConfigEdit } from '../../contract/config.js';
import type { ConfigDraft, ConfigForm, ConfigObject, ConfigObjects, FormKind, ObjectForm } from '../../contract/config-forms.js';
import type { Language } from '../../contract/scalars.js';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Proposal } from '../contract-proposal.js';
import { agreedOf, begunContract, isUnderContract, yearOf } from '../contract-start.js';
import type { FieldPath } from '../merged-form.js';
import { fieldOfObject } from '../field-of-fault.js';
import { useTranslation } from '../language.js';
import { useFreshResource } from '../resource.js';
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
  /** The month whose figures somebody comes from. */
  readonly period: string | null;
  /** Whether a second person has to approve it. */
  readonly isAsked: boolean;
}

/** A client, site or calendar in a form. */
export function ObjectFormPage({ kind, id, client, period, isAsked }: Props) {
  const path = withQuery('/config/object', { kind, id });
  const [read, retry] = useFreshResource<ConfigObject>(path);
  const [objects, again] = useFreshResource<ConfigObjects>('/config/objects');
  useEffect(() => {
    // A calendar may have been made in another tab.
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, [again]);
  return (
    <Shown of={read} retry={retry}>
      {began => (
        <Shown of={objects} retry={again}>
          {choices => (
            <Form key={began.base} began={begunFor({ client, period }, began, choices)} {...{ id, period, isAsked, choices }} />
          )}
        </Shown>
      )}
    </Shown>
  );
}

/** A form that begins with what is plain: a contract with whose it is, a new calendar with the usual working days. */
function begunFor(
  { client, period }: Pick<Props, 'client' | 'period'>,
  began: ConfigObject,
  choices: ConfigObjects,
): ConfigObject {
  const { form } = began;
  if (form.kind === 'calendar' && form.values.id === '') {
    const days = form.values.days.map((one, i) => ({ ...one, works: i < 5 }));
    return { ...began, form: { ...form, values: { ...form.values, hours: '09:00-18:00', days } } };
  }
  if (form.kind !== 'contract' || form.values.id !== '') return began;
  const [first, ...others] = choices.clients.filter(({ id }) => !isUnderContract(choices, id));
  const meant = client ?? (others.length === 0 ? first?.id : undefined);
  if (meant === undefined) return began;
  const values = begunContract(form.values, meant, { ...choices, year: yearOf(period) });
  return { ...began, form: { ...form, values } };
}

interface FormProps {
  readonly began: ConfigObject;
  readonly id: string | null;
  readonly period: string | null;
  readonly isAsked: boolean;
  readonly choices: ConfigObjects;
}

function Form({ began: first, id, period, isAsked, choices }: FormProps) {
  const { words, language } = useTranslation();
  const { forms } = words;
  const [began, setBegan] = useState(first);
  const [form, setForm] = useState(first.form);
  const { kind } = form;
  const [proposed, propose] = useState<readonly string[]>([]);
  const isNew = id === null;
  const sentOf = (one: ObjectForm) => sentForm(one, proposed, isNew);
  const sent = sentOf(form);
  // Where the object stands in its file, by which faults name what is wrong in it.
  const path = useRef<ConfigDraft['path']>([]);
  const draft = async (removes: boolean): Promise<ConfigEdit['files']> => {
    const drafted = await post<ConfigDraft, ConfigForm>('/config/drafts', { id, base: began.base, removes, form: sent.form });
    path.current = drafted.path;
    return [{ file: drafted.file, base: drafted.base, text: drafted.text }];
  };
  const isOwn = !isNew && !began.is_packaged;
  return (
    <ChangeForm
      title={filled(forms.titleOf, { kind: forms.kinds[kind], id: id ?? forms.newOne })}
      isAsked={isAsked}
      isUnsaved={JSON.stringify(sent.form) !== JSON.stringify(sentOf(began.form).form)}
      version={JSON.stringify(sent.form)}
      proposed={isNew ? reasonFor(form, forms, language) : ''}
      {...nextTo(form, words)}
      files={() => draft(false)}
      fields={{ values: form.values, of: fault => sent.shownAt(fieldOfObject(sent.form, path.current)(fault)) }}
      without={isOwn ? { label: forms.take, files: () => draft(true) } : undefined}
      sentences={isNew ? undefined : <ChangedSentences began={began.form} form={sent.form} />}
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
      <Fields {...{ form, isNew, choices }} proposal={{ period, metrics: proposed, propose }} change={setForm} />
    </ChangeForm>
  );
}

/** A form as it is saved, and where a field of that stands in what is shown. */
function sentForm(form: ObjectForm, proposed: readonly string[], isNew: boolean) {
  if (form.kind !== 'contract') return { form, shownAt: (path: FieldPath | undefined) => path };
  const { values, shownAt } = agreedOf(form.values, proposed, isNew);
  return { form: { ...form, values }, shownAt: (path: FieldPath | undefined) => (path === undefined ? path : shownAt(path)) };
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
  readonly proposal: Proposal;
  readonly change: (form: ObjectForm) => void;
}

function Fields({ form, change, proposal, ...rest }: FieldsProps) {
  if (form.kind === 'contract')
    return (
      <ContractFields
        values={form.values}
        proposal={proposal}
        change={part => change({ ...form, values: { ...form.values, ...part } })}
        {...rest}
      />
    );
  if (form.kind === 'calendar')
    return (
      <CalendarFields values={form.values} change={part => change({ ...form, values: { ...form.values, ...part } })} {...rest} />
    );
  return <PlaceFields form={form} change={change} {...rest} />;
}
