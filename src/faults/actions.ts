import type { namesEn } from '../words/en.js';
import { error } from './entry.js';
import type { Phrase } from './phrase.js';

/** Faults of improvement actions. */
export const actionFaults = {
  action_unknown: error<{ number: number; known: readonly number[] }>({ command: () => 'plumbline action list' }),
  action_value: error<{ option: Phrase; given: string; expected: Phrase }>(),
  action_over: error<{ number: number; state: keyof typeof namesEn.actionStates }>({ command: () => 'plumbline action add' }),
  action_unchanged: error<{ number: number }>({ command: () => '--due 2026-09-30, --note TEXT' }),
} as const;
