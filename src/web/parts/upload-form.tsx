import type { Layouts } from '../../contract/rules.js';
import type { ImportedBatch } from '../../contract/imports.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useSpeech } from '../language.js';
import { useResource } from '../resource.js';
import { upload, withQuery } from '../rest.js';
import { filled } from '../words/en.js';
import { ImportReport } from './import-report.js';
import { Notice } from './notice.js';
import { ProblemNotice } from './problem.js';

interface Answer {
  readonly batches: readonly ImportedBatch[];
}

/** A file and its layout: first what would happen, then the import itself. */
export function UploadForm({ done }: { readonly done: () => void }) {
  const { words } = useSpeech();
  const [layouts] = useResource<Layouts>('/layouts');
  const [layout, setLayout] = useState('');
  const [file, setFile] = useState<File>();
  const [sent, setSent] = useState(0);
  const { action, run, isBusy, forget } = useAction<Answer & { readonly isDry: boolean }>();
  const send = (isDry: boolean): void => {
    if (file === undefined) return;
    setSent(0);
    const path = withQuery('/imports', { layout, file: file.name, dry_run: isDry ? 'true' : undefined });
    const { answer } = upload<Answer>(path, file, ({ loaded, total }) => setSent(total === 0 ? 1 : loaded / total));
    void run(async () => ({ ...(await answer), isDry })).then(result => {
      if (result !== undefined && !isDry) done();
    });
  };
  return (
    <section class="card" aria-label={words.imports.upload}>
      <h2>{words.imports.upload}</h2>
      <form
        class="form-row"
        onSubmit={event => {
          event.preventDefault();
          send(true);
        }}
      >
        <label class="field">
          <span>{words.imports.layout}</span>
          <select required value={layout} onChange={event => setLayout(event.currentTarget.value)}>
            <option value="">{words.imports.chooseLayout}</option>
            {(layouts.state === 'ready' ? layouts.data.layouts : []).map(one => (
              <option key={one.layout} value={one.layout}>
                {one.layout} ({one.fact})
              </option>
            ))}
          </select>
        </label>
        <label class="field file-field">
          <span>{words.imports.file}</span>
          <input
            type="file"
            required
            onChange={event => {
              setFile(event.currentTarget.files?.[0]);
              forget();
            }}
          />
          <span class="button">{file?.name ?? words.imports.chooseFile}</span>
        </label>
        <button type="submit" disabled={isBusy || file === undefined}>
          {words.imports.preview}
        </button>
        <button type="button" class="main" disabled={isBusy || file === undefined || layout === ''} onClick={() => send(false)}>
          {words.imports.import}
        </button>
      </form>
      {isBusy && <Progress sent={sent} />}
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      {action.state === 'done' && (
        <>
          <Notice tone={action.answer.isDry ? 'plain' : 'good'}>
            {action.answer.isDry
              ? words.imports.previewed
              : filled(words.imports.done, { batch: action.answer.batches.map(({ batch }) => batch ?? '').join(', ') })}
          </Notice>
          {action.answer.batches.map((batch, i) => (
            <ImportReport key={i} batch={batch} />
          ))}
        </>
      )}
    </section>
  );
}

function Progress({ sent }: { readonly sent: number }) {
  const { words } = useSpeech();
  const text = sent < 1 ? filled(words.imports.sending, { percent: `${Math.floor(sent * 100)} %` }) : words.imports.reading;
  return (
    <p class="progress" role="status">
      <progress {...(sent < 1 ? { value: sent, max: 1 } : {})} aria-label={text} /> {text}
    </p>
  );
}
