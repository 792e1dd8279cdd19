import type { Migration } from './migration.js';

/** The same as before in a language in which Citus takes parameters in a statement over tables that are spread over a cluster. */
export const rulebookSight: Migration = {
  name: 'rulebook-sight',
  sql: `
create or replace function plumbline_sees_rulebook(wanted text) returns boolean language plpgsql stable as
$$
begin
  perform 1 from evaluation e where e.rulebook = wanted limit 1;
  return found;
end
$$;`,
};
