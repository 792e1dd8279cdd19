import type { Knex } from 'knex';
import { exact, type Exact } from '../facts/exact.js';

/** Answers of one wave about how important an item is, added up by role. A role that is not given is the client's. */
export interface ImportanceRow {
  readonly wave: string;
  readonly item: string;
  readonly role: string;
  readonly answers: number;
  /** Of the scores. */
  readonly sum: Exact;
}

/** What was answered about importance, of one client or of all, as known now; only answers with a score count. */
export async function importanceAnswers(tx: Knex.Transaction, client: string | undefined): Promise<readonly ImportanceRow[]> {
  const { rows } = await tx.raw<{ rows: (Omit<ImportanceRow, 'sum'> & { readonly sum: string })[] }>(
    `select wave, item, coalesce(role, 'client') as role, count(*)::integer as answers, sum(score)::text as sum
     from fact_survey_answer
     where superseded_by is null and aspect = 'importance' and score is not null ${client === undefined ? '' : 'and client = ?'}
     group by 1, 2, 3 order by 1, 2, 3`,
    client === undefined ? [] : [client],
  );
  return rows.map(row => ({ ...row, sum: exact(row.sum) }));
}

/** How many respondents of these roles answered about importance in a wave. */
export async function importanceRespondents(
  tx: Knex.Transaction,
  { client, wave, roles }: { readonly client: string | undefined; readonly wave: string; readonly roles: readonly string[] },
): Promise<number> {
  const { rows } = await tx.raw<{ rows: { respondents: number }[] }>(
    `select count(distinct (client, respondent))::integer as respondents from fact_survey_answer
     where superseded_by is null and aspect = 'importance' and score is not null and wave = ?
       and coalesce(role, 'client') = any (?) ${client === undefined ? '' : 'and client = ?'}`,
    [wave, [...roles], ...(client === undefined ? [] : [client])],
  );
  return rows[0]?.respondents ?? 0;
}
