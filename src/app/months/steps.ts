import type { Month, MonthStep, MonthSteps, StepState } from '../../contract/month.js';
import type { SourceStatus } from '../../contract/periods.js';
import type { MeasureResult, MetricResult } from '../../evaluation/document.js';
import { openOverdue } from '../../evaluation/open-overdue.js';
import type { Label } from '../../facts/label.js';
import type { Period } from '../../facts/period.js';
import { isoInstant } from '../../facts/time.js';
import type { Amendment } from '../../store/amendments.js';
import type { BatchWithRejects } from '../../store/mended.js';
import type { PeriodStanding } from '../../store/periods.js';
import { closedBy } from '../../store/periods.js';
import { batchJson } from '../periods/rejects-left.js';
import type { ChangedSince } from './changed-since.js';

/** What is known of a client's month; the states of its steps follow from it. */
export interface KnownOfMonth {
  /** UTC milliseconds. */
  readonly now: number;
  readonly period: Period;
  readonly standing: PeriodStanding;
  /** What is shown of it now. */
  readonly evaluation:
    | {
        readonly id: string;
        readonly asOfBatch: number;
        /** The hash of its rules. */
        readonly rules: string;
        /** UTC milliseconds. */
        readonly madeAt: number;
      }
    | undefined;
  /** What has changed since it was evaluated, its facts aside; nothing where it is closed, or was not evaluated. */
  readonly changed?: ChangedSince | undefined;
  /** The last batch that changed a fact of the client. */
  readonly lastBatch: number | undefined;
  readonly sources: readonly SourceStatus[];
  readonly rejects: readonly BatchWithRejects[];
  /** What was evaluated: metrics, and what is agreed for parts of the work. */
  readonly results: readonly Result[];
  /** Why some of them are open; left out where nobody asks for it. */
  readonly open?: WhatIsOpen;
  /** Those that concern the period. */
  readonly amendments: readonly Pick<Amendment, 'kind' | 'number' | 'state'>[];
  readonly comments: number;
  /** To whom the closed evaluation was mailed. */
  readonly sentTo: readonly string[];
  /** Jobs that mail it to the client. */
  readonly jobs: readonly string[];
  /** Who has signed the closed revision. */
  readonly signedBy: readonly string[];
}

type Result = Omit<MetricResult, 'by'> | MeasureResult;

/** Why facts could not be judged. */
export interface WhatIsOpen {
  /** The contract in force; null where there is none. */
  readonly contract: string | null;
  /** Why a measure has no figure although there is data. */
  readonly whyNoFigure: (result: Result) => Label | undefined;
  /** Whether a measure needs damaged or lost quantities that are not recorded of all. */
  readonly needsLosses: (result: Result) => boolean;
  /** Whether it is agreed of that measure that there was none where nothing is recorded. */
  readonly isNoneAgreed: (result: Result) => boolean;
}

/** The steps of a client's month, each with how it stands. */
export function stepsOf(known: KnownOfMonth): MonthSteps {
  const isClosed = closedBy(known.standing) !== undefined;
  /** A step before the closing: nothing of it is to do any more once the month is closed. */
  const before = (state: StepState): StepState => (isClosed && state !== 'done' ? 'not_needed' : state);
  const figures = figuresStep(known);
  return {
    sources: withState(sourcesStep(known), before),
    // A closing leaves rejected rows as they are: somebody still has to mend or settle them.
    rejects: rejectsStep(known),
    figures: withState(figures, before),
    undetermined: withState(undeterminedStep(known), before),
    requests: withState(requestsStep(known), before),
    comment: withState(commentStep(known, figures.missed), before),
    handout: { state: isClosed ? 'done' : known.evaluation === undefined ? 'waiting' : 'to_do' },
    closing: closingStep(known),
    sent: sentStep(known, isClosed),
    signed: { state: known.signedBy.length > 0 ? 'done' : 'waiting', by: known.signedBy },
  };
}

const withState = <S extends { readonly state: StepState }>(step: S, change: (state: StepState) => StepState): S => ({
  ...step,
  state: change(step.state),
});

/** How many steps are to do. */
export const toDo = (steps: MonthSteps): number =>
  (Object.keys(steps) as MonthStep[]).filter(name => steps[name].state === 'to_do').length;

