import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { mendFromFile } from '../../src/app/imports/mend-from-file.js';
import { reopenRejects, settleRejects } from '../../src/app/imports/settle-rejects.js';
import { verify } from '../../src/app/audit/verify.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { batchesWithRejects, isBatchOf, mendingsOf } from '../../src/store/mended.js';
import { eachDatabase } from '../support/databases.js';
import { july, twoClientsFiles } from '../support/two-clients.js';
import { stopOf } from '../app/importing.js';
import { workspaceWith } from '../support/workspaces.js';

const head = 'client,no,line,site,promised,delivered,consignee\n';
const row = (client: string, no: string, delivered = '2026-06-20T11:00:00Z'): string =>
  `"${client}",${no},1,SHA,2026-06-20T12:00:00Z,${delivered},\n`;
const beta = 'Beta, 贝塔';
const month = (client: string, number: number) => ({
  client,
  from: Date.UTC(2026, number - 1, 1),
  to: Date.UTC(2026, number, 1),
});

eachDatabase('rejected rows that are imported once more', database => {
  let deps: Deps;
  const load = async (name: string, text: string, mends?: { readonly batch: number; readonly rows: readonly string[] }) => {
    const file = path.join(deps.workspace.directory, name);
    await writeFile(file, text);
    return importFile(deps, {
      path: file,
      layout: 'beta_secret',
      dryRun: false,
      actor: 'lin',
      mends: mends && { ...mends, replacesLater: false },
    });
  };
  const toMend = async (client: string, number: number): Promise<readonly (readonly number[])[]> =>
    database().transaction(async tx =>
      (await batchesWithRejects(tx, [month(client, number)], false)).map(one => [one.batch, one.to_mend]),
    );
  before(async () => {
    deps = { database: database(), workspace: await loadWorkspace(await workspaceWith(twoClientsFiles)), clock: () => july };
  });

  it('are to mend for whose rows they are, in the months of the rest of their file', async () => {
    await load('both.csv', head + row('ACME', 'A1') + row(beta, 'B1') + row(beta, 'B2', 'soon') + row(beta, 'B3', 'later'));
    expect(await toMend('ACME', 6)).to.deep.equal([]);
    expect(await toMend(beta, 6)).to.deep.equal([[1, 2]]);
    expect(await toMend(beta, 5)).to.deep.equal([]);
  });

  it('count for each client of a file where nobody knows whose they are, and for nobody where it has no others', async () => {
    await load('unknown.csv', head + row('ACME', 'A2') + row('NOBODY', 'N1'));
    await load('nobody.csv', head + row('NOBODY', 'N2'));
    expect(await toMend('ACME', 6)).to.deep.equal([[2, 1]]);
    expect(await toMend('*', 7)).to.deep.equal([[3, 1]]);
  });

  it('are to mend in the month of the import, and the one before, where a file brought nothing of the client', async () => {
    await load('none.csv', head + row('ACME', 'A9', 'soon'));
    const found = [];
    for (const number of [5, 6, 7, 8]) found.push((await toMend('ACME', number)).some(([batch]) => batch === 4));
    expect(found).to.deep.equal([false, true, true, false]);
  });

  it('with one key and different values are rejected rows of their client too', async () => {
    await load('twice.csv', head + row('ACME', 'A5') + row('ACME', 'A5', '2026-06-21T11:00:00Z') + row(beta, 'B5'));
    expect(await toMend('ACME', 6)).to.deep.equal([
      [2, 1],
      [4, 1],
      [5, 2],
    ]);
    expect(await toMend(beta, 6)).to.deep.equal([[1, 2]]);
  });

  it('are left by what was taken and what was rejected again, until that batch is withdrawn', async () => {
    await load('again.csv', head + row(beta, 'B2') + row(beta, 'B3', 'never'), { batch: 1, rows: ['2', '3'] });
    const found = await database().transaction(tx => mendingsOf(tx, 1, false));
    expect(found).to.deep.equal([{ by: 6, batch: 1, rows: ['2'], rejected_again: ['3'], to_mend: 1 }]);
    expect(await toMend(beta, 6)).to.deep.equal([[6, 1]]);
    await withdrawImport(deps, { batch: 6, reason: 'the wrong file', actor: 'lin' });
    expect(await toMend(beta, 6)).to.deep.equal([[1, 2]]);
    expect(await database().transaction(tx => mendingsOf(tx, 1, false))).to.deep.equal([]);
  });

  it('are left no more where they were settled; whoever touches that is found', async () => {
    const which = { rows: ['4'] };
    await settleRejects(deps, { batch: 1, clients: 'all', which, reason: 'test orders', actor: 'lin' });
    const [found] = await database().transaction(tx => batchesWithRejects(tx, [month(beta, 6)], false));
    expect(found).to.deep.include({ rejected: 2, to_mend: 1, settled: [{ reason: 'test orders', rows: 1 }] });
    const findings = async (): Promise<readonly string[]> => (await verify(deps)).findings.map(({ code }) => code);
    expect(await findings()).to.deep.equal([]);
    await database().transaction(tx => tx('settled_reject').update({ reason: 'mended' }));
    expect(await findings()).to.deep.equal(['settled_rejects_altered']);
    await database().transaction(tx => tx('settled_reject').update({ reason: 'test orders' }));
    await reopenRejects(deps, { batch: 1, clients: 'all', rows: ['4'], actor: 'lin' });
    expect(await findings()).to.deep.equal([]);
    await database().transaction(tx =>
      tx('settled_reject').insert({ batch: 1, row_no: '5', entry: 1, reason: 'x', actor: 'lin', at: 0 }),
    );
    expect(await findings()).to.deep.equal(['settled_rejects_altered']);
    await database().transaction(tx => tx('settled_reject').delete());
    for (const [change, undo] of [
      ['update batch set rejected_rows = 1 where batch = 1', 'update batch set rejected_rows = 2 where batch = 1'],
      [
        "update batch_row_client set rejected = true where batch = 1 and client = 'ACME'",
        "update batch_row_client set rejected = false where batch = 1 and client = 'ACME'",
      ],
      [
        "update batch_row_client set rejected = false where batch = 2 and client = '*'",
        "update batch_row_client set rejected = true where batch = 2 and client = '*'",
      ],
    ] as const) {
      await database().transaction(tx => tx.raw(change));
      expect(await findings(), change).to.deep.equal(['batch_record_altered']);
      await database().transaction(tx => tx.raw(undo));
    }
    expect(await findings()).to.deep.equal([]);
    expect(await toMend(beta, 6)).to.deep.equal([[1, 2]]);
  });

  it('replace nothing that came later, unless that is said; a dry run names it', async () => {
    const batch = (await load('early.csv', head + row('ACME', 'M1', 'soon') + row('ACME', 'M2', 'soon'))).batch ?? 0;
    const later = (await load('later.csv', head + row('ACME', 'M1'))).batch ?? 0;
    const list = path.join(deps.workspace.directory, 'rejects', `${batch}.csv`);
    const corrected = path.join(deps.workspace.directory, 'corrected.csv');
    const asked = { batch, path: corrected, actor: 'lin', dryRun: false, replacesLater: false };
    await writeFile(corrected, head + row('ACME', 'M1'));
    expect((await stopOf(mendFromFile(deps, asked))).faults.map(({ code }) => code)).to.deep.equal(['mending_file_unfit']);
    await copyFile(list, corrected);
    expect((await stopOf(mendFromFile(deps, asked))).faults.map(({ code }) => code)).to.deep.equal(['mending_nothing']);
    const text = await readFile(list, 'utf8');
    const wrong = text.slice(text.indexOf('M1'), text.indexOf('M1') + 60);
    await writeFile(corrected, text.replace(wrong, wrong.replace('soon', '2026-06-22T11:00:00Z')));
    const tried = await mendFromFile(deps, { ...asked, dryRun: true });
    expect([tried?.left_out, tried?.imported.batch, tried?.imported.rows.changed]).to.deep.equal([1, null, 1]);
    expect(tried?.imported.replaces).to.deep.equal({
      facts: 1,
      first: [{ client: 'ACME', key: ['M1', '1'], batch: later, file: 'later.csv' }],
    });
    expect((await stopOf(mendFromFile(deps, asked))).faults.map(({ code }) => code)).to.deep.equal(['mending_replaces_later']);
    const done = await mendFromFile(deps, { ...asked, replacesLater: true });
    expect(done?.imported.rows).to.deep.include({ read: 1, changed: 1 });
    const found = await database().transaction(tx => mendingsOf(tx, batch, false));
    expect(found.map(({ by, rows }) => [by, rows])).to.deep.equal([[done?.imported.batch, ['2']]]);
    // The list itself, corrected where it lies: what was dealt with before is left out.
    const other = text.slice(text.lastIndexOf('M2'));
    await writeFile(list, text.replace(other, other.replace('soon', '2026-06-22T11:00:00Z')));
    const rest = await mendFromFile(deps, { ...asked, path: list });
    expect([rest?.left_out, rest?.imported.rows.new]).to.deep.equal([1, 1]);
  });

  it('tells whether all rows of a batch are of some clients', async () => {
    const isOf = (batch: number, ...clients: readonly string[]) => database().transaction(tx => isBatchOf(tx, batch, clients));
    expect([await isOf(1, 'ACME'), await isOf(1, 'ACME', beta), await isOf(3, 'ACME'), await isOf(99, 'ACME')]).to.deep.equal([
      false,
      true,
      false,
      false,
    ]);
  });
});
