import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { importShown } from '../../src/app/imports/list-imports.js';
import { type MendedFile, mendFromFile } from '../../src/app/imports/mend-from-file.js';
import { settleRejects, type WhichRejects } from '../../src/app/imports/settle-rejects.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';

const shipments = `layout: shipments
fact: shipment
time_zone: UTC
fields:
  shipment_no: { column: no }
  client: { column: client }
  promised_at: { column: due }
  delivered_at: { column: done }
`;
const stairs = `layout: stairs
fact: shipment
time_zone: UTC
fields:
  shipment_no: { column: no }
  client: { column: client }
each:
  - field: line_no
    columns: { a: 1, b: 2 }
    cell: { shipped_qty: { } }
`;
const head = 'no,client,due,done\n';
const good = '2026-03-02 11:00';

describe('the desk of rejected rows', () => {
  let borrowed: Borrowed | undefined;
  let deps: Deps;
  beforeEach(async () => {
    borrowed = await borrowDatabase();
    const workspace = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME }]\n',
      'config/layouts/shipments.yaml': shipments,
      'config/layouts/stairs.yaml': stairs,
    });
    deps = await depsFor(borrowed.database, workspace);
  });
  afterEach(() => borrowed?.giveBack());

  const at = (name: string): string => path.join(deps.workspace.directory, name);
  const load = async (name: string, text: string, layout = 'shipments'): Promise<number> => {
    await writeFile(at(name), text);
    return (await imported(deps, name, layout)).batch ?? 0;
  };
  const linesOf = async (batch: number): Promise<readonly string[]> =>
    (await readFile(at(`rejects/${batch}.csv`), 'utf8')).split('\r\n').slice(0, -1);
  const corrected = (line = ''): string => line.replace(/"bad"$/, `"${good}"`);
  const mend = async (
    batch: number,
    file: string,
    lines: readonly (string | undefined)[],
    replacesLater = false,
  ): Promise<MendedFile | undefined> => {
    await writeFile(at(file), `${lines.join('\r\n')}\r\n`);
    return mendFromFile(deps, { batch, path: at(file), actor: 'lin', dryRun: false, replacesLater });
  };
  const refusal = async (work: Promise<unknown>): Promise<readonly string[]> =>
    (await stopOf(work)).faults.map(({ code, params }) => `${code} ${'row' in params ? String(params['row']) : ''}`.trim());
  const left = async (batch: number): Promise<number | undefined> => (await importShown(deps, batch, 'all'))?.to_mend;
  const settle = (batch: number, which: WhichRejects, reason = 'test orders') =>
    settleRejects(deps, { batch, clients: 'all', which, reason, actor: 'lin' });

  it('takes of the list, corrected where it lies, the rows that the batch has rejected and no others, and loses none', async () => {
    const batch = await load('three.csv', `${head}S1,ACME,${good},bad\nS2,ACME,${good},bad\nS3,ACME,${good},bad\n`);
    const list = `rejects/${batch}.csv`;
    const [top, one = '', two, three] = await linesOf(batch);
    const invented = corrected(one).replace(/^"?2"?,/, '"900",');
    expect(await refusal(mend(batch, list, [top, corrected(one), invented, corrected(one)]))).to.deep.equal([
      'reject_unknown 900',
      'rejects_changed 2',
    ]);
    expect((await mend(batch, list, [top, corrected(one)]))?.imported.rows).to.deep.include({ read: 1, new: 1 });
    // The rows whose lines somebody has deleted are still to mend, and can be.
    expect(await left(batch)).to.equal(2);
    expect((await settle(batch, { rows: ['3'] }))?.rows).to.deep.equal(['3']);
    expect((await mend(batch, 'copy.csv', [top, corrected(one), two, corrected(three)]))?.left_out).to.equal(2);
    expect(await left(batch)).to.equal(0);
    expect(await refusal(mend(batch, 'copy.csv', [top, corrected(one), corrected(three)]))).to.deep.equal([
      'mending_nothing_left',
    ]);
  });

  it('refuses a list that was not kept as it was written, where its rows are more or fewer', async () => {
    const batch = await load('old.csv', `${head}S1,ACME,${good},bad\nS2,ACME,${good},bad\n`);
    const { rm } = await import('node:fs/promises');
    await rm(at(`rejects/.as-written/${batch}.csv`));
    const [top, one, two] = await linesOf(batch);
    expect(await refusal(mend(batch, `rejects/${batch}.csv`, [top, corrected(one)]))).to.deep.equal(['mending_list_altered']);
    expect((await mend(batch, `rejects/${batch}.csv`, [top, corrected(one), corrected(two)]))?.imported.rows.new).to.equal(2);
  });

  it('counts a row once that stands in the list twice, so that nothing is left when all are settled', async () => {
    const batch = await load('stairs.csv', 'no,client,a,b\nE1,ACME,x,5\nE1,ACME,3,6\n', 'stairs');
    expect((await linesOf(batch)).length).to.equal(4);
    expect(await left(batch)).to.equal(2);
    await settle(batch, { rows: ['2', '3'] });
    expect(await left(batch)).to.equal(0);
  });

  it('asks before it replaces what came later, and the ledger says that it did; what a withdrawal put back is not later', async () => {
    const early = `${head}W1,ACME,${good},${good}\n`;
    await load('w0.csv', early);
    const batch = await load('w1.csv', `${head}W1,ACME,${good},bad\nW2,ACME,${good},bad\n`);
    const withdrawn = await load('w2.csv', early.replace(/,[^,]*\n$/, ',2026-03-02 12:30\n'));
    await withdrawImport(deps, { batch: withdrawn, reason: 'wrong', actor: 'lin' });
    await load('w3.csv', `${head}W2,ACME,${good},2026-03-02 12:30\n`);
    const [top, one, two] = await linesOf(batch);
    const other = (line: string | undefined): string => corrected(line).replace(/11:00"$/, '11:45"');
    expect((await mend(batch, 'one.csv', [top, other(one)]))?.imported.replaces?.facts).to.equal(0);
    expect(await refusal(mend(batch, 'two.csv', [top, other(two)]))).to.deep.equal(['mending_replaces_later']);
    await mend(batch, 'two.csv', [top, other(two)], true);
    const bodies = await deps.database.transaction(tx => tx('ledger').orderBy('entry').select<{ body: string }[]>('body'));
    expect(bodies.slice(-2).map(({ body }) => (JSON.parse(body) as { mends?: object }).mends)).to.deep.equal([
      { batch, rows: ['2'], rejected_again: [] },
      { batch, rows: ['3'], rejected_again: [], replaced_later: 1 },
    ]);
    expect((await verify(deps)).findings).to.deep.equal([]);
    await deps.database.transaction(tx => tx.raw('update batch set replaced_later = null where replaced_later is not null'));
    expect((await verify(deps)).findings.map(({ code }) => code)).to.deep.equal(['batch_record_altered']);
  });

  it('settles rows with a fault of the row as a whole, or in any column, for a reason that a page can show', async () => {
    const batch = await load('cells.csv', `${head}S1,ACME,bad,${good}\nS2,ACME,${good},bad\n`);
    const [, , column] = head.trim().split(',');
    const code = 'date_form_unknown';
    expect(await refusal(settle(batch, { fault: { code, column: null } }))).to.deep.equal(['rejects_without_fault']);
    expect(await refusal(settle(batch, { rows: ['2'] }, 'y'.repeat(501)))).to.deep.equal(['settling_reason_too_long']);
    expect((await settle(batch, { fault: { code, column } }))?.rows).to.deep.equal(['2']);
    expect((await settle(batch, { fault: { code } }))?.rows).to.deep.equal(['3']);
    const many = Array.from({ length: 80 }, (_, i) => String(i + 100));
    expect(await refusal(settle(batch, { rows: many }))).to.have.length(50);
  });
});
