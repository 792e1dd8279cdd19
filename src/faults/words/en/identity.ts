import type { identityFaults } from '../../identity.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { orList } from './lists.js';

const named = {
  actor: 'The name of who acts,',
  key: 'The name of the key,',
  person: 'The name of the person,',
  signatory: 'The name of who signed,',
} as const;

/** Who acts, in English. */
export const identityEn: Words<typeof identityFaults> = {
  name_unsafe: p => ({
    what: `${named[p.of]} ${quoted(p.name)}, is empty, too long, or has characters that cannot be seen.`,
    remedy: 'Use letters, digits, spaces and punctuation, at most 200 characters.',
  }),
  survey_role_not_own: p => ({
    what: `A client’s key cannot answer as ${quoted(p.role)}: such answers are the provider’s own.`,
    remedy: `Give the role ${orList(p.allowed)}, or none, which means client.`,
  }),
};
