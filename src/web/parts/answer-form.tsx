import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import type { Label } from '../label.js';
import { useSpeech } from '../language.js';
import { useResource } from '../resource.js';
import { at, post } from '../rest.js';
import { Dialog } from './dialog.js';
import type { Dispute } from './dispute-list.js';
import { ProblemNotice } from './problem.js';

interface Reason {
  readonly code: string;
  readonly label: Label;
  readonly excusable: boolean;
}

interface Props {
  readonly dispute: Dispute;
  readonly close: () => void;
  readonly done: () => void;
}

/** Accepts or refuses a dispute and says why; what is accepted needs the code of a reason that excuses. */
export function AnswerForm({ dispute: { client, number, about }, close, done }: Props) {
  const { words, say } = useSpeech();
  const [reasons] = useResource<{ readonly reasons: readonly Reason[] }>('/reasons');
  const excusing = reasons.state === 'ready' ? reasons.data.reasons.filter(({ excusable }) => excusable) : [];
  const [decision, setDecision] = useState<'accept' | 'refuse'>('accept');
  const [reason, setReason] = useState('');
  const [why, setWhy] = useState('');
  const { action, run, isBusy } = useAction<unknown>();
  const submit = (event: Event): void => {
    event.preventDefault();
    const body = { decision, why, ...(decision === 'accept' ? { reason } : {}) };
    void run(() => post(at`/clients/${client}/disputes/${String(number)}/answer`, body)).then(answer => {
      if (answer === undefined) return;
      done();
      close();
    });
  };
  return (
    <Dialog title={`${words.disputes.answer}: #${number} ${client}`} close={close}>
      <form class="stack" onSubmit={submit}>
        <p class="said">{about.text}</p>
        {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
        <fieldset class="form-row">
          <legend class="hidden-text">{words.disputes.answer}</legend>
          {(['accept', 'refuse'] as const).map(one => (
            <label key={one} class="check">
              <input type="radio" name="decision" value={one} checked={decision === one} onChange={() => setDecision(one)} />
              {words.disputes[one]}
            </label>
          ))}
        </fieldset>
        {decision === 'accept' && (
          <label class="field">
            <span>{words.disputes.reason}</span>
            <select required value={reason} onChange={event => setReason(event.currentTarget.value)}>
              <option value="">{words.disputes.chooseReason}</option>
              {excusing.map(({ code, label }) => (
                <option key={code} value={code}>
                  {say(label)} ({code})
                </option>
              ))}
            </select>
          </label>
        )}
        <label class="field">
          <span>{words.disputes.answer}</span>
          <textarea required value={why} onInput={event => setWhy(event.currentTarget.value)} />
        </label>
        <p class="form-row">
          <button type="submit" class="main" disabled={isBusy}>
            {words.disputes[decision]}
          </button>
          <button type="button" onClick={close}>
            {words.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
