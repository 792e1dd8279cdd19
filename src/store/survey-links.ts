import type { Knex } from 'knex';

/** A link as it is kept: never its token, only the hash of it. Times are UTC milliseconds. */
export interface SurveyLinkRecord {
  readonly hash: string;
  readonly client: string;
  readonly wave: string;
  readonly role: string;
  readonly created_at: number;
  readonly created_by: string;
  readonly expires_at: number;
  readonly used_at: number | null;
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

/** Uses an open link up; undefined where somebody was faster. */
export async function useSurveyLink(tx: Knex.Transaction, hash: string, now: number): Promise<SurveyLinkRecord | undefined> {
  const [used] = await open(tx, hash, now).update({ used_at: now }).returning('*');
  return used;
}

/** Opens a used link again, because its answers could not be taken. */
export async function reopenSurveyLink(tx: Knex.Transaction, hash: string): Promise<void> {
  await tx(table).where({ hash }).update({ used_at: null });
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
