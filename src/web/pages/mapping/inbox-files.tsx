import type { Inbox, InboxChoice, WaitingFile } from '../../../contract/waiting-files.js';
import { useAction } from '../../action.js';
import { useTranslation } from '../../language.js';
import { bytesText, countText } from '../../number.js';
import { ProblemNotice, Shown } from '../../parts/problem.js';
import { When } from '../../parts/when.js';
import { useResource } from '../../resource.js';
import { post } from '../../rest.js';
import { go } from '../../router.js';
import { filled } from '../../words/en.js';
import { mappingOf } from './mapped-file.js';

/** The files of the workspace's inbox, one of which can be chosen; nothing where there are none. */
export function InboxFiles() {
  const [inbox, reload] = useResource<Inbox>('/inbox');
  return (
    <Shown of={inbox} retry={reload}>
      {found => (found.files.length === 0 ? null : <Files {...found} gone={reload} />)}
    </Shown>
  );
}

function Files({ files, more, gone }: Inbox & { readonly gone: () => void }) {
  const { words } = useTranslation();
  const { mapping } = words;
  const { action, run, isBusy } = useAction<WaitingFile>();
  const choose = (file: string): void =>
    void run(() => post<WaitingFile, InboxChoice>('/inbox', { file })).then(chosen => {
      if (chosen === undefined) gone();
      else go(mappingOf(chosen.id));
    });
  return (
    <section class="card stack" aria-label={mapping.inboxTitle}>
      <h2>{mapping.inboxTitle}</h2>
      <p class="hint">{mapping.inboxHint}</p>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      <ul class="stack waiting">
        {files.map(({ file, bytes, changed_at: at, taken_by: taker }) => (
          <li key={file} class="form-row">
            <span class="file">{file}</span>
            <span class="quiet">
              {bytesText(bytes)} · <When at={at} />
            </span>
            <button type="button" disabled={isBusy} aria-label={`${mapping.mapShort}: ${file}`} onClick={() => choose(file)}>
              {mapping.mapShort}
            </button>
            {taker !== null && (
              <span class="quiet">{filled(mapping.takenBy, { job: taker.job, layouts: taker.layouts.join(', ') })}</span>
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p class="quiet">{filled(mapping.inboxMore, { count: countText(more) })}</p>}
    </section>
  );
}
