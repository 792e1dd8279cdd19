import type { Knex } from 'knex';
import { divide, exact } from '../facts/exact.js';
import type { SurveyMean } from '../metrics/survey-mean.js';
import { tableOf } from './facts/columns.js';

interface Row {
  readonly item: string;
  readonly aspect: string;
  readonly role: string;
  readonly wave: string;
  readonly n: number;
  readonly total: string;
  readonly last: number;
}

const year = 366 * 86_400_000;

/** Means of survey answers by item, aspect and role, as known at a batch: of the last wave that was answered before an instant, at most a year. */
export async function surveyMeans(
  tx: Knex.Transaction,
  { client, batch, before }: { readonly client: string; readonly batch: number; readonly before: number },
): Promise<readonly SurveyMean[]> {
  const { rows } = await tx.raw<{ rows: Row[] }>(
    `select item, aspect, coalesce(role, 'client') as role, wave, count(score)::int as n, sum(score)::text as total, max(answered_at) as last
     from ${tableOf('survey_answer')}
     where client = ? and batch <= ? and (superseded_by is null or superseded_by > ?) and answered_at < ? and answered_at >= ?
       and score is not null
     group by 1, 2, 3, 4 order by 7, 4`,
    [client, batch, batch, before, before - year],
  );
  const latest = new Map<string, SurveyMean>();
  for (const { item, aspect, role, wave, n, total } of rows) {
    latest.set(JSON.stringify([item, aspect, role]), { item, aspect, role, wave, n, mean: divide(exact(total), n) });
  }
  return [...latest.values()];
}
