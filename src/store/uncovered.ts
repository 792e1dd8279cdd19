import type { Knex } from 'knex';
import { type Expression, literal } from '../expressions/expression.js';
import { toSql } from '../expressions/to-sql.js';
import type { FactKindName } from '../facts/kinds.js';
import type { FieldCoverage } from '../metrics/compile.js';
import { isUnrecorded } from '../metrics/coverage.js';
import { type ScanView, within } from '../metrics/scan-view.js';
import { runStatement } from './run-statement.js';
import { prepareCalendars } from './scan.js';
import { type Scan, tableOf, viewOf } from './scan-view.js';

/** Of a client's facts that touch a time: how many there are, and for each field of how many no source recorded it. */
export interface UncoveredFacts {
  readonly facts: number;
  readonly uncovered: readonly { readonly field: string; readonly facts: number }[];
}

/** Counts the facts that no source of a field covers, and that have nothing in it. */
export async function uncoveredFacts(
  tx: Knex.Transaction,
  of: FactKindName,
  coverage: readonly FieldCoverage[],
  scan: Scan,
): Promise<UncoveredFacts> {
  const view = viewOfKind(of, scan);
  const counts: string[] = [];
  for (const one of coverage)
    counts.push(`count(*) filter (where ${await conditionSql(tx, of, isUnrecorded(one), scan)}) as u${counts.length}`);
  const [row] = await runStatement(
    tx,
    `select ${['count(*) as facts', ...counts].join(', ')} from ${tableOf(of)} f where ${view.known('f')} and ${within(view, 'f')}`,
  );
  return {
    facts: Number(row?.['facts'] ?? 0),
    uncovered: coverage.map(({ field }, i) => ({ field, facts: Number(row?.[`u${i}`] ?? 0) })),
  };
}

/** A condition over a kind as SQL over its table as alias f, with the calendars that it asks for laid out. */
export async function conditionSql(tx: Knex.Transaction, of: FactKindName, condition: Expression, scan: Scan): Promise<string> {
  const { name, around } = viewOfKind(of, scan);
  const term = { side: 'both' as const, dated: literal('instant', null), when: condition };
  await prepareCalendars(tx, [{ part: { of, per: [], terms: [term] } }], scan.places);
  return toSql(condition, { name, around });
}

const viewOfKind = (of: FactKindName, scan: Scan): ScanView => viewOf([{ id: 0, part: { of, per: [], terms: [] } }], [], scan);
