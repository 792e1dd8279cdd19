import type { FirstSteps as Steps, StepProgress } from '../../contract/first-steps.js';
import type { Me } from '../../contract/me.js';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { store, stored, useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { at, withQuery } from '../rest.js';
import { may, useSession } from '../session.js';
import { filled } from '../words/en.js';
import { FirstQuestions, wasAnswered } from './first-questions.js';
import { formAt, newContractOf } from './object-list.js';
import { StepMark } from './step-state.js';

/** Where the firm's name, time zone and language are said. */
export const settingsAt = '/rules?form=settings';

/** Whether somebody may say them. */
export const maySetUp = (me: Me): boolean => me.role === 'admin' && me.clients === null;

/** What this browser keeps where the list is not wanted any more. */
const awayName = 'first-steps';

/** What to do first, until a month was closed: how each step stands, and the page where it is done. Nothing for who can take none. */
export function FirstSteps() {
  const { me } = useSession();
  const [isAway, setAway] = useState(stored(awayName) !== null);
  const isShown = may.import(me) && !isAway;
  const [read] = useResource<Steps>(isShown ? '/first-steps' : null);
  if (!isShown || read.state !== 'ready' || read.data.handed_out) return null;
  const putAway = (): void => {
    store(awayName, 'away');
    setAway(true);
  };
  return (
    <>
      {maySetUp(me) && <FirstQuestions />}
      <StepList steps={read.data} putAway={putAway} />
    </>
  );
}

interface ListProps {
  readonly steps: Steps;
  readonly putAway: () => void;
}

function StepList({ steps, putAway }: ListProps) {
  const { words } = useTranslation();
  const { me } = useSession();
  const { firstSteps } = words;
  const shown = stepsFor(me, steps, firstSteps).filter(({ isAllowed }) => isAllowed);
  const next = shown.find(({ isDone }) => !isDone);
  return (
    <section class="card" aria-label={firstSteps.title}>
      <div class="title-row">
        <h2>{firstSteps.title}</h2>
        <button type="button" class="plain" onClick={putAway}>
          {firstSteps.away}
        </button>
      </div>
      <ol class="first-steps">
        {shown.map(step => (
          <li key={step.to} class={step === next ? 'is-next' : ''} aria-current={step === next ? 'step' : undefined}>
            <StepMark state={step.isDone ? 'done' : 'to_do'} />
            <div>
              <a href={step.to}>{step.title}</a>
              <Progress {...step} />
              <div class="quiet">{step.hint}</div>
            </div>
          </li>
        ))}
      </ol>
      {steps.data.done === 0 && <p class="hint">{firstSteps.demo}</p>}
    </section>
  );
}

interface FirstStep {
  readonly isAllowed: boolean;
  readonly isDone: boolean;
  readonly title: string;
  readonly hint: string;
  readonly to: string;
  readonly says?: string;
  readonly progress?: StepProgress;
  /** Where it is done for one client. */
  readonly toOf?: (client: string) => string;
}

const counts = ({ done, of }: StepProgress) => ({ done, of });

type Texts = ReturnType<typeof useTranslation>['words']['firstSteps'];

function stepsFor(me: Me, { settings, clients, data, contracts, evaluated, period }: Steps, texts: Texts): readonly FirstStep[] {
  const isAllDone = ({ done, of }: StepProgress): boolean => of > 0 && done === of;
  const isStaff = may.changeRules(me);
  return [
    {
      isAllowed: maySetUp(me),
      isDone: settings || wasAnswered(),
      title: texts.settings,
      hint: texts.settingsHint,
      to: settingsAt,
    },
    {
      isAllowed: isStaff,
      isDone: clients > 0,
      title: texts.client,
      hint: texts.clientHint,
      to: formAt('client'),
      ...(clients === 0 ? {} : { says: filled(texts.clientsNow, { count: clients }) }),
    },
    {
      isAllowed: true,
      isDone: isAllDone(data),
      title: texts.file,
      hint: texts.fileHint,
      to: isStaff ? '/imports/map' : '/imports',
      says: filled(texts.dataOf, counts(data)),
      progress: data,
    },
    {
      isAllowed: isStaff,
      isDone: isAllDone(contracts),
      title: texts.contract,
      hint: texts.contractHint,
      to: contracts.next === null ? formAt('contract') : newContractOf(contracts.next.client),
      says: filled(texts.contractsOf, counts(contracts)),
      progress: contracts,
      toOf: newContractOf,
    },
    {
      isAllowed: true,
      isDone: false,
      title: texts.month,
      hint: texts.monthHint,
      to: '/board',
      says: filled(texts.evaluatedOf, { ...counts(evaluated), period: period ?? '' }),
      progress: evaluated,
      toOf: client => withQuery(at`/clients/${client}/month`, { period }),
    },
  ];
}

/** For how many clients a step is done, and the way to the next of them. */
function Progress({ says, progress, toOf, isDone }: Pick<FirstStep, 'says' | 'progress' | 'toOf' | 'isDone'>): ComponentChildren {
  const { words, say } = useTranslation();
  if (says === undefined || progress?.of === 0) return null;
  const next = isDone ? null : (progress?.next ?? null);
  const name = next === null ? '' : say(next.name) || next.client;
  return (
    <div>
      {says}{' '}
      {next !== null &&
        (toOf === undefined ? (
          filled(words.firstSteps.missing, { name })
        ) : (
          <a href={toOf(next.client)}>{filled(words.firstSteps.next, { name })}</a>
        ))}
    </div>
  );
}
