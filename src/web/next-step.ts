import type { Month, MonthStep, MonthSteps } from '../contract/month.js';

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

/** The step of a month that comes next: the first that is to do, and one that is only looked at where no other is. */
export function nextStep(steps: MonthSteps): MonthStep | undefined {
  const toDo = stepNames.filter(name => steps[name].state === 'to_do');
  return toDo.find(name => !lookedAt.includes(name)) ?? toDo[0];
}
