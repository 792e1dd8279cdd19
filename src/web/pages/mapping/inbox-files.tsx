import type { Inbox, InboxChoice } from '../../../contract/inbox.js';
import type { WaitingFile } from '../../../contract/waiting-files.js';
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
      {found => (found.files.length + found.unreadable.length === 0 ? null : <Files {...found} reload={reload} />)}
    </Shown>
  );
}

function Files({ files, more, is_all: isAll, unreadable, reload }: Inbox & { readonly reload: () => void }) {
  const { words } = useTranslation();
  const { mapping } = words;
  const { action, run, isBusy } = useAction<WaitingFile>();
  const choose = (file: string): void =>
    void run(() => post<WaitingFile, InboxChoice>('/inbox', { file })).then(chosen => {
      if (chosen === undefined) reload();
      else go(mappingOf(chosen.id));
    });
  return (
    <section class="card stack" aria-label={mapping.inboxTitle}>
      <h2>{mapping.inboxTitle}</h2>
      <p class="hint">{mapping.inboxHint}</p>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      <ul class="stack waiting">
        {files.map(({ file, bytes, changed_at: at, taken_by: taker, waits_for: lacking }) => (
          <li key={file} class="form-row">
            <span class="file">{file}</span>
            <span class="quiet">
              {bytesText(bytes)} · <When at={at} />
            </span>
            {lacking === null ? (
              <button type="button" disabled={isBusy} aria-label={`${mapping.mapShort}: ${file}`} onClick={() => choose(file)}>
                {mapping.mapShort}
              </button>
            ) : (
              <NotWhole {...lacking} />
            )}
            {taker !== null && (
              <span class="quiet">{filled(mapping.takenBy, { job: taker.job, layouts: taker.layouts.join(', ') })}</span>
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p class="quiet">{filled(isAll ? mapping.inboxMore : mapping.inboxTooMany, { count: countText(more) })}</p>}
      {unreadable.length > 0 && <p class="quiet file">{filled(mapping.inboxUnreadable, { folders: unreadable.join(', ') })}</p>}
      {files.some(one => one.waits_for !== null) && (
        <div>
          <button type="button" disabled={isBusy} onClick={reload}>
            {mapping.lookAgain}
          </button>
        </div>
      )}
    </section>
  );
}

/** Why a file cannot be chosen yet. */
function NotWhole({ marker }: NonNullable<Inbox['files'][number]['waits_for']>) {
  const { mapping } = useTranslation().words;
  return <span class="quiet">{marker === null ? mapping.justChanged : filled(mapping.markerMissing, { marker })}</span>;
}
