import type { ConfigEdit, ConfigFileList, ConfigTried } from '../../../contract/config.js';
import type { Upload } from '../../../contract/imports.js';
import type { FittingLayout, LayoutTrial, WaitingImport } from '../../../contract/waiting-files.js';
import { useState } from 'preact/hooks';
import { useAction } from '../../action.js';
import { useTranslation } from '../../language.js';
import { countText } from '../../number.js';
import { ChangedLines } from '../../parts/changed-lines.js';
import { Notice } from '../../parts/notice.js';
import { ProblemNotice } from '../../parts/problem.js';
import { TextField } from '../../parts/text-field.js';
import { useResource } from '../../resource.js';
import { at, post, withQuery } from '../../rest.js';
import type { MappingWords } from '../../words/en-mapping.js';
import { filled } from '../../words/en.js';
import { lossesAt } from './losses-too.js';
import type { MappedFile } from './mapped-file.js';
import { Ended, type Trying } from './trial.js';
import { uploadEnded } from './upload-ended.js';

interface Props {
  readonly id: string;
  readonly file: MappedFile;
  readonly trying: Trying;
  /** Forgets the draft, once it is saved and its file imported. */
  readonly forget: () => void;
  /** Begins anew with the choices of a layout as it is saved by now. */
  readonly beginWith: (layout: FittingLayout) => void;
}

/** What became of it: a layout that waits for approval, or one that is not in force; or the import. */
type Outcome = { readonly saved: ConfigTried } | { readonly upload: Upload };

type MappingTexts = MappingWords['mapping'];

const soundName = /^[\p{L}\p{N}_-]{1,80}$/u;

/** The layout's name and why it is there; saves it and imports the file. */
export function SaveLayout({ id, file, trying: { trial, isOld }, forget, beginWith }: Props) {
  const { words } = useTranslation();
  const { mapping: texts } = words;
  const { draft, seen, lossesToo } = file;
  const [keeps, setKeeps] = useState(true);
  const keep = keeps && lossesToo.length > 0;
  const [config] = useResource<ConfigFileList>('/config');
  const isAsked = config.state === 'ready' && config.data.four_eyes;
  const { action, run, isBusy } = useAction<Outcome>();
  const [rows, setRows] = useState(0);
  const usual = filled(trial?.saved === 'other' ? texts.whyChange : texts.whyUsual, { file: seen.file });
  const isNamed = soundName.test(draft.name);
  const isKept = trial !== undefined && keptAsTheyAre.includes(trial.saved);
  const isReady = trial?.answer !== undefined && trial.answer !== null && !isOld && isNamed && !isKept;
  const submit = savingOf({ id, file, usual, keep, forget, setRows });
  return (
    <form
      class="card stack"
      aria-label={texts.save}
      onSubmit={event => {
        event.preventDefault();
        if (trial !== undefined && isReady) void run(() => submit(trial));
      }}
    >
      <h2>{texts.save}</h2>
      {isAsked && <p class="hint">{texts.fourEyes}</p>}
      <div class="form-row">
        <LayoutNames file={file} usualWhy={usual} />
        <button type="submit" class="main wrapping" disabled={!isReady || isBusy || action.state === 'done'}>
          {filled(submitText(texts, trial, isAsked), { layout: draft.name })}
        </button>
      </div>
      {lossesToo.length > 0 && (
        <label class="check">
          <input type="checkbox" checked={keeps} onChange={event => setKeeps(event.currentTarget.checked)} />
          {filled(texts.lossesToo, { columns: lossesToo.map(({ column }) => column).join(', ') })}
        </label>
      )}
      {seen.layout_taken !== undefined && draft.name === seen.layout && (
        <p class="hint">
          {filled(seen.fitting.some(one => one.layout === seen.layout_taken) ? texts.nameFits : texts.nameTaken, {
            layout: seen.layout_taken,
          })}
        </p>
      )}
      {!isNamed && <Notice tone="warn">{texts.nameWrong}</Notice>}
      {trial !== undefined && isNamed && !isOld && action.state !== 'done' && <Beside {...{ trial, file, beginWith }} />}
      {isBusy && (
        <p class="progress" role="status">
          <progress aria-label={texts.importing} /> {texts.importing}{' '}
          {rows > 0 && filled(texts.reading, { rows: countText(rows) })}
        </p>
      )}
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      {action.state === 'done' && <WhatBecame outcome={action.answer} next={keep ? lossesAt(id) : undefined} />}
    </form>
  );
}

interface Saving extends Pick<Props, 'id' | 'file' | 'forget'> {
  /** The reason where none was written. */
  readonly usual: string;
  /** Whether the file waits on. */
  readonly keep: boolean;
  readonly setRows: (rows: number) => void;
}

