create table api_key (
  id text not null,
  hash text not null,
  name text not null,
  role text not null,
  clients text[] not null default '{}'::text[],
  created_at bigint not null,
  created_by text not null,
  expires_at bigint,
  last_used_at bigint,
  revoked_at bigint,
  revoked_by text,
  person text
);
CREATE UNIQUE INDEX api_key_hash_key ON public.api_key USING btree (hash);
CREATE UNIQUE INDEX api_key_pkey ON public.api_key USING btree (id);

create table batch (
  batch integer not null,
  kind text not null,
  layout text,
  file text,
  sha256 text,
  mapped text[] not null,
  actor text not null,
  committed_at bigint not null,
  read bigint not null,
  new bigint not null,
  changed bigint not null,
  unchanged bigint not null,
  rejected bigint not null,
  skipped bigint not null,
  withdraws integer,
  reason text,
  content_hash text,
  sheets text[],
  repeated bigint,
  sites text[],
  bytes bigint,
  reading text,
  repeats integer,
  mends integer,
  mended text[],
  rejected_again text[],
  rejected_rows integer,
  replaced_later integer,
  filled text
);
CREATE INDEX batch_content ON public.batch USING btree (content_hash) WHERE ((new + changed) > 0);
CREATE INDEX batch_mends ON public.batch USING btree (mends) WHERE (mends IS NOT NULL);
CREATE UNIQUE INDEX batch_pkey ON public.batch USING btree (batch);
CREATE INDEX batch_read ON public.batch USING btree (bytes) WHERE (reading IS NOT NULL);
CREATE INDEX batch_repeats ON public.batch USING btree (repeats) WHERE (repeats IS NOT NULL);
CREATE INDEX batch_withdraws ON public.batch USING btree (withdraws) WHERE (withdraws IS NOT NULL);

create table batch_client (
  client text not null,
  batch integer not null,
  facts bigint not null,
  first_at bigint,
  last_at bigint
);
CREATE INDEX batch_client_batch ON public.batch_client USING btree (batch);
CREATE UNIQUE INDEX batch_client_pkey ON public.batch_client USING btree (client, batch);

create table batch_row_client (
  client text not null,
  batch integer not null,
  rejected boolean
);
CREATE INDEX batch_row_client_batch ON public.batch_row_client USING btree (batch);
CREATE UNIQUE INDEX batch_row_client_pkey ON public.batch_row_client USING btree (client, batch);

create table calendar_day (
  calendar text not null,
  day integer not null,
  works boolean not null,
  ordinal integer not null
);
CREATE INDEX calendar_day_ordinal ON public.calendar_day USING btree (calendar, ordinal, day) WHERE works;
CREATE UNIQUE INDEX calendar_day_pkey ON public.calendar_day USING btree (calendar, day);

create table calendar_layout (
  calendar text not null,
  first_day integer not null,
  from_at bigint not null,
  to_at bigint not null
);
CREATE UNIQUE INDEX calendar_layout_pkey ON public.calendar_layout USING btree (calendar);

create table calendar_span (
  calendar text not null,
  from_at bigint not null,
  to_at bigint not null,
  before bigint not null
);
CREATE UNIQUE INDEX calendar_span_pkey ON public.calendar_span USING btree (calendar, from_at);

create table config_text (
  sha256 text not null,
  body text not null
);
CREATE UNIQUE INDEX config_text_pkey ON public.config_text USING btree (sha256);

create table evaluation (
  client text not null,
  id text not null,
  period text not null,
  from_at bigint not null,
  to_at bigint not null,
  hash text not null,
  state text not null,
  revision integer not null,
  as_of_batch integer not null,
  rulebook text not null,
  calculation text not null,
  ledger integer not null,
  made_at bigint not null,
  body text not null
);
CREATE INDEX evaluation_clients ON public.evaluation USING btree (period, client);
CREATE UNIQUE INDEX evaluation_hash ON public.evaluation USING btree (client, hash);
CREATE INDEX evaluation_id ON public.evaluation USING btree (id);
CREATE INDEX evaluation_period ON public.evaluation USING btree (client, period, revision);
CREATE UNIQUE INDEX evaluation_pkey ON public.evaluation USING btree (client, id);
CREATE INDEX evaluation_rulebook ON public.evaluation USING btree (client, rulebook);

