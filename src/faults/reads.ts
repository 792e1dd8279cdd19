import { error } from './entry.js';

/**
 * Faults of what the service is asked to show. What is not there and what the caller may not see are told in the same words: they
 * name nothing but what was asked for.
 */
export const readFaults = {
  period_not_here: error<{ client: string; period: string | undefined }>(),
  revision_not_here: error<{ client: string; period: string; revision: number }>(),
  evaluation_not_here: error<{ evaluation: string }>(),
  metric_not_known: error<{ metric: string; known: readonly string[] }>(),
  months_wrong: error<{ from: string; to: string; most: number }>(),
  cursor_unreadable: error<{ cursor: string }>(),
} as const;
