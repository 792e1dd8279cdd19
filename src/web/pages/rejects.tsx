import type { ImportAnswer } from '../../contract/imports.js';
import type { Mending, RejectedRows, Reopening, ReopenedRejects } from '../../contract/rejects.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { countText } from '../number.js';
import { LatePeriods } from '../parts/late-periods.js';
import { Notice, Nothing } from '../parts/notice.js';
import { usePages } from '../parts/pages.js';
import { ProblemNotice, Shown } from '../parts/problem.js';
import { RejectsFileLink } from '../parts/rejects-file-link.js';
import { givenUpRows, mendedRows, type RowEdit, RejectTable } from '../parts/reject-table.js';
import { SettleRejects } from '../parts/settle-rejects.js';
import { useResource } from '../resource.js';
import { at, post, type Problem, withQuery } from '../rest.js';
import { may, useSession } from '../session.js';
import { filled } from '../words/en.js';

/** The rejected rows of a batch as a table that can be written in; what is mended is imported as a batch of its own. */
export function RejectsPage({ batch }: { readonly batch: string }) {
  const { words } = useTranslation();
  return (
    <>
      <h1>{filled(words.rejects.title, { batch })}</h1>
      <p>
        <a href="/imports">{words.rejects.back}</a>
      </p>
      <Rejects batch={batch} done={() => undefined} />
    </>
  );
}

interface RejectsProps {
  readonly batch: string;
  /** Called when rows of it were imported again. */
  readonly done: () => void;
}

function Rejects({ batch, done }: RejectsProps) {
  const { words } = useTranslation();
  const [isAll, setAll] = useState(false);
  const [list, reload] = useResource<RejectedRows>(
    withQuery(at`/imports/${batch}/rejects`, { state: isAll ? 'all' : undefined }),
  );
  const again = (): void => {
    reload();
    done();
  };
  return (
    <Shown of={list} retry={reload}>
      {first => (
        <>
          <section class="card stack" aria-label={filled(words.rejects.title, { batch })}>
            <ListHead list={first} isAll={isAll} setAll={setAll} />
            <Desk first={first} done={again} isAll={isAll} />
          </section>
          {first.rejected_again.map(({ batch: later }) => (
            <section key={later} aria-label={filled(words.rejects.againIn, { batch: later })} class="stack">
              <h2>{filled(words.rejects.againIn, { batch: later })}</h2>
              <Rejects batch={String(later)} done={reload} />
            </section>
          ))}
        </>
      )}
    </Shown>
  );
}

interface HeadProps {
  readonly list: RejectedRows;
  readonly isAll: boolean;
  readonly setAll: (isAll: boolean) => void;
}

function ListHead({ list, isAll, setAll }: HeadProps) {
  const { words } = useTranslation();
  const { rejects } = words;
  const { batch, file, layout, to_mend: left, withdrawn_by: withdrawnBy } = list;
  return (
    <>
      <p>
        {filled(rejects.from, { file, layout: layout ?? '' })} {filled(rejects.left, { count: countText(left) })}{' '}
        {list.settled > 0 && `${filled(rejects.settledCount, { count: countText(list.settled) })} `}
        <RejectsFileLink batch={batch} />
      </p>
      {withdrawnBy !== null && <Notice tone="warn">{filled(rejects.withdrawn, { batch: withdrawnBy })}</Notice>}
      {list.is_cut && <Notice tone="warn">{rejects.cut}</Notice>}
      <label class="check">
        <input type="checkbox" checked={isAll} onChange={event => setAll(event.currentTarget.checked)} />
        {rejects.showAll}
      </label>
    </>
  );
}

/** Rows that are sent at once at most. */
const mostSent = 200;

interface DeskProps {
  readonly first: RejectedRows;
  readonly isAll: boolean;
  readonly done: () => void;
}

