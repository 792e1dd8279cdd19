import type { Evaluated, Month } from '../../contract/month.js';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { at, post } from '../rest.js';
import { may, useSession } from '../session.js';
import { filled } from '../words/en.js';
import { Notice } from './notice.js';
import { ProblemNotice } from './problem.js';
import { instantText } from './when.js';

interface ButtonProps {
  readonly client: string;
  readonly period: string;
  /** What sets it apart, such as `main`. */
  readonly kind: string;
  readonly done: () => void;
}

/** The button that evaluates a client's period, for who may; what went wrong stands above it. */
export function EvaluateButton({ client, period, kind, done }: ButtonProps) {
  const { words } = useTranslation();
  const { me } = useSession();
  const { action, run, isBusy } = useAction<Evaluated>();
  if (!may.closePeriods(me)) return null;
  const evaluate = (): void =>
    void run(() => post<Evaluated, object>(at`/clients/${client}/periods/${period}/evaluation`, {})).then(answer => {
      if (answer !== undefined) done();
    });
  return (
    <>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      <button type="button" class={kind} disabled={isBusy} onClick={evaluate}>
        {words.month.evaluate} <span class="hidden-text">{[client, period].join(' ')}</span>
      </button>
    </>
  );
}

/** Why the figures of a month are out of date, one reason a paragraph; nothing where they are not. */
export function OutdatedReasons({ figures }: { readonly figures: Month['steps']['figures'] }) {
  const { words } = useTranslation();
  const { me } = useSession();
  const { rules_changed_at: changedAt } = figures;
  const rules =
    changedAt === null
      ? words.month.rulesChanged
      : filled(words.month.rulesChangedAt, { at: instantText(new Date(changedAt), me.time_zone) });
  return (
    <>
      {figures.newer_imports && <p>{words.month.newerImports}</p>}
      {figures.rules_changed && <p>{rules}</p>}
      {figures.newer_decisions && <p>{words.month.newerDecisions}</p>}
    </>
  );
}

interface HereProps {
  readonly client: string;
  readonly period: string;
  /** Reads again what the page shows. */
  readonly done: () => void;
}

/** On a page of figures: why they are missing or out of date, and the button that evaluates them; nothing where they are as they should be. */
export function EvaluateHere({ client, period, done }: HereProps) {
  const { me } = useSession();
  const [month, reload] = useResource<Month>(may.closePeriods(me) ? at`/clients/${client}/periods/${period}/month` : null);
  if (month.state !== 'ready' || month.data.steps.figures.state !== 'to_do') return null;
  const { figures } = month.data.steps;
  const again = (): void => {
    reload();
    done();
  };
  const button = <EvaluateButton {...{ client, period, done: again }} kind="main" />;
  // That there are no figures the page says by itself.
  if (figures.evaluation === null) return <p>{button}</p>;
  return (
    <Notice tone="warn">
      <OutdatedReasons figures={figures} />
      {button}
    </Notice>
  );
}