create table fact_complaint (
  client text not null,
  complaint_no text not null,
  kind text,
  department text,
  site text,
  carrier text,
  shipment_no text,
  category text,
  product text,
  cause text,
  party text,
  severity text,
  channel text,
  agent text,
  callback_result text,
  recovery text,
  repeat_of text,
  currency text,
  received_at bigint,
  first_response_at bigint,
  due_at bigint,
  resolved_at bigint,
  callback_due_at bigint,
  callback_at bigint,
  recovered_at bigint,
  handled_properly boolean,
  compensation numeric,
  extra jsonb,
  first_at bigint,
  last_at bigint,
  batch integer not null,
  superseded_by integer,
  row integer not null
);
CREATE INDEX fact_complaint_batch ON public.fact_complaint USING btree (batch, client);
CREATE UNIQUE INDEX fact_complaint_current ON public.fact_complaint USING btree (client, complaint_no) WHERE (superseded_by IS NULL);
CREATE INDEX fact_complaint_ended ON public.fact_complaint USING btree (superseded_by, client) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_complaint_months ON public.fact_complaint USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '2678400000'::bigint);
CREATE INDEX fact_complaint_past ON public.fact_complaint USING btree (client, complaint_no) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_complaint_time ON public.fact_complaint USING btree (client, last_at, first_at);
CREATE INDEX fact_complaint_years ON public.fact_complaint USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '31622400000'::bigint);

create table fact_contact (
  client text not null,
  contact_no text not null,
  department text,
  direction text,
  kind text,
  topic text,
  channel text,
  agent text,
  product text,
  queued_at bigint,
  answered_at bigint,
  ended_at bigint,
  due_at bigint,
  abandoned boolean,
  resolved_first_contact boolean,
  extra jsonb,
  first_at bigint,
  last_at bigint,
  batch integer not null,
  superseded_by integer,
  row integer not null
);
CREATE INDEX fact_contact_batch ON public.fact_contact USING btree (batch, client);
CREATE UNIQUE INDEX fact_contact_current ON public.fact_contact USING btree (client, contact_no) WHERE (superseded_by IS NULL);
CREATE INDEX fact_contact_ended ON public.fact_contact USING btree (superseded_by, client) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_contact_months ON public.fact_contact USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '2678400000'::bigint);
CREATE INDEX fact_contact_past ON public.fact_contact USING btree (client, contact_no) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_contact_time ON public.fact_contact USING btree (client, last_at, first_at);
CREATE INDEX fact_contact_years ON public.fact_contact USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '31622400000'::bigint);

create table fact_invoice (
  client text not null,
  invoice_no text not null,
  line_no text not null,
  department text,
  service text,
  currency text,
  due_at bigint,
  issued_at bigint,
  settle_due_at bigint,
  settled_at bigint,
  correct boolean,
  amount numeric,
  m3_days numeric,
  distance_km numeric,
  extra jsonb,
  first_at bigint,
  last_at bigint,
  batch integer not null,
  superseded_by integer,
  row integer not null
);
CREATE INDEX fact_invoice_batch ON public.fact_invoice USING btree (batch, client);
CREATE UNIQUE INDEX fact_invoice_current ON public.fact_invoice USING btree (client, invoice_no, line_no) WHERE (superseded_by IS NULL);
CREATE INDEX fact_invoice_ended ON public.fact_invoice USING btree (superseded_by, client) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_invoice_months ON public.fact_invoice USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '2678400000'::bigint);
CREATE INDEX fact_invoice_past ON public.fact_invoice USING btree (client, invoice_no, line_no) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_invoice_time ON public.fact_invoice USING btree (client, last_at, first_at);
CREATE INDEX fact_invoice_years ON public.fact_invoice USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '31622400000'::bigint);

create table fact_quality_check (
  client text not null,
  check_no text not null,
  department text,
  contact_no text,
  agent text,
  checker text,
  checked_at bigint,
  passed boolean,
  score numeric,
  errors numeric,
  extra jsonb,
  first_at bigint,
  last_at bigint,
  batch integer not null,
  superseded_by integer,
  row integer not null
);
CREATE INDEX fact_quality_check_batch ON public.fact_quality_check USING btree (batch, client);
CREATE UNIQUE INDEX fact_quality_check_current ON public.fact_quality_check USING btree (client, check_no) WHERE (superseded_by IS NULL);
CREATE INDEX fact_quality_check_ended ON public.fact_quality_check USING btree (superseded_by, client) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_quality_check_months ON public.fact_quality_check USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '2678400000'::bigint);
CREATE INDEX fact_quality_check_past ON public.fact_quality_check USING btree (client, check_no) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_quality_check_time ON public.fact_quality_check USING btree (client, last_at, first_at);
CREATE INDEX fact_quality_check_years ON public.fact_quality_check USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '31622400000'::bigint);

create table fact_reading (
  client text not null,
  item text not null,
  read_at bigint not null,
  department text,
  source text,
  value numeric,
  extra jsonb,
  first_at bigint,
  last_at bigint,
  batch integer not null,
  superseded_by integer,
  row integer not null
);
CREATE INDEX fact_reading_batch ON public.fact_reading USING btree (batch, client);
CREATE UNIQUE INDEX fact_reading_current ON public.fact_reading USING btree (client, item, read_at) WHERE (superseded_by IS NULL);
CREATE INDEX fact_reading_ended ON public.fact_reading USING btree (superseded_by, client) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_reading_months ON public.fact_reading USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '2678400000'::bigint);
CREATE INDEX fact_reading_past ON public.fact_reading USING btree (client, item, read_at) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_reading_time ON public.fact_reading USING btree (client, last_at, first_at);
CREATE INDEX fact_reading_years ON public.fact_reading USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '31622400000'::bigint);

