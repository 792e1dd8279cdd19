import type { Metric } from '../../src/metrics/definition.js';

const common = {
  label: { en: 'x', zh: 'x' },
  kind: 'proportion',
  of: 'shipment',
  improves: 'up',
  unit: '%',
  stage: 'fixed',
  params: {},
  dated: 'coalesce(delivered_at, closed_at)',
} as const;

/** Metrics whose facts pass together with their groups: by the group alone, by fact and group mixed, by the clock of the fact's place. */
export const groupMetrics: readonly Metric[] = [
  {
    ...common,
    id: 'x_order_in_full',
    per: ['order_no'],
    population: { when: 'one_of(status, "delivered", "refused", "lost")' },
    passes: { when: 'status == "delivered" and sum_of(delivered_qty) >= largest_of(ordered_qty)' },
  },
  {
    ...common,
    id: 'x_known_quantities',
    per: ['order_no'],
    population: { when: 'mode == "air" or small_batch' },
    passes: { when: 'sum_of(coalesce(delivered_qty, 0) / 3) * 3 >= largest_of(coalesce(ordered_qty, 0)) - 5' },
  },
  {
    ...common,
    id: 'x_part_of_the_order',
    per: ['order_no', 'product'],
    passes: { when: 'coalesce(delivered_qty, 1) * 2 >= sum_of(coalesce(delivered_qty, 0)) or documents_correct' },
    by: ['department', 'status'],
  },
  {
    ...common,
    id: 'x_by_the_last_day',
    per: ['order_no'],
    passes: { when: 'end_of_day(largest_of(promised_at)) >= largest_of(coalesce(delivered_at, promised_at))' },
  },
  {
    ...common,
    id: 'x_shipment_in_full',
    per: ['shipment_no'],
    passes: { when: 'largest_of(delivered_qty) == largest_of(ordered_qty) or sum_of(delivered_qty) > 10' },
  },
  {
    ...common,
    id: 'x_products_in_full',
    per: ['order_no'],
    population: { when: 'not (mode == "sea")' },
    passes: {
      when: 'sum_of(delivered_qty, product) >= largest_of(ordered_qty, product) and smallest_of(coalesce(ordered_qty, 1)) > 0',
    },
  },
  {
    ...common,
    id: 'x_known_products',
    per: ['shipment_no'],
    passes: { when: 'sum_of(coalesce(delivered_qty, 0), coalesce(product, "none")) >= smallest_of(coalesce(ordered_qty, 0))' },
  },
];
