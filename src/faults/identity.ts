import { type Entry, error, quoted } from './fault.js';

/** Who acts: names that cannot be told apart, or not be seen. */
export const identityFaults = {
  name_unsafe: error<{ input: string; name: string }>(p => ({
    what: `${p.input} ${quoted(p.name)} holds characters that cannot be seen, or is too long.`,
    remedy: 'Use letters, digits, spaces and punctuation, at most 200 characters.',
  })),
  survey_role_not_own: error<{ role: string; allowed: readonly string[] }>(p => ({
    what: `A client’s key does not answer as ${quoted(p.role)}: those answers are the provider’s own.`,
    remedy: `Give one of the roles ${p.allowed.join(' or ')}, or none, which is client.`,
  })),
} as const satisfies Record<string, Entry<never>>;
