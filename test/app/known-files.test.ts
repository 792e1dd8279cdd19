import { appendFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Deps } from '../../src/app/deps.js';
import { verifyBatches } from '../../src/app/audit/verify-batches.js';
import type { ImportedBatch } from '../../src/app/imports/imported-batch.js';
import { readingFor } from '../../src/app/imports/known-file.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { originFinder } from '../../src/store/facts/origins.js';
import { eachDatabase } from '../support/databases.js';
import { factsOf } from '../store/facts/loading.js';
import { depsFor, figure, imported, workspaceOf } from './importing.js';

const histories = 7;
/** Of two clients with the same history, one has its files read every time. */
const clients = Array.from({ length: histories }, (_, i) => [`QUICK${i}`, `PLAIN${i}`] as const);

const layout = (name: string, fields: string): string => `layout: ${name}
fact: shipment
fields:
  client: { column: client }
  shipment_no: { column: no }
${fields}`;

const files = {
  'plumbline.yaml': `time_zone: UTC
clients:
${[...clients.flat(), 'OTHER'].map(code => `  - { code: ${code}, name: { en: ${code}, zh: ${code} } }`).join('\n')}
`,
  'config/layouts/carriers.yaml': layout('carriers', '  carrier: { column: carrier }\n  promised_at: { column: promised }\n'),
  'config/layouts/modes.yaml': layout('modes', '  mode: { column: carrier }\n'),
};

/** Files whose rows overlap: some repeat, some contradict those of others. */
const contents = ['1,DHL,2026-05-02 2,DHL,2026-05-03', '2,DHL,2026-05-03 3,UPS,2026-05-04', '1,UPS,2026-05-02 3,UPS,2026-05-05'];

type Step =
  | { readonly does: 'import'; readonly content: number; readonly layout: string; readonly end: string }
  | { readonly does: 'withdraw'; readonly at: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('import' as const),
      content: fc.nat(contents.length - 1),
      layout: fc.constantFrom('carriers', 'carriers', 'modes'),
      // The same rows in other bytes.
      end: fc.constantFrom('\n', '\r\n'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('withdraw' as const), at: fc.nat(20) }) },
);

