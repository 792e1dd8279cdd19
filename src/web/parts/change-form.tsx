import type { ConfigEdit, ConfigTried } from '../../contract/config.js';
import type { Fault } from '../../contract/fault.js';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Action, useAction } from '../action.js';
import type { FieldOf } from '../field-of-fault.js';
import { useTranslation } from '../language.js';
import { post } from '../rest.js';
import { go } from '../router.js';
import { filled } from '../words/en.js';
import { ChangedLines } from './changed-lines.js';
import { FaultyFields, faultsOfFields, isOfFields } from './faulty-fields.js';
import { Notice, Nothing } from './notice.js';
import { formAt } from './object-list.js';
import { FaultList, ProblemNotice } from './problem.js';
import { TextField } from './text-field.js';
import { ChangedFigures } from './what-if-results.js';

type Files = ConfigEdit['files'];

type Way = readonly [to: string, says: string];

/** What a change of config is given. */
export interface ChangeFormProps {
  readonly title: string;
  /** Whether a second person has to approve it. */
  readonly isAsked: boolean;
  readonly isUnsaved: boolean;
  /** What is written now, as a text: where it is another, what was tried before says nothing of it. */
  readonly version: string;
  readonly files: () => Promise<Files>;
  /** What takes it away, where that can be done. */
  readonly without?: { readonly label: string; readonly files: () => Promise<Files> } | undefined;
  /** The reason that is proposed, where one is plain. */
  readonly proposed?: string;
  /** What usually comes next once it is saved: where, and how it is called. */
  readonly next?: readonly Way[] | undefined;
  /** Where it has fields that faults may name: what they hold, and which of them a fault names. */
  readonly fields?: { readonly values: unknown; readonly of: FieldOf };
  /** What changes, in sentences; the lines of the file are folded below it. */
  readonly sentences?: ComponentChildren;
  /** Shown where somebody else changed the file meanwhile. */
  readonly meanwhile?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A change of config, however it is written: tried on past months first, then saved with a reason. */
export function ChangeForm(props: ChangeFormProps) {
  const { title, isAsked, isUnsaved, version, files, without, proposed = '', next, fields, children } = props;
  const { sentences, meanwhile } = props;
  const { configuration } = useTranslation().words;
  const [why = proposed, setWhy] = useState<string>();
  const isSaidAbove = fields !== undefined;
  const tried = useAction<ConfigTried>();
  const saved = useAction<ConfigTried>();
  useEffect(() => {
    tried.forget();
    saved.forget();
  }, [version]);
  const isLeft = isUnsaved && saved.action.state !== 'done';
  useLeaveWarning(isLeft);
  const send = async (of: () => Promise<Files>, dry_run: boolean): Promise<ConfigTried> =>
    post<ConfigTried, ConfigEdit>('/config/changes', { files: await of(), why, dry_run });
  const save = (of: () => Promise<Files>): void => void saved.run(() => send(of, false));
  const isBusy = tried.isBusy || saved.isBusy;
  const faults = useWrong(tried.action, saved.action);
  if (saved.action.state === 'done') return <Saved answer={saved.action.answer} next={next} />;
  return (
    <>
      <form
        class="card stack"
        onSubmit={event => {
          event.preventDefault();
          save(files);
        }}
      >
        <h2>{title}</h2>
        {isAsked && <p class="hint">{configuration.fourEyes}</p>}
        {fields === undefined ? (
          children
        ) : (
          <FaultyFields faults={faults} values={fields.values} fieldOf={fields.of}>
            {children}
          </FaultyFields>
        )}
        {isLeft && <p class="quiet">{configuration.unsaved}</p>}
        <TextField label={configuration.why} title={configuration.whyHint} required maxLength={1000} value={why} write={setWhy} />
        <div class="form-row">
          <button type="button" disabled={isBusy || !isUnsaved} onClick={() => void tried.run(() => send(files, true))}>
            {tried.isBusy ? configuration.trying : configuration.tryIt}
          </button>
          <button type="submit" class="main" disabled={isBusy || !isUnsaved}>
            {isAsked ? configuration.ask : configuration.save}
          </button>
          {without !== undefined && (
            <button type="button" disabled={isBusy || why.trim() === ''} onClick={() => save(without.files)}>
              {without.label}
            </button>
          )}
        </div>
        <Refused action={tried.action} isSaidAbove={isSaidAbove} meanwhile={meanwhile} />
        <Refused action={saved.action} isSaidAbove={isSaidAbove} meanwhile={meanwhile} />
      </form>
      {tried.action.state === 'done' && <WhatChanges {...{ isSaidAbove, sentences }} tried={tried.action.answer} />}
    </>
  );
}

interface RefusedProps extends Pick<ChangeFormProps, 'meanwhile'> {
  readonly action: Action<ConfigTried>;
  readonly isSaidAbove: boolean;
}

/** Why it was refused, where that is not said above the fields. */
function Refused({ action, isSaidAbove, meanwhile }: RefusedProps) {
  if (action.state !== 'failed' || (isSaidAbove && isOfFields(action.problem))) return null;
  return (
    <div class="stack">
      <ProblemNotice problem={action.problem} />
      {action.problem.code === 'config_changed_meanwhile' && meanwhile}
    </div>
  );
}

/** What the last answer found wrong in what was filled in, until there is another answer. */
function useWrong(...actions: readonly Action<ConfigTried>[]): readonly Fault[] {
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  for (const action of actions)
    useEffect(() => {
      if (action.state === 'failed') setFaults(faultsOfFields(action));
      if (action.state === 'done') setFaults(action.answer.faults.filter(({ severity }) => severity === 'error'));
    }, [action]);
  return faults;
}

/** Leaving the page would lose what was written. */
function useLeaveWarning(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isUnsaved]);
}

