import type { Knex } from 'knex';

/** What has been answered in a wave, by one role. */
export interface WaveAnswers {
  readonly client: string;
  readonly wave: string;
  /** An answer without a role is the client's. */
  readonly role: string;
  readonly respondents: number;
  readonly answers: number;
  /** UTC milliseconds; null where no answer is dated. */
  readonly first_at: number | null;
  readonly last_at: number | null;
}

/** The answers of every wave as known at a batch (now, where it is left out), of one client or of all. */
export async function waveAnswers(
  tx: Knex.Transaction,
  { client, batch }: { readonly client?: string | undefined; readonly batch?: number | undefined },
): Promise<readonly WaveAnswers[]> {
  const known = batch === undefined ? 'superseded_by is null' : 'batch <= ? and (superseded_by is null or superseded_by > ?)';
  const { rows } = await tx.raw<{ rows: WaveAnswers[] }>(
    `select client, wave, coalesce(role, 'client') as role, count(distinct respondent)::int as respondents, count(*)::int as answers,
       min(answered_at) as first_at, max(answered_at) as last_at
     from fact_survey_answer where ${known} ${client === undefined ? '' : 'and client = ?'}
     group by 1, 2, 3 order by client collate "C", wave collate "C", 3`,
    [...(batch === undefined ? [] : [batch, batch]), ...(client === undefined ? [] : [client])],
  );
  return rows;
}
