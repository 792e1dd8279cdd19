import type { Migration } from './migration.js';

/**
 * What somebody decided about a rejected row holds for the identical row of a later file, too. `content` says which rows are identical: those
 * of one layout with the same cells, rejected for the same reasons. A settled row keeps the content that it had; a batch that has taken
 * mended rows has a mark without a row for the content of each. `plumbline_dealt` tells of such rows with the batch that is asked for
 * (`is_later`: nothing that mends it), and `plumbline_settled` with the batch that they were settled with.
 */
export const carriedDecisions: Migration = {
  name: 'carried-decisions',
  sql: `
alter table rejected_mark add column content text;
alter table settled_reject add column content text;
create index settled_reject_content on settled_reject (content, batch) where content is not null;
create index settled_reject_entry on settled_reject (entry);

drop function plumbline_dealt(int[]);
create function plumbline_dealt(wanted int[])
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
      from marked k left join last l on l.mark = k.mark and l.batch > k.batch group by k.batch, k.row_no)
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
      ) d(batch, row_no, how, by, rank, reason)
      order by d.batch, d.row_no collate "C", d.rank, d.by desc;
end
$$;

drop function plumbline_settled(int);
create function plumbline_settled(wanted int)
returns table (row_no text, entry int, reason text, actor text, at bigint, with_batch int) language plpgsql stable security definer
  set search_path = public, pg_temp as
$$
#variable_conflict use_column
begin
  if cardinality(plumbline_sight()) > 0 and not plumbline_is_own_batch(wanted) then return; end if;
  return query
    select s.row_no, s.entry, s.reason, s.actor, s.at, null::int from settled_reject s where s.batch = wanted
    union all select d.row_no, s.entry, s.reason, s.actor, s.at, s.batch from plumbline_dealt(array[wanted]) d
      cross join lateral (select * from settled_reject s where s.entry = d.by limit 1) s
      where d.how = 'settled' and d.is_later;
end
$$;`,
};
