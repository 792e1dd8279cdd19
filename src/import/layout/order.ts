import type { FactKindName } from '../../facts/kinds.js';

/** Moments of a kind of which the first cannot be after the second; the other way round is a warning. */
export const orderOfMoments: Readonly<Record<FactKindName, readonly (readonly [first: string, second: string])[]>> = {
  transport_demand: [['requested_at', 'met_at']],
  shipment: [
    ['requested_at', 'dispatched_at'],
    ['requested_at', 'delivered_at'],
    ['order_received_at', 'order_processed_at'],
    ['order_received_at', 'dispatched_at'],
    ['order_received_at', 'delivered_at'],
    ['dispatched_at', 'delivered_at'],
    ['dispatched_at', 'closed_at'],
    ['delivered_at', 'pod_returned_at'],
    ['customs_declared_at', 'customs_cleared_at'],
  ],
  warehouse_task: [['requested_at', 'completed_at']],
  stock_count: [],
  complaint: [
    ['received_at', 'first_response_at'],
    ['received_at', 'resolved_at'],
    ['received_at', 'callback_at'],
    ['received_at', 'recovered_at'],
    ['first_response_at', 'resolved_at'],
  ],
  contact: [
    ['queued_at', 'answered_at'],
    ['queued_at', 'ended_at'],
    ['answered_at', 'ended_at'],
  ],
  quality_check: [],
  survey_answer: [],
  invoice: [['issued_at', 'settled_at']],
  reading: [],
};
