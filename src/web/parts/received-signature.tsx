import type { ReceivedSignOff, Signed } from '../../contract/sign-offs.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { at, post } from '../rest.js';
import { may, useSession } from '../session.js';
import { filled } from '../words/en.js';
import { useClientNames } from './client-head.js';
import { Dialog } from './dialog.js';
import { DialogButtons } from './dialog-buttons.js';
import { ProblemNotice } from './problem.js';
import { RadioField } from './radio-field.js';
import { TextField } from './text-field.js';
import { dayText } from './when.js';

interface Props {
  readonly client: string;
  readonly period: string;
  readonly revision: number;
  readonly done: () => void;
}

/** The button by which the firm records what a client signed on paper or by mail; nothing for who may not. */
export function RecordSignature({ isMain = false, ...signed }: Props & { readonly isMain?: boolean }) {
  const { words } = useTranslation();
  const { me } = useSession();
  const [isRecording, setRecording] = useState(false);
  if (!may.recordSignOff(me)) return null;
  return (
    <>
      <button type="button" class={isMain ? 'main' : ''} onClick={() => setRecording(true)}>
        {words.signOff.record}
      </button>
      {isRecording && <RecordForm {...signed} close={() => setRecording(false)} />}
    </>
  );
}

function RecordForm({ client, period, revision, done, close }: Props & { readonly close: () => void }) {
  const { words } = useTranslation();
  const { me } = useSession();
  const name = useClientNames()(client);
  const texts = words.signOff;
  const today = dayText(new Date(), me.time_zone);
  const [said, setSaid] = useState({ by: '', received: 'paper' as ReceivedSignOff['received'], signed_on: today, note: '' });
  const put = (part: Partial<typeof said>): void => setSaid(now => ({ ...now, ...part }));
  const { action, run, isBusy } = useAction<Signed>();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { signed_on: on, ...others } = said;
    const body = { revision, ...others, ...(on === '' ? {} : { signed_on: on }) };
    const path = at`/clients/${client}/periods/${period}/sign-off/received`;
    if ((await run(() => post<Signed, ReceivedSignOff>(path, body))) === undefined) return;
    done();
    close();
  };
  return (
    <Dialog title={filled(texts.recordTitle, { period, revision })} close={close}>
      <form class="stack" onSubmit={event => void submit(event)}>
        <p>{filled(texts.recordHint, { client: name })}</p>
        {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
        <TextField label={texts.signatory} required maxLength={200} value={said.by} write={by => put({ by })} />
        <RadioField
          legend={texts.received}
          name="received"
          choices={(['paper', 'mail'] as const).map(value => ({ value, label: texts.receivedBy[value] }))}
          value={said.received}
          choose={received => put({ received })}
        />
        <TextField label={texts.signedOn} type="date" value={said.signed_on} write={signed_on => put({ signed_on })} />
        <label class="field">
          <span>{texts.paperNote}</span>
          <textarea maxLength={2000} value={said.note} onInput={event => put({ note: event.currentTarget.value })} />
        </label>
        <DialogButtons label={texts.recordIt} isBusy={isBusy} close={close} />
      </form>
    </Dialog>
  );
}
