import type { DisputeOpened, NewDispute } from '../../contract/amendments.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { asProblem } from '../resource.js';
import { at, type Problem, post } from '../rest.js';
import { Dialog } from './dialog.js';
import { DialogButtons } from './dialog-buttons.js';
import { FailedFacts } from './failed-facts.js';
import { Notice } from './notice.js';
import { NumbersField, numbersIn } from './numbers-field.js';
import { ProblemNotice } from './problem.js';

interface Props {
  readonly client: string;
  readonly period: string;
  readonly metric: string;
  readonly label: string;
  readonly numbers: readonly string[];
  readonly close: () => void;
}

/** Opens a dispute about a figure, or about facts of it. */
export function DisputeForm({ client, period, metric, label, numbers, close }: Props) {
  const { words } = useTranslation();
  const [text, setText] = useState('');
  const [evidence, setEvidence] = useState('');
  const [facts, setFacts] = useState(numbers.join('\n'));
  const [sent, setSent] = useState<'no' | 'busy' | 'yes'>('no');
  const [problem, setProblem] = useState<Problem>();
  const submit = (event: Event): void => {
    event.preventDefault();
    setSent('busy');
    const body = { period, metrics: [metric], facts: numbersIn(facts), text, evidence };
    post<DisputeOpened, NewDispute>(at`/clients/${client}/disputes`, body).then(
      () => setSent('yes'),
      (cause: unknown) => {
        setProblem(asProblem(cause));
        setSent('no');
      },
    );
  };
  return (
    <Dialog title={`${words.disputes.new}: ${label}, ${period}`} close={close}>
      {sent === 'yes' ? (
        <>
          <Notice tone="good">{words.disputes.sent}</Notice>
          <p class="form-row">
            <a class="button" href={at`/clients/${client}/disputes`}>
              {words.disputes.title}
            </a>
            <button type="button" onClick={close}>
              {words.close}
            </button>
          </p>
        </>
      ) : (
        <form class="stack" onSubmit={submit}>
          <p class="quiet">{words.disputes.intro}</p>
          {problem !== undefined && <ProblemNotice problem={problem} />}
          <label class="field">
            <span>{words.disputes.comment}</span>
            <textarea required value={text} onInput={event => setText(event.currentTarget.value)} />
          </label>
          <label class="field">
            <span>{words.disputes.evidence}</span>
            <input value={evidence} onInput={event => setEvidence(event.currentTarget.value)} />
          </label>
          <FailedFacts {...{ client, period, metric, label }} value={facts} write={setFacts} />
          <NumbersField label={words.disputes.facts} hint={words.disputes.factsHint} value={facts} write={setFacts} />
          <DialogButtons label={words.disputes.send} isBusy={sent === 'busy'} close={close} />
        </form>
      )}
    </Dialog>
  );
}
