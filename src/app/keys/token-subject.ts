import type { Actor } from '../../store/actor.js';

/** What the id of a token's caller begins with; the issuer's subject follows. */
export const subjectPrefix = 'oidc:';

/** The issuer's subject of who acts by a token; undefined of who acts by a key, or without one. */
export const subjectOf = (actor: Actor): string | undefined =>
  typeof actor !== 'string' && actor.id.startsWith(subjectPrefix) ? actor.id.slice(subjectPrefix.length) : undefined;
