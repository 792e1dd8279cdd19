import type { Knex } from 'knex';
import type { RespondentRole } from '../facts/survey.js';

/** A link as it is kept: never its token, only the hash of it. Times are UTC milliseconds. */
export interface SurveyLinkRecord {
  readonly hash: string;
  readonly client: string;
  readonly wave: string;
  readonly role: RespondentRole;
  readonly created_at: number;
  readonly created_by: string;
  readonly expires_at: number;
  readonly used_at: number | null;
  /** When its answers began to be taken in. */
  readonly claimed_at: number | null;
  /** The mark of the process that takes them in. */
  readonly claimed_by: string | null;
  readonly revoked_at: number | null;
  readonly revoked_by: string | null;
}

const table = 'survey_link';

/** Keeps a new link. */
export async function addSurveyLink(tx: Knex.Transaction, link: SurveyLinkRecord): Promise<void> {
  await tx(table).insert(link);
}

const open = (tx: Knex.Transaction, hash: string, now: number): Knex.QueryBuilder<SurveyLinkRecord, SurveyLinkRecord[]> =>
  tx<SurveyLinkRecord, SurveyLinkRecord[]>(table)
    .where({ hash, used_at: null, revoked_at: null })
    .andWhere('expires_at', '>', now);

/** A link that is open: neither used nor revoked nor expired. */
export async function openSurveyLink(tx: Knex.Transaction, hash: string, now: number): Promise<SurveyLinkRecord | undefined> {
  const [link] = await open(tx, hash, now);
  return link;
}

/** A link, whatever became of it. */
export const surveyLinkOf = (tx: Knex.Transaction, hash: string): Promise<SurveyLinkRecord | undefined> =>
  tx<SurveyLinkRecord>(table).where({ hash }).first();

/** After this a claim is that of a process that was killed, wherever it ran; the same answers taken in twice are there once. */
const longestClaimMs = 600_000;

/** Claims an open link, so that its answers are taken in once; undefined where somebody was faster. */
export async function claimSurveyLink(
  tx: Knex.Transaction,
  hash: string,
  { now, by }: { readonly now: number; readonly by: string },
): Promise<SurveyLinkRecord | undefined> {
  const [claimed] = await open(tx, hash, now)
    .where(claim => claim.whereNull('claimed_at').orWhere('claimed_at', '<', now - longestClaimMs))
    .update({ claimed_at: now, claimed_by: by })
    .returning('*');
  return claimed;
}

/** Ends a claim: the link is used when its answers are in, and open again where they could not be taken. */
export async function endSurveyLinkClaim(tx: Knex.Transaction, hash: string, usedAt: number | null): Promise<void> {
  await tx(table).where({ hash }).update({ claimed_at: null, claimed_by: null, used_at: usedAt });
}

/** Ends the claims of a process that was killed: their links are open again. */
export async function endClaimsOf(tx: Knex.Transaction, mark: string): Promise<void> {
  await tx(table).where({ claimed_by: mark, used_at: null }).update({ claimed_at: null, claimed_by: null });
}

/** A client's links, the newest first. */
export const surveyLinksOf = (tx: Knex.Transaction, client: string): Promise<readonly SurveyLinkRecord[]> =>
  tx<SurveyLinkRecord>(table).where({ client }).orderBy('created_at', 'desc').orderBy('hash');

/** Takes an open link back; false where it is open no more. */
export async function revokeSurveyLink(
  tx: Knex.Transaction,
  hash: string,
  { at, by }: { readonly at: number; readonly by: string },
): Promise<boolean> {
  return (await open(tx, hash, at).update({ revoked_at: at, revoked_by: by })) > 0;
}
