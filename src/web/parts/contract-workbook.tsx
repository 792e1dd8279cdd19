import type { ContractDraft } from '../../contract/config-forms.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { address, upload, withQuery } from '../rest.js';
import { filled } from '../words/en.js';
import { ChangeForm } from './change-form.js';
import { ClientField } from './client-field.js';
import { FileField } from './file-field.js';
import { Notice, Nothing } from './notice.js';
import { FaultList, ProblemNotice } from './problem.js';

/** A contract that is filled in as a workbook: its template, and what a filled-in one comes to. */
export function ContractWorkbook({ isAsked }: { readonly isAsked: boolean }) {
  const { words } = useTranslation();
  const { workbook } = words.forms;
  const [file, setFile] = useState<File>();
  const { action, run, isBusy, forget } = useAction<ContractDraft>();
  const read = (): void => {
    if (file === undefined) return;
    const { answer } = upload<ContractDraft>(withQuery('/config/contract-workbooks', { file: file.name }), file, () => undefined);
    void run(() => answer);
  };
  return (
    <>
      <Template />
      <section class="card stack" aria-label={workbook.load}>
        <h2>{workbook.load}</h2>
        <p class="hint">{workbook.loadHint}</p>
        <form
          class="form-row"
          onSubmit={event => {
            event.preventDefault();
            read();
          }}
        >
          <FileField
            file={file}
            accept=".xlsx"
            choose={chosen => {
              setFile(chosen);
              forget();
            }}
          />
          <button type="submit" class="main" disabled={isBusy || file === undefined}>
            {isBusy ? workbook.reading : workbook.read}
          </button>
        </form>
        {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
        {action.state === 'done' && <Doubts draft={action.answer} />}
      </section>
      {action.state === 'done' && !action.answer.is_unchanged && (
        <SaveDraft draft={action.answer} book={file?.name ?? ''} isAsked={isAsked} />
      )}
    </>
  );
}

function Template() {
  const { words, language } = useTranslation();
  const { workbook } = words.forms;
  const [client, setClient] = useState('');
  return (
    <section class="card stack" aria-label={workbook.template}>
      <h2>{workbook.template}</h2>
      <p class="hint">{workbook.templateHint}</p>
      <p class="form-row">
        <ClientField value={client} choose={setClient} unchosen={workbook.anyClient} />
        <a class="button" download href={address(withQuery('/config/contract-template', { client, lang: language }))}>
          {words.download}
        </a>
      </p>
    </section>
  );
}

function Doubts({ draft: { contract, faults, is_unchanged: isUnchanged } }: { readonly draft: ContractDraft }) {
  const { words } = useTranslation();
  const { workbook } = words.forms;
  return (
    <>
      {faults.length > 0 && (
        <Notice tone="warn">
          <FaultList faults={faults} />
        </Notice>
      )}
      {isUnchanged ? (
        <Nothing>{words.configuration.unchanged}</Nothing>
      ) : (
        <Notice tone="good">{filled(workbook.isRead, { contract })}</Notice>
      )}
    </>
  );
}

function SaveDraft({
  draft: { contract, file, base, text },
  book,
  isAsked,
}: {
  readonly draft: ContractDraft;
  /** The name of the workbook. */
  readonly book: string;
  readonly isAsked: boolean;
}) {
  const { words } = useTranslation();
  return (
    <ChangeForm
      title={filled(words.forms.workbook.contract, { contract })}
      isAsked={isAsked}
      isUnsaved
      version={text}
      proposed={filled(words.forms.workbook.reason, { contract, book })}
      next={[['/board', words.firstSteps.month]]}
      files={async () => [{ file, base, text }]}
    >
      <p class="quiet">{filled(words.forms.inFile, { file })}</p>
    </ChangeForm>
  );
}