create table fact_seen (
  client text not null,
  kind text not null,
  key text not null,
  batch integer not null,
  row integer
);
CREATE UNIQUE INDEX fact_seen_pkey ON public.fact_seen USING btree (client, kind, key, batch);

create table fact_shipment (
  client text not null,
  shipment_no text not null,
  line_no text not null,
  order_no text,
  department text,
  site text,
  carrier text,
  mode text,
  origin text,
  destination text,
  lane text,
  service text,
  product text,
  consignee text,
  status text,
  right_failed text,
  reason text,
  currency text,
  qty_unit text,
  requested_at bigint,
  order_received_at bigint,
  order_due_at bigint,
  order_processed_at bigint,
  dispatch_due_at bigint,
  dispatched_at bigint,
  promised_at bigint,
  delivered_at bigint,
  closed_at bigint,
  feedback_due_at bigint,
  feedback_at bigint,
  pod_due_at bigint,
  pod_returned_at bigint,
  customs_due_at bigint,
  customs_declared_at bigint,
  customs_clearance_due_at bigint,
  customs_cleared_at bigint,
  order_correct boolean,
  delivered_correctly boolean,
  documents_correct boolean,
  small_batch boolean,
  ordered_qty numeric,
  shipped_qty numeric,
  delivered_qty numeric,
  damaged_qty numeric,
  lost_qty numeric,
  distance_km numeric,
  freight_cost numeric,
  value numeric,
  extra jsonb,
  first_at bigint,
  last_at bigint,
  batch integer not null,
  superseded_by integer,
  row integer not null
);
CREATE INDEX fact_shipment_batch ON public.fact_shipment USING btree (batch, client);
CREATE UNIQUE INDEX fact_shipment_current ON public.fact_shipment USING btree (client, shipment_no, line_no) WHERE (superseded_by IS NULL);
CREATE INDEX fact_shipment_ended ON public.fact_shipment USING btree (superseded_by, client) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_shipment_months ON public.fact_shipment USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '2678400000'::bigint);
CREATE INDEX fact_shipment_order ON public.fact_shipment USING btree (client, order_no) WHERE (octet_length(order_no) <= 400);
CREATE INDEX fact_shipment_past ON public.fact_shipment USING btree (client, shipment_no, line_no) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_shipment_time ON public.fact_shipment USING btree (client, last_at, first_at);
CREATE INDEX fact_shipment_years ON public.fact_shipment USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '31622400000'::bigint);

create table fact_stock_count (
  client text not null,
  site text not null,
  count_no text not null,
  sku text not null,
  location text not null,
  department text,
  count_type text,
  abc_class text,
  currency text,
  qty_unit text,
  counted_at bigint,
  checked boolean,
  book_qty numeric,
  counted_qty numeric,
  damaged_qty numeric,
  unit_value numeric,
  extra jsonb,
  first_at bigint,
  last_at bigint,
  batch integer not null,
  superseded_by integer,
  row integer not null
);
CREATE INDEX fact_stock_count_batch ON public.fact_stock_count USING btree (batch, client);
CREATE UNIQUE INDEX fact_stock_count_current ON public.fact_stock_count USING btree (client, site, count_no, sku, location) WHERE (superseded_by IS NULL);
CREATE INDEX fact_stock_count_ended ON public.fact_stock_count USING btree (superseded_by, client) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_stock_count_months ON public.fact_stock_count USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '2678400000'::bigint);
CREATE INDEX fact_stock_count_past ON public.fact_stock_count USING btree (client, site, count_no, sku, location) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_stock_count_time ON public.fact_stock_count USING btree (client, last_at, first_at);
CREATE INDEX fact_stock_count_years ON public.fact_stock_count USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '31622400000'::bigint);

