import type { ConfigChangeList, ConfigChangeView, ConfigDecided } from '../../contract/config.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { type Resource, useResource } from '../resource.js';
import { at, post, withQuery } from '../rest.js';
import { may, useSession } from '../session.js';
import { filled } from '../words/en.js';
import { ChangedLines } from './changed-lines.js';
import { Dialog } from './dialog.js';
import { Nothing, Notice } from './notice.js';
import { ProblemNotice, Shown } from './problem.js';
import { usePages } from './pages.js';
import { ScrollTable } from './scroll-table.js';
import { TableHead } from './table-head.js';
import { TextField } from './text-field.js';
import { When } from './when.js';

type Change = ConfigChangeList['changes'][number];

interface Props {
  readonly of: Resource<ConfigChangeList>;
  readonly reload: () => void;
}

/** What was changed in the rules, by whom and why, newest first; requests can be decided. */
export function ConfigChanges({ of: first, reload }: Props) {
  const { words } = useTranslation();
  const { configuration } = words;
  const [shown, show] = useState<number>();
  return (
    <section class="card" aria-label={configuration.changes}>
      <h2>{configuration.changes}</h2>
      <Shown of={first} retry={reload}>
        {page =>
          page.changes.length === 0 ? (
            <Nothing>{configuration.none}</Nothing>
          ) : (
            <History key={page.changes.map(({ change, state }) => `${change} ${state}`).join()} first={page} show={show} />
          )
        }
      </Shown>
      {shown !== undefined && <ChangeDialog change={shown} close={() => show(undefined)} decided={reload} />}
    </section>
  );
}

/** What waits for somebody's approval, where it cannot be overlooked; nothing where nothing does. */
export function WaitingChanges({ of: first }: Pick<Props, 'of'>) {
  const { configuration } = useTranslation().words;
  const waiting = first.state === 'ready' ? first.data.changes.filter(({ state }) => state === 'requested') : [];
  if (waiting.length === 0) return null;
  return (
    <Notice tone="warn">
      <h2>{configuration.waiting}</h2>
      <ul>
        {waiting.map(({ change: number, why, by }) => (
          <li key={number}>{filled(configuration.waitingOne, { number, why, by })}</li>
        ))}
      </ul>
      <p>{filled(configuration.waitingHint, { changes: configuration.changes })}</p>
    </Notice>
  );
}

function History({ first, show }: { readonly first: ConfigChangeList; readonly show: (change: number) => void }) {
  const { words } = useTranslation();
  const { configuration } = words;
  const { pages, more } = usePages(first, cursor => withQuery('/config/changes', { cursor }));
  return (
    <>
      <ScrollTable caption={configuration.changes}>
        <TableHead
          columns={[
            { number: words.audit.number },
            configuration.state,
            configuration.file,
            configuration.why,
            configuration.by,
            configuration.at,
            '',
          ]}
        />
        <tbody>
          {pages
            .flatMap(({ changes }) => changes)
            .map(one => (
              <ChangeRow key={one.change} change={one} show={show} />
            ))}
        </tbody>
      </ScrollTable>
      {more}
    </>
  );
}

function ChangeRow({ change: one, show }: { readonly change: Change; readonly show: (change: number) => void }) {
  const { words } = useTranslation();
  const { me } = useSession();
  const { configuration } = words;
  return (
    <tr>
      <th scope="row" class="number">
        {one.change}
      </th>
      <td>{configuration.states[one.state]}</td>
      <td class="file">{one.files.join(', ')}</td>
      <td>{one.why}</td>
      <td>
        {one.by}
        {one.decision !== null && (
          <div class="quiet">
            {filled(configuration.decidedBy, { name: one.decision.by })}
            {one.decision.why !== null && `: ${one.decision.why}`}
          </div>
        )}
      </td>
      <td>
        <When at={one.at} />
      </td>
      <td>
        {may.changeRules(me) && (
          <button type="button" aria-label={`${configuration.show} ${one.change}`} onClick={() => show(one.change)}>
            {configuration.show}
          </button>
        )}
      </td>
    </tr>
  );
}

interface DialogProps {
  readonly change: number;
  readonly close: () => void;
  readonly decided: () => void;
}

function ChangeDialog({ change, close, decided }: DialogProps) {
  const { words } = useTranslation();
  const { configuration } = words;
  const [view, retry] = useResource<ConfigChangeView>(at`/config/changes/${String(change)}`);
  return (
    <Dialog title={filled(configuration.number, { number: change })} isWide close={close}>
      <Shown of={view} retry={retry}>
        {shown => (
          <div class="stack">
            <p>{shown.why}</p>
            {shown.files.map(one => (
              <div key={one.file} class="stack">
                <ChangedLines caption={one.file} lines={one.lines} />
                {one.text === null && <p>{configuration.takenAway}</p>}
                {shown.state === 'made' && <p class="quiet">{one.is_now ? configuration.isNow : configuration.isOther}</p>}
              </div>
            ))}
            {shown.state === 'requested' && <DecideButtons change={change} close={close} decided={decided} />}
            {shown.state === 'made' && <BringBack {...shown} />}
            <p class="form-row">
              <button type="button" onClick={close}>
                {words.close}
              </button>
            </p>
          </div>
        )}
      </Shown>
    </Dialog>
  );
}

function DecideButtons({ change, close, decided }: DialogProps) {
  const { words } = useTranslation();
  const { configuration } = words;
  const [why, setWhy] = useState('');
  const { action, run, isBusy } = useAction<ConfigDecided>();
  const decide = async (decision: 'approval' | 'refusal'): Promise<void> => {
    const body = { decision, ...(why.trim() === '' ? {} : { why }) };
    const answer = await run(() => post<ConfigDecided, typeof body>(at`/config/changes/${String(change)}/decision`, body));
    if (answer === undefined) return;
    decided();
    close();
  };
  return (
    <div class="stack">
      <TextField label={configuration.refuseWhy} maxLength={1000} value={why} write={setWhy} />
      <div class="form-row">
        <button type="button" class="main" disabled={isBusy} onClick={() => void decide('approval')}>
          {configuration.approve}
        </button>
        <button type="button" disabled={isBusy || why.trim() === ''} onClick={() => void decide('refusal')}>
          {configuration.refuse}
        </button>
      </div>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
    </div>
  );
}

/** An earlier text is taken up again as a change of its own, over what the file says now. */
function BringBack({ change, files }: ConfigChangeView) {
  const { words } = useTranslation();
  return (
    <ul class="plain-list">
      {files
        .filter(({ is_now, text }) => !is_now && text !== null)
        .map(({ file }) => (
          <li key={file}>
            <a href={withQuery('/rules', { file, change })}>
              {words.configuration.bringBack}: {file}
            </a>
          </li>
        ))}
    </ul>
  );
}
