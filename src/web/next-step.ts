import type { Month, MonthStep, MonthSteps, StepState } from '../contract/month.js';

/** The steps of a month in their order. */
export const stepNames = [
  'sources',
  'rejects',
  'figures',
  'undetermined',
  'requests',
  'comment',
  'handout',
  'closing',
  'sent',
  'signed',
] as const satisfies readonly MonthStep[];

/** A step of a month, and what reads it again once something was done about it. */
export interface StepProps {
  readonly month: Month;
  readonly reload: () => void;
  /** Whether it comes next: what does it is the main button of the page then. */
  readonly isNext: boolean;
}

/** What is only looked at, so that nobody can say it is done: the closing shows it once more. */
const lookedAt: readonly MonthStep[] = ['undetermined', 'handout'];

/** What follows the closing; the signature waits for the client, and is recorded where it came on paper. */
const handingOut: readonly MonthStep[] = ['sent', 'signed'];

const isDone = (state: StepState): boolean => state === 'done' || state === 'not_needed';

/**
 * The step of a month that comes next: the first that is to do, and one that is only looked at where no other is. Of a closed month it is
 * what is left of handing it out: rejected rows that are mended now are for a later revision.
 */
export function nextStep(steps: MonthSteps): MonthStep | undefined {
  if (steps.closing.state === 'done') return handingOut.find(name => !isDone(steps[name].state));
  const toDo = stepNames.filter(name => steps[name].state === 'to_do');
  return toDo.find(name => !lookedAt.includes(name)) ?? toDo[0];
}
