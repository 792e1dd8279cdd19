import type { Closed, Closing, ClosingPreviews } from '../../contract/closing.js';
import type { PeriodStatus, Reopened, Reopening } from '../../contract/periods.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { at, post, withQuery } from '../rest.js';
import { filled } from '../words/en.js';
import { ClosingOpen, hasOpen } from './closing-open.js';
import { Dialog } from './dialog.js';
import { DialogButtons } from './dialog-buttons.js';
import { ProblemNotice, Shown } from './problem.js';

interface Props {
  readonly status: PeriodStatus;
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
  const [waived, setWaived] = useState<Readonly<Record<string, string>>>({});
  const { action, run, isBusy } = useAction<Closed | Reopened>();
  const missing = new Set([
    ...sources.filter(source => !source.is_complete).map(({ source }) => source),
    ...(preview?.not_final ?? []).map(({ metric }) => metric),
    ...(action.state === 'failed' ? action.problem.faults.flatMap(({ waives = [] }) => waives) : []),
  ]);
  const submit = (event: Event): void => {
    event.preventDefault();
    const waivers = Object.entries(waived).flatMap(([source, why]) =>
      why.trim() === '' ? [] : [{ source, reason: why.trim() }],
    );
    const clients = [client];
    const send = (): Promise<Closed | Reopened> =>
      isClosed
        ? post<Reopened, Reopening>(at`/periods/${period}/reopen`, { clients, reason })
        : post<Closed, Closing>(at`/periods/${period}/close`, {
            clients,
            waivers,
            ...(reason.trim() === '' ? {} : { acknowledge: reason.trim() }),
          });
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
        {isClosed ? (
          <label class="field">
            <span>{words.reason}</span>
            <textarea required value={reason} onInput={event => setReason(event.currentTarget.value)} />
          </label>
        ) : (
          <Shown of={previews} retry={retry}>
            {({ clients }) => clients.map(one => <ClosingOpen key={one.client} preview={one} />)}
          </Shown>
        )}
        {!isClosed &&
          [...missing].map(source => (
            <label key={source} class="field">
              <span>
                {words.periods.waive} {source}: {words.periods.waiveReason}
              </span>
              <input
                value={waived[source] ?? ''}
                onInput={event => setWaived({ ...waived, [source]: event.currentTarget.value })}
              />
            </label>
          ))}
        {preview !== undefined && (hasOpen(preview) || missing.size > 1) && (
          <label class="field">
            <span>{words.periods.acknowledge}</span>
            <textarea value={reason} onInput={event => setReason(event.currentTarget.value)} />
          </label>
        )}
        <DialogButtons label={isClosed ? words.periods.reopen : words.periods.close} isBusy={isBusy} close={close} />
      </form>
    </Dialog>
  );
}
