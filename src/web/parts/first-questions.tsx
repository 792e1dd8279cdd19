import type { ConfigFileList, ConfigTried, FirstSettings } from '../../contract/config.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { store, stored, useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { post } from '../rest.js';
import { useSession } from '../session.js';
import { ChoiceField } from './choice-field.js';
import { Notice } from './notice.js';
import { ProblemNotice } from './problem.js';
import { TextField } from './text-field.js';

/** What a new workspace is asked first: its name, time zone and language. Once they were answered here they are not asked again. */
export function FirstQuestions() {
  const [config] = useResource<ConfigFileList>('/config');
  const [isAnswered, setAnswered] = useState(stored(answeredName) !== null);
  if (config.state !== 'ready') return null;
  const settings = config.data.files.find(({ file }) => file === 'plumbline.yaml');
  const answered = (): void => {
    // Nothing is written where all was right already.
    store(answeredName, 'yes');
    setAnswered(true);
  };
  return settings?.change === null && !isAnswered ? <Questions answered={answered} /> : null;
}

/** What this browser keeps once all was right. */
const answeredName = 'first-questions';

const zones = (): readonly string[] => Intl.supportedValuesOf('timeZone');

function Questions({ answered }: { readonly answered: () => void }) {
  const { words, say } = useTranslation();
  const { firstSteps: texts } = words;
  const { me } = useSession();
  const [organisation, setOrganisation] = useState(say(me.organisation));
  const [zone, setZone] = useState(me.time_zone);
  const [language, setLanguage] = useState(me.language);
  const { action, run, isBusy } = useAction<ConfigTried>();
  const save = async (): Promise<void> => {
    const given: FirstSettings = { organisation, time_zone: zone, language, why: texts.answerWhy };
    const answer = await run(() => post<ConfigTried, FirstSettings>('/config/first-settings', given));
    // Every page says the name, and goes by the language.
    if (answer?.in_force === true) window.location.reload();
    else if (answer?.state === 'unchanged') answered();
  };
  return (
    <section class="card stack" aria-label={texts.questions}>
      <h2>{texts.questions}</h2>
      <form
        class="form-row"
        onSubmit={event => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField label={texts.organisation} required maxLength={200} value={organisation} write={setOrganisation} />
        <TimeZone zone={zone} write={setZone} />
        <ChoiceField
          label={texts.language}
          choices={[
            { value: 'en', label: texts.languages.en },
            { value: 'zh', label: texts.languages.zh },
          ]}
          value={language}
          choose={chosen => setLanguage(chosen === 'zh' ? 'zh' : 'en')}
        />
        <button type="submit" class="main" disabled={isBusy}>
          {texts.answer}
        </button>
      </form>
      <p class="hint">{texts.timeZoneHint}</p>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      {action.state === 'done' && action.answer.state === 'requested' && <Notice>{texts.answered}</Notice>}
    </section>
  );
}

function TimeZone({ zone, write }: { readonly zone: string; readonly write: (zone: string) => void }) {
  const { words } = useTranslation();
  const { firstSteps: texts } = words;
  return (
    <label class="field">
      <span>{texts.timeZone}</span>
      <input
        required
        maxLength={100}
        list="time-zones"
        title={texts.timeZoneHint}
        value={zone}
        onInput={event => write(event.currentTarget.value)}
      />
      <datalist id="time-zones">
        {zones().map(one => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </label>
  );
}
