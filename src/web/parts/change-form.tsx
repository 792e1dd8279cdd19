import type { ConfigEdit, ConfigTried } from '../../contract/config.js';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { post } from '../rest.js';
import { go } from '../router.js';
import { filled } from '../words/en.js';
import { ChangedLines } from './changed-lines.js';
import { Notice, Nothing } from './notice.js';
import { FaultList, ProblemNotice } from './problem.js';
import { TextField } from './text-field.js';
import { ChangedFigures } from './what-if-results.js';

type Files = ConfigEdit['files'];

interface Props {
  readonly title: string;
  /** Whether a second person has to approve it. */
  readonly isAsked: boolean;
  readonly isUnsaved: boolean;
  /** What is written now, as a text: where it is another, what was tried before says nothing of it. */
  readonly version: string;
  readonly files: () => Promise<Files>;
  /** What takes it away, where that can be done. */
  readonly without?: { readonly label: string; readonly files: () => Promise<Files> } | undefined;
  /** Shown where somebody else changed the file meanwhile. */
  readonly meanwhile?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A change of config, however it is written: tried on past months first, then saved with a reason. */
export function ChangeForm({ title, isAsked, isUnsaved, version, files, without, meanwhile, children }: Props) {
  const { words } = useTranslation();
  const { configuration } = words;
  const [why, setWhy] = useState('');
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
  if (saved.action.state === 'done') return <Saved answer={saved.action.answer} />;
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
        {children}
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
        {[tried.action, saved.action].map(
          (action, i) =>
            action.state === 'failed' && (
              <div key={i} class="stack">
                <ProblemNotice problem={action.problem} />
                {action.problem.code === 'config_changed_meanwhile' && meanwhile}
              </div>
            ),
        )}
      </form>
      {tried.action.state === 'done' && <WhatChanges tried={tried.action.answer} />}
    </>
  );
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

/** What a change does: its lines, what is wrong with it, whose rules and which figures become others. */
function WhatChanges({ tried }: { readonly tried: ConfigTried }) {
  const { words } = useTranslation();
  const { configuration } = words;
  const { clients, periods, effect, faults, files } = tried;
  const isWrong = faults.some(({ severity }) => severity === 'error');
  const isOther = effect.some(({ metrics, measures, indexes }) => metrics.length + measures.length + indexes.length > 0);
  const touched = clients.length === 1 ? configuration.touchedOne : configuration.touched;
  return (
    <section class="card stack" aria-label={configuration.tryIt}>
      {tried.state === 'unchanged' && <Nothing>{configuration.unchanged}</Nothing>}
      {files.map(({ file, lines }) => (
        <ChangedLines key={file} caption={configuration.lines} lines={lines} />
      ))}
      {faults.length > 0 && (
        <Notice tone={isWrong ? 'bad' : 'warn'}>
          <FaultList faults={faults} />
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

const shortened = (names: readonly string[]): string => `${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`;

function Saved({ answer: { state, change, in_force } }: { readonly answer: ConfigTried }) {
  const { words } = useTranslation();
  const { configuration } = words;
  const texts = { made: configuration.saved, requested: configuration.requested, unchanged: configuration.unchanged };
  return (
    <div class="card stack">
      {state === 'made' && !in_force && <Notice tone="warn">{configuration.notInForce}</Notice>}
      <Notice tone="good">{filled(state === 'tried' ? '' : texts[state], { number: change ?? '' })}</Notice>
      <p class="form-row">
        <button type="button" onClick={() => go('/rules')}>
          {configuration.back}
        </button>
      </p>
    </div>
  );
}
