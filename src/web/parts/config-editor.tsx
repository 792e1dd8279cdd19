import type { ConfigEdit, ConfigFile, ConfigTried } from '../../contract/config.js';
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

interface Props {
  readonly file: string;
  /** As it is on the disk; undefined where there is no such file yet. */
  readonly now: ConfigFile | undefined;
  /** Whether a second person has to approve it. */
  readonly isAsked: boolean;
  /** The text to begin with, where it is not that of the file. */
  readonly text?: string;
}

/** A file of config as a text: tried on past months first, then saved with a reason. */
export function ConfigEditor({ file, now, isAsked, text: begun }: Props) {
  const { words } = useTranslation();
  const { configuration } = words;
  const [text, setText] = useState(begun ?? now?.text ?? '');
  const [why, setWhy] = useState('');
  const tried = useAction<ConfigTried>();
  const saved = useAction<ConfigTried>();
  const send = (to: string | null, dry_run: boolean): Promise<ConfigTried> =>
    post<ConfigTried, ConfigEdit>('/config/changes', {
      files: [{ file, base: now?.sha256 ?? null, text: to }],
      why,
      dry_run,
    });
  const write = (to: string): void => {
    setText(to);
    tried.forget();
    saved.forget();
  };
  const isUnsaved = text !== (now?.text ?? '') && saved.action.state !== 'done';
  useLeaveWarning(isUnsaved);
  const save = (to: string | null): void => void saved.run(() => send(to, false));
  const submit = (event: Event): void => {
    event.preventDefault();
    save(text);
  };
  const isBusy = tried.isBusy || saved.isBusy;
  if (saved.action.state === 'done') return <Saved answer={saved.action.answer} />;
  return (
    <>
      <form class="card stack" onSubmit={submit}>
        <h2>{file}</h2>
        {isAsked && <p class="hint">{configuration.fourEyes}</p>}
        <TextOfFile text={text} write={write} />
        {isUnsaved && <p class="quiet">{configuration.unsaved}</p>}
        <TextField label={configuration.why} title={configuration.whyHint} required maxLength={1000} value={why} write={setWhy} />
        <div class="form-row">
          <button type="button" disabled={isBusy || !isUnsaved} onClick={() => void tried.run(() => send(text, true))}>
            {tried.isBusy ? configuration.trying : configuration.tryIt}
          </button>
          <button type="submit" class="main" disabled={isBusy || !isUnsaved}>
            {isAsked ? configuration.ask : configuration.save}
          </button>
          {now !== undefined && (
            <button type="button" disabled={isBusy || why.trim() === ''} onClick={() => save(null)}>
              {configuration.takeAway}
            </button>
          )}
        </div>
        {[tried.action, saved.action].map(
          (action, i) => action.state === 'failed' && <ProblemNotice key={i} problem={action.problem} />,
        )}
      </form>
      {tried.action.state === 'done' && <WhatChanges tried={tried.action.answer} />}
    </>
  );
}

function TextOfFile({ text, write }: { readonly text: string; readonly write: (text: string) => void }) {
  const { words } = useTranslation();
  return (
    <label class="field">
      <span>{words.configuration.text}</span>
      <textarea
        class="rules rules-text"
        rows={Math.min(30, Math.max(12, text.split('\n').length + 1))}
        spellcheck={false}
        autocapitalize="off"
        maxLength={200_000}
        value={text}
        onInput={event => write(event.currentTarget.value)}
      />
    </label>
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
