import type { Migration } from './migration.js';
import { guardFunction, ofTheService } from './row-policies.js';

/**
 * What the facts of a client's period came to when they were last counted, so that only what changed since is counted again. Nothing is read
 * from it that could not be counted from the facts, and it may be emptied at any time; only who speaks for the firm has to do with it.
 */
export const keptTallies: Migration = {
  name: 'kept-tallies',
  sql: `
create table kept_tally (
  client text not null,
  period text not null,
  known_at int not null,
  as_of bigint not null,
  body text not null,
  primary key (client, period)
);

${guardFunction({
  clientOfEntry: 'of_client',
  sight: 'plumbline_sight()',
  batch: 'plumbline_sees_batch(batch)',
  rulebook: 'plumbline_sees_rulebook(hash)',
  closedTables: [...ofTheService, 'config_text', 'kept_tally'],
})}
select plumbline_guard();`,
};
