import { complaint, contact, qualityCheck } from './kinds/care.js';
import { invoice, reading, surveyAnswer } from './kinds/business.js';
import { shipment, transportDemand } from './kinds/transport.js';
import { stockCount, warehouseTask } from './kinds/warehouse.js';
import type { FieldType } from './field.js';
import type { Kind } from './kinds/kind.js';

const kinds = [
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
] as const;

/** The name of a fact kind, as layouts and metrics write it. */
export type FactKindName = (typeof kinds)[number]['name'];

/** A fact kind. */
export type FactKind = Kind<FactKindName>;

/** A field that a workspace declares for itself; stored in `extra`, used like a built-in one. */
export interface OwnField {
  readonly fact: FactKindName;
  readonly id: string;
  readonly type: FieldType;
  readonly en: string;
  readonly zh: string;
}

/** Every fact kind. */
export const factKinds: readonly FactKind[] = kinds;

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
