import type { Metrics } from '../../contract/rules.js';
import type { CauseOfMiss } from '../../contract/improvement.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useSpeech } from '../language.js';
import { useResource } from '../resource.js';
import { at, post } from '../rest.js';
import { Dialog } from './dialog.js';
import { DialogButtons } from './dialog-buttons.js';
import { ProblemNotice } from './problem.js';

interface Props {
  readonly client: string;
  readonly close: () => void;
  readonly done: () => void;
}

const causes: readonly CauseOfMiss[] = ['3pl', 'client', 'volume_spike', 'systems', 'chance'];
const empty = { what: '', metric: '', slice: '', cause: '3pl', ease: '3', benefit: '3', owner: '', start: '', due: '' };

/** Adds an improvement action; it begins today where no day is given. */
export function ActionForm({ client, close, done }: Props) {
  const { words, say } = useSpeech();
  const { improvement } = words;
  const [metrics] = useResource<Metrics>('/metrics');
  const known = metrics.state === 'ready' ? metrics.data.metrics : [];
  const [said, setSaid] = useState(empty);
  const [isInternal, setInternal] = useState(false);
  const { action, run, isBusy } = useAction<unknown>();
  const write = (name: keyof typeof empty) => (event: { readonly currentTarget: { readonly value: string } }) => {
    const { value } = event.currentTarget;
    setSaid(now => ({ ...now, [name]: value }));
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const { ease, benefit, ...texts } = said;
    const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
    const body = { ...given, ease: Number(ease), benefit: Number(benefit), ...(isInternal ? { internal_owner: true } : {}) };
    void run(() => post(at`/clients/${client}/actions`, body)).then(answer => {
      if (answer === undefined) return;
      done();
      close();
    });
  };
  return (
    <Dialog title={improvement.add} close={close}>
      <form class="stack" onSubmit={submit}>
        {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
        <label class="field">
          <span>{improvement.what}</span>
          <input required maxLength={300} value={said.what} onInput={write('what')} />
        </label>
        <label class="field">
          <span>{words.metric}</span>
          <select required value={said.metric} onChange={write('metric')}>
            <option value="">{improvement.chooseMetric}</option>
            {known.map(({ id, label }) => (
              <option key={id} value={id}>
                {say(label)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{improvement.slice}</span>
          <input maxLength={300} value={said.slice} aria-describedby="slice-hint" onInput={write('slice')} />
        </label>
        <p id="slice-hint" class="hint">
          {improvement.sliceHint}
        </p>
        <div class="form-row">
          <label class="field">
            <span>{improvement.cause}</span>
            <select value={said.cause} onChange={write('cause')}>
              {causes.map(cause => (
                <option key={cause} value={cause}>
                  {improvement.causes[cause]}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            <span>{improvement.ease}</span>
            <input type="number" min="1" max="5" required value={said.ease} onInput={write('ease')} />
          </label>
          <label class="field">
            <span>{improvement.benefit}</span>
            <input type="number" min="1" max="5" required value={said.benefit} onInput={write('benefit')} />
          </label>
        </div>
        <label class="field">
          <span>{improvement.owner}</span>
          <input required maxLength={300} value={said.owner} onInput={write('owner')} />
        </label>
        <label class="check">
          <input type="checkbox" checked={isInternal} onChange={event => setInternal(event.currentTarget.checked)} />
          {improvement.internalOwner}
        </label>
        <div class="form-row">
          <label class="field">
            <span>{improvement.start}</span>
            <input type="date" value={said.start} onInput={write('start')} />
          </label>
          <label class="field">
            <span>{improvement.dueDay}</span>
            <input type="date" required value={said.due} onInput={write('due')} />
          </label>
        </div>
        <DialogButtons label={improvement.add} isBusy={isBusy} close={close} />
      </form>
    </Dialog>
  );
}
