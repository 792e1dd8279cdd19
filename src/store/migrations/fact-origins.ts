import type { Migration } from './migration.js';

/**
 * From which row each value of a fact came: earlier versions are found by their key, and a batch that repeats a fact notes its row. Of
 * batches from before, the row is not known.
 */
export const factOrigins: Migration = {
  name: 'fact-origins',
  sql: `
alter table fact_seen add column row int;
create index fact_transport_demand_past on fact_transport_demand (client, demand_no) where superseded_by is not null;
create index fact_shipment_past on fact_shipment (client, shipment_no, line_no) where superseded_by is not null;
create index fact_warehouse_task_past on fact_warehouse_task (client, site, task_no, line_no) where superseded_by is not null;
create index fact_stock_count_past on fact_stock_count (client, site, count_no, sku, location) where superseded_by is not null;
create index fact_complaint_past on fact_complaint (client, complaint_no) where superseded_by is not null;
create index fact_contact_past on fact_contact (client, contact_no) where superseded_by is not null;
create index fact_quality_check_past on fact_quality_check (client, check_no) where superseded_by is not null;
create index fact_survey_answer_past on fact_survey_answer (client, wave, respondent, item, aspect) where superseded_by is not null;
create index fact_invoice_past on fact_invoice (client, invoice_no, line_no) where superseded_by is not null;
create index fact_reading_past on fact_reading (client, item, read_at) where superseded_by is not null;`,
};