create table fact_survey_answer (
  client text not null,
  wave text not null,
  respondent text not null,
  item text not null,
  aspect text not null,
  department text,
  role text,
  method text,
  phrase text,
  comment text,
  shipment_no text,
  complaint_no text,
  contact_no text,
  answered_at bigint,
  score numeric,
  extra jsonb,
  first_at bigint,
  last_at bigint,
  batch integer not null,
  superseded_by integer,
  row integer not null
);
CREATE INDEX fact_survey_answer_batch ON public.fact_survey_answer USING btree (batch, client);
CREATE UNIQUE INDEX fact_survey_answer_current ON public.fact_survey_answer USING btree (client, wave, respondent, item, aspect) WHERE (superseded_by IS NULL);
CREATE INDEX fact_survey_answer_ended ON public.fact_survey_answer USING btree (superseded_by, client) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_survey_answer_months ON public.fact_survey_answer USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '2678400000'::bigint);
CREATE INDEX fact_survey_answer_past ON public.fact_survey_answer USING btree (client, wave, respondent, item, aspect) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_survey_answer_time ON public.fact_survey_answer USING btree (client, last_at, first_at);
CREATE INDEX fact_survey_answer_years ON public.fact_survey_answer USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '31622400000'::bigint);

create table fact_transport_demand (
  client text not null,
  demand_no text not null,
  department text,
  site text,
  lane text,
  requested_at bigint,
  due_at bigint,
  met_at bigint,
  met boolean,
  extra jsonb,
  first_at bigint,
  last_at bigint,
  batch integer not null,
  superseded_by integer,
  row integer not null
);
CREATE INDEX fact_transport_demand_batch ON public.fact_transport_demand USING btree (batch, client);
CREATE UNIQUE INDEX fact_transport_demand_current ON public.fact_transport_demand USING btree (client, demand_no) WHERE (superseded_by IS NULL);
CREATE INDEX fact_transport_demand_ended ON public.fact_transport_demand USING btree (superseded_by, client) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_transport_demand_months ON public.fact_transport_demand USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '2678400000'::bigint);
CREATE INDEX fact_transport_demand_past ON public.fact_transport_demand USING btree (client, demand_no) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_transport_demand_time ON public.fact_transport_demand USING btree (client, last_at, first_at);
CREATE INDEX fact_transport_demand_years ON public.fact_transport_demand USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '31622400000'::bigint);

create table fact_warehouse_task (
  client text not null,
  site text not null,
  task_no text not null,
  line_no text not null,
  department text,
  direction text,
  activity text,
  order_no text,
  sku text,
  qty_unit text,
  reason text,
  requested_at bigint,
  due_at bigint,
  completed_at bigint,
  carried_out boolean,
  correct boolean,
  documents_correct boolean,
  asked_qty numeric,
  done_qty numeric,
  damaged_qty numeric,
  lost_qty numeric,
  extra jsonb,
  first_at bigint,
  last_at bigint,
  batch integer not null,
  superseded_by integer,
  row integer not null
);
CREATE INDEX fact_warehouse_task_batch ON public.fact_warehouse_task USING btree (batch, client);
CREATE UNIQUE INDEX fact_warehouse_task_current ON public.fact_warehouse_task USING btree (client, site, task_no, line_no) WHERE (superseded_by IS NULL);
CREATE INDEX fact_warehouse_task_ended ON public.fact_warehouse_task USING btree (superseded_by, client) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_warehouse_task_months ON public.fact_warehouse_task USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '2678400000'::bigint);
CREATE INDEX fact_warehouse_task_past ON public.fact_warehouse_task USING btree (client, site, task_no, line_no) WHERE (superseded_by IS NOT NULL);
CREATE INDEX fact_warehouse_task_time ON public.fact_warehouse_task USING btree (client, last_at, first_at);
CREATE INDEX fact_warehouse_task_years ON public.fact_warehouse_task USING btree (client, last_at, first_at) WHERE ((last_at - first_at) > '31622400000'::bigint);

create table idempotent_answer (
  key_id text not null,
  idempotency_key text not null,
  request_hash text not null,
  status integer,
  headers text,
  body text,
  made_at bigint not null,
  mark text,
  done boolean not null default false
);
CREATE UNIQUE INDEX idempotent_answer_pkey ON public.idempotent_answer USING btree (key_id, idempotency_key);

create table job_known (
  job text not null,
  known_since bigint not null
);
CREATE UNIQUE INDEX job_known_pkey ON public.job_known USING btree (job);

create table job_run (
  id bigint not null,
  job text not null,
  due_at bigint not null,
  started_at bigint not null,
  ended_at bigint,
  attempt integer not null,
  outcome text,
  counts text not null default '{}'::text,
  log text not null default ''::text,
  started_by text not null default 'schedule'::text,
  actor text not null default 'schedule'::text,
  findings text not null default '[]'::text
);
CREATE INDEX job_run_job ON public.job_run USING btree (job, id);
CREATE UNIQUE INDEX job_run_once ON public.job_run USING btree (job, due_at, attempt) WHERE (started_by = 'schedule'::text);
CREATE UNIQUE INDEX job_run_pkey ON public.job_run USING btree (id);

create table job_watermark (
  job text not null,
  watermark text not null,
  run bigint not null
);
CREATE UNIQUE INDEX job_watermark_pkey ON public.job_watermark USING btree (job);

