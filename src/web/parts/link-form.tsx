import type { SurveyLinkMade } from '../../contract/survey-links.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useSpeech } from '../language.js';
import { at, post } from '../rest.js';
import { filled } from '../words/en.js';
import { CopyButton } from './copy-button.js';
import { Notice } from './notice.js';
import { ProblemNotice } from './problem.js';

interface Props {
  readonly client: string;
  readonly waves: readonly string[];
  readonly done: () => void;
}

/** Makes links for a wave, one for each respondent, and shows them this once. */
export function LinkForm({ client, waves, done }: Props) {
  const { words } = useSpeech();
  const { surveys } = words;
  const [wave, setWave] = useState(waves[0] ?? '');
  const [role, setRole] = useState('client');
  const [day, setDay] = useState('');
  const [count, setCount] = useState('1');
  const [finished, setFinished] = useState(0);
  const { action, run, isBusy } = useAction<readonly string[]>();
  const submit = (event: Event): void => {
    event.preventDefault();
    const body = { wave: wave.trim(), role, expires: new Date(`${day}T23:59:59`).toISOString() };
    const make = async (): Promise<readonly string[]> => {
      const made: string[] = [];
      for (let i = 0; i < Number(count); i++) {
        setFinished(i + 1);
        const { token } = await post<SurveyLinkMade>(at`/clients/${client}/survey-links`, body);
        made.push(`${window.location.origin}/survey/${token}`);
      }
      return made;
    };
    void run(make).then(done);
  };
  return (
    <>
      <form class="form-row" onSubmit={submit}>
        <label class="field">
          <span>{surveys.wave}</span>
          <input required maxLength={500} list="waves" value={wave} onInput={event => setWave(event.currentTarget.value)} />
          <datalist id="waves">
            {waves.map(one => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </label>
        <label class="field">
          <span>{surveys.role}</span>
          <select value={role} onChange={event => setRole(event.currentTarget.value)}>
            {Object.entries(surveys.roles).map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{surveys.lastDay}</span>
          <input type="date" required value={day} onInput={event => setDay(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{surveys.count}</span>
          <input type="number" min="1" max="50" required value={count} onInput={event => setCount(event.currentTarget.value)} />
        </label>
        <button type="submit" class="main" disabled={isBusy}>
          {isBusy ? filled(surveys.making, { done: finished, count }) : surveys.make}
        </button>
      </form>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      {action.state === 'done' && (
        <Notice tone="good">
          <p>{surveys.made}</p>
          <textarea readOnly class="made-links" aria-label={surveys.links} rows={Math.min(action.answer.length, 8)}>
            {action.answer.join('\n')}
          </textarea>
          <p class="form-row">
            <CopyButton text={action.answer.join('\n')} />
          </p>
        </Notice>
      )}
    </>
  );
}
