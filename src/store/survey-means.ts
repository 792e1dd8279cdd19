import type { Knex } from 'knex';
import { divide, exact, sum } from '../facts/exact.js';
import { groupedBy } from '../facts/grouped.js';
import type { Period } from '../facts/period.js';
import type { Client } from '../facts/place.js';
import { speaksFor, type SurveyWave } from '../facts/survey.js';
import type { SurveyMean } from '../metrics/survey-mean.js';
import { tableOf } from './facts/columns.js';

interface Row {
  readonly item: string;
  readonly aspect: string;
  readonly role: string;
  readonly wave: string;
  readonly n: number;
  readonly total: string;
  readonly counts: boolean;
}

/** Whose answers, as known at which batch, for which period. */
export interface SurveyAsked {
  readonly client: Client;
  readonly batch: number;
  readonly period: Pick<Period, 'from' | 'to'>;
  /** The client's waves as they are configured. */
  readonly waves: readonly SurveyWave[];
}

const year = 366 * 86_400_000;

/**
 * Means of the survey answers of a period, by item, aspect and role. An answer counts as it does for metrics: by the periods of
 * its wave where these are configured, else by its date. Importance and expectation hold longer than a period: where nobody was
 * asked in this one, the last wave without configured periods is used, if it is at most a year old.
 */
export async function surveyMeans(
  tx: Knex.Transaction,
  { client, batch, period, waves }: SurveyAsked,
): Promise<readonly SurveyMean[]> {
  const { from, to } = period;
  const configured = waves.map(({ wave }) => wave);
  const speaking = waves.filter(one => speaksFor(one, client, period)).map(({ wave }) => wave);
  const isOf = 'wave = any(?::text[])';
  const { rows } = await tx.raw<{ rows: Row[] }>(
    `select item, aspect, coalesce(role, 'client') as role, wave, count(score)::int as n, sum(score)::text as total,
       ${isOf} or answered_at >= ? as counts
     from ${tableOf('survey_answer')}
     where client = ? and batch <= ? and (superseded_by is null or superseded_by > ?) and score is not null
       and (${isOf} or (not ${isOf} and answered_at < ? and answered_at >= (case when aspect = 'satisfaction' then ?::bigint else ?::bigint end)))
     group by 1, 2, 3, 4, 7 order by 7, max(answered_at), wave collate "C"`,
    [speaking, from, client.code, batch, batch, speaking, configured, to, from, from - year],
  );
  return [...groupedBy(rows, ({ item, aspect, role }) => JSON.stringify([item, aspect, role])).values()].flatMap(meanOf);
}

function meanOf(rows: readonly Row[]): readonly SurveyMean[] {
  const own = rows.filter(({ counts }) => counts);
  const used = own.length > 0 ? own : rows.slice(-1);
  const [first] = used;
  if (first === undefined) return [];
  const { item, aspect, role } = first;
  const n = used.reduce((count, one) => count + one.n, 0);
  const mean = divide(sum(used.map(({ total }) => exact(total))), n);
  return [{ item, aspect, role, wave: used.map(({ wave }) => wave).join(', '), isEarlier: own.length === 0, n, mean }];
}
