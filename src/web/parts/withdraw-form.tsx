import type { Withdrawal, WithdrawnImport } from '../../contract/import-details.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { countText } from '../number.js';
import { at, post } from '../rest.js';
import { filled } from '../words/en.js';
import { LatePeriods } from './late-periods.js';
import { Notice } from './notice.js';
import { ProblemNotice } from './problem.js';

interface Props {
  readonly batch: number;
  /** The batch whose rejected rows it imported once more. */
  readonly mends: number | null;
  readonly done: () => void;
}

/** Takes a batch back: first what that would come to, then a reason. */
export function WithdrawForm({ batch, mends, done }: Props) {
  const { words } = useTranslation();
  const { batches } = words;
  const [reason, setReason] = useState('');
  const tried = useAction<WithdrawnImport>();
  const withdrawn = useAction<WithdrawnImport>();
  const send = (body: Withdrawal): Promise<WithdrawnImport> =>
    post<WithdrawnImport, Withdrawal>(at`/imports/${String(batch)}/withdraw`, body);
  const attempt = (): void => void tried.run(() => send({ dry_run: true }));
  const withdraw = (event: Event): void => {
    event.preventDefault();
    void withdrawn
      .run(() => send({ reason }))
      .then(answer => {
        if (answer !== undefined) done();
      });
  };
  return (
    <>
      <p class="hint">{batches.withdrawHint}</p>
      {[tried.action, withdrawn.action].map(
        (action, i) => action.state === 'failed' && <ProblemNotice key={i} problem={action.problem} />,
      )}
      {tried.action.state === 'done' ? (
        <>
          <Notice tone="warn">
            <Effect of={tried.action.answer} />
            {mends !== null && <p>{filled(batches.mendAgain, { batch: mends })}</p>}
          </Notice>
          <form class="form-row" onSubmit={withdraw}>
            <label class="field">
              <span>{batches.why}</span>
              <input required maxLength={500} value={reason} onInput={event => setReason(event.currentTarget.value)} />
            </label>
            <button type="submit" class="main" disabled={withdrawn.isBusy}>
              {filled(batches.withdrawNow, { batch })}
            </button>
          </form>
        </>
      ) : (
        <p>
          <button type="button" disabled={tried.isBusy} onClick={attempt}>
            {tried.isBusy ? batches.trying : batches.attempt}
          </button>
        </p>
      )}
    </>
  );
}

/** What a withdrawal would come to, and which closed periods it touches. */
function Effect({ of: { facts, gone, changed, late } }: { readonly of: WithdrawnImport }) {
  const { batches } = useTranslation().words;
  const params = {
    facts: countText(facts),
    gone: countText(gone),
    changed: countText(changed),
    same: countText(facts - gone - changed),
  };
  return (
    <>
      <p>{filled(batches.wouldDo, params)}</p>
      {late.length === 0 ? <p>{batches.noneClosed}</p> : <LatePeriods late={late} />}
    </>
  );
}
