import type { Knex } from 'knex';

/** Sites that any batch has brought facts of. */
export async function sitesWithFacts(tx: Knex.Transaction): Promise<readonly string[]> {
  const { rows } = await tx.raw<{ rows: { site: string }[] }>(
    `select distinct site collate "C" as site from batch cross join unnest(sites) as of_batch(site) order by 1`,
  );
  return rows.map(({ site }) => site);
}
