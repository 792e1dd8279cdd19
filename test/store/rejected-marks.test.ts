import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { importShown } from '../../src/app/imports/list-imports.js';
import { mendFromFile } from '../../src/app/imports/mend-from-file.js';
import { rejectedRowsShown } from '../../src/app/imports/rejected-rows.js';
import { RowMarks } from '../../src/app/imports/row-marks.js';
import { reopenRejects, settleRejects } from '../../src/app/imports/settle-rejects.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { kindOf } from '../../src/facts/kinds.js';
import { fault } from '../../src/faults/make.js';
import { rowFaults } from '../../src/faults/rows.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { batchesWithRejects } from '../../src/store/mended.js';
import { dealtBefore } from '../../src/store/rejected-marks.js';
import { alteredSettlements } from '../../src/store/settled.js';
import { eachDatabase } from '../support/databases.js';
import { workspaceWith } from '../support/workspaces.js';

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME }, { code: BETA }]\n',
  'config/layouts/plain.yaml': `layout: plain
fact: shipment
time_zone: UTC
fields:
  shipment_no: { column: no }
  client: { column: client }
  delivered_at: { column: done }
`,
  'config/layouts/named.yaml': `layout: named
fact: shipment
time_zone: UTC
fields:
  shipment_no: { value: 'concat(file(), "/", col("no"))' }
  client: { column: client }
  delivered_at: { column: done }
`,
  'config/layouts/counts.yaml': `layout: counts
fact: stock_count
time_zone: UTC
fields:
  client: { column: client }
  site: { column: site }
  count_no: { column: no }
  sku: { column: sku }
  location: { column: place }
  counted_at: { column: done }
`,
};
const head = 'no,client,done\n';
const good = '2026-03-02 11:00';
const july = Date.UTC(2026, 6, 1);

describe('a rejected row that has lost the group it goes on with', () => {
  it('carries no decision: the same cells may go on with another group', () => {
    const marks = new RowMarks({ layout: 'plain', kind: kindOf('shipment'), file: 'a.csv', columns: ['order', 'no'] });
    const lost = fault(rowFaults, 'group_start_lost', { row: 1, columns: ['order'] });
    for (const faults of [[lost], []]) marks.add({ number: 2, cells: ['', '1'] }, { reject: faults }, faults);
    expect(marks.with([]).map(({ content }) => content === null)).to.deep.equal([true, false]);
  });
});

