import type { Answered, Changed, Dispute, DisputeAnswer } from '../../contract/amendments.js';
import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { useMetricLabels } from '../metric-labels.js';
import { at, post } from '../rest.js';
import { filled } from '../words/en.js';
import { Dialog } from './dialog.js';
import { DialogButtons } from './dialog-buttons.js';
import { EffectTable, Proposals } from './effect-table.js';
import { FailedFacts } from './failed-facts.js';
import { Notice } from './notice.js';
import { NumbersField, numbersIn } from './numbers-field.js';
import { ProblemNotice } from './problem.js';
import { RadioField } from './radio-field.js';
import { ReasonField } from './reason-field.js';

interface Props {
  readonly dispute: Dispute;
  readonly close: () => void;
  readonly done: () => void;
}

/** Accepts or refuses a dispute and says why; what is accepted needs a reason that excuses, and its effect is shown first. */
export function AnswerForm({ dispute: { client, number, about }, close, done }: Props) {
  const { words } = useTranslation();
  const [decision, setDecision] = useState<'accept' | 'refuse'>('accept');
  const [reason, setReason] = useState('');
  const named = [...new Set(about.facts.map(fact => fact.number))].join('\n');
  const [facts, setFacts] = useState(named);
  const [why, setWhy] = useState('');
  const isAccepted = decision === 'accept';
  const body = { decision, ...(isAccepted ? { reason, facts: facts === named ? [] : numbersIn(facts) } : {}) };
  const { tried, answered, send } = useTriedAnswer(at`/clients/${client}/disputes/${String(number)}/answer`, body);
  useEffect(tried.forget, [decision, reason, facts]);
  const needsTrial = isAccepted && tried.action.state !== 'done';
  const submit = (event: Event): void => {
    event.preventDefault();
    send(needsTrial, why, done);
  };
  return (
    <Dialog title={`${words.disputes.answer}: #${number} ${client}`} isWide close={close}>
      {answered.action.state === 'done' ? (
        <Outcome answer={answered.action.answer} close={close} />
      ) : (
        <form class="stack" onSubmit={submit}>
          <p class="said">{about.text}</p>
          <RadioField
            legend={words.disputes.answer}
            name="decision"
            choices={(['accept', 'refuse'] as const).map(one => ({ value: one, label: words.disputes[one] }))}
            value={decision}
            choose={setDecision}
          />
          {isAccepted && <LeftOutFields {...{ client, about, reason, setReason, facts, setFacts }} />}
          <label class="field">
            <span>{words.disputes.answer}</span>
            <textarea required maxLength={2000} value={why} onInput={event => setWhy(event.currentTarget.value)} />
          </label>
          {[tried.action, answered.action].map(
            (action, i) => action.state === 'failed' && <ProblemNotice key={i} problem={action.problem} />,
          )}
          {isAccepted && tried.action.state === 'done' && (
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

/** An answer as a trial that shows its effect, and as the answer itself. */
function useTriedAnswer(path: string, body: DisputeAnswer) {
  const tried = useAction<Changed>();
  const answered = useAction<Answered>();
  const send = (isTrial: boolean, why: string, done: () => void): void => {
    if (isTrial) void tried.run(() => post<Changed, DisputeAnswer>(path, { ...body, dry_run: true }));
    else
      void answered
        .run(() => post<Answered, DisputeAnswer>(path, { ...body, why }))
        .then(answer => {
          if (answer !== undefined) done();
        });
  };
  return { tried, answered, send };
}

interface LeftOutProps extends Pick<Dispute, 'client' | 'about'> {
  readonly reason: string;
  readonly setReason: (code: string) => void;
  readonly facts: string;
  readonly setFacts: (numbers: string) => void;
}

/** Why an accepted dispute excuses, and which facts are left out for it. */
function LeftOutFields({ client, about, reason, setReason, facts, setFacts }: LeftOutProps) {
  const { disputes } = useTranslation().words;
  const labels = useMetricLabels();
  // A dispute that names facts is about these and no others.
  const offered = about.facts.length > 0 ? [] : about.metrics;
  return (
    <>
      <p class="hint">{disputes.acceptHint}</p>
      <ReasonField value={reason} choose={setReason} />
      {offered.map(metric => (
        <FailedFacts
          key={metric}
          {...{ client, metric }}
          period={about.period}
          label={labels(metric)}
          value={facts}
          write={setFacts}
        />
      ))}
      <NumbersField label={disputes.leaveOut} hint={disputes.leaveOutHint} value={facts} write={setFacts} isRequired />
    </>
  );
}

/** What became of an answer: the exclusion that was made, its effect, the revision that is proposed. */
function Outcome({ answer, close }: { readonly answer: Answered; readonly close: () => void }) {
  const { words } = useTranslation();
  const { exclusion, exclusion_state: state, effect, proposed } = answer;
  const accepted = state === 'requested' ? words.disputes.acceptedRequested : words.disputes.accepted;
  return (
    <div class="stack">
      <Notice tone="good">{exclusion === null ? words.amendments.decided.refusal : filled(accepted, { exclusion })}</Notice>
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
