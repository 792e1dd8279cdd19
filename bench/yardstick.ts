/** What someone would write by hand to count the same shipment metrics of a month in one scan, memberships told apart, by client. */
export const yardstickSql = `
with shipments as (
  select client, shipment_no,
    max(delivered_at) as delivered, max(promised_at) as promised,
    bool_and(delivered_at <= promised_at) as on_time,
    bool_or(delivered_at is null or promised_at is null) as unknown,
    bool_and(delivered_at <= promised_at and shipped_qty >= ordered_qty) as otif,
    bool_and(shipped_qty >= ordered_qty) as in_full,
    min(order_received_at) as received,
    min(site) as site, min(carrier) as carrier, min(mode) as mode,
    sum(shipped_qty) as shipped, sum(freight_cost) as freight,
    sum(extract(epoch from delivered_at - order_received_at)) as seconds, count(*) as lines
  from plain
  where delivered_at >= '2026-01-01' and order_received_at < '2026-02-01'
  group by client, shipment_no
)
select client, site, carrier, mode,
  count(*) filter (where delivered >= '2026-01-01' and delivered < '2026-02-01' and on_time) as on_time,
  count(*) filter (where delivered >= '2026-01-01' and delivered < '2026-02-01' and not on_time) as late,
  count(*) filter (where delivered >= '2026-01-01' and delivered < '2026-02-01' and unknown) as unknown,
  count(*) filter (where promised >= '2026-01-01' and promised < '2026-02-01' and on_time) as due_on_time,
  count(*) filter (where promised >= '2026-01-01' and promised < '2026-02-01' and not on_time) as due_late,
  count(*) filter (where delivered >= '2026-01-01' and delivered < '2026-02-01' and otif) as otif,
  count(*) filter (where delivered >= '2026-01-01' and delivered < '2026-02-01' and not otif) as not_otif,
  count(*) filter (where delivered >= '2026-01-01' and delivered < '2026-02-01' and in_full) as in_full,
  count(*) filter (where delivered >= '2026-01-01' and delivered < '2026-02-01' and not in_full) as not_in_full,
  sum(shipped) as shipped, sum(freight) as freight, sum(seconds) as seconds, sum(lines) as lines
from shipments group by client, site, carrier, mode`;