/** How a period stands as the list of periods says it. */
export function stateOf({ standing, evaluation }: Pick<KnownOfMonth, 'standing' | 'evaluation'>): Month['state'] {
  return standing.state === 'open' && evaluation !== undefined ? 'provisional' : standing.state;
}

function sourcesStep({ sources, now, period }: KnownOfMonth): MonthSteps['sources'] {
  const isMissing = sources.some(source => !source.is_complete);
  const state = sources.length === 0 ? 'not_needed' : !isMissing ? 'done' : now < period.to ? 'waiting' : 'to_do';
  return { state, expected: sources };
}

const rejectsStep = ({ rejects }: KnownOfMonth): MonthSteps['rejects'] => ({
  state: rejects.some(({ to_mend }) => to_mend > 0) ? 'to_do' : 'done',
  batches: rejects.map(batchJson),
});

function figuresStep(known: KnownOfMonth): MonthSteps['figures'] {
  const { evaluation, lastBatch, results, now, period, standing, changed } = known;
  const agreed = results.filter(({ standard }) => standard !== null);
  const having = (...statuses: readonly string[]): number => agreed.filter(({ status }) => statuses.includes(status)).length;
  // What comes after a closing is for the next revision, and the list of periods names it.
  const hasNewer = evaluation !== undefined && closedBy(standing) === undefined && (lastBatch ?? 0) > evaluation.asOfBatch;
  const isOutdated = hasNewer || changed?.areRules === true || changed?.areDecisions === true;
  const overdue = openOverdue(results.filter(result => !('scope' in result)));
  const isBegun = now >= period.from;
  return {
    state: evaluation !== undefined && !isOutdated ? 'done' : isBegun && lastBatch !== undefined ? 'to_do' : 'waiting',
    evaluation: evaluation?.id ?? null,
    newer_imports: hasNewer,
    rules_changed: changed?.areRules === true,
    rules_changed_at: changed?.rulesAt === undefined ? null : isoInstant(changed.rulesAt),
    newer_decisions: changed?.areDecisions === true,
    met: having('met'),
    at_risk: having('at_risk'),
    missed: having('missed'),
    other: having('no_data', 'insufficient'),
    ...(overdue === undefined ? {} : { open_overdue: overdue }),
  };
}

function undeterminedStep({ evaluation, results, open }: KnownOfMonth): MonthSteps['undetermined'] {
  const left = results.filter(({ standard, counts }) => standard !== null && counts.undetermined + counts.undated > 0);
  const measures = left.map(result => {
    const { metric, label, counts } = result;
    const why = open?.whyNoFigure(result);
    return { metric, label, undetermined: counts.undetermined, undated: counts.undated, ...(why === undefined ? {} : { why }) };
  });
  const state = evaluation === undefined ? 'waiting' : measures.length === 0 ? 'done' : 'to_do';
  const needing = open === undefined ? [] : left.filter(open.needsLosses);
  return open !== undefined && needing.length > 0
    ? { state, measures, losses: { contract: open.contract, is_agreed: needing.every(open.isNoneAgreed) } }
    : { state, measures };
}

function requestsStep({ amendments }: KnownOfMonth): MonthSteps['requests'] {
  const waiting = amendments.filter(({ state }) => state === 'requested').map(({ kind, number }) => ({ kind, number }));
  return { state: waiting.length > 0 ? 'to_do' : amendments.length > 0 ? 'done' : 'not_needed', waiting };
}

function commentStep({ evaluation, comments }: KnownOfMonth, missed: number): MonthSteps['comment'] {
  if (comments > 0) return { state: 'done', comments };
  return { state: evaluation === undefined ? 'waiting' : missed > 0 ? 'to_do' : 'not_needed', comments };
}

function closingStep({ standing, now, period, lastBatch }: KnownOfMonth): MonthSteps['closing'] {
  const closing = closedBy(standing);
  const ends = isoInstant(period.to);
  if (closing !== undefined) return { state: 'done', ends, by: closing.actor, at: isoInstant(closing.at) };
  return { state: now < period.to || lastBatch === undefined ? 'waiting' : 'to_do', ends, by: null, at: null };
}

function sentStep({ sentTo, jobs }: KnownOfMonth, isClosed: boolean): MonthSteps['sent'] {
  const state = sentTo.length > 0 ? 'done' : jobs.length === 0 ? 'not_needed' : isClosed ? 'to_do' : 'waiting';
  return { state, to: sentTo, jobs };
}