/** Saves a layout as it was tried, where it says something new, and imports the file by it. */
function savingOf({ id, file: { draft, change }, usual, keep, forget, setRows }: Saving): (of: LayoutTrial) => Promise<Outcome> {
  const imported = async (): Promise<Outcome> => {
    const begun = await post<Upload, WaitingImport>(at`/files/${id}/import`, { layout: draft.name, keep });
    const upload = await uploadEnded(begun.id, setRows);
    if (upload.state === 'done') forget();
    return { upload };
  };
  return async of => {
    if (of.saved === 'same') return imported();
    const saved = await saveLayout(of, draft.why.trim() === '' ? usual : draft.why);
    if (saved.state === 'requested' || (saved.state === 'made' && !saved.in_force)) return { saved };
    const after = saved.state === 'made' ? saved.files[0]?.after : undefined;
    let isTaken = false;
    try {
      const outcome = await imported();
      isTaken = 'upload' in outcome && outcome.upload.state === 'done';
      return outcome;
    } finally {
      // Where the import fails, what was saved just now is what is changed next, and is tried again.
      if (!isTaken && typeof after === 'string') change(now => ({ ...now, base: { layout: now.name, sha256: after } }));
    }
  };
}

/** What is done by the form: a layout is saved or changed, or asked for, before the import; or there is nothing to save. */
function submitText(
  { justImport, ask, askChange, change, saveAndImport }: MappingTexts,
  trial: LayoutTrial | undefined,
  isAsked: boolean,
): string {
  if (trial?.saved === 'same') return justImport;
  if (trial?.saved === 'other') return isAsked ? askChange : change;
  return isAsked ? ask : saveAndImport;
}

/** Layouts that a draft does not change. */
const keptAsTheyAre: readonly LayoutTrial['saved'][] = ['taken', 'changed', 'by_hand'];

/** The saved layout of this name, where there is one that says something else: what changes in it, or why it does not, and what can be done. */
function Beside({
  trial: { saved, file: path, lines },
  file,
  beginWith,
}: Pick<Props, 'file' | 'beginWith'> & { readonly trial: LayoutTrial }) {
  const { words } = useTranslation();
  const { mapping: texts } = words;
  const { seen, draft, change } = file;
  if (saved === 'no' || saved === 'same') return null;
  const own = seen.fitting.find(({ layout }) => layout === draft.name);
  // One that a draft began with is only taken where its file is no draft's to change.
  const state = saved === 'taken' && draft.from?.layout === draft.name ? 'by_hand' : saved;
  return (
    <>
      <Notice tone="warn">
        <p>{filled(texts.beside[state], { layout: draft.name })}</p>
        <p class="form-row">
          {saved === 'changed' && own !== undefined && (
            <button type="button" class="wrapping" onClick={() => beginWith(own)}>
              {filled(texts.beginAgain, { layout: draft.name })}
            </button>
          )}
          <button type="button" class="wrapping" onClick={() => change(now => ({ ...now, name: seen.layout }))}>
            {filled(texts.otherName, { layout: seen.layout })}
          </button>
          {state === 'by_hand' && <a href={withQuery('/rules', { file: own?.file ?? path })}>{texts.openText}</a>}
        </p>
      </Notice>
      {saved === 'other' && <ChangedLines caption={filled(texts.changedLines, { layout: draft.name })} lines={lines} />}
    </>
  );
}

/** What the layout is called, and why it is there. */
function LayoutNames({ file: { draft, change }, usualWhy }: { readonly file: MappedFile; readonly usualWhy: string }) {
  const { words } = useTranslation();
  const { mapping: texts } = words;
  return (
    <>
      <TextField
        label={texts.name}
        title={texts.nameHint}
        required
        maxLength={80}
        value={draft.name}
        write={name => change(now => ({ ...now, name }))}
      />
      <TextField
        label={texts.why}
        placeholder={usualWhy}
        maxLength={1000}
        value={draft.why}
        write={why => change(now => ({ ...now, why }))}
      />
    </>
  );
}

const saveLayout = ({ file, yaml, base }: LayoutTrial, why: string): Promise<ConfigTried> =>
  post<ConfigTried, ConfigEdit>('/config/changes', { files: [{ file, base, text: yaml }], why });

/** `next` is where the file is brought once more. */
function WhatBecame({ outcome, next }: { readonly outcome: Outcome; readonly next: string | undefined }) {
  const { words } = useTranslation();
  const { mapping: texts } = words;
  if ('saved' in outcome) {
    const { state, change } = outcome.saved;
    return state === 'requested' ? (
      <Notice tone="good">{filled(texts.requested, { number: change ?? '' })}</Notice>
    ) : (
      <Notice tone="warn">{texts.notInForce}</Notice>
    );
  }
  const { answer } = outcome.upload;
  const batches = answer !== null && 'batches' in answer ? answer.batches.map(({ batch }) => batch ?? '').join(', ') : undefined;
  return (
    <>
      {batches === undefined ? (
        <Notice tone="bad">{texts.failed}</Notice>
      ) : (
        <Notice tone="good">{filled(texts.imported, { batch: batches })}</Notice>
      )}
      {answer !== null && <Ended answer={answer} />}
      {batches !== undefined && next !== undefined && (
        <p>
          <a class="button main" href={next}>
            {texts.lossesNext}
          </a>
        </p>
      )}
      <p class="form-row">
        <a href="/imports">{texts.toImports}</a> <a href="/imports/map">{texts.other}</a>
      </p>
    </>
  );
}