interface WhatChangesProps extends Pick<ChangeFormProps, 'sentences'> {
  readonly tried: ConfigTried;
  readonly isSaidAbove: boolean;
}

/** What a change does: its lines, what is wrong with it, whose rules and which figures become others. */
function WhatChanges({ tried, isSaidAbove, sentences }: WhatChangesProps) {
  const { words } = useTranslation();
  const { configuration } = words;
  const { clients, periods, effect, faults, files } = tried;
  const isWrong = faults.some(({ severity }) => severity === 'error');
  const said = isSaidAbove ? faults.filter(({ severity }) => severity === 'warning') : faults;
  const isOther = effect.some(({ metrics, measures, indexes }) => metrics.length + measures.length + indexes.length > 0);
  const touched = clients.length === 1 ? configuration.touchedOne : configuration.touched;
  return (
    <section class="card stack" aria-label={configuration.tryIt}>
      {tried.state === 'unchanged' && <Nothing>{configuration.unchanged}</Nothing>}
      {files.length > 0 && sentences}
      {files.map(({ file, lines }) =>
        sentences === undefined ? (
          <ChangedLines key={file} caption={configuration.lines} lines={lines} />
        ) : (
          <details key={file}>
            <summary>{file}</summary>
            <ChangedLines caption={configuration.lines} lines={lines} />
          </details>
        ),
      )}
      {said.length > 0 && (
        <Notice tone={isWrong && !isSaidAbove ? 'bad' : 'warn'}>
          <FaultList faults={said} />
        </Notice>
      )}
      {!isWrong && files.length > 0 && (
        <>
          <p>
            {clients.length === 0
              ? configuration.untouched
              : filled(touched, { count: clients.length, clients: shortened(clients) })}{' '}
            {periods.length > 0 && filled(configuration.triedOn, { periods: periods.join(', ') })}{' '}
            {tried.not_tried > 0 && <strong>{filled(configuration.notTried, { count: tried.not_tried })}</strong>}
          </p>
          {clients.length > 0 && !isOther && <Nothing>{configuration.noEffect}</Nothing>}
          <ChangedFigures evaluations={effect} />
        </>
      )}
    </section>
  );
}

/** What usually comes next; where nothing is said of it, as the first page lists it. */
function NextSteps({ next }: Pick<ChangeFormProps, 'next'>) {
  const { firstSteps, forms } = useTranslation().words;
  const ways = next ?? [
    [formAt('client'), forms.begin.client],
    [formAt('contract'), forms.begin.contract],
    ['/imports/map', firstSteps.file],
    ['/board', firstSteps.month],
  ];
  return (
    <p class="links">
      {ways.map(([to, says]) => (
        <a key={to} class="button" href={to}>
          {says}
        </a>
      ))}
    </p>
  );
}

const shortened = (names: readonly string[]): string => `${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`;

interface SavedProps extends Pick<ChangeFormProps, 'next'> {
  readonly answer: ConfigTried;
}

/** What became of it, which is gone to: the form that somebody was in is no longer there. */
function Saved({ answer: { state, change, in_force }, next }: SavedProps) {
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => said.current?.focus(), []);
  const { words } = useTranslation();
  const { configuration } = words;
  const texts = { made: configuration.saved, requested: configuration.requested, unchanged: configuration.unchanged };
  return (
    <div class="card stack" ref={said} tabIndex={-1}>
      {state === 'made' && !in_force && <Notice tone="warn">{configuration.notInForce}</Notice>}
      <Notice tone="good">{filled(state === 'tried' ? '' : texts[state], { number: change ?? '' })}</Notice>
      {state === 'made' && <NextSteps next={next} />}
      <p class="form-row">
        <button type="button" onClick={() => go('/rules')}>
          {configuration.back}
        </button>
      </p>
    </div>
  );
}
