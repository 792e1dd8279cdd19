import type { ConfigObject, ObjectForm } from '../../contract/config-forms.js';
import { useEffect } from 'preact/hooks';
import { fieldWords } from '../field-words.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { changedFields, type FieldPath, mergedForm } from '../merged-form.js';
import { Nothing } from './notice.js';
import { Shown } from './problem.js';
import { StackedTable } from './stacked-table.js';

interface Props {
  /** Where the object is read. */
  readonly path: string;
  /** What the form was filled from. */
  readonly began: ConfigObject;
  readonly form: ObjectForm;
  readonly takeOn: (now: ConfigObject, form: ObjectForm) => void;
}

/** What somebody else changed while this form was filled in, field by field, and a way to go on from there. */
export function Meanwhile({ path, began, form, takeOn }: Props) {
  const { words } = useTranslation();
  const { meanwhile } = words.forms;
  const [read, reload] = useResource<ConfigObject>(path);
  useEffect(reload, []);
  return (
    <section class="stack" aria-label={meanwhile.title}>
      <h3>{meanwhile.title}</h3>
      <Shown of={read} retry={reload}>
        {now => (
          <>
            <Changed began={began.form} now={now.form} yours={form} />
            <p class="hint">{meanwhile.takeOnHint}</p>
            <p>
              <button
                type="button"
                disabled={now.base === began.base}
                onClick={() => takeOn(now, mergedForm(began.form, now.form, form))}
              >
                {meanwhile.takeOn}
              </button>
            </p>
          </>
        )}
      </Shown>
    </section>
  );
}

interface ChangedProps {
  readonly began: ObjectForm;
  readonly now: ObjectForm;
  readonly yours: ObjectForm;
}

function Changed({ began, now, yours }: ChangedProps) {
  const { words } = useTranslation();
  const { meanwhile } = words.forms;
  const changed = changedFields(began, now, yours);
  if (changed.length === 0) return <Nothing>{meanwhile.nothing}</Nothing>;
  const wordOf = fieldWords(words);
  const nameOf = (path: FieldPath): string =>
    path
      .filter(part => part !== 'name' && part !== 'measures')
      .map(part => (typeof part === 'number' ? String(part + 1) : wordOf(part)))
      .join(' · ');
  return (
    <StackedTable
      caption={meanwhile.title}
      kind="texts"
      columns={[meanwhile.field, meanwhile.began, meanwhile.now, meanwhile.yours].map(label => ({ label }))}
      groups={[
        {
          title: '',
          rows: changed.map(({ path, began: was, now: is, yours: mine }) => ({
            key: path.join('.'),
            cells: [nameOf(path), was, is, mine].map(text => (text === '' ? '–' : text)),
          })),
        },
      ]}
    />
  );
}
