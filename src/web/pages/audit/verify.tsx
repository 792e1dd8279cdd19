import type { ToVerify, Verification } from '../../../contract/audit.js';
import { useState } from 'preact/hooks';
import { useAction } from '../../action.js';
import { useTranslation } from '../../language.js';
import { countText } from '../../number.js';
import { Notice } from '../../parts/notice.js';
import { FaultList, ProblemNotice } from '../../parts/problem.js';
import { post } from '../../rest.js';
import { filled } from '../../words/en.js';

/** Checks the ledger, and computes evaluations again from their facts. */
export function VerifyPanel() {
  const { words } = useTranslation();
  const [evaluation, setEvaluation] = useState('');
  const { action, run, isBusy } = useAction<Verification>();
  const submit = (event: Event): void => {
    event.preventDefault();
    const named = evaluation.trim();
    void run(() => post<Verification, ToVerify>('/audit/verify', named === '' ? {} : { evaluation: named }));
  };
  return (
    <>
      <p class="quiet">{words.audit.verifyHint}</p>
      <form class="form-row" onSubmit={submit}>
        <label class="field">
          <span>{words.evaluation}</span>
          <input
            value={evaluation}
            placeholder="ACME:2026-06"
            aria-describedby="verify-hint"
            onInput={event => setEvaluation(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="main" disabled={isBusy}>
          {isBusy ? words.audit.running : evaluation.trim() === '' ? words.audit.verifyAll : words.audit.verifyOne}
        </button>
      </form>
      <p id="verify-hint" class="hint">
        {words.audit.evaluationHint}
      </p>
      {isBusy && <progress aria-label={words.audit.running} />}
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      {action.state === 'done' && <Outcome verification={action.answer} />}
    </>
  );
}

function Outcome({ verification }: { readonly verification: Verification }) {
  const { words } = useTranslation();
  const { verified, evaluations, batches, ledger, findings } = verification;
  if (!verified)
    return (
      <Notice tone="bad">
        <p>{words.audit.differs}</p>
        <FaultList faults={findings} />
      </Notice>
    );
  return (
    <Notice tone="good">
      {filled(words.audit.verified, {
        count: countText(evaluations.length),
        batches: countText(batches),
        entries: countText(ledger.entries),
      })}
    </Notice>
  );
}
