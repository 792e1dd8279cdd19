import type { WaitingFile, WaitingFileList } from '../../../contract/waiting-files.js';
import { useEffect, useState } from 'preact/hooks';
import { useAction } from '../../action.js';
import { useTranslation } from '../../language.js';
import { ProblemNotice, Shown } from '../../parts/problem.js';
import { useResource } from '../../resource.js';
import { at, get, remove } from '../../rest.js';
import { go } from '../../router.js';
import { useSession } from '../../session.js';
import { filled } from '../../words/en.js';
import { InboxFiles } from './inbox-files.js';
import { forgetDrafts } from './kept-draft.js';
import { mappingOf } from './mapped-file.js';
import { sendFile } from './send-file.js';

const percentOf = (share: number): string => `${Math.floor(share * 100)} %`;

/** A place to drop a file, the files that wait already, and those of the inbox. */
export function BringFile() {
  const { words } = useTranslation();
  const { me } = useSession();
  const [waiting, reload] = useResource<WaitingFileList>('/files');
  useEffect(() => {
    // What is shown at first may be an earlier answer, without the newest file.
    get<WaitingFileList>('/files').then(
      ({ files }) =>
        forgetDrafts(
          me.key,
          files.map(({ id }) => id),
        ),
      () => undefined,
    );
  }, []);
  return (
    <>
      <p>{words.mapping.intro}</p>
      <DropFile />
      <Shown of={waiting} retry={reload}>
        {({ files }) => (files.length === 0 ? null : <Waiting files={files} changed={reload} />)}
      </Shown>
      <InboxFiles />
    </>
  );
}

function DropFile() {
  const { words } = useTranslation();
  const { mapping } = words;
  const { action, run, isBusy } = useAction<WaitingFile>();
  const [sent, setSent] = useState({ file: '', share: 0 });
  const [isOver, setOver] = useState(false);
  const bring = (file: File | undefined): void => {
    if (file === undefined || isBusy) return;
    setSent({ file: file.name, share: 0 });
    void run(() => sendFile(file, share => setSent({ file: file.name, share }))).then(arrived => {
      if (arrived !== undefined) go(mappingOf(arrived.id));
    });
  };
  const text = filled(mapping.sending, { file: sent.file, percent: percentOf(sent.share) });
  return (
    <section class="card stack" aria-label={mapping.title}>
      <label
        class={isOver ? 'file-field drop over' : 'file-field drop'}
        onDragOver={event => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={event => {
          event.preventDefault();
          setOver(false);
          bring(event.dataTransfer?.files[0]);
        }}
      >
        <input
          type="file"
          disabled={isBusy}
          onChange={event => {
            bring(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <span class="button main">{mapping.drop}</span>
        <span class="quiet">{mapping.kinds}</span>
      </label>
      {isBusy && (
        <p class="progress" role="status">
          <progress value={sent.share} max={1} aria-label={text} /> {text}
        </p>
      )}
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
    </section>
  );
}

function Waiting({ files, changed }: { readonly files: readonly WaitingFile[]; readonly changed: () => void }) {
  const { words } = useTranslation();
  const { mapping } = words;
  const { action, run, isBusy } = useAction<void>();
  return (
    <section class="card stack" aria-label={mapping.waitingTitle}>
      <h2>{mapping.waitingTitle}</h2>
      <ul class="stack waiting">
        {files.map(({ id, file, bytes, arrived, inbox }) => (
          <li key={id} class="form-row">
            <span class="file">{inbox ?? file}</span>
            {inbox !== null && <span class="quiet">{mapping.fromInbox}</span>}
            {arrived < bytes ? (
              <span class="quiet">{filled(mapping.partly, { percent: percentOf(arrived / bytes) })}</span>
            ) : (
              <a class="button" href={mappingOf(id)} aria-label={`${mapping.mapShort}: ${file}`}>
                {mapping.mapShort}
              </a>
            )}
            <button
              type="button"
              disabled={isBusy}
              aria-label={`${mapping.takeAway}: ${file}`}
              onClick={() => void run(() => remove<void>(at`/files/${id}`)).then(changed)}
            >
              {mapping.takeAway}
            </button>
          </li>
        ))}
      </ul>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
    </section>
  );
}
