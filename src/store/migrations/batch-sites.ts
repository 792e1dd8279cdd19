import type { Migration } from './migration.js';

/** The sites that a batch brought facts of, so that other spellings of them are known; those of batches from before are looked up once. */
export const batchSites: Migration = {
  name: 'batch-sites',
  sql: `
alter table batch add column sites text[];
do $$
declare
  name text;
begin
  for name in
    select table_name from information_schema.columns
    where table_schema = 'public' and column_name = 'site' and left(table_name, 5) = 'fact_' order by 1
  loop
    execute format(
      'update batch set sites = found.sites
       from (select batch, array_agg(distinct site) as sites from %I where site is not null group by batch) found
       where found.batch = batch.batch',
      name
    );
  end loop;
end $$;`,
};
