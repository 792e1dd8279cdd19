import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Code, Params } from '../../src/faults/all.js';
import type { Entry } from '../../src/faults/entry.js';
import { Placeholder } from './placeholder.js';

const root = path.join(import.meta.dirname, '..', '..');

/** The faults of one area. */
export interface Catalogue {
  readonly name: string;
  readonly entries: readonly (readonly [code: Code, entry: Entry<never>])[];
}

/** Every catalogue in src/faults, found by its export, so that a new one cannot be forgotten. */
export async function catalogues(): Promise<readonly Catalogue[]> {
  const files = (await readdir(path.join(root, 'src', 'faults'))).filter(name => name.endsWith('.ts')).toSorted();
  const all = await Promise.all(
    files.map(async file => {
      const module: Record<string, unknown> = await import(path.join(root, 'src', 'faults', file));
      const found = Object.entries(module).filter(([name]) => name.endsWith('Faults'));
      // A catalogue is named so, and is nothing else than entries by their codes.
      return found.map(([, one]) => ({
        name: file.replace('.ts', ''),
        entries: Object.entries(one as Record<string, Entry<never>>) as Catalogue['entries'],
      }));
    }),
  );
  return all.flat();
}

/** Parameters that are looked up, or have parts: what stands for them. */
const samples: { readonly [K in Code]?: Partial<Params[K]> } = {
  action_over: { state: 'done' },
  amendment_decided: { kind: 'exclusion', state: 'approved' },
  amendment_four_eyes: { kind: 'exclusion' },
  amendment_not_approved: { kind: 'exclusion', state: 'requested' },
  amendment_number: { kind: 'exclusion' },
  amendment_unknown: { kind: 'exclusion' },
  band_direction: { improves: 'up' },
  blank_below_first: { columns: [{ column: '‹column›', groups: 8, blank: 7 }] },
  comment_not_there: { metric: null },
  constant_overwrote: { first: [{ key: ['‹client›', '‹number›'], was: '1', now: '0' }] },
  column_missing: { headings: undefined },
  columns_missing: { headings: undefined },
  database_busy: { holder: undefined },
  date_without_day: { whole: 'month' },
  dispute_without_facts: { failed: [{ metric: '‹metric›', numbers: ['‹number›'], total: 1 }] },
  evaluation_not_reproduced: { by: 'sql' },
  evaluation_unknown: { isNoneMade: false },
  exclusion_fact_unknown: { kinds: ['shipment'] },
  exclusion_place_unknown: { field: 'site' },
  exclusion_reason_inexcusable: { label: { en: '‹label›', zh: '‹label›' } },
  expression_form: { form: 'operator' },
  expression_too_long: { what: 'deep' },
  facts_of_none: { kind: 'formula' },
  facts_unbrought: { kind: 'shipment' },
  field_taken: { fact: 'shipment' },
  source_field_unknown: { fact: 'shipment' },
  formula_not_number: { found: 'text' },
  group_key_unknown: { fact: 'shipment' },
  handout_logo_wrong: { is: 'no_picture' },
  header_duplicate: { columns: [2, 5] },
  key_made_plain: { signs: ['invisible'] },
  key_of_other_type: { as: 'date' },
  key_shown_otherwise: { shown: '‹shown›', pad: 7 },
  known_fact_missing: { kind: 'shipment' },
  layout_constant_unreadable: {
    refused: { code: 'number_too_large', params: { value: '‹value›', field: '‹field›', layout: '‹layout›' } },
  },
  layout_field_unknown: { fact: 'shipment' },
  layout_format_partial: { whole: 'month' },
  layout_key_unmapped: { fact: 'shipment' },
  layout_lines_unfit: { fact: 'complaint', why: 'no_lines' },
  layout_of_lacks_field: { kind: 'shipment' },
  layout_needed: {
    proposal: {
      layout: 'file',
      fact: 'shipment',
      settings: [['format', 'csv']],
      hasNaiveTimes: false,
      fields: [],
      lacking: [{ field: 'client', candidates: [{ mapping: { const: 'CLIENT' }, when: 'same_in_all_rows' }] }],
      also: [],
      unused: [{ column: '‹header›', samples: [] }],
    },
  },
  layout_unit_unfit: { why: 'other_currency' },
  line_direction: { improves: 'up' },
  mail_not_configured: { missing: 'server' },
  matrix_inconsistent: { worst: [{ row: '‹row›', column: '‹column›', judged: '‹judged›', implied: '‹implied›' }] },
  minimum_wrong_side: { side: 'below' },
  row_conflict: { apart: { fields: ['‹fields›'], lines: undefined } },
  row_repeated: { apart: { fields: ['‹fields›'], lines: undefined } },
  weekday_differs: { weekday: 5 },
  month_two_ways: {
    meanings: [
      { language: 'pl', number: 7 },
      { language: 'hr', number: 6 },
    ],
  },
  map_missed: { isReadable: false },
  number_ambiguous: { signs: ['.', ','] },
  number_unreadable: { decimal: undefined },
  name_unsafe: { of: 'key' },
  number_unknown: { kind: 'shipment' },
  parameter_wrong: { where: 'body' },
  period_closed_differs: {
    changes: [
      { is: 'index', index: '‹index›', before: null, after: 7.5 },
      {
        is: 'metric',
        metric: '‹metric›',
        unit: '%',
        before: null,
        after: { value: 0.4, numerator: '2', denominator: '5', status: 'missed' },
      },
      { is: 'credit', credit: '‹credit›', currency: 'EUR', before: '0', after: '-2000' },
      { is: 'counts', metric: '‹metric›', counts: [{ name: 'undetermined', before: 0, after: 1 }] },
    ],
  },
  place_ambiguous: { kind: 'shipment' },
  place_unknown: { kind: 'shipment' },
  period_figure_open: {
    scope: { carrier: '‹carrier›' },
    unit: '%',
    undetermined: 3,
    undated: 1,
    through: [],
    value: 0.94,
    lowest: 0.9,
    highest: 0.95,
    statuses: ['missed', 'met'],
    moves_index: false,
  },
  period_not_closed: { state: 'open' },
  period_request_open: { kind: 'dispute' },
  period_source_missing: { fact: 'shipment', site: null, last: undefined },
  sign_off_not_closed: { isReopened: false },
  sign_off_own_work: { is: 'recorder' },
  remark_sign_unseen: { input: 'text' },
  remark_too_long: { input: 'text' },
  remark_too_many_lines: { input: 'text' },
  source_not_delivered: { fact: 'shipment', site: null, deliveredTo: null, due: null },
  reader_login_unfit: { because: 'superuser' },
  result_type: { found: 'text', wanted: ['number'] },
  standard_direction: { improves: 'up' },
  stretch_wrong_side: { side: 'above' },
  survey_link_ended: { state: 'expired' },
  method_input_missing: { method: 'ahp' },
  nothing_derived: { method: 'ahp' },
  source_other_kind: { is: 'html' },
  too_many_requests: { of: 'key' },
  yaml_syntax: { problem: 'BAD_INDENT' },
  types_differ: { found: { types: ['text'] }, takes: [{ types: ['number'] }] },
};

/** Stands for the parameters of a message, but for those that are given. */
export function anyParams(code: Code, given: Readonly<Record<string, unknown>> = {}): never {
  const known: Readonly<Record<string, unknown>> = { ...samples[code], ...given };
  const get = (_: object, name: string | symbol): unknown =>
    String(name) in known ? known[String(name)] : new Placeholder(String(name));
  // Words for any parameters: only what they are made of is shown.
  return new Proxy({}, { get }) as never;
}
