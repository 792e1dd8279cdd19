import type { Knex } from 'knex';
import { type FactKindName, kindOf } from '../../facts/kinds.js';
import { dataFields, keyOrder, keyText, listed, sameFact, tableOf } from './columns.js';

/** A fact of which a batch has ended a version, and the batch that had brought it. */
export interface ReplacedFact {
  readonly client: string;
  /** The parts of its key after the client. */
  readonly key: readonly (string | number)[];
  readonly batch: number;
  /** Null where a withdrawal brought it. */
  readonly file: string | null;
}

/** How many facts a batch has replaced that came later than another, and the first of them. */
export interface Replaced {
  readonly facts: number;
  readonly first: readonly ReplacedFact[];
}

const mostNamed = 20;

/**
 * The facts that a batch has replaced although they came later than the batch whose rejected rows it imports once more: than the first one,
 * where that imports rejected rows itself. What a withdrawal has put back as it was before is no later for it.
 */
export async function replacedLater(
  tx: Knex.Transaction,
  { kind: name, batch, mends }: { readonly kind: FactKindName; readonly batch: number; readonly mends: number },
): Promise<Replaced> {
  const kind = kindOf(name);
  const said = [...dataFields(kind).map(field => field.name), 'extra'];
  const { rows } = await tx.raw<{ rows: (Omit<ReplacedFact, 'key'> & { readonly key: string; readonly facts: number })[] }>(
    `with recursive source(batch, mends) as (select batch, mends from batch where batch = ?
       union all select b.batch, b.mends from batch b join source s on b.batch = s.mends)
     select f.client, ${keyText(kind, 'f')} as key, f.batch, b.file, count(*) over ()::int as facts
     from ${tableOf(name)} f join batch b on b.batch = f.batch
     where f.superseded_by = ? and f.batch > (select min(batch) from source)
       and (b.withdraws is null or not exists (select from ${tableOf(name)} v where ${sameFact(kind, 'v', 'f')}
         and v.batch <= (select min(batch) from source) and (${listed(said, 'v')}) is not distinct from (${listed(said, 'f')}))) order by ${keyOrder(kind, 'f')} limit ${mostNamed}`,
    [mends, batch],
  );
  // Its key is written as JSON.
  const first = rows.map(({ facts: _facts, key, ...one }) => ({ ...one, key: JSON.parse(key) as ReplacedFact['key'] }));
  return { facts: rows[0]?.facts ?? 0, first };
}
