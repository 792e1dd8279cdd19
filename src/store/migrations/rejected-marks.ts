import type { Migration } from './migration.js';
import { guardFunction, ofTheService } from './row-policies.js';

/**
 * By what rejected rows are found again in later files: a mark for each, and the same mark without a row for each of them that a later batch
 * has taken. A withdrawn batch has none. `plumbline_dealt` is the one place that says which rejected rows of batches are left to
 * nobody any more: settled, imported once more by a batch that mends this one, or in a later file, which then has all facts of the row.
 * Bound callers are told of their own batches alone.
 */
export const rejectedMarks: Migration = {
  name: 'rejected-marks',
  sql: `
create table rejected_mark (batch int not null, row_no text, mark text not null);
create index rejected_mark_batch on rejected_mark (batch);
create index rejected_mark_mark on rejected_mark (mark, batch);

create function plumbline_dealt(wanted int[])
returns table (batch int, row_no text, how text, by int, is_later boolean) language plpgsql stable security definer
  set search_path = public, pg_temp as
$$
#variable_conflict use_column
declare
  own int[] := wanted;
  bound boolean := cardinality(plumbline_sight()) > 0;
begin
  if bound then
    own := array(select one from unnest(wanted) as of_wanted(one) where plumbline_is_own_batch(one));
  end if;
  return query with marked as materialized (
      select k.batch, k.row_no, k.mark from rejected_mark k where k.batch = any (own) and k.row_no is not null),
    last as (
      select o.mark, max(o.batch) as batch, max(o.batch) filter (where o.row_no is not null) as rejected_by
      from rejected_mark o where o.mark in (select mark from marked)
        and (not bound or o.batch in (select b.batch from batch b where plumbline_is_own_batch(b.batch)))
      group by o.mark),
    found as (
      select k.batch, k.row_no, l.batch as by, l.rejected_by = l.batch as again
      from marked k left join last l on l.mark = k.mark and l.batch > k.batch)
    select distinct on (d.batch, d.row_no collate "C") d.batch, d.row_no, d.how, d.by, d.rank = 2 from (
      select s.batch, s.row_no, 'settled', s.entry, 0 from settled_reject s where s.batch = any (own)
      union all select m.mends, u.row_no, u.how, m.batch, 1 from batch m
        cross join lateral (select unnest(m.mended), 'taken' union all select unnest(m.rejected_again), 'rejected') u(row_no, how)
        where m.mends = any (own) and not exists (select from batch t where t.withdraws = m.batch)
      union all select f.batch, f.row_no, case when bool_or(f.again) then 'rejected' else 'taken' end,
          coalesce(max(f.by) filter (where f.again), max(f.by)), 2
        from found f group by f.batch, f.row_no having bool_and(f.by is not null)) d(batch, row_no, how, by, rank)
      order by d.batch, d.row_no collate "C", d.rank, d.by desc;
end
$$;

${guardFunction({
  clientOfEntry: 'of_client',
  sight: 'plumbline_sight()',
  batch: 'plumbline_sees_batch(batch)',
  rulebook: 'plumbline_sees_rulebook(hash)',
  closedTables: [...ofTheService, 'config_text', 'kept_tally', 'settled_reject', 'rejected_mark'],
})}
select plumbline_guard();`,
};
