import { error } from './entry.js';

/** Who acts: names that cannot be seen as they are, and answers in a role that the key does not have. */
export const identityFaults = {
  name_unsafe: error<{ of: 'actor' | 'key' | 'person' | 'signatory'; name: string }>({
    command: p => (p.of === 'actor' ? '--as NAME' : undefined),
  }),
  survey_role_not_own: error<{ role: string; allowed: readonly string[] }>(),
} as const;
