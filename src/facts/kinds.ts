import { complaint, contact, qualityCheck } from './kinds/care.js';
import { invoice, reading, surveyAnswer } from './kinds/business.js';
import { shipment, transportDemand } from './kinds/transport.js';
import { stockCount, warehouseTask } from './kinds/warehouse.js';
import type { Field, FieldType } from './field.js';

/** One kind of fact: the fields a source may fill, and those that identify it. */
export interface FactKind {
  readonly name: FactKindName;
  readonly en: string;
  readonly zh: string;
  /** Identifying fields, client first. */
  readonly key: readonly string[];
  readonly fields: readonly Field[];
}

export type FactKindName =
  | 'transport_demand'
  | 'shipment'
  | 'warehouse_task'
  | 'stock_count'
  | 'complaint'
  | 'contact'
  | 'quality_check'
  | 'survey_answer'
  | 'invoice'
  | 'reading';

/** A field that a workspace declares for itself; stored in `extra`, used like a built-in one. */
export interface OwnField {
  readonly fact: FactKindName;
  readonly id: string;
  readonly type: FieldType;
  readonly en: string;
  readonly zh: string;
}

/** Every fact kind. */
export const factKinds: readonly FactKind[] = [
  transportDemand,
  shipment,
  warehouseTask,
  stockCount,
  complaint,
  contact,
  qualityCheck,
  surveyAnswer,
  invoice,
  reading,
];

const byName = new Map<string, FactKind>(factKinds.map(kind => [kind.name, kind]));

/** The kind of that name, if there is one. */
export const factKind = (name: string): FactKind | undefined => byName.get(name);

/** The kind of a name known to be one. */
export function kindOf(name: FactKindName): FactKind {
  const kind = byName.get(name);
  if (kind === undefined) throw new TypeError(`no fact kind ${name}`);
  return kind;
}

/** Breakdowns made by default, of those dimensions that every kind of a metric has. */
export const defaultDimensions: readonly string[] = ['site', 'carrier', 'mode', 'lane'];
