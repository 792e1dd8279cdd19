import type { Comments } from '../../contract/comments.js';
import type { ConfigObjects } from '../../contract/config-forms.js';
import { useState } from 'preact/hooks';
import { isUnderContract } from '../contract-start.js';
import { useTranslation } from '../language.js';
import { countText } from '../number.js';
import { useResource } from '../resource.js';
import { nextStep, type StepProps } from '../next-step.js';
import { at, withQuery } from '../rest.js';
import { may, useSession } from '../session.js';
import { filled } from '../words/en.js';
import { CommentForm } from './comment-form.js';
import { placesOf } from './comment-list.js';
import { EvaluateButton, OutdatedReasons } from './evaluate-button.js';
import { newContractOf } from './object-list.js';
import { PeriodForm } from './period-form.js';
import { RecordSignature } from './received-signature.js';
import { instantText } from './when.js';

/** How what was agreed came out, and the button that evaluates it anew. */
export function FiguresStep({ month: { client, period, steps }, reload, isNext }: StepProps) {
  const { words } = useTranslation();
  const { me } = useSession();
  const { figures } = steps;
  const { met, at_risk, missed, other, open_overdue: overdue = 0 } = figures;
  return (
    <>
      <p>
        {figures.evaluation === null ? words.month.notEvaluated : filled(words.month.outcome, { met, at_risk, missed, other })}
      </p>
      {overdue > 0 && (
        <p>
          <a href={withQuery(at`/clients/${client}/metrics/open_overdue_rate`, { period })}>
            {filled(words.month.openOverdue, { count: countText(overdue) })}
          </a>
        </p>
      )}
      <OutdatedReasons figures={figures} />
      <p class="links">
        {figures.state === 'to_do' && <EvaluateButton {...{ client, period }} kind={isNext ? 'main' : ''} done={reload} />}
        {figures.evaluation !== null && (
          <a class="button" href={withQuery(at`/clients/${client}/figures`, { period })}>
            {words.handout.allFigures}
          </a>
        )}
        {figures.evaluation !== null && may.changeRules(me) && <ContractLink {...{ client, period }} />}
      </p>
    </>
  );
}

/** The way to a client's contract, where it has none yet. */
function ContractLink({ client, period }: { readonly client: string; readonly period: string }) {
  const { forms } = useTranslation().words;
  const [objects] = useResource<ConfigObjects>('/config/objects');
  if (objects.state !== 'ready' || isUnderContract(objects.data, client)) return null;
  return (
    <a class="button" href={newContractOf(client, period)}>
      {forms.begin.contract}
    </a>
  );
}

/** What is said of the month, and the button to write it. */
export function CommentStep({ month: { client, period, steps }, reload, isNext }: StepProps) {
  const { words } = useTranslation();
  const { me } = useSession();
  const { comments } = steps.comment;
  const mayWrite = may.comment(me) && steps.figures.evaluation !== null;
  const [standing, readAgain] = useResource<Comments>(mayWrite ? at`/clients/${client}/periods/${period}/comments` : null);
  const [isWriting, setWriting] = useState(false);
  const done = (): void => {
    readAgain();
    reload();
  };
  const ofPeriod = { metric: null, label: words.comments.ofPeriod };
  const places = placesOf([ofPeriod], standing.state === 'ready' ? standing.data.comments : []);
  const [first] = places;
  return (
    <>
      <p>{comments === 0 ? words.month.noComment : filled(words.month.comments, { count: comments })}</p>
      {mayWrite && standing.state === 'ready' && (
        <button type="button" class={isNext ? 'main' : ''} onClick={() => setWriting(true)}>
          {words.comments.write}
        </button>
      )}
      {isWriting && first !== undefined && (
        <CommentForm {...{ client, period, places, first, done }} close={() => setWriting(false)} />
      )}
    </>
  );
}

/** Whether it is closed, and the button that closes it, or reopens what was closed. */
export function ClosingStep({ month, reload, isNext }: StepProps) {
  const { words } = useTranslation();
  const { me } = useSession();
  const momentText = (at: string): string => instantText(new Date(at), me.time_zone);
  const [isActing, setActing] = useState(false);
  const { client, period, state, steps } = month;
  const { closing, sources } = steps;
  const next = nextStep(steps);
  const before = closing.state === 'to_do' && !isNext && next !== undefined ? words.month.steps[next] : undefined;
  // A month is closed with figures that somebody has seen.
  const isTooEarly = closing.state === 'to_do' && steps.figures.state !== 'done';
  const text =
    closing.at !== null
      ? filled(words.month.closedBy, { by: closing.by ?? '', at: momentText(closing.at) })
      : closing.state === 'to_do'
        ? words.month.canClose
        : filled(words.month.ends, { at: momentText(closing.ends) });
  return (
    <>
      <p>
        {text} {before !== undefined && filled(isTooEarly ? words.month.evaluateBefore : words.month.stillOpen, { step: before })}
      </p>
      <p class="links">
        {may.closePeriods(me) && closing.state !== 'waiting' && (
          <button type="button" class={isNext ? 'main' : ''} disabled={isTooEarly} onClick={() => setActing(true)}>
            {closing.state === 'done' ? words.periods.reopen : words.periods.close}
          </button>
        )}
        <a class="button" href={withQuery('/periods', { period })}>
          {words.month.details}
        </a>
      </p>
      {isActing && (
        <PeriodForm status={{ client, period, state, sources: sources.expected }} close={() => setActing(false)} done={reload} />
      )}
    </>
  );
}

/** Who has signed for the client, and the button that records what came on paper. */
export function SignedStep({ month: { client, period, revision, steps }, reload, isNext }: StepProps) {
  const { words, language } = useTranslation();
  const { by } = steps.signed;
  if (by.length > 0) return <p>{filled(words.month.signedBy, { by: by.join(language === 'zh' ? '、' : ', ') })}</p>;
  if (steps.closing.state !== 'done') return <p>{words.month.notSigned}</p>;
  return (
    <>
      <p>
        {words.month.notSigned} {words.month.howToSign}
      </p>
      <p class="links">
        <RecordSignature {...{ client, period, revision }} isMain={isNext} done={reload} />
        <a class="button" href={withQuery(at`/clients/${client}`, { period })}>
          {words.month.onScreen}
        </a>
      </p>
    </>
  );
}
