import type { ImportAnswer, ImportedBatch, Upload } from '../../../contract/imports.js';
import type { LayoutTrial, TrialRequest } from '../../../contract/waiting-files.js';
import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../../action.js';
import { useTranslation } from '../../language.js';
import { countText } from '../../number.js';
import { FieldChanges } from '../../parts/field-changes.js';
import { ImportReport } from '../../parts/import-report.js';
import { Notice } from '../../parts/notice.js';
import { FaultList, ProblemNotice } from '../../parts/problem.js';
import { asProblem } from '../../resource.js';
import { at, post, type Problem } from '../../rest.js';
import { filled } from '../../words/en.js';
import { baseOf, layoutOf } from './draft.js';
import type { MappedFile } from './mapped-file.js';
import { Mends } from './mends.js';
import { uploadEnded } from './upload-ended.js';

/** What a draft would make of the first rows: as it is now, as it was before the last change, or why that cannot be said. */
export interface Trying {
  readonly trial: LayoutTrial | undefined;
  readonly problem: Problem | undefined;
  /** The draft was changed since. */
  readonly isOld: boolean;
  /** Nothing is needed any more before it can be tried. */
  readonly isAsked: boolean;
}

/** Long enough for the next letter, and too short to be waited for. */
const pauseMillis = 200;

/** Tries a draft whenever somebody has stopped changing it for a moment; nothing while something is still needed. */
export function useTrial(file: string, { seen, draft }: MappedFile, isReady: boolean): Trying {
  const layout = isReady ? layoutOf(draft, seen) : undefined;
  const request: TrialRequest | undefined = layout === undefined ? undefined : { draft: layout, ...baseOf(draft), rows: 'first' };
  const asked = request === undefined ? '' : JSON.stringify(request);
  const [tried, setTried] = useState<{ readonly of: string; readonly trial?: LayoutTrial; readonly problem?: Problem }>({
    of: '',
  });
  useEffect(() => {
    if (request === undefined) return undefined;
    const overtaken = new AbortController();
    const { signal } = overtaken;
    const later = setTimeout(() => {
      post<LayoutTrial, TrialRequest>(at`/files/${file}/trial`, request, signal)
        .then(trial => signal.aborted || setTried({ of: asked, trial }))
        .catch((cause: unknown) => signal.aborted || setTried({ of: asked, problem: asProblem(cause) }));
    }, pauseMillis);
    return () => {
      clearTimeout(later);
      overtaken.abort();
    };
  }, [asked]);
  return {
    trial: asked === '' ? undefined : tried.trial,
    problem: tried.problem,
    isOld: asked !== tried.of,
    isAsked: asked !== '',
  };
}

interface Props {
  readonly id: string;
  readonly file: MappedFile;
  readonly trying: Trying;
}

/** What becomes of the first rows, and of all where somebody asks; each error with what can be done about it here. */
export function TrialPart({ id, file, trying: { trial, problem, isOld, isAsked } }: Props) {
  const { words } = useTranslation();
  const { mapping: texts } = words;
  const [batch] = trial?.answer?.batches ?? [];
  return (
    <section class="card stack trial" aria-label={texts.trial} aria-live="polite">
      <h2>{texts.trial}</h2>
      <p class="quiet" role="status">
        {!isAsked ? texts.notTried : isOld ? texts.trying : filled(texts.ofFirst, { rows: countText(batch?.rows.read ?? 0) })}
      </p>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {trial !== undefined && trial.faults.length > 0 && (
        <Notice tone={batch === undefined ? 'bad' : 'warn'}>
          <FaultList faults={trial.faults} />
        </Notice>
      )}
      {batch !== undefined && (
        <>
          <Outcome batch={batch} />
          <FieldChanges batch={batch} />
          <Mends errors={batch.errors} file={file} />
        </>
      )}
      {batch !== undefined && <AllRows key={JSON.stringify(file.draft.fields)} id={id} file={file} />}
      {trial !== undefined && (
        <details>
          <summary>{texts.layoutText}</summary>
          <pre class="excerpt">{trial.yaml}</pre>
        </details>
      )}
    </section>
  );
}

const counts = ['new', 'changed', 'unchanged', 'rejected', 'skipped'] as const;

function Outcome({ batch: { rows } }: { readonly batch: ImportedBatch }) {
  const { words } = useTranslation();
  return (
    <>
      <dl class="pairs counts">
        {counts.map(one => (
          <div key={one} class={one === 'rejected' && rows[one] > 0 ? 'worse' : ''}>
            <dt>{words.imports.rows[one]}</dt>
            <dd>{countText(rows[one])}</dd>
          </div>
        ))}
      </dl>
      {rows.rejected === 0 && <p>{words.mapping.noErrors}</p>}
    </>
  );
}

/** The whole file, on demand: it may take a while. */
function AllRows({ id, file: { draft, seen } }: Pick<Props, 'id' | 'file'>) {
  const { words } = useTranslation();
  const { mapping: texts } = words;
  const { action, run, isBusy } = useAction<Upload>();
  const [rows, setRows] = useState(0);
  const tryAll = async (): Promise<Upload> => {
    const layout = layoutOf(draft, seen);
    if (layout === undefined) throw new Error(texts.noFact);
    const { upload } = await post<LayoutTrial, TrialRequest>(at`/files/${id}/trial`, {
      draft: layout,
      ...baseOf(draft),
      rows: 'all',
    });
    return uploadEnded(upload ?? '', setRows);
  };
  return (
    <>
      <p>
        <button type="button" disabled={isBusy} onClick={() => void run(tryAll)}>
          {texts.tryAll}
        </button>
      </p>
      {isBusy && (
        <p class="progress" role="status">
          <progress aria-label={texts.tryAll} /> {filled(texts.reading, { rows: countText(rows) })}
        </p>
      )}
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      {action.state === 'done' && action.answer.answer !== null && (
        <>
          <h3>{texts.ofAll}</h3>
          <Ended answer={action.answer.answer} />
        </>
      )}
    </>
  );
}

/** How an import ended: its batches, or why there is none. */
export function Ended({ answer }: { readonly answer: NonNullable<Upload['answer']> }) {
  if ('faults' in answer)
    return (
      <Notice tone="bad">
        <FaultList faults={answer.faults} />
      </Notice>
    );
  const { batches }: ImportAnswer = answer;
  return (
    <>
      {batches.map((batch, i) => (
        <ImportReport key={i} batch={batch} />
      ))}
    </>
  );
}