create table kept_tally (
  client text not null,
  period text not null,
  known_at integer not null,
  as_of bigint not null,
  body text not null
);
CREATE UNIQUE INDEX kept_tally_pkey ON public.kept_tally USING btree (client, period);

create table known_client (
  client text not null,
  first_batch integer not null,
  last_batch integer not null
);
CREATE UNIQUE INDEX known_client_pkey ON public.known_client USING btree (client);

create table ledger (
  entry integer not null,
  at bigint not null,
  actor text not null,
  kind text not null,
  body text not null,
  previous_hash text not null,
  hash text not null,
  of_client text default plumbline_client_of(body),
  of_period text default plumbline_member_of(body, 'period'::text),
  of_evaluation text default plumbline_member_of(body, 'evaluation'::text)
);
CREATE INDEX ledger_action ON public.ledger USING btree (of_client, entry) WHERE (kind = ANY (ARRAY['action'::text, 'action_change'::text]));
CREATE INDEX ledger_amendment ON public.ledger USING btree (of_client, entry) WHERE (kind = ANY (ARRAY['exclusion'::text, 'override'::text, 'dispute'::text, 'approval'::text, 'refusal'::text, 'revocation'::text]));
CREATE INDEX ledger_client ON public.ledger USING btree (of_client, entry);
CREATE INDEX ledger_closed_evaluation ON public.ledger USING btree (of_evaluation, entry) WHERE (kind = ANY (ARRAY['closing'::text, 'reopening'::text]));
CREATE INDEX ledger_delivery ON public.ledger USING btree (of_period, entry) WHERE (kind = 'delivery'::text);
CREATE INDEX ledger_evaluated_again ON public.ledger USING btree (of_client, of_period, entry) WHERE (kind = 'evaluation_again'::text);
CREATE INDEX ledger_evaluated_again_period ON public.ledger USING btree (of_period, entry) WHERE (kind = 'evaluation_again'::text);
CREATE INDEX ledger_period ON public.ledger USING btree (of_client, of_period, entry) WHERE (kind = ANY (ARRAY['closing'::text, 'reopening'::text]));
CREATE INDEX ledger_period_clients ON public.ledger USING btree (of_period, entry) WHERE (kind = ANY (ARRAY['closing'::text, 'reopening'::text]));
CREATE UNIQUE INDEX ledger_pkey ON public.ledger USING btree (entry);
CREATE INDEX ledger_remark ON public.ledger USING btree (of_client, of_period, entry) WHERE (kind = ANY (ARRAY['comment'::text, 'sign_off'::text]));

create table ledger_head (
  one boolean not null default true,
  entry integer not null,
  hash text not null
);
CREATE UNIQUE INDEX ledger_head_pkey ON public.ledger_head USING btree (one);

create table person (
  client text not null,
  pseudonym text not null,
  value text not null
);
CREATE UNIQUE INDEX person_pkey ON public.person USING btree (client, pseudonym);

create table plumbline_migration (
  version integer not null,
  name text not null,
  checksum text not null,
  applied_at bigint not null
);
CREATE UNIQUE INDEX plumbline_migration_pkey ON public.plumbline_migration USING btree (version);

create table rejected_mark (
  batch integer not null,
  row_no text,
  mark text not null,
  content text
);
CREATE INDEX rejected_mark_batch ON public.rejected_mark USING btree (batch);
CREATE INDEX rejected_mark_content ON public.rejected_mark USING btree (content, batch) WHERE (content IS NOT NULL);
CREATE INDEX rejected_mark_mark ON public.rejected_mark USING btree (mark, batch);

create table rulebook (
  hash text not null,
  body text not null
);
CREATE UNIQUE INDEX rulebook_pkey ON public.rulebook USING btree (hash);

create table secret (
  name text not null,
  value text not null
);
CREATE UNIQUE INDEX secret_pkey ON public.secret USING btree (name);

create table session (
  hash text not null,
  key_id text not null,
  created_at bigint not null,
  expires_at bigint not null
);
CREATE UNIQUE INDEX session_pkey ON public.session USING btree (hash);

create table settled_reject (
  batch integer not null,
  row_no text not null,
  entry integer not null,
  reason text not null,
  actor text not null,
  at bigint not null,
  content text
);
CREATE INDEX settled_reject_content ON public.settled_reject USING btree (content, batch) WHERE (content IS NOT NULL);
CREATE INDEX settled_reject_entry ON public.settled_reject USING btree (entry);
CREATE UNIQUE INDEX settled_reject_pkey ON public.settled_reject USING btree (batch, row_no);

create table survey_link (
  hash text not null,
  client text not null,
  wave text not null,
  role text not null,
  created_at bigint not null,
  created_by text not null,
  expires_at bigint not null,
  used_at bigint,
  revoked_at bigint,
  revoked_by text,
  claimed_at bigint,
  claimed_by text
);
CREATE INDEX survey_link_hash ON public.survey_link USING btree (hash);
CREATE UNIQUE INDEX survey_link_pkey ON public.survey_link USING btree (client, hash);

