import type { Comments } from '../../contract/comments.js';
import type { Evaluated, Month } from '../../contract/month.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { at, post, withQuery } from '../rest.js';
import { may, useSession } from '../session.js';
import { filled } from '../words/en.js';
import { CommentForm } from './comment-form.js';
import { placesOf } from './comment-list.js';
import { PeriodForm } from './period-form.js';
import { ProblemNotice } from './problem.js';
import { RecordSignature } from './received-signature.js';
import { instantText } from './when.js';

interface Props {
  readonly month: Month;
  readonly reload: () => void;
}

/** How what was agreed came out, and the button that evaluates it anew. */
export function FiguresStep({ month: { client, period, steps }, reload }: Props) {
  const { words } = useTranslation();
  const { me } = useSession();
  const { action, run, isBusy } = useAction<Evaluated>();
  const { figures } = steps;
  const { met, at_risk, missed, other } = figures;
  const evaluate = (): void =>
    void run(() => post<Evaluated, object>(at`/clients/${client}/periods/${period}/evaluation`, {})).then(answer => {
      if (answer !== undefined) reload();
    });
  return (
    <>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      <p>
        {figures.evaluation === null ? words.month.notEvaluated : filled(words.month.outcome, { met, at_risk, missed, other })}{' '}
        {figures.newer_imports && words.month.newerImports}
      </p>
      {figures.rules_changed && (
        <p>
          {figures.rules_changed_at === null
            ? words.month.rulesChanged
            : filled(words.month.rulesChangedAt, { at: instantText(new Date(figures.rules_changed_at), me.time_zone) })}
        </p>
      )}
      {figures.newer_decisions && <p>{words.month.newerDecisions}</p>}
      <p class="links">
        {figures.state === 'to_do' && may.closePeriods(me) && (
          <button type="button" class="main" disabled={isBusy} onClick={evaluate}>
            {words.month.evaluate}
          </button>
        )}
        {figures.evaluation !== null && (
          <a class="button" href={withQuery(at`/clients/${client}/figures`, { period })}>
            {words.handout.allFigures}
          </a>
        )}
      </p>
    </>
  );
}

/** What is said of the month, and the button to write it. */
export function CommentStep({ month: { client, period, steps }, reload }: Props) {
  const { words } = useTranslation();
  const { me } = useSession();
  const { state, comments } = steps.comment;
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
        <button type="button" class={state === 'to_do' ? 'main' : ''} onClick={() => setWriting(true)}>
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
export function ClosingStep({ month, reload }: Props) {
  const { words } = useTranslation();
  const { me } = useSession();
  const momentText = (at: string): string => instantText(new Date(at), me.time_zone);
  const [isActing, setActing] = useState(false);
  const { client, period, state, steps } = month;
  const { closing, sources } = steps;
  const text =
    closing.at !== null
      ? filled(words.month.closedBy, { by: closing.by ?? '', at: momentText(closing.at) })
      : closing.state === 'to_do'
        ? words.month.canClose
        : filled(words.month.ends, { at: momentText(closing.ends) });
  return (
    <>
      <p>{text}</p>
      <p class="links">
        {may.closePeriods(me) && closing.state !== 'waiting' && (
          <button type="button" class={closing.state === 'to_do' ? 'main' : ''} onClick={() => setActing(true)}>
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
export function SignedStep({ month: { client, period, revision, steps }, reload }: Props) {
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
        <RecordSignature {...{ client, period, revision }} done={reload} />
        <a class="button" href={withQuery(at`/clients/${client}`, { period })}>
          {words.month.onScreen}
        </a>
      </p>
    </>
  );
}
