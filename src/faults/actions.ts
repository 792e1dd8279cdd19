import { type Entry, error, orList, quoted } from './fault.js';

/** Faults of improvement actions. */
export const actionFaults = {
  action_unknown: error<{ number: number; known: readonly number[] }>(p => ({
    what: `There is no action ${p.number}.`,
    remedy: p.known.length === 0 ? 'None was added yet.' : `The last ones are ${orList(p.known.slice(-5).map(String))}.`,
    command: 'plumbline action list',
  })),
  action_value: error<{ option: string; given: string; expected: string }>(p => ({
    what: `${quoted(p.given)} is no value of ${p.option}.`,
    remedy: `Give ${p.expected}.`,
  })),
  action_over: error<{ number: number; state: string }>(p => ({
    what: `The action ${p.number} is ${p.state}; it stays as it is.`,
    remedy: 'What is still to be done is a new action.',
    command: 'plumbline action add',
  })),
  action_unchanged: error<{ number: number }>(p => ({
    what: `Nothing is said that would change the action ${p.number}.`,
    remedy: 'Give what changes, such as `due` or `note`.',
    command: '--due 2026-09-30, --note TEXT',
  })),
} as const satisfies Record<string, Entry<never>>;
