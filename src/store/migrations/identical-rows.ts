import type { Migration } from './migration.js';

/**
 * Rejected rows that are identical are left to mend once: in the last batch that holds one, whatever its file is called. Until now those
 * without a number were left in each file that had another name.
 */
export const identicalRows: Migration = {
  name: 'identical-rows',
  sql: `
create index rejected_mark_content on rejected_mark (content, batch) where content is not null;

create or replace function plumbline_dealt(wanted int[])
returns table (batch int, row_no text, how text, by int, is_later boolean, reason text) language plpgsql stable security definer
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
  return query with mine as materialized (select b.batch from batch b where bound and plumbline_is_own_batch(b.batch)),
    marked as materialized (
      select k.batch, k.row_no, k.mark, k.content from rejected_mark k where k.batch = any (own) and k.row_no is not null),
    last as (
      select o.mark, max(o.batch) as batch, max(o.batch) filter (where o.row_no is not null) as rejected_by
      from rejected_mark o where o.mark in (select mark from marked)
        and (not bound or o.batch in (select batch from mine))
      group by o.mark),
    found as materialized (
      select k.batch, k.row_no, case when bool_and(l.batch is not null) then 'later' when count(*) = 1 then 'here' end as stands,
        bool_or(l.rejected_by = l.batch) as again, coalesce(max(l.batch) filter (where l.rejected_by = l.batch), max(l.batch)) as by,
        min(k.content collate "C") as content
      from marked k left join last l on l.mark = k.mark and l.batch > k.batch group by k.batch, k.row_no),
    same as (
      select o.content, max(o.batch) as batch from rejected_mark o
      where o.row_no is not null and o.content in (select content from found where stands = 'here')
        and (not bound or o.batch in (select batch from mine))
      group by o.content)
    select distinct on (d.batch, d.row_no collate "C") d.batch, d.row_no, d.how, d.by, d.rank >= 2, d.reason from (
      select s.batch, s.row_no, 'settled', s.entry, 0, s.reason from settled_reject s where s.batch = any (own)
      union all select m.mends, u.row_no, u.how, m.batch, 1, null from batch m
        cross join lateral (select unnest(m.mended), 'taken' union all select unnest(m.rejected_again), 'rejected') u(row_no, how)
        where m.mends = any (own) and not exists (select from batch t where t.withdraws = m.batch)
      union all select f.batch, f.row_no, case when f.again then 'rejected' else 'taken' end, f.by, 2, null
        from found f where f.stands = 'later'
      union all select f.batch, f.row_no, 'settled', s.entry, 3, s.reason from found f
        join settled_reject s on s.content = f.content and s.batch < f.batch and (not bound or s.batch in (select batch from mine))
        where f.stands = 'here' and not exists (select from batch t where t.withdraws = s.batch)
      union all select f.batch, f.row_no, 'taken', o.batch, 4, null from found f
        join rejected_mark o on o.mark = f.content and o.row_no is null and o.batch < f.batch
          and (not bound or o.batch in (select batch from mine)) where f.stands = 'here'
      union all select f.batch, f.row_no, 'rejected', s.batch, 5, null from found f
        join same s on s.content = f.content and s.batch > f.batch where f.stands = 'here'
      ) d(batch, row_no, how, by, rank, reason)
      order by d.batch, d.row_no collate "C", d.rank, d.by desc;
end
$$;`,
};
