import type { NewSignOff, Signature, Signed, SignOffState } from '../../contract/sign-offs.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { at, post } from '../rest.js';
import { isSameName, may, useSession } from '../session.js';
import { filled } from '../words/en.js';
import { useClientNames } from './client-head.js';
import { Dialog } from './dialog.js';
import { DialogButtons } from './dialog-buttons.js';
import { ProblemNotice } from './problem.js';
import { RecordSignature } from './received-signature.js';
import { When } from './when.js';

interface Props {
  readonly client: string;
  readonly period: string;
}

/** Who signed a closed period for its client, and lines for who signs on paper; the client signs it here, the firm records paper. */
export function SignOffCard({ client, period, lines }: Props & { readonly lines: readonly string[] }) {
  const { words } = useTranslation();
  const { me } = useSession();
  const [answer, reload] = useResource<SignOffState>(at`/clients/${client}/periods/${period}/sign-off`);
  const [isSigning, setSigning] = useState(false);
  if (answer.state !== 'ready') return null;
  const { state, revision, can_be_signed: canBeSigned, signed_off: signed } = answer.data;
  const isClosed = state === 'closed';
  if (!isClosed && signed.length + lines.length === 0) return null;
  const own = signed.filter(one => one.revision === revision);
  const before = signed.at(-1);
  const isMine = own.some(({ by, received }) => received === 'key' && isSameName(by, me.name));
  return (
    <section class="card stack" aria-label={words.signOff.title}>
      <div class="title-row">
        <h2>{words.signOff.title}</h2>
        {may.signOff(me) && canBeSigned && !isMine && (
          <button type="button" class="main" onClick={() => setSigning(true)}>
            {words.signOff.sign}
          </button>
        )}
        {canBeSigned && <RecordSignature {...{ client, period, revision }} isMain={own.length === 0} done={reload} />}
      </div>
      {isClosed && own.length === 0 && (
        <p>
          {filled(words.signOff.unsigned, { revision })}{' '}
          {before !== undefined && filled(words.signOff.signedBefore, { revision: before.revision })}
        </p>
      )}
      <SignatureList signed={signed} />
      {lines.length > 0 && (
        <ul class="signature-lines">
          {lines.map(line => (
            <li key={line}>
              {line}
              <span class="quiet small">{words.handout.toSign}</span>
            </li>
          ))}
        </ul>
      )}
      {isSigning && <SignOffForm {...{ client, period, revision }} close={() => setSigning(false)} done={reload} />}
    </section>
  );
}

/** Signatures under revisions, each with how it came. */
export function SignatureList({ signed }: { readonly signed: readonly Signature[] }) {
  const { words, language } = useTranslation();
  if (signed.length === 0) return null;
  return (
    <ul>
      {signed.map(({ revision, by, at: instant, received, recorded_by: recorder, note, signed_on: on }) => (
        <li key={`${revision} ${by} ${instant}`}>
          {[
            filled(words.signOff.signed, { revision, by }),
            ...(on === null ? [] : [filled(words.signOff.onDay, { day: on })]),
            ...(received === 'key' ? [] : [filled(words.signOff.ways[received], { recorder: recorder ?? '' })]),
            '',
          ].join(language === 'zh' ? '，' : ', ')}
          <When at={instant} />
          {note !== null && <p class="as-written quiet">{note}</p>}
        </li>
      ))}
    </ul>
  );
}

interface FormProps extends Props {
  readonly revision: number;
  readonly close: () => void;
  readonly done: () => void;
}

function SignOffForm({ client, period, revision, close, done }: FormProps) {
  const { words } = useTranslation();
  const name = useClientNames()(client);
  const [note, setNote] = useState('');
  const { action, run, isBusy } = useAction<Signed>();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const send = () => post<Signed, NewSignOff>(at`/clients/${client}/periods/${period}/sign-off`, { revision, note });
    if ((await run(send)) === undefined) return;
    done();
    close();
  };
  return (
    <Dialog title={filled(words.signOff.signTitle, { period, revision })} close={close}>
      <form class="stack" onSubmit={event => void submit(event)}>
        <p>{filled(words.signOff.signHint, { client: name })}</p>
        {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
        <label class="field">
          <span>{words.signOff.note}</span>
          <textarea maxLength={2000} value={note} onInput={event => setNote(event.currentTarget.value)} />
        </label>
        <DialogButtons label={words.signOff.sign} isBusy={isBusy} close={close} />
      </form>
    </Dialog>
  );
}
