import type { ActionChange, ActionView, ActionWritten } from '../../contract/improvement.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { at, post } from '../rest.js';
import { filled } from '../words/en.js';
import { Dialog } from './dialog.js';
import { DialogButtons } from './dialog-buttons.js';
import { ProblemNotice } from './problem.js';
import { RadioField } from './radio-field.js';

interface Props {
  readonly action: ActionView;
  readonly client: string;
  readonly close: () => void;
  readonly done: () => void;
}

/** Ends an action: done on a day, or dropped with a note. */
export function CloseActionForm({ action: { number, what }, client, close, done }: Props) {
  const { words } = useTranslation();
  const { improvement } = words;
  const [how, setHow] = useState<'done' | 'dropped'>('done');
  const [day, setDay] = useState('');
  const [note, setNote] = useState('');
  const { action, run, isBusy } = useAction<ActionWritten>();
  const submit = (event: Event): void => {
    event.preventDefault();
    const body = {
      close: how,
      ...(note.trim() === '' ? {} : { note }),
      ...(how === 'done' && day !== '' ? { done: day } : {}),
    };
    void run(() => post<ActionWritten, ActionChange>(at`/clients/${client}/actions/${String(number)}`, body)).then(answer => {
      if (answer === undefined) return;
      done();
      close();
    });
  };
  return (
    <Dialog title={filled(improvement.closeTitle, { number })} close={close}>
      <form class="stack" onSubmit={submit}>
        <p class="said">{what}</p>
        {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
        <RadioField
          legend={words.state}
          name="how"
          choices={(['done', 'dropped'] as const).map(one => ({ value: one, label: improvement.states[one] }))}
          value={how}
          choose={setHow}
        />
        {how === 'done' && (
          <label class="field">
            <span>{improvement.doneOn}</span>
            <input type="date" value={day} onInput={event => setDay(event.currentTarget.value)} />
          </label>
        )}
        <label class="field">
          <span>{improvement.note}</span>
          <textarea required={how === 'dropped'} value={note} onInput={event => setNote(event.currentTarget.value)} />
        </label>
        <DialogButtons label={improvement.closeAction} isBusy={isBusy} close={close} />
      </form>
    </Dialog>
  );
}
