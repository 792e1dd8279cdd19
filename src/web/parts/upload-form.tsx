import type { Layouts } from '../../contract/rules.js';
import type { ImportAnswer } from '../../contract/imports.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { upload, withQuery } from '../rest.js';
import { filled } from '../words/en.js';
import { ChoiceField } from './choice-field.js';
import { FileField } from './file-field.js';
import { ImportReport } from './import-report.js';
import { Notice } from './notice.js';
import { ProblemNotice } from './problem.js';

interface Answer extends ImportAnswer {
  /** Whether it is what would happen, not what did. */
  readonly isDry: boolean;
}

/** A file and its layout: first what would happen, then the import itself. */
export function UploadForm({ done }: { readonly done: () => void }) {
  const { words } = useTranslation();
  const factKinds: Readonly<Record<string, string>> = words.mapping.factKinds;
  const [layouts] = useResource<Layouts>('/layouts');
  const [layout, setLayout] = useState('');
  const [file, setFile] = useState<File>();
  const [sent, setSent] = useState(0);
  const { action, run, isBusy, forget } = useAction<Answer>();
  const send = (isDry: boolean): void => {
    if (file === undefined) return;
    setSent(0);
    const path = withQuery('/imports', { layout, file: file.name, dry_run: isDry ? 'true' : undefined });
    const { answer } = upload<ImportAnswer>(path, file, ({ loaded, total }) => setSent(total === 0 ? 1 : loaded / total));
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
        <ChoiceField
          label={words.imports.layout}
          choices={(layouts.state === 'ready' ? layouts.data.layouts : []).map(one => ({
            value: one.layout,
            label: filled(words.imports.layoutOf, { layout: one.layout, fact: factKinds[one.fact] ?? one.fact }),
          }))}
          value={layout}
          choose={setLayout}
          unchosen={words.imports.chooseLayout}
          isRequired
        />
        <FileField
          file={file}
          choose={chosen => {
            setFile(chosen);
            forget();
          }}
        />
        <button type="submit" disabled={isBusy || file === undefined}>
          {words.imports.preview}
        </button>
        <button type="button" class="main" disabled={isBusy || file === undefined || layout === ''} onClick={() => send(false)}>
          {words.imports.import}
        </button>
      </form>
      {isBusy && <Progress sent={sent} />}
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      {action.state === 'done' && <Imported answer={action.answer} />}
    </section>
  );
}

function Imported({ answer: { batches, isDry } }: { readonly answer: Answer }) {
  const { words } = useTranslation();
  return (
    <>
      <Notice tone={isDry ? 'plain' : 'good'}>
        {isDry
          ? words.imports.previewed
          : filled(words.imports.done, { batch: batches.map(({ batch }) => batch ?? '').join(', ') })}
      </Notice>
      {batches.map((batch, i) => (
        <ImportReport key={i} batch={batch} />
      ))}
    </>
  );
}

function Progress({ sent }: { readonly sent: number }) {
  const { words } = useTranslation();
  const text = sent < 1 ? filled(words.imports.sending, { percent: `${Math.floor(sent * 100)} %` }) : words.imports.reading;
  return (
    <p class="progress" role="status">
      <progress {...(sent < 1 ? { value: sent, max: 1 } : {})} aria-label={text} /> {text}
    </p>
  );
}