function Desk({ first, done, isAll }: DeskProps) {
  const { words } = useTranslation();
  const { me } = useSession();
  const { batch } = first;
  const { pages, more } = usePages(first, cursor =>
    withQuery(at`/imports/${String(batch)}/rejects`, { cursor, state: isAll ? 'all' : undefined }),
  );
  const [edits, setEdits] = useState<ReadonlyMap<number, RowEdit>>(new Map());
  const { action, run, isBusy, forget } = useAction<ImportAnswer>();
  const { reopened, reopen } = useReopening(batch, done);
  const rows = pages.flatMap(page => page.rows);
  const mended = mendedRows(first, rows, edits);
  const givenUp = givenUpRows(first, rows, edits);
  // What was refused, or tried, is what was sent: once it is edited, nothing that was said of it holds.
  const change = (changed: ReadonlyMap<number, RowEdit>): void => {
    setEdits(changed);
    forget();
  };
  const send = (more: Omit<Mending, 'rows'>): void => {
    const body = { rows: mended.slice(0, mostSent), ...more };
    void run(() => post<ImportAnswer, Mending>(at`/imports/${String(batch)}/rejects`, body)).then(answer => {
      if (answer === undefined || more.dry_run === true) return;
      const sent = new Set(body.rows.map(row => row.at));
      setEdits(new Map([...edits].filter(([place]) => !sent.has(place))));
      done();
    });
  };
  const isEditable = may.import(me) && first.withdrawn_by === null && first.layout !== null;
  return (
    <>
      {action.state === 'failed' && <Failed problem={action.problem} replace={() => send({ replace_later: true })} />}
      {action.state === 'done' && <Sent answer={action.answer} />}
      {reopened.state === 'failed' && <ProblemNotice problem={reopened.problem} />}
      {rows.length === 0 ? (
        <Nothing>{words.rejects.none}</Nothing>
      ) : (
        <RejectTable
          {...{ list: first, rows, edits, isEditable, reopen }}
          edit={(place, edit) => change(new Map([...edits, [place, edit]]))}
        />
      )}
      {more}
      {isEditable && rows.length > 0 && (
        <Buttons
          count={mended.length}
          isOff={isBusy || mended.length === 0}
          send={() => send({})}
          attempt={() => send({ dry_run: true })}
          undo={() => change(new Map())}
        />
      )}
      {isEditable && (first.to_mend > 0 || givenUp.length > 0) && <SettleRejects {...{ batch, rows, done }} marked={givenUp} />}
    </>
  );
}

/** Makes settled rows rows to mend again, one at a time: what became of each is said. */
function useReopening(batch: number, done: () => void) {
  const { action: reopened, run, isBusy } = useAction<ReopenedRejects>();
  const reopen = (row: string): void => {
    if (isBusy) return;
    const send = () => post<ReopenedRejects, Reopening>(at`/imports/${String(batch)}/rejects/reopen`, { rows: [row] });
    void run(send).then(answer => answer !== undefined && done());
  };
  return { reopened, reopen };
}

interface ButtonsProps {
  /** Rows that are mended. */
  readonly count: number;
  readonly isOff: boolean;
  readonly send: () => void;
  readonly attempt: () => void;
  readonly undo: () => void;
}

function Buttons({ count, isOff, send, attempt, undo }: ButtonsProps) {
  const { rejects } = useTranslation().words;
  return (
    <p class="form-row">
      <button type="button" class="main" disabled={isOff} onClick={send}>
        {filled(rejects.importRows, { count: Math.min(count, mostSent) })}
      </button>
      <button type="button" disabled={isOff} onClick={attempt}>
        {rejects.attempt}
      </button>
      <button type="button" disabled={isOff} onClick={undo}>
        {filled(rejects.undo, { count })}
      </button>
    </p>
  );
}

/** Why nothing was imported; where later facts would be replaced, a person may say that they are to be. */
function Failed({ problem, replace }: { readonly problem: Problem; readonly replace: () => void }) {
  const { rejects } = useTranslation().words;
  return (
    <>
      <ProblemNotice problem={problem} />
      {problem.code === 'mending_replaces_later' && (
        <p>
          <button type="button" onClick={replace}>
            {rejects.replaceLater}
          </button>
        </p>
      )}
    </>
  );
}

function Sent({ answer: { batches } }: { readonly answer: ImportAnswer }) {
  const { words } = useTranslation();
  const [made] = batches;
  if (made === undefined) return null;
  const { read, rejected, changed, new: added } = made.rows;
  const { facts: later = 0, first = [] } = made.replaces ?? {};
  const isPlain = rejected === 0 && changed === 0 && made.late.length === 0;
  const counts = { batch: made.batch ?? '', taken: read - rejected, rejected, added, changed };
  return (
    <Notice tone={isPlain ? 'good' : 'warn'}>
      <p>{filled(made.batch === null ? words.rejects.wouldDo : words.rejects.done, counts)}</p>
      {made.batch !== null && changed > 0 && <p>{filled(words.rejects.changed, { changed })}</p>}
      {later > 0 && (
        <>
          <p>{filled(words.rejects.replaces, { count: countText(later) })}</p>
          <ul>
            {first.map(({ client, key, batch, file }) => (
              <li key={`${client} ${key.join(' ')}`}>
                {file === null
                  ? filled(words.rejects.replacesWithdrawn, { fact: [client, ...key].join(' '), batch })
                  : filled(words.rejects.replacesOne, { fact: [client, ...key].join(' '), batch, file })}
              </li>
            ))}
          </ul>
        </>
      )}
      <LatePeriods late={made.late} />
    </Notice>
  );
}
