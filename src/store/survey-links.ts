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
}

/** Keeps a new link. */
export async function addSurveyLink(tx: Knex.Transaction, link: SurveyLinkRecord): Promise<void> {
  await tx('survey_link').insert(link);
}

/** A link that is open: neither used nor expired. */
export const openSurveyLink = (tx: Knex.Transaction, hash: string, now: number): Promise<SurveyLinkRecord | undefined> =>
  tx<SurveyLinkRecord>('survey_link').where({ hash, used_at: null }).andWhere('expires_at', '>', now).first();

/** Uses an open link up; undefined where somebody was faster. */
export async function useSurveyLink(tx: Knex.Transaction, hash: string, now: number): Promise<SurveyLinkRecord | undefined> {
  const [used] = await tx<SurveyLinkRecord>('survey_link')
    .where({ hash, used_at: null })
    .andWhere('expires_at', '>', now)
    .update({ used_at: now })
    .returning('*');
  return used;
}

/** Opens a used link again, because its answers could not be taken. */
export async function reopenSurveyLink(tx: Knex.Transaction, hash: string): Promise<void> {
  await tx('survey_link').where({ hash }).update({ used_at: null });
}
