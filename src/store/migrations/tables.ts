import type { Migration } from './migration.js';

// Every unique index leads with client, and no key has a sequence, so that the tables can be distributed by client.
// A version is current from its batch until the one that superseded it; only the current one is unique.
const factTables = `
create table fact_transport_demand (
  client text not null, demand_no text not null,
  department text, site text, lane text,
  requested_at bigint, due_at bigint, met_at bigint,
  met boolean,
  extra jsonb, first_at bigint, last_at bigint, batch int not null, superseded_by int, row int not null
);
create unique index fact_transport_demand_current on fact_transport_demand (client, demand_no) where superseded_by is null;
create index fact_transport_demand_time on fact_transport_demand (client, last_at, first_at);

create table fact_shipment (
  client text not null, shipment_no text not null, line_no text not null,
  order_no text, department text, site text, carrier text, mode text, origin text, destination text, lane text,
  service text, product text, consignee text, status text, right_failed text, reason text, currency text, qty_unit text,
  requested_at bigint, order_received_at bigint, order_due_at bigint, order_processed_at bigint, dispatch_due_at bigint,
  dispatched_at bigint, promised_at bigint, delivered_at bigint, closed_at bigint, feedback_due_at bigint,
  feedback_at bigint, pod_due_at bigint, pod_returned_at bigint, customs_due_at bigint, customs_declared_at bigint,
  customs_clearance_due_at bigint, customs_cleared_at bigint,
  order_correct boolean, delivered_correctly boolean, documents_correct boolean, small_batch boolean,
  ordered_qty numeric, shipped_qty numeric, delivered_qty numeric, damaged_qty numeric, lost_qty numeric,
  distance_km numeric, freight_cost numeric, value numeric,
  extra jsonb, first_at bigint, last_at bigint, batch int not null, superseded_by int, row int not null
);
create unique index fact_shipment_current on fact_shipment (client, shipment_no, line_no) where superseded_by is null;
create index fact_shipment_time on fact_shipment (client, last_at, first_at);

create table fact_warehouse_task (
  client text not null, site text not null, task_no text not null, line_no text not null,
  department text, direction text, activity text, order_no text, sku text, qty_unit text, reason text,
  requested_at bigint, due_at bigint, completed_at bigint,
  carried_out boolean, correct boolean, documents_correct boolean,
  asked_qty numeric, done_qty numeric, damaged_qty numeric, lost_qty numeric,
  extra jsonb, first_at bigint, last_at bigint, batch int not null, superseded_by int, row int not null
);
create unique index fact_warehouse_task_current on fact_warehouse_task (client, site, task_no, line_no) where superseded_by is null;
create index fact_warehouse_task_time on fact_warehouse_task (client, last_at, first_at);

create table fact_stock_count (
  client text not null, site text not null, count_no text not null, sku text not null, location text not null,
  department text, count_type text, abc_class text, currency text, qty_unit text,
  counted_at bigint,
  checked boolean,
  book_qty numeric, counted_qty numeric, damaged_qty numeric, unit_value numeric,
  extra jsonb, first_at bigint, last_at bigint, batch int not null, superseded_by int, row int not null
);
create unique index fact_stock_count_current on fact_stock_count (client, site, count_no, sku, location) where superseded_by is null;
create index fact_stock_count_time on fact_stock_count (client, last_at, first_at);

create table fact_complaint (
  client text not null, complaint_no text not null,
  kind text, department text, site text, carrier text, shipment_no text, category text, product text, cause text,
  party text, severity text, channel text, agent text, callback_result text, recovery text, repeat_of text,
  currency text,
  received_at bigint, first_response_at bigint, due_at bigint, resolved_at bigint, callback_due_at bigint,
  callback_at bigint, recovered_at bigint,
  handled_properly boolean,
  compensation numeric,
  extra jsonb, first_at bigint, last_at bigint, batch int not null, superseded_by int, row int not null
);
create unique index fact_complaint_current on fact_complaint (client, complaint_no) where superseded_by is null;
create index fact_complaint_time on fact_complaint (client, last_at, first_at);

create table fact_contact (
  client text not null, contact_no text not null,
  department text, direction text, kind text, topic text, channel text, agent text, product text,
  queued_at bigint, answered_at bigint, ended_at bigint, due_at bigint,
  abandoned boolean, resolved_first_contact boolean,
  extra jsonb, first_at bigint, last_at bigint, batch int not null, superseded_by int, row int not null
);
create unique index fact_contact_current on fact_contact (client, contact_no) where superseded_by is null;
create index fact_contact_time on fact_contact (client, last_at, first_at);

create table fact_quality_check (
  client text not null, check_no text not null,
  department text, contact_no text, agent text, checker text,
  checked_at bigint,
  passed boolean,
  score numeric, errors numeric,
  extra jsonb, first_at bigint, last_at bigint, batch int not null, superseded_by int, row int not null
);
create unique index fact_quality_check_current on fact_quality_check (client, check_no) where superseded_by is null;
create index fact_quality_check_time on fact_quality_check (client, last_at, first_at);

create table fact_survey_answer (
  client text not null, wave text not null, respondent text not null, item text not null, aspect text not null,
  department text, role text, method text, phrase text, comment text, shipment_no text, complaint_no text,
  contact_no text,
  answered_at bigint,
  score numeric,
  extra jsonb, first_at bigint, last_at bigint, batch int not null, superseded_by int, row int not null
);
create unique index fact_survey_answer_current on fact_survey_answer (client, wave, respondent, item, aspect) where superseded_by is null;
create index fact_survey_answer_time on fact_survey_answer (client, last_at, first_at);

create table fact_invoice (
  client text not null, invoice_no text not null, line_no text not null,
  department text, service text, currency text,
  due_at bigint, issued_at bigint, settle_due_at bigint, settled_at bigint,
  correct boolean,
  amount numeric, m3_days numeric, distance_km numeric,
  extra jsonb, first_at bigint, last_at bigint, batch int not null, superseded_by int, row int not null
);
create unique index fact_invoice_current on fact_invoice (client, invoice_no, line_no) where superseded_by is null;
create index fact_invoice_time on fact_invoice (client, last_at, first_at);

create table fact_reading (
  client text not null, item text not null, read_at bigint not null,
  department text, source text,
  value numeric,
  extra jsonb, first_at bigint, last_at bigint, batch int not null, superseded_by int, row int not null
);
create unique index fact_reading_current on fact_reading (client, item, read_at) where superseded_by is null;
create index fact_reading_time on fact_reading (client, last_at, first_at);
`;

