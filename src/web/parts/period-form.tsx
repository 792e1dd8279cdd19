import type { Closed, Closing, ClosingPreview, ClosingPreviews } from '../../contract/closing.js';
import type { PeriodStatus, Reopened, Reopening } from '../../contract/periods.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { at, post, withQuery } from '../rest.js';
import { countText } from '../number.js';
import { filled } from '../words/en.js';
import { ClosingOpen, hasOpen, rowsLeft } from './closing-open.js';
import { Dialog } from './dialog.js';
import { DialogButtons } from './dialog-buttons.js';
import { MendLink } from './mend-link.js';
import { ProblemNotice, Shown } from './problem.js';

interface Props {
  readonly status: Pick<PeriodStatus, 'client' | 'period' | 'state' | 'sources'>;
  readonly close: () => void;
  readonly done: () => void;
}

/** Closes a period, with a reason for each thing that is missing, or reopens a closed one. */
export function PeriodForm({ status, close, done }: Props) {
  const { words } = useTranslation();
  const { client, period, state, sources } = status;
  const isClosed = state === 'closed';
  const [reason, setReason] = useState('');
  const [previews, retry] = useResource<ClosingPreviews>(isClosed ? null : withQuery(at`/periods/${period}/closing`, { client }));
  const preview = previews.state === 'ready' ? previews.data.clients[0] : undefined;
  // Whoever closes has seen what it is closed without, as it is now.
  const isSeen = isClosed || (preview !== undefined && previews.state === 'ready' && previews.isEarlier !== true);
  const [waived, setWaived] = useState<Readonly<Record<string, string>>>({});
  const { action, run, isBusy } = useAction<Closed | Reopened>();
  const missing = new Set([
    ...sources.filter(source => !source.is_complete).map(({ source }) => source),
    ...(preview?.not_final ?? []).map(({ metric }) => metric),
    ...(action.state === 'failed' ? action.problem.faults.flatMap(({ waives = [] }) => waives) : []),
  ]);
  const submit = (event: Event): void => {
    event.preventDefault();
    const clients = [client];
    const send = (): Promise<Closed | Reopened> =>
      isClosed
        ? post<Reopened, Reopening>(at`/periods/${period}/reopen`, { clients, reason })
        : post<Closed, Closing>(at`/periods/${period}/close`, { clients, ...reasonsOf(waived, reason.trim()) });
    void run(send).then(answer => {
      if (answer === undefined) return;
      done();
      close();
    });
  };
  return (
    <Dialog
      isWide={preview !== undefined && preview.figures.length > 0}
      title={filled(isClosed ? words.periods.reopenTitle : words.periods.closeTitle, { client, period })}
      close={close}
    >
      <form class="stack" onSubmit={submit}>
        <p class="quiet">{isClosed ? words.periods.reopenHint : words.periods.closeHint}</p>
        {action.state === 'failed' && <ProblemNotice problem={action.problem} remedies={false} />}
        {!isClosed && (
          <>
            <Shown of={previews} retry={retry}>
              {({ clients }) => clients.map(one => <ClosingOpen key={one.client} preview={one} />)}
            </Shown>
            <WaiverFields missing={[...missing]} waived={waived} change={setWaived} />
          </>
        )}
        {(isClosed || (preview !== undefined && (hasOpen(preview) || missing.size > 1))) && (
          <label class="field">
            <span>{isClosed ? words.reason : words.periods.acknowledge}</span>
            <textarea required={isClosed} value={reason} onInput={event => setReason(event.currentTarget.value)} />
          </label>
        )}
        {preview !== undefined && rowsLeft(preview) > 0 && <RejectsLeft key={client} preview={preview} />}
        <DialogButtons label={isClosed ? words.periods.reopen : words.periods.close} isBusy={isBusy || !isSeen} close={close} />
      </form>
    </Dialog>
  );
}

/** Rejected rows that the period is closed without, which whoever closes it has to say yes to. */
function RejectsLeft({ preview }: { readonly preview: ClosingPreview }) {
  const { words } = useTranslation();
  return (
    <>
      <ul>
        {preview.rejects.map(({ batch, file, to_mend: left }) => (
          <li key={batch}>
            {file ?? ''} {filled(words.month.batchRows, { batch, count: countText(left) })} <MendLink batch={batch} />
          </li>
        ))}
      </ul>
      <label class="check">
        <input type="checkbox" required />
        {filled(words.periods.closeWithRejects, { count: countText(rowsLeft(preview)) })}
      </label>
    </>
  );
}

type Waived = Readonly<Record<string, string>>;

/** What is sent of the reasons that were filled in. */
function reasonsOf(waived: Waived, acknowledge: string): Pick<Closing, 'waivers' | 'acknowledge'> {
  const given = Object.entries(waived).map(([source, why]) => ({ source, reason: why.trim() }));
  const waivers = given.filter(({ reason }) => reason !== '');
  return acknowledge === '' ? { waivers } : { waivers, acknowledge };
}

interface WaiverProps {
  readonly missing: readonly string[];
  readonly waived: Waived;
  readonly change: (waived: Waived) => void;
}

/** A reason for each thing that the period is closed without. */
function WaiverFields({ missing, waived, change }: WaiverProps) {
  const { words } = useTranslation();
  return missing.map(source => (
    <label key={source} class="field">
      <span>
        {words.periods.waive} {source}: {words.periods.waiveReason}
      </span>
      <input value={waived[source] ?? ''} onInput={event => change({ ...waived, [source]: event.currentTarget.value })} />
    </label>
  ));
}
