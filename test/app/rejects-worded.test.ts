import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { mendFromFile } from '../../src/app/imports/mend-from-file.js';
import { rejectedRowsShown } from '../../src/app/imports/rejected-rows.js';
import { rejectsWorded } from '../../src/app/imports/rejects-worded.js';
import { rejectedRowsText } from '../../src/cli/text/rejects.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const layout = `layout: shipments
fact: shipment
time_zone: UTC
fields:
  shipment_no: { column: no }
  client: { column: client }
  promised_at: { column: due }
  status: { column: status, map: { ok: delivered } }
`;
/** Two faults in one row, the sign between two faults in a cell, and a row that has too many cells. */
const untidy = `no,client,due,status
R1,ACMEE,bad,ok
R2,ACME,2026-03-02 11:00,late | lost
R3,ACME,2026-03-02 11:00,ok,more
`;

describe('what is wrong with rejected rows', () => {
  let borrowed: Borrowed | undefined;
  let deps: Deps;
  let batch: number;
  before(async () => {
    borrowed = await borrowDatabase();
    const workspace = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME }]\n',
      'config/layouts/shipments.yaml': layout,
    });
    deps = await depsFor(borrowed.database, workspace);
    await writeFile(at('untidy.csv'), untidy);
    batch = (await imported(deps, 'untidy.csv', 'shipments')).batch ?? 0;
  });
  after(() => borrowed?.giveBack());

  const at = (name: string): string => path.join(deps.workspace.directory, name);
  const asked = (): Parameters<typeof rejectedRowsShown>[1] => ({ batch, clients: 'all', after: 0, limit: 50, isOpenOnly: true });
  const now = (work: () => Promise<void>): Promise<void> => work();
  const cellsOf = async (file: string): Promise<readonly (readonly string[])[]> =>
    parse(await readFile(file), { bom: true, relax_column_count: true });

  it('is said in both languages, whatever language the list is written in', async () => {
    const list = await rejectedRowsShown(deps, asked());
    if (list === undefined) throw new Error('there is a list');
    const whats = list.rows.flatMap(({ faults }) => faults.map(({ in_both: both }) => both?.what));
    expect(list.rows.map(({ faults }) => faults.length)).to.deep.equal([2, 1, 1]);
    for (const { faults } of list.rows) expect(faults[0]?.what).to.equal(faults[0]?.in_both?.what.en);
    expect(whats[1]?.zh).to.match(/^"ACMEE" 不是该工作区的客户/);
    expect(whats[2]?.zh).to.contain('late | lost');
    expect(rejectedRowsText(list, 'zh', 'UTC'))
      .to.contain('不是该工作区的客户')
      .and.not.contain('is not a client');
  });

  it('stands in the downloaded list in the language that is asked for, which is mended like the list itself', async () => {
    const written = at(`rejects/.as-written/${batch}.csv`);
    expect(await rejectsWorded(deps, batch, 'en', now)).to.equal(written);
    const worded = await rejectsWorded(deps, batch, 'zh', now);
    const [before, after] = [await cellsOf(written), await cellsOf(worded)];
    const words = [4, 5];
    const rest = (rows: typeof before) => rows.map(cells => cells.filter((_, i) => !words.includes(i)));
    expect(rest(after)).to.deep.equal(rest(before));
    for (const cells of after.slice(1)) for (const i of words) expect(cells[i]).to.match(/\p{Script=Han}/u);
    // Made once.
    expect(await rejectsWorded(deps, batch, 'zh', () => Promise.reject(new Error('made twice')))).to.equal(worded);
    const corrected = (await readFile(worded, 'utf8')).replace('"late | lost"\r\n', '"ok"\r\n');
    await writeFile(at('corrected.csv'), corrected);
    const mended = await mendFromFile(deps, {
      batch,
      path: at('corrected.csv'),
      actor: 'lin',
      dryRun: true,
      replacesLater: false,
    });
    expect([mended?.imported.rows.new, mended?.left_out]).to.deep.equal([1, 2]);
  });

  it('keeps its words in lists that were written before it was kept without them, or tell of other faults', async () => {
    const faults = at(`rejects/.as-written/${batch}.faults.ndjson`);
    const kept = await readFile(faults, 'utf8');
    const inBoth = async () => (await rejectedRowsShown(deps, asked()))?.rows.map(row => row.faults[0]?.in_both !== undefined);
    await writeFile(faults, kept.replace('client_unknown', 'client_gone').replace(/\n.*row_ragged.*\n/, '\n{\n'));
    expect(await inBoth()).to.deep.equal([false, true, false]);
    await rm(faults);
    await rm(at(`rejects/.as-written/${batch}.zh.csv`));
    expect(await inBoth()).to.deep.equal([false, false, false]);
    expect(await rejectsWorded(deps, batch, 'zh', now)).to.equal(at(`rejects/.as-written/${batch}.csv`));
    expect(existsSync(at(`rejects/.as-written/${batch}.zh.csv`))).to.equal(false);
  });
});