create table upload (
  id text not null,
  key_id text not null,
  layout text not null,
  file text not null,
  state text not null,
  started_at bigint not null,
  ended_at bigint,
  answer text
);
CREATE UNIQUE INDEX upload_pkey ON public.upload USING btree (id);

CREATE OR REPLACE FUNCTION public.plumbline_add_working_days(wanted text, at bigint, days numeric, zone text)
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case
    when days = 0 then at
    when days = trunc(days) then (
      select plumbline_instant(plumbline_local(at, zone) + (target.day - start.day) * interval '1 day', zone)
      from calendar_day start
      join calendar_day target on target.calendar = start.calendar and target.works
        -- As a whole number within what calendars hold: a numeric is not looked up in the index.
        and target.ordinal = start.ordinal + least(greatest(days, -100000), 100000)::int
          - case when days > 0 and not start.works then 1 else 0 end
      where start.calendar = wanted and start.day = least(plumbline_day(at, zone), (
        select plumbline_day(last_begun.from_at, zone)
        from (select from_at, to_at from calendar_span where calendar = wanted and from_at <= at order by from_at desc limit 1) last_begun
        where at < last_begun.to_at)))
  end where wanted is not null $function$;

CREATE OR REPLACE FUNCTION public.plumbline_analyze(fact text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if fact !~ '^fact_[a-z_]+$' then raise exception 'no table of facts: %', fact; end if;
  execute format('analyze %I', fact);
end
$function$;

CREATE OR REPLACE FUNCTION public.plumbline_client_of(body text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  entry jsonb;
begin
  begin
    entry := body::jsonb;
  exception when others then
    -- Escaped backslashes first: what follows them is no escape.
    entry := regexp_replace(replace(body, '\\', '/'), '\\u[0-9a-fA-F]{4}', '.', 'g')::jsonb;
  end;
  return case when jsonb_typeof(entry->'client') = 'string' then entry->>'client' end;
exception when others then
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.plumbline_day(at bigint, zone text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select plumbline_local(at, zone)::date - date '1970-01-01' $function$;

CREATE OR REPLACE FUNCTION public.plumbline_dealt(wanted integer[])
 RETURNS TABLE(batch integer, row_no text, how text, by integer, is_later boolean, reason text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION public.plumbline_end_of_month(at bigint, zone text)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select plumbline_instant(date_trunc('month', plumbline_local(at, zone)) + interval '1 month', zone) - 1 $function$;

CREATE OR REPLACE FUNCTION public.plumbline_guard()
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare
  name text;
  role text;
  firm text;
  service oid := (select oid from pg_roles where rolname = 'plumbline_service');
begin
  -- Two processes that start at once would change the same rows of the catalogue.
  perform pg_advisory_xact_lock(28780, 1);
  foreach role in array array['plumbline_reader', 'plumbline_writer'] loop
    if not exists (select from pg_roles where rolname = role) then
      begin
        execute format('create role %I nologin', role);
      exception
        when insufficient_privilege then return format('the database user may not create the role %s', role);
        when duplicate_object or unique_violation then null;
      end;
    end if;
    if not pg_has_role(current_user, role, 'member') then
      begin
        execute format('grant %I to %I', role, current_user);
      exception when others then null;
      end;
    end if;
  end loop;
  for name, firm in
    select c.relname, pg_get_userbyid(c.relowner) from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (c.relname in ('ledger', 'batch', 'rulebook', 'ledger_head')
        or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'client' and not a.attisdropped))
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'plumbline_firm'
        and c.relowner = any (p.polroles) and (service is null or service = any (p.polroles)))
  loop
    execute format('drop policy if exists plumbline_sight on %I', name);
    execute format('drop policy if exists plumbline_firm on %I', name);
    execute format('create policy plumbline_firm on %I to %I%s using (true) with check (true)', name, firm,
      case when service is not null then ', plumbline_service' else '' end);
    if name not in ('ledger', 'batch', 'rulebook', 'ledger_head') then
      perform plumbline_policy(name, 'plumbline_own', 'for select to plumbline_reader, plumbline_writer using (client = ''*'' or client = any (plumbline_sight()))');
      perform plumbline_policy(name, 'plumbline_adds', 'for insert to plumbline_writer with check (client = any (plumbline_sight()))');
    end if;
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
  end loop;
  perform plumbline_policy('ledger', 'plumbline_own', 'for select to plumbline_reader, plumbline_writer using (of_client = any (plumbline_sight()))');
  perform plumbline_policy('batch', 'plumbline_own', 'for select to plumbline_reader, plumbline_writer using (plumbline_sees_batch(batch))');
  perform plumbline_policy('rulebook', 'plumbline_own', 'for select to plumbline_reader, plumbline_writer using (plumbline_sees_rulebook(hash))');
  perform plumbline_policy('ledger_head', 'plumbline_own', 'for select to plumbline_reader, plumbline_writer using (true)');
  perform plumbline_policy('ledger', 'plumbline_adds', 'for insert to plumbline_writer with check (of_client = any (plumbline_sight()))');
  perform plumbline_policy('rulebook', 'plumbline_adds', 'for insert to plumbline_writer with check (true)');
  perform plumbline_policy('ledger_head', 'plumbline_adds', 'for insert to plumbline_writer with check (true)');
  perform plumbline_policy('ledger_head', 'plumbline_changes', 'for update to plumbline_writer using (true)');
  for name in
    select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  loop
    if has_table_privilege('plumbline_reader', format('%I', name), 'delete') then
      execute format('revoke all on %I from plumbline_reader', name);
    end if;
    if name not in ('api_key', 'session', 'secret', 'upload', 'idempotent_answer', 'job_run', 'job_known', 'job_watermark', 'survey_link', 'config_text', 'kept_tally', 'settled_reject', 'rejected_mark', 'plumbline_migration') and not has_table_privilege('plumbline_writer', format('%I', name), 'select') then
      execute format('grant select on %I to plumbline_reader, plumbline_writer', name);
      if name in ('ledger', 'rulebook', 'evaluation', 'calendar_layout', 'calendar_day', 'calendar_span') then execute format('grant insert on %I to plumbline_writer', name); end if;
      if name = 'ledger_head' then grant insert, update on ledger_head to plumbline_writer; end if;
    end if;
    if service is not null and not has_table_privilege(service, format('%I', name), case when name = 'plumbline_migration' then 'select' else 'insert' end) then
      execute format('grant select on %I to plumbline_service', name);
      if name in ('ledger', 'rulebook', 'evaluation', 'batch', 'batch_client', 'batch_row_client') then execute format('grant insert on %I to plumbline_service', name);
      elsif name <> 'plumbline_migration' then execute format('grant insert, update, delete on %I to plumbline_service', name);
      end if;
    end if;
  end loop;
  if service is not null and not pg_has_role(service, 'plumbline_writer', 'member') then
    begin
      grant plumbline_writer, plumbline_reader to plumbline_service;
    exception when others then null;
    end;
  end if;
  if service is not null and not has_function_privilege(service, 'plumbline_analyze(text)', 'execute') then
    grant execute on function plumbline_analyze(text) to plumbline_service;
  end if;
  return null;
exception when insufficient_privilege then
  return sqlerrm;
end
$function$;

CREATE OR REPLACE FUNCTION public.plumbline_instant(local timestamp without time zone, zone text)
 RETURNS bigint
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  later timestamp := timezone('UTC', timezone(zone, local));
  before timestamp := later - interval '1 day';
  earlier timestamp := local - (timezone(zone, timezone('UTC', before)) - before);
begin
  if earlier < later and timezone(zone, timezone('UTC', earlier)) = local then
    return (extract(epoch from earlier) * 1000)::bigint;
  end if;
  return (extract(epoch from later) * 1000)::bigint;
end $function$;

CREATE OR REPLACE FUNCTION public.plumbline_is_own_batch(wanted integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from batch_row_client c where c.batch = wanted)
    and not exists (select from batch_row_client c where c.batch = wanted and not c.client = any (plumbline_sight()))
$function$;

CREATE OR REPLACE FUNCTION public.plumbline_local(at bigint, zone text)
 RETURNS timestamp without time zone
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when at between -30610224000000 and 253402300799999
    then timezone(zone, timezone('UTC', timestamp 'epoch' + at * interval '1 millisecond')) end $function$;

CREATE OR REPLACE FUNCTION public.plumbline_lower(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select translate(value, 'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƠƢƤƦƧƩƬƮƯƱƲƳƵƷƸƼǄǅǇǈǊǋǍǏǑǓǕǗǙǛǞǠǢǤǦǨǪǬǮǱǲǴǶǷǸǺǼǾȀȂȄȆȈȊȌȎȐȒȔȖȘȚȜȞȠȢȤȦȨȪȬȮȰȲȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΆΈΉΊΌΎΏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫϏϘϚϜϞϠϢϤϦϨϪϬϮϴϷϹϺϽϾϿЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӁӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖ', 'abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĳĵķĺļľŀłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷÿźżžɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵơƣƥʀƨʃƭʈưʊʋƴƶʒƹƽǆǆǉǉǌǌǎǐǒǔǖǘǚǜǟǡǣǥǧǩǫǭǯǳǳǵƕƿǹǻǽǿȁȃȅȇȉȋȍȏȑȓȕȗșțȝȟƞȣȥȧȩȫȭȯȱȳⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳάέήίόύώαβγδεζηθικλμνξοπρστυφχψωϊϋϗϙϛϝϟϡϣϥϧϩϫϭϯθϸϲϻͻͼͽѐёђѓєѕіїјљњћќѝўџабвгдежзийклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӂӄӆӈӊӌӎӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ') $function$;

CREATE OR REPLACE FUNCTION public.plumbline_member_of(body text, member text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  entry jsonb;
begin
  begin
    entry := body::jsonb;
  exception when others then
    -- Halves of characters and U+0000, as in plumbline_client_of.
    entry := regexp_replace(replace(body, '\\', '/'), '\\u[0-9a-fA-F]{4}', '.', 'g')::jsonb;
  end;
  return case when jsonb_typeof(entry->member) = 'string' then entry->>member end;
exception when others then
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.plumbline_millis(n numeric)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select plumbline_whole_millis(plumbline_nearest_even(n, 1)) $function$;

CREATE OR REPLACE FUNCTION public.plumbline_millis_quotient(a numeric, b numeric)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select plumbline_whole_millis(plumbline_nearest_even(a, b)) $function$;

CREATE OR REPLACE FUNCTION public.plumbline_nearest_even(over numeric, under numeric)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case
    when under = 0 then null
    else div(over, under) + case
      when 2 * abs(mod(over, under)) > abs(under) or (2 * abs(mod(over, under)) = abs(under) and mod(div(over, under), 2) <> 0)
      then sign(over) * sign(under) else 0 end
  end $function$;

CREATE OR REPLACE FUNCTION public.plumbline_on_working_day(wanted text, at bigint, zone text)
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case when start.works then at
    else plumbline_instant(plumbline_local(at, zone) + (target.day - start.day) * interval '1 day', zone) end
  from calendar_day start
  -- A day off has the number of the next working day.
  join calendar_day target on target.calendar = start.calendar and target.works and target.ordinal = start.ordinal
  where wanted is not null and start.calendar = wanted and start.day = least(plumbline_day(at, zone), (
    select plumbline_day(last_begun.from_at, zone)
    from (select from_at, to_at from calendar_span where calendar = wanted and from_at <= at order by from_at desc limit 1) last_begun
    where at < last_begun.to_at)) $function$;

CREATE OR REPLACE FUNCTION public.plumbline_policy(name text, policy text, says text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from pg_policy p where p.polrelid = name::regclass and p.polname = policy) then return; end if;
  execute format('create policy %I on %I %s', policy, name, says);
end
$function$;

CREATE OR REPLACE FUNCTION public.plumbline_quotient(a numeric, b numeric)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select plumbline_nearest_even(a * 1000000000000, b) * 0.000000000001 $function$;

CREATE OR REPLACE FUNCTION public.plumbline_sees_batch(wanted integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ select exists (select from batch_client c where c.batch = wanted) or plumbline_is_own_batch(wanted) $function$;

CREATE OR REPLACE FUNCTION public.plumbline_sees_rulebook(wanted text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  perform 1 from evaluation e where e.rulebook = wanted limit 1;
  return found;
end
$function$;

CREATE OR REPLACE FUNCTION public.plumbline_settled(wanted integer)
 RETURNS TABLE(row_no text, entry integer, reason text, actor text, at bigint, with_batch integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  if cardinality(plumbline_sight()) > 0 and not plumbline_is_own_batch(wanted) then return; end if;
  return query
    select s.row_no, s.entry, s.reason, s.actor, s.at, null::int from settled_reject s where s.batch = wanted
    union all select d.row_no, s.entry, s.reason, s.actor, s.at, s.batch from plumbline_dealt(array[wanted]) d
      cross join lateral (select * from settled_reject s where s.entry = d.by limit 1) s
      where d.how = 'settled' and d.is_later;
end
$function$;

CREATE OR REPLACE FUNCTION public.plumbline_sight()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(nullif(current_setting('plumbline.clients', true), '')::text[], '{}'::text[]) $function$;

CREATE OR REPLACE FUNCTION public.plumbline_start_of_day(day integer, zone text)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when day between -354285 and 2932896
    then plumbline_instant((date '1970-01-01' + day)::timestamp, zone) end $function$;

CREATE OR REPLACE FUNCTION public.plumbline_whole_millis(n numeric)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select case when abs(n) <= 9000000000000000 then n::bigint end $function$;

CREATE OR REPLACE FUNCTION public.plumbline_worked_until(wanted text, at bigint)
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(
    (select before + least(at, to_at) - from_at from calendar_span s where s.calendar = wanted and s.from_at <= at order by s.from_at desc limit 1), 0)
  from calendar_layout l where l.calendar = wanted and at >= l.from_at and at < l.to_at $function$;
