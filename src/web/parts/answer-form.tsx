import type { Answered } from '../../contract/amendments.js';
import type { Changed, Dispute } from '../../contract/amendments.js';
import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useSpeech } from '../language.js';
import { at, post } from '../rest.js';
import { filled } from '../words/en.js';
import { Dialog } from './dialog.js';
import { DialogButtons } from './dialog-buttons.js';
import { EffectTable, Proposals } from './effect-table.js';
import { Notice } from './notice.js';
import { NumbersField, numbersIn } from './numbers-field.js';
import { ProblemNotice } from './problem.js';
import { ReasonField } from './reason-field.js';

interface Props {
  readonly dispute: Dispute;
  readonly close: () => void;
  readonly done: () => void;
}

/** Accepts or refuses a dispute and says why; what is accepted needs a reason that excuses, and its effect is shown first. */
export function AnswerForm({ dispute: { client, number, about }, close, done }: Props) {
  const { words } = useSpeech();
  const [decision, setDecision] = useState<'accept' | 'refuse'>('accept');
  const [reason, setReason] = useState('');
  const named = [...new Set(about.facts.map(fact => fact.number))].join('\n');
  const [facts, setFacts] = useState(named);
  const [why, setWhy] = useState('');
  const tried = useAction<Changed>();
  const answered = useAction<Answered>();
  const path = at`/clients/${client}/disputes/${String(number)}/answer`;
  const body = { decision, ...(decision === 'accept' ? { reason, facts: facts === named ? [] : numbersIn(facts) } : {}) };
  useEffect(tried.forget, [decision, reason, facts]);
  const needsTrial = decision === 'accept' && tried.action.state !== 'done';
  const submit = (event: Event): void => {
    event.preventDefault();
    if (needsTrial) void tried.run(() => post<Changed>(path, { ...body, dry_run: true }));
    else
      void answered
        .run(() => post<Answered>(path, { ...body, why }))
        .then(answer => {
          if (answer !== undefined) done();
        });
  };
  return (
    <Dialog title={`${words.disputes.answer}: #${number} ${client}`} isWide close={close}>
      {answered.action.state === 'done' ? (
        <Outcome answer={answered.action.answer} close={close} />
      ) : (
        <form class="stack" onSubmit={submit}>
          <p class="said">{about.text}</p>
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
            <>
              <p class="hint">{words.disputes.acceptHint}</p>
              <ReasonField value={reason} choose={setReason} />
              <NumbersField
                label={words.disputes.leaveOut}
                hint={words.disputes.leaveOutHint}
                value={facts}
                write={setFacts}
                isRequired
              />
            </>
          )}
          <label class="field">
            <span>{words.disputes.answer}</span>
            <textarea required maxLength={2000} value={why} onInput={event => setWhy(event.currentTarget.value)} />
          </label>
          {[tried.action, answered.action].map(
            (action, i) => action.state === 'failed' && <ProblemNotice key={i} problem={action.problem} />,
          )}
          {decision === 'accept' && tried.action.state === 'done' && (
            <div class="stack" role="status">
              <EffectTable effect={tried.action.answer.effect} isTried />
              <p class="hint">{words.amendments.closedBefore}</p>
            </div>
          )}
          <DialogButtons
            label={needsTrial ? words.amendments.try : words.disputes[decision]}
            isBusy={tried.isBusy || answered.isBusy}
            close={close}
          />
        </form>
      )}
    </Dialog>
  );
}

/** What became of an answer: the exclusion that was made, its effect, the revision that is proposed. */
function Outcome({ answer, close }: { readonly answer: Answered; readonly close: () => void }) {
  const { words } = useSpeech();
  const { exclusion, effect, proposed } = answer;
  return (
    <div class="stack">
      <Notice tone="good">
        {exclusion === null ? words.amendments.decided.refusal : filled(words.disputes.accepted, { exclusion })}
      </Notice>
      {exclusion !== null && <EffectTable effect={effect} />}
      <Proposals proposed={proposed} />
      <p class="form-row">
        <button type="button" onClick={close}>
          {words.close}
        </button>
      </p>
    </div>
  );
}
