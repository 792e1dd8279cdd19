import { expect } from 'chai';
import type { MonthSteps, StepState } from '../../src/contract/month.js';
import { nextStep, stepNames } from '../../src/web/next-step.js';

/** Steps of which some stand as said, and all others are done. */
const steps = (states: Partial<Record<keyof MonthSteps, StepState>>): MonthSteps =>
  Object.fromEntries(stepNames.map(name => [name, { state: states[name] ?? 'done' }])) as unknown as MonthSteps;

describe('the next step of a month', () => {
  it('is the first that is to do, and one that is only looked at where no other is', () => {
    const open = { handout: 'to_do', sent: 'waiting', signed: 'waiting' } as const;
    expect(nextStep(steps({ ...open, undetermined: 'to_do', rejects: 'to_do', closing: 'to_do' }))).to.equal('rejects');
    expect(nextStep(steps({ ...open, undetermined: 'to_do', closing: 'to_do' }))).to.equal('closing');
    expect(nextStep(steps({ ...open, undetermined: 'to_do', closing: 'waiting' }))).to.equal('undetermined');
  });

  it('is to hand it out once it is closed, whatever rejected rows it was closed without', () => {
    expect(nextStep(steps({ rejects: 'to_do', sent: 'to_do', signed: 'waiting' }))).to.equal('sent');
    expect(nextStep(steps({ rejects: 'to_do', sent: 'not_needed', signed: 'waiting' }))).to.equal('signed');
    expect(nextStep(steps({ rejects: 'to_do', sent: 'not_needed' }))).to.equal(undefined);
  });
});
