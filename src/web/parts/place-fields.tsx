import type { ConfigObjects, ObjectForm } from '../../contract/config-forms.js';
import { useTranslation } from '../language.js';
import { nameOf } from './object-list.js';
import { filled } from '../words/en.js';
import { CalendarNote, InOwnTab } from './calendar-note.js';
import { ChoiceField } from './choice-field.js';
import { SuggestField } from './suggest-field.js';
import { TextField } from './text-field.js';

type PlaceForm = Extract<ObjectForm, { readonly kind: 'client' | 'site' }>;

interface Props {
  readonly form: PlaceForm;
  readonly isNew: boolean;
  readonly choices: ConfigObjects;
  readonly change: (form: ObjectForm) => void;
}

/** The fields of a client or a site: what it is called, where it lies, when it works. */
export function PlaceFields({ form, isNew, choices, change }: Props) {
  const { words, say } = useTranslation();
  const { forms } = words;
  const { fields, hints } = forms;
  const { values } = form;
  const put = (part: Partial<PlaceForm['values']>): void =>
    // Both kinds have the fields that are put here.
    change({ ...form, values: { ...values, ...part } } as ObjectForm);
  const codeHint = isNew ? (form.kind === 'client' ? hints.codeClient : hints.codeSite) : hints.codeStays;
  return (
    <div class="fields">
      <TextField
        label={fields.code}
        name="code"
        hint={codeHint}
        required
        readOnly={!isNew}
        maxLength={200}
        value={values.code}
        write={code => put({ code })}
      />
      <TextField
        label={fields.en}
        name="name.en"
        hint={hints.nameBoth}
        value={values.name.en}
        write={en => put({ name: { ...values.name, en } })}
      />
      <TextField label={fields.zh} name="name.zh" value={values.name.zh} write={zh => put({ name: { ...values.name, zh } })} />
      <SuggestField
        label={fields.time_zone}
        name="time_zone"
        hint={hints.zone}
        known={timeZones}
        value={values.time_zone}
        write={time_zone => put({ time_zone })}
      />
      <ChoiceField
        label={fields.calendar}
        name="calendar"
        choices={choices.calendars.map(({ id, name }) => ({ value: id, label: nameOf(id, say(name)) }))}
        unchosen={forms.noCalendar}
        value={values.calendar}
        choose={calendar => put({ calendar })}
      >
        <p class="hint">
          <InOwnTab kind="calendar" says={forms.begin.calendar} />
        </p>
        {values.calendar !== '' && <CalendarNote calendar={values.calendar} calendars={choices.calendars} until="" />}
      </ChoiceField>
      {form.kind === 'client' && <ClientFields form={form} change={change} segments={choices.segments} />}
    </div>
  );
}

const timeZones = Intl.supportedValuesOf('timeZone');

interface ClientProps {
  readonly form: Extract<ObjectForm, { readonly kind: 'client' }>;
  readonly segments: readonly string[];
  readonly change: (form: ObjectForm) => void;
}

/** What a client has besides. */
function ClientFields({ form, segments, change }: ClientProps) {
  const { forms } = useTranslation().words;
  const { fields, hints, depths } = forms;
  const { values } = form;
  const levels = [...new Set(['1', '2', '3', ...(/^\d+$/.test(values.depth) ? [values.depth] : [])])];
  const choices = [
    ...levels.map(level => ({ value: level, label: filled(depths.level, { level }) })),
    ...(values.depth === 'by_branch' ? [{ value: 'by_branch', label: depths.by_branch }] : []),
  ];
  return (
    <>
      <SuggestField
        label={fields.segment}
        name="segment"
        hint={hints.segment}
        known={segments}
        value={values.segment}
        write={segment => change({ ...form, values: { ...values, segment } })}
      />
      <ChoiceField
        label={fields.depth}
        name="depth"
        choices={choices}
        unchosen={depths.all}
        value={values.depth === 'all' ? '' : values.depth}
        choose={depth => change({ ...form, values: { ...values, depth } })}
      />
    </>
  );
}