const recordTables = `
-- One import, or the withdrawal of one (withdraws names it).
create table batch (
  batch int primary key, kind text not null, layout text, file text, sha256 text, mapped text[] not null,
  actor text not null, committed_at bigint not null,
  read bigint not null, new bigint not null, changed bigint not null, unchanged bigint not null, rejected bigint not null,
  skipped bigint not null,
  withdraws int, reason text, content_hash text
);

-- The clients of whom a batch changed anything.
create table batch_client (
  client text not null, batch int not null, facts bigint not null, first_at bigint, last_at bigint,
  primary key (client, batch)
);

-- Facts that a batch brought unchanged: withdrawing an earlier batch must not lose them.
create table fact_seen (
  client text not null, kind text not null, key text not null, batch int not null,
  primary key (client, kind, key, batch)
);

-- What personal fields say; the facts hold the pseudonym only.
create table person (client text not null, pseudonym text not null, value text not null, primary key (client, pseudonym));

create table secret (name text primary key, value text not null);

-- Append-only; each entry is hashed with the one before. Bodies are canonical JSON, kept as text because their bytes are hashed.
create table ledger (
  entry int primary key, at bigint not null, actor text not null, kind text not null, body text not null,
  previous_hash text not null, hash text not null
);

create table rulebook (hash text primary key, body text not null);

create table evaluation (
  client text not null, id text not null, period text not null, from_at bigint not null, to_at bigint not null,
  hash text not null, state text not null, revision int not null, as_of_batch int not null,
  rulebook text not null, calculation text not null, ledger int not null, made_at bigint not null, body text not null,
  primary key (client, id)
);
create unique index evaluation_hash on evaluation (client, hash);
create index evaluation_period on evaluation (client, period, revision);
create index evaluation_id on evaluation (id);
`;

/** Facts, batches, the ledger and what is evaluated. */
export const tables: Migration = { name: 'tables', sql: factTables + recordTables };
