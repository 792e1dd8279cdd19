import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import { exact } from '../facts/exact.js';
import type { Value, Values } from '../facts/fact.js';
import type { FieldType } from '../facts/field.js';
import { type FactKindName, kindOf } from '../facts/kinds.js';
import type { Part } from '../metrics/compile.js';
import { evidenceScan } from '../metrics/evidence-sql.js';
import type { Membership } from '../metrics/membership.js';
import { batchFiles, originOf } from './audit/batch-files.js';
import { type OriginAsked, originFinder } from './facts/origins.js';
import { runStatement, type Scan, tableOf, viewOf } from './scan.js';

/** Which facts of a part are wanted, and which of their fields. */
export interface EvidenceAsked {
  readonly part: Part;
  readonly memberships: readonly Membership[];
  readonly columns: readonly { readonly name: string; readonly type: FieldType }[];
  readonly limit: number;
  readonly scan: Scan;
  /** The fields that made a fact what it is. */
  readonly decidedBy: (values: Values) => ReadonlySet<string>;
}

/** A fact as evidence: its values in the order of the columns asked for, and where the value that decided came from. */
export interface EvidenceFact {
  readonly values: readonly Value[];
  readonly batch: number;
  readonly file: string;
  readonly row: number;
}

/** So many facts are judged before others have their turn. */
const rowsOfTurn = 200;

/** The facts of a part with some membership, in the order of their keys, and how many there are in all. Personal fields hold pseudonyms. */
export async function evidenceOf(
  tx: Knex.Transaction,
  asked: EvidenceAsked,
): Promise<{ readonly rows: readonly EvidenceFact[]; readonly total: number }> {
  const { part, memberships, scan } = asked;
  const columns = [...asked.columns, ...judgedBesides(part.of, asked.columns)];
  const request = { id: 0, part };
  const view = viewOf([request], [], scan);
  // One row is read even when none is wanted: it carries the total.
  const limit = Math.max(1, asked.limit);
  const found = await runStatement(
    tx,
    evidenceScan(tableOf(part.of), { ...request, memberships, columns: columns.map(({ name }) => view.name(name)), limit }, view),
  );
  const facts: (OriginAsked & { readonly values: readonly Value[] })[] = [];
  for (const [position, row] of found.slice(0, asked.limit).entries()) {
    // Saying why takes its time for each: others have their turn between them.
    if (position % rowsOfTurn === rowsOfTurn - 1) await setImmediate();
    const values = columns.map(({ type }, i) => typed(type, plain(row[`v${i}`])));
    const byName = Object.fromEntries(columns.map(({ name }, i) => [name, values[i] ?? null]));
    const key = kindOf(part.of).key.map(name => keyPart(byName[name]));
    facts.push({ values, key, fields: asked.decidedBy(byName), batch: Number(row['batch']), row: Number(row['row']) });
  }
  const findOrigins = await originFinder(tx, part.of, scan.batch);
  const origins = await findOrigins(facts);
  const files = await batchFiles(tx, [...new Set(origins.map(({ batch }) => batch))]);
  const rows = facts.map(({ values }, i) => {
    const { batch, row: stored } = origins[i] ?? { batch: 0, row: 0 };
    const { file, row } = originOf(files.get(batch), stored);
    return { values: values.slice(0, asked.columns.length), batch, file: file ?? '', row };
  });
  return { rows, total: Number(found[0]?.['total'] ?? 0) };
}

/** What a fact is told and judged by, besides the columns that are shown. */
const judgedBesides = (of: FactKindName, shown: EvidenceAsked['columns']): EvidenceAsked['columns'] =>
  kindOf(of).fields.filter(
    ({ name }) => (kindOf(of).key.includes(name) || name === 'site') && !shown.some(column => column.name === name),
  );

const keyPart = (value: Value | undefined): string | number | boolean | null =>
  typeof value === 'object' || value === undefined ? null : value;

function typed(type: FieldType, cell: string | number | boolean | null): Value {
  if (cell === null || typeof cell === 'boolean') return cell;
  return type === 'number' ? exact(String(cell)) : type === 'text' ? String(cell) : Number(cell);
}

const plain = (cell: unknown): string | number | boolean | null =>
  typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? cell : null;
