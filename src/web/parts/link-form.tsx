import type { NewLink, SurveyLinkMade } from '../../contract/survey-links.js';
import type { SurveyRole } from '../../contract/surveys.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { at, post } from '../rest.js';
import { filled } from '../words/en.js';
import { ChoiceField } from './choice-field.js';
import { CopyButton } from './copy-button.js';
import { Notice } from './notice.js';
import { ProblemNotice } from './problem.js';
import { TextField } from './text-field.js';

interface Props {
  readonly client: string;
  readonly waves: readonly string[];
  readonly done: () => void;
}

const roles: readonly SurveyRole[] = ['client', 'consignee', 'manager', 'staff', 'outsider'];

/** Makes links for a wave, one for each respondent, and shows them this once. */
export function LinkForm({ client, waves, done }: Props) {
  const { words } = useTranslation();
  const { surveys } = words;
  const [wave, setWave] = useState(waves[0] ?? '');
  const [role, setRole] = useState<SurveyRole>('client');
  const [day, setDay] = useState('');
  const [count, setCount] = useState('1');
  const [finished, setFinished] = useState(0);
  const { action, run, isBusy } = useAction<readonly string[]>();
  const submit = (event: Event): void => {
    event.preventDefault();
    const body = { wave: wave.trim(), role, expires: new Date(`${day}T23:59:59`).toISOString() };
    void run(() => madeLinks(client, body, Number(count), setFinished)).then(done);
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
        <ChoiceField
          label={surveys.role}
          choices={roles.map(one => ({ value: one, label: surveys.roles[one] }))}
          value={role}
          choose={value => setRole(roles.find(one => one === value) ?? 'client')}
        />
        <TextField label={surveys.lastDay} type="date" required value={day} write={setDay} />
        <TextField label={surveys.count} type="number" min="1" max="50" required value={count} write={setCount} />
        <button type="submit" class="main" disabled={isBusy}>
          {isBusy ? filled(surveys.making, { done: finished, count }) : surveys.make}
        </button>
      </form>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      {action.state === 'done' && <MadeLinks links={action.answer} />}
    </>
  );
}

/** Makes links one after the other, and says of each that it is its turn. */
async function madeLinks(
  client: string,
  body: NewLink,
  count: number,
  begin: (link: number) => void,
): Promise<readonly string[]> {
  const made: string[] = [];
  for (let i = 0; i < count; i++) {
    begin(i + 1);
    const { token } = await post<SurveyLinkMade, NewLink>(at`/clients/${client}/survey-links`, body);
    made.push(`${window.location.origin}/survey/${token}`);
  }
  return made;
}

function MadeLinks({ links }: { readonly links: readonly string[] }) {
  const { surveys } = useTranslation().words;
  const text = links.join('\n');
  return (
    <Notice tone="good">
      <p>{surveys.made}</p>
      <textarea readOnly class="made-links" aria-label={surveys.links} rows={Math.min(links.length, 8)}>
        {text}
      </textarea>
      <p class="form-row">
        <CopyButton text={text} />
      </p>
    </Notice>
  );
}