eachDatabase('a file that was read before', database => {
  let deps: Deps;
  const write = (name: string, client: string, rows: string, end = '\n'): Promise<void> =>
    writeFile(
      path.join(deps.workspace.directory, name),
      ['client,no,carrier,promised', ...rows.split(' ').map(row => `${client},${row}`), ''].join(end),
    );
  const repeatedBy = ({ batch }: ImportedBatch): Promise<number> =>
    figure(database(), `select coalesce(repeats, 0) from batch where batch = ${batch ?? 0}`);
  /** Takes away what a later file is known by. */
  const forget = (batch: number | null) =>
    database().transaction(tx => tx.raw(`update batch set reading = null, content_hash = '' where batch = ${batch ?? 0}`));

  before(async () => {
    deps = await depsFor(database(), await workspaceOf(files));
  });

  it('is not read again, and its answer and its record are as if it had been', async () => {
    await write('again.csv', 'OTHER', contents[0] ?? '');
    const first = await imported(deps, 'again.csv', 'carriers');
    const again = await imported(deps, 'again.csv', 'carriers');
    expect(await repeatedBy(again)).to.equal(first.batch);
    const recorded = (batch: number | null) =>
      database().transaction(async tx => {
        const { rows } = await tx.raw<{ rows: Record<string, unknown>[] }>(
          `select b.kind, b.layout, b.file, b.sha256, b.mapped, b.actor, b.committed_at, b.read, b.new, b.changed, b.unchanged, b.rejected,
             b.skipped, b.repeated, b.content_hash, b.sites, b.bytes, (select array_agg(client) from batch_row_client where batch = b.batch) as clients
           from batch b where b.batch = ?`,
          [batch],
        );
        return rows[0];
      });
    const known = await recorded(again.batch);
    await forget(again.batch);
    await forget(first.batch);
    const plain = await imported(deps, 'again.csv', 'carriers');
    expect(await repeatedBy(plain)).to.equal(0);
    expect({ ...plain, batch: again.batch }).to.deep.equal(again);
    expect(known).to.deep.equal(await recorded(plain.batch));
    const tried = await imported(deps, 'again.csv', 'carriers', true);
    expect(tried).to.deep.equal({ ...plain, batch: null });
  });

  it('is read where its facts, its bytes, its layout or what the workspace says of it are others', async () => {
    const repeats = async (by = 'carriers', other = deps): Promise<boolean> =>
      (await repeatedBy(await imported(other, 'more.csv', by))) > 0;
    await write('more.csv', 'OTHER', '7,DHL,2026-05-02 8,DHL,2026-05-03');
    expect([await repeats(), await repeats(), await repeats('modes'), await repeats('modes')]).to.deep.equal([
      false,
      true,
      false,
      true,
    ]);
    // Another file changes a fact of the client, and this one changes it back.
    await write('between.csv', 'OTHER', '8,UPS,2026-05-03');
    await imported(deps, 'between.csv', 'carriers');
    const back = await imported(deps, 'more.csv', 'carriers');
    expect([back.rows.changed, await repeatedBy(back)]).to.deep.equal([1, 0]);
    expect(await repeats()).to.equal(true);
    const { settings } = deps.workspace;
    const elsewhere = { ...deps.workspace, settings: { ...settings, time_zone: 'Asia/Shanghai' } };
    expect(await repeats('carriers', { ...deps, workspace: elsewhere })).to.equal(false);
    // The same number of bytes, and a promise that is another.
    await write('more.csv', 'OTHER', '7,DHL,2026-05-02 8,DHL,2026-05-04');
    expect(await repeats()).to.equal(false);
    await appendFile(path.join(deps.workspace.directory, 'more.csv'), 'OTHER,9,,\n');
    expect([await repeats(), await repeats()]).to.deep.equal([false, false]);
  });

  it('is read but not merged where another file holds the same rows', async () => {
    const rows = '11,DHL,2026-05-02 12,UPS,2026-05-03';
    const marks = (batch: number | null): Promise<number> =>
      figure(database(), `select count(*)::int from fact_seen where batch = ${batch ?? 0}`);
    await write('rows.csv', 'OTHER', rows);
    const first = await imported(deps, 'rows.csv', 'carriers');
    await write('same.csv', 'OTHER', rows, '\r\n');
    const tried = await imported(deps, 'same.csv', 'carriers', true);
    const same = await imported(deps, 'same.csv', 'carriers');
    expect([await repeatedBy(same), await marks(same.batch)]).to.deep.equal([first.batch, 0]);
    expect(same.rows).to.deep.equal({ read: 2, new: 0, changed: 0, unchanged: 2, rejected: 0, skipped: 0 });
    expect({ ...tried, batch: same.batch }).to.deep.equal(same);
    // By the bytes it is known from now on, and stands for the batch that brought its rows.
    expect(await repeatedBy(await imported(deps, 'same.csv', 'carriers'))).to.equal(first.batch);
    // Rows that set another field, that stand in another order, or of which there are more.
    for (const [given, by] of [
      [rows, 'modes'],
      ['12,UPS,2026-05-03 11,DHL,2026-05-02', 'carriers'],
      [`${rows} 13,UPS,2026-05-04`, 'carriers'],
    ] as const) {
      await write('other.csv', 'OTHER', given);
      const other = await imported(deps, 'other.csv', by);
      expect([await repeatedBy(other), await marks(other.batch)], given).to.deep.equal([0, other.rows.unchanged]);
    }
  });

  it('is held to the ledger by an audit: which batch it repeats', async () => {
    await write('held.csv', 'OTHER', '21,DHL,2026-05-02');
    const first = await imported(deps, 'held.csv', 'carriers');
    const again = await imported(deps, 'held.csv', 'carriers');
    expect(await repeatedBy(again)).to.equal(first.batch);
    const altered = ({ batch }: ImportedBatch, repeats: number | null) =>
      database().transaction(async tx => {
        await tx.raw('update batch set repeats = ? where batch = ?', [repeats, batch]);
        const { findings } = await verifyBatches(tx, one => one === batch);
        return findings.map(({ code, params }) => ('field' in params ? [code, params.field] : [code]));
      });
    const isFound = [['batch_record_altered', 'repeats']];
    for (const other of [null, (first.batch ?? 0) - 1]) expect(await altered(again, other)).to.deep.equal(isFound);
    expect(await altered(again, first.batch)).to.deep.equal([]);
    expect([await altered(first, 1), await altered(first, null)]).to.deep.equal([isFound, []]);
  });

  it('has no reading where a file that it looks cells up in was edited meanwhile', async () => {
    const { directory } = deps.workspace;
    await writeFile(
      path.join(directory, 'config', 'layouts', 'looked.yaml'),
      layout('looked', '  carrier: { column: carrier, lookup: { file: names.csv, key: code, value: name } }\n'),
    );
    const names = path.join(directory, 'config', 'layouts', 'names.csv');
    await writeFile(names, 'code,name\nDHL,DHL Express\n');
    await write('looked.csv', 'OTHER', '1,DHL,2026-05-02');
    const own = await depsFor(database(), directory);
    const chosen = own.workspace.layouts.find(({ name }) => name === 'looked');
    if (chosen === undefined) throw new Error('the layout is there');
    for (const [edited, isKnown] of [
      ['code,name\nDHL,DHL Express\n', true],
      ['code,name\nDHL,DHL Freight\n', false],
    ] as const) {
      const reading = await readingFor(own, path.join(directory, 'looked.csv'), chosen);
      await writeFile(names, edited);
      const found = await database().transaction(async tx => reading?.(tx, new Set()));
      expect(found !== undefined, edited).to.equal(isKnown);
    }
  });

  it('gives the same facts, counts and origins as if it were read, whatever was imported and withdrawn before', async function () {
    this.timeout(120_000);
    let run = 0;
    let repeated = 0;
    const check = async (steps: readonly Step[]): Promise<void> => {
      const own = clients[run++ % histories] ?? clients[0];
      const done: (readonly [ImportedBatch, ImportedBatch])[] = [];
      const withdrawn = new Set<number>();
      for (const one of steps) {
        const at = one.does === 'withdraw' ? one.at % Math.max(1, done.length) : -1;
        if (one.does === 'withdraw' && (done.length === 0 || withdrawn.has(at))) continue;
        const counts: unknown[] = [];
        const pair: ImportedBatch[] = [];
        for (const [i, client] of (own ?? []).entries()) {
          if (one.does === 'withdraw') {
            const { rows } = await withdrawImport(deps, { batch: done[at]?.[i]?.batch ?? 0, reason: 'wrong', actor: 'lin' });
            counts.push(rows);
            continue;
          }
          await write(`${client}.csv`, client, contents[one.content] ?? '', one.end);
          const batch = await imported(deps, `${client}.csv`, one.layout);
          if (i === 1) await forget(batch.batch);
          else if ((await repeatedBy(batch)) > 0) repeated++;
          pair.push(batch);
          counts.push(batch.rows);
        }
        expect(counts[0]).to.deep.equal(counts[1]);
        if (one.does === 'withdraw') withdrawn.add(at);
        else if (pair[0] !== undefined && pair[1] !== undefined) done.push([pair[0], pair[1]]);
        const order = (client: number) => new Map(done.map((both, i) => [both[client]?.batch ?? 0, i]));
        const [quick, plain] = await Promise.all([stateOf(own?.[0] ?? '', order(0)), stateOf(own?.[1] ?? '', order(1))]);
        expect(quick).to.deep.equal(plain);
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), check), { numRuns: histories });
    expect(repeated).to.be.greaterThan(0);
  });

  /** A client's facts, and for each of its fields the import, by its place in the history, and the row that it came from. */
  async function stateOf(client: string, order: ReadonlyMap<number, number>): Promise<unknown> {
    const facts = await factsOf(database(), client);
    const origins = await database().transaction(async tx => {
      const { rows } = await tx.raw<{ rows: { shipment_no: string; line_no: string; batch: number; row: number }[] }>(
        'select shipment_no, line_no, batch, row from fact_shipment where client = ? and superseded_by is null order by shipment_no',
        [client],
      );
      const find = await originFinder(tx, 'shipment', 2 ** 31 - 1);
      const found: unknown[] = [];
      for (const field of ['carrier', 'mode', 'promised_at']) {
        const asked = rows.map(({ batch, row, ...key }) => ({
          key: [client, ...Object.values(key)],
          fields: new Set([field]),
          batch,
          row,
        }));
        for (const { batch, row } of await find(asked)) found.push([field, order.get(batch), row]);
      }
      return found;
    });
    return { facts: facts.map(values => ({ ...values, client: null })), origins };
  }
});
