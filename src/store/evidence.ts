import type { Knex } from 'knex';
import { exact } from '../facts/exact.js';
import type { Value } from '../facts/fact.js';
import type { FieldType } from '../facts/field.js';
import type { Part } from '../metrics/compile.js';
import { evidenceScan } from '../metrics/evidence-sql.js';
import type { Membership } from '../metrics/membership.js';
import { batchFiles, originOf } from './audit/batch-files.js';
import { runStatement, type Scan, tableOf, viewOf } from './scan.js';

/** Which facts of a part are wanted, and which of their fields. */
export interface EvidenceAsked {
  readonly part: Part;
  readonly memberships: readonly Membership[];
  readonly columns: readonly { readonly name: string; readonly type: FieldType }[];
  readonly limit: number;
  readonly scan: Scan;
}

/** A fact as evidence: its values in the order of the columns asked for, and where it came from. */
export interface EvidenceFact {
  readonly values: readonly Value[];
  readonly batch: number;
  readonly file: string;
  readonly row: number;
}

/** The facts of a part with some membership, in the order of their keys, and how many there are in all. Personal fields hold pseudonyms. */
export async function evidenceOf(
  tx: Knex.Transaction,
  asked: EvidenceAsked,
): Promise<{ readonly rows: readonly EvidenceFact[]; readonly total: number }> {
  const { part, memberships, columns, scan } = asked;
  const request = { id: 0, part };
  const view = viewOf([request], [], scan);
  // One row is read even when none is wanted: it carries the total.
  const limit = Math.max(1, asked.limit);
  const found = await runStatement(
    tx,
    evidenceScan(tableOf(part.of), { ...request, memberships, columns: columns.map(({ name }) => view.name(name)), limit }, view),
  );
  const files = await batchFiles(tx, [...new Set(found.map(row => Number(row['batch'])))]);
  const rows = found.slice(0, asked.limit).map(row => {
    const batch = Number(row['batch']);
    const origin = originOf(files.get(batch), Number(row['row']));
    const values = columns.map(({ type }, i) => typed(type, plain(row[`v${i}`])));
    return { values, batch, file: origin.file ?? '', row: origin.row };
  });
  return { rows, total: Number(found[0]?.['total'] ?? 0) };
}

function typed(type: FieldType, cell: string | number | boolean | null): Value {
  if (cell === null || typeof cell === 'boolean') return cell;
  return type === 'number' ? exact(String(cell)) : type === 'text' ? String(cell) : Number(cell);
}

const plain = (cell: unknown): string | number | boolean | null =>
  typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? cell : null;
