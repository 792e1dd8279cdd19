import type { ConfigChangeList, ConfigFileList, ConfigTried, FirstSettings } from '../../contract/config.js';
import type { Me } from '../../contract/me.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { type FieldOf, sentField } from '../field-of-fault.js';
import { store, stored, useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { post } from '../rest.js';
import { isSameName, useSession } from '../session.js';
import { filled } from '../words/en.js';
import { ChoiceField } from './choice-field.js';
import { FaultyFields, faultsOfFields, isOfFields } from './faulty-fields.js';
import { Notice } from './notice.js';
import { ProblemNotice } from './problem.js';
import { SuggestField } from './suggest-field.js';
import { TextField } from './text-field.js';

/** What a new workspace is asked first: its name, who asks, its time zone and language. Not asked again once they were answered here, nor while the own answer waits for approval. */
export function FirstQuestions() {
  const { words } = useTranslation();
  const { me } = useSession();
  const [config] = useResource<ConfigFileList>('/config');
  const isApproved = config.state === 'ready' && config.data.four_eyes;
  const [changes] = useResource<ConfigChangeList>(isApproved ? '/config/changes' : null);
  const [isAnswered, setAnswered] = useState(wasAnswered());
  if (config.state !== 'ready' || (isApproved && changes.state === 'loading')) return null;
  const settings = config.data.files.find(({ file }) => file === settingsFile);
  const asked = changes.state === 'ready' ? changes.data.changes : [];
  const waiting = asked.find(
    ({ state, files, by }) => state === 'requested' && files.includes(settingsFile) && isSameName(by, me.name),
  );
  if (waiting !== undefined) return <Waits of={waiting} />;
  const answered = (): void => {
    // Nothing is written where all was right already.
    store(answeredName, 'yes');
    setAnswered(true);
  };
  return settings?.change === null && !isAnswered ? (
    <Questions isFirst title={words.firstSteps.questions} why={words.firstSteps.answerWhy} answered={answered} />
  ) : null;
}

const settingsFile = 'plumbline.yaml';

/** What was asked for, and the way to where it is approved. */
function Waits({ of: { change: number, why, by } }: { readonly of: ConfigChangeList['changes'][number] }) {
  const { firstSteps, configuration } = useTranslation().words;
  return (
    <section class="card stack" aria-label={firstSteps.settings}>
      <h2>{firstSteps.settings}</h2>
      <Notice tone="good">
        {firstSteps.answered} <a href="/rules">{filled(configuration.waitingOne, { number, why, by })}</a>
      </Notice>
    </section>
  );
}

/** What this browser keeps once all was right. */
const answeredName = 'first-questions';

/** Whether somebody said in this browser that all was right. */
export const wasAnswered = (): boolean => stored(answeredName) !== null;

const zoneOfBrowser = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const zones = (): readonly string[] => Intl.supportedValuesOf('timeZone');

/** The same at any time: the name, time zone and language of the firm and the own name, with the text of their file as a second way. */
export function SettingsForm() {
  const { words } = useTranslation();
  const [isUnchanged, setUnchanged] = useState(false);
  return (
    <>
      <Questions title={words.firstSteps.settings} why={words.firstSteps.laterWhy} answered={() => setUnchanged(true)} />
      {isUnchanged && <Notice>{words.configuration.unchanged}</Notice>}
      <p>
        <a href="/rules?file=plumbline.yaml">{words.firstSteps.asText}</a>
      </p>
    </>
  );
}

interface QuestionsProps {
  readonly title: string;
  /** Whether nobody has said anything yet: the zone of the browser is proposed where the machine of the service has none of its own. */
  readonly isFirst?: boolean;
  /** The reason that the change is kept with. */
  readonly why: string;
  /** Nothing was to be changed. */
  readonly answered: () => void;
}

function Questions({ title, isFirst = false, why, answered }: QuestionsProps) {
  const { words, say } = useTranslation();
  const { firstSteps: texts } = words;
  const { me, renew } = useSession();
  const named = hasOwnKey(me) ? { name: namesOfMachines.has(me.name.toLowerCase()) ? '' : me.name } : {};
  const [given, setGiven] = useState({
    organisation: say(me.organisation),
    ...named,
    time_zone: isFirst && me.time_zone === 'UTC' ? zoneOfBrowser() : me.time_zone,
    language: me.language,
  });
  const put = (part: Partial<typeof given>): void => setGiven(now => ({ ...now, ...part }));
  const { action, run, isBusy } = useAction<ConfigTried>();
  const save = async (): Promise<void> => {
    const asked: FirstSettings = { ...given, why };
    const answer = await run(() => post<ConfigTried, FirstSettings>('/config/first-settings', asked));
    const isRenamed = given.name !== undefined && given.name.trim() !== me.name;
    if (answer === undefined) return;
    if (answer.state === 'unchanged') answered();
    // What is asked for holds later, and that has to be read; only the own name is another already.
    if (answer.state === 'requested') return renew();
    // Every page says the names, and goes by the language.
    if (answer.in_force || isRenamed) window.location.reload();
  };
  const isRequested = action.state === 'done' && action.answer.state === 'requested';
  return (
    <section class="card stack" aria-label={title}>
      <h2>{title}</h2>
      <form
        onSubmit={event => {
          event.preventDefault();
          void save();
        }}
      >
        <FaultyFields faults={faultsOfFields(action)} values={given} fieldOf={settingOf}>
          <div class="form-row">
            <Answers given={given} put={put} />
            <button type="submit" class="main" disabled={isBusy || isRequested}>
              {texts.answer}
            </button>
          </div>
        </FaultyFields>
      </form>
      <p class="hint">
        {given.name !== undefined && texts.nameHint} {texts.timeZoneHint}
      </p>
      {action.state === 'failed' && !isOfFields(action.problem) && <ProblemNotice problem={action.problem} />}
      {isRequested && <Notice tone="good">{texts.answered}</Notice>}
    </section>
  );
}

/** Users whom machines are run by, and no person is called: proposed is nothing. */
const namesOfMachines: ReadonlySet<string> = new Set(['root', 'administrator']);

/** Whether somebody acts with a key, which bears their name; who has a token is called as its issuer says. */
const hasOwnKey = ({ key }: Me): boolean => key.startsWith('key_');

interface AnswersProps {
  readonly given: Omit<FirstSettings, 'why'>;
  readonly put: (part: Partial<AnswersProps['given']>) => void;
}

function Answers({ given, put }: AnswersProps) {
  const { firstSteps: texts } = useTranslation().words;
  return (
    <>
      <TextField
        label={texts.organisation}
        name="organisation"
        required
        maxLength={200}
        value={given.organisation}
        write={organisation => put({ organisation })}
      />
      {given.name !== undefined && (
        <TextField
          label={texts.name}
          name="name"
          required
          maxLength={200}
          title={texts.nameHint}
          value={given.name}
          write={name => put({ name })}
        />
      )}
      <SuggestField
        label={texts.timeZone}
        name="time_zone"
        required
        maxLength={100}
        title={texts.timeZoneHint}
        known={zones()}
        value={given.time_zone}
        write={time_zone => put({ time_zone })}
      />
      <ChoiceField
        label={texts.language}
        name="language"
        choices={[
          { value: 'en', label: texts.languages.en },
          { value: 'zh', label: texts.languages.zh },
        ]}
        value={given.language}
        choose={chosen => put({ language: chosen === 'zh' ? 'zh' : 'en' })}
      />
    </>
  );
}

/** Each stands in plumbline.yaml under its own name, but for that of who asks. */
const settingOf: FieldOf = fault => (fault.code === 'name_unsafe' ? ['name'] : (fault.place.path ?? sentField(fault, [])));