eachDatabase('rejected rows that come again in a later file', database => {
  let deps: Deps;
  before(async () => {
    deps = { database: database(), workspace: await loadWorkspace(await workspaceWith(files)), clock: () => july };
  });
  const load = async (name: string, text: string, layout = 'plain'): Promise<number> => {
    const file = path.join(deps.workspace.directory, name);
    await writeFile(file, text);
    return (await importFile(deps, { path: file, layout, dryRun: false, actor: 'lin' })).batch ?? 0;
  };
  const left = async (...batches: readonly number[]): Promise<readonly (number | undefined)[]> => {
    const found = [];
    for (const batch of batches) found.push((await importShown(deps, batch, 'all'))?.to_mend);
    return found;
  };
  const whereNow = async (batch: number): Promise<readonly (string | null)[]> => {
    const asked = { batch, clients: 'all', after: 0, limit: 50, isOpenOnly: false } as const;
    const { rows = [] } = (await rejectedRowsShown(deps, asked)) ?? {};
    return rows.map(({ imported_again: again }) =>
      again === null ? null : `${again.is_taken ? 'taken' : 'rejected'} by ${again.batch}`,
    );
  };

  it('are left to mend in the last of them alone, and in none once it takes them', async () => {
    // One whose key is there, one whose key is not, and one of a client that nobody knows.
    const text = `${head}A1,ACME,bad\n,ACME,${good}\nA3,ACMEE,${good}\n`;
    const [first, second] = [await load('a.csv', text), await load('a.csv', text)];
    const third = await load('a.csv', `${text}A4,BETA,${good}\n`);
    expect(await left(first, second, third)).to.deep.equal([0, 0, 3]);
    expect(await whereNow(first)).to.deep.equal(Array.from({ length: 3 }, () => `rejected by ${third}`));
    // The same rows of a file of another name count once, too.
    const renamed = await load('b.csv', text);
    expect(await left(third, renamed)).to.deep.equal([0, 3]);
    expect(await whereNow(third)).to.deep.equal(Array.from({ length: 3 }, () => `rejected by ${renamed}`));
    const corrected = await load('a.csv', `${head}A1,ACME,${good}\n`);
    expect(await whereNow(first)).to.deep.equal([`taken by ${corrected}`, `rejected by ${third}`, `rejected by ${renamed}`]);
    expect(await left(first, second, third, renamed)).to.deep.equal([0, 0, 0, 2]);
    // A batch that is withdrawn has nothing, and who came before it has its rows again.
    await withdrawImport(deps, { batch: renamed, reason: 'wrong', actor: 'lin' });
    expect(await left(second, third)).to.deep.equal([0, 2]);
    await withdrawImport(deps, { batch: corrected, reason: 'wrong', actor: 'lin' });
    await withdrawImport(deps, { batch: third, reason: 'wrong', actor: 'lin' });
    expect(await left(first, second, third)).to.deep.equal([0, 3, 0]);
  });

  it('stay with the month of which they are, whatever month the later file has changed', async () => {
    const january = `${head}M1,BETA,bad\nM2,BETA,2026-01-20 11:00\n`;
    await load('january.csv', january);
    const again = await load('to-date.csv', `${january}M3,BETA,2026-02-20 11:00\n`);
    const inMonth = async (month: number): Promise<readonly (readonly number[])[]> => {
      const time = { client: 'BETA', from: Date.UTC(2026, month, 1), to: Date.UTC(2026, month + 1, 1) };
      const found = await database().transaction(tx => batchesWithRejects(tx, [time], false));
      return found.map(({ batch, to_mend: rows }) => [batch, rows]);
    };
    expect(await inMonth(0)).to.deep.equal([[again, 1]]);
    expect(await inMonth(1)).to.deep.equal([[again, 1]]);
  });

  it('are dealt with once a later batch has all that is known of them', async () => {
    const batch = await load('marks.csv', `${head}X1,ACME,bad\n`);
    const later = await load('more.csv', `${head}X1,ACME,bad\n`);
    await database().knex('rejected_mark').insert({ batch, row_no: '2', mark: 'of another fact of the row' });
    expect(await left(batch, later)).to.deep.equal([1, 1]);
    await database().knex('rejected_mark').insert({ batch: later, row_no: null, mark: 'of another fact of the row' });
    expect(await left(batch, later)).to.deep.equal([0, 1]);
    await withdrawImport(deps, { batch: later, reason: 'wrong', actor: 'lin' });
    await withdrawImport(deps, { batch, reason: 'wrong', actor: 'lin' });
  });

  it('are the same by their key, whatever its parts, and only by the same layout', async () => {
    const counts = 'client,site,no,sku,place,done\n';
    const batch = await load('c.csv', `${counts}ACME,SHA,C1,007,A-1,bad\nACME,SHA,C1,008,A-1,bad\n`, 'counts');
    expect(await left(batch)).to.deep.equal([2]);
    await load('d.csv', `${counts}ACME,SHA,C1,008,A-1,${good}\nACME,SHA,C1,007,A-2,${good}\n`, 'counts');
    expect(await left(batch)).to.deep.equal([1]);
    // Two rows with one key are rejected for each other; whatever the later file says of that key, it is about them.
    const twice = await load('e.csv', `${head}E1,ACME,${good}\nE1,ACME,2026-03-03 11:00\nE2,ACME,bad\n`);
    expect(await left(twice)).to.deep.equal([3]);
    await load('f.csv', `${head}E1,ACME,${good}\n`);
    expect(await left(twice)).to.deep.equal([1]);
  });

  it('are taken by a file that was read before, too', async () => {
    const fine = `${head}K1,ACME,${good}\nK2,ACME,${good}\n`;
    await load('k.csv', fine);
    const bad = await load('k-bad.csv', `${head}K1,ACME,bad\n`);
    const again = await load('k.csv', fine);
    expect(await whereNow(bad)).to.deep.equal([`taken by ${again}`]);
    const repeated = await load('k.csv', fine);
    await withdrawImport(deps, { batch: again, reason: 'twice', actor: 'lin' });
    expect(await whereNow(bad)).to.deep.equal([`taken by ${repeated}`]);
  });

  it('are not settled with what is left, nor sent once more with a list that nobody corrected, but can be mended', async () => {
    const text = `${head}S1,ACME,bad\nS2,ACME,bad\nS3,ACME,bad\n`;
    const batch = await load('s.csv', text);
    const later = await load('s-later.csv', `${head}S1,ACME,bad\nS2,ACME,${good}\n`);
    const settled = await settleRejects(deps, {
      batch,
      clients: 'all',
      which: { left: true },
      reason: 'test orders',
      actor: 'lin',
    });
    expect(settled?.rows).to.deep.equal(['4']);
    const list = path.join(deps.workspace.directory, 'rejects', `${batch}.csv`);
    await writeFile(list, (await readFile(list, 'utf8')).replace('"S1","ACME","bad"', `"S1","ACME","${good}"`));
    const asked = { batch, path: list, actor: 'lin', dryRun: false, replacesLater: false };
    const mended = await mendFromFile(deps, asked);
    expect(mended?.imported.rows).to.deep.include({ read: 1, new: 1 });
    expect(await left(batch, later)).to.deep.equal([0, 0]);
  });

  it('are dealt with as the identical row of an earlier batch was, until that is taken back', async () => {
    // Rows 3 and 4 are the same twice; 5 and 6 have one key.
    const text = `${head}P1,ACME,bad\n,ACME,${good}\n,ACME,${good}\nP5,ACME,${good}\nP5,ACME,2026-03-03 11:00\nP7,ACME,bad\n`;
    const batch = await load('p.csv', text);
    const asked = { batch, clients: 'all', actor: 'lin' } as const;
    await settleRejects(deps, { ...asked, which: { rows: ['2', '3', '5'] }, reason: 'test orders' });
    /** Mends a list of rejected rows by a text that it holds. */
    const mend = async (of: number, from: string, to: string): Promise<number> => {
      const list = path.join(deps.workspace.directory, 'rejects', `${of}.csv`);
      const corrected = path.join(deps.workspace.directory, `corrected-${of}.csv`);
      await writeFile(corrected, (await readFile(list, 'utf8')).replace(from, to));
      const mended = await mendFromFile(deps, { batch: of, path: corrected, actor: 'lin', dryRun: false, replacesLater: false });
      return mended?.imported.batch ?? 0;
    };
    const became = async (of: number): Promise<readonly string[]> => {
      const all = { batch: of, clients: 'all', after: 0, limit: 50, isOpenOnly: false } as const;
      const { rows = [] } = (await rejectedRowsShown(deps, all)) ?? {};
      const texts = rows.map(({ row, settled, imported_again: now }) =>
        settled !== null ? `${row} settled with ${settled.with_batch}` : now === null ? row : `${row} in ${now.batch}`,
      );
      return texts.toSorted();
    };
    const again = await mend(batch, '"P7","ACME","bad"', '"P7","ACME","worse"');
    const mended = await mend(again, '"P7","ACME","worse"', `"P7","ACME","${good}"`);
    const later = await load('p-to-date.csv', `${text}P8,ACME,${good}\n`);
    const carried = ['2', '3', '5'].map(row => `${row} settled with ${batch}`);
    expect(await became(later)).to.deep.equal([...carried.slice(0, 2), '4', carried[2], '6', `7 in ${mended}`]);
    expect(await left(later)).to.deep.equal([2]);
    expect(await database().transaction(tx => dealtBefore(tx, later))).to.equal(4);
    // Its decisions are those of its rows: one that says anything else, or is rejected for anything else, is another row.
    const other = await load('p-other.csv', `${head}P1,ACME,worse\n,ACMEE,${good}\n,ACME,${good}\n`);
    expect(await became(other)).to.deep.equal(['2', '3', `4 settled with ${batch}`]);
    await reopenRejects(deps, { ...asked, batch: later, rows: ['3', '5'] });
    expect(await became(later)).to.deep.equal([`2 in ${other}`, `3 in ${other}`, '4', '5', '6', `7 in ${mended}`]);
    expect(await became(other)).to.deep.equal(['2', '3', '4']);
    expect(await database().transaction(tx => alteredSettlements(tx, () => true))).to.deep.equal([]);
    await withdrawImport(deps, { batch: mended, reason: 'wrong', actor: 'lin' });
    expect((await became(later)).at(-1)).to.equal('7');
  });

  it('are no identical rows where the layout takes their fact from the name of the file, nor where a withdrawn batch settled them', async () => {
    const settle = (batch: number): Promise<unknown> =>
      settleRejects(deps, { batch, clients: 'all', which: { left: true }, reason: 'test orders', actor: 'lin' });
    const text = `${head}N1,ACME,bad\n`;
    await settle(await load('n-one.csv', text, 'named'));
    expect(await left(await load('n-two.csv', text, 'named'))).to.deep.equal([1]);
    const wrong = await load('w.csv', `${head}W1,ACME,bad\n`);
    await settle(wrong);
    await withdrawImport(deps, { batch: wrong, reason: 'another file follows', actor: 'lin' });
    expect(await left(await load('w-right.csv', `${head}W1,ACME,bad\nW2,ACME,${good}\n`))).to.deep.equal([1]);
  });

  it('cost little to count: of 200 batches with 1 000 rejected rows each', async () => {
    await database().transaction(async tx => {
      const columns =
        'kind, layout, file, sha256, mapped, actor, committed_at, read, new, changed, unchanged, skipped, content_hash, rejected';
      await tx.raw(`insert into batch (batch, ${columns})
        select 1000 + n, kind, 'many', file, sha256, mapped, actor, ${july}, 1000, 0, 0, 0, 0, content_hash, 1000
        from batch, generate_series(1, 200) n where batch = 1`);
      await tx.raw(
        `insert into batch_row_client (client, batch, rejected) select 'BETA', 1000 + n, true from generate_series(1, 200) n`,
      );
      // The rows of every other file come again in the next one.
      await tx.raw(`insert into rejected_mark (batch, row_no, mark, content)
        select 1000 + n, row_no::text, 'many ' || (n / 2) || ' ' || row_no, 'same ' || row_no from generate_series(1, 200) n, generate_series(1, 1000) row_no`);
      // Half of the rows of the first were settled, with those of all others.
      await tx.raw(`insert into settled_reject (batch, row_no, entry, reason, actor, at, content)
        select 1001, row_no::text, 1, 'test orders', 'lin', ${july}, 'same ' || row_no from generate_series(1, 500) row_no`);
      await tx.raw('analyze rejected_mark');
    });
    const began = performance.now();
    const found = await database().transaction(tx =>
      batchesWithRejects(tx, [{ client: 'BETA', from: july - 1, to: july + 1000 }], false),
    );
    expect(found.filter(({ batch }) => batch > 1000)).to.have.length(101);
    const took = performance.now() - began;
    expect(took).to.be.below(40_000);
  });
});
