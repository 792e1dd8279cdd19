import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { Import, ImportAnswer } from '../../src/contract/imports.js';
import type { Month } from '../../src/contract/month.js';
import type { RejectedRows } from '../../src/contract/rejects.js';
import { head, smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Three rows that are wrong, each in its own way, one that is right, and cells that a spreadsheet or a careless writer would change. */
const untidy = `${head}
S8,ACME,delivered,Road,2026-03-02 12:00,not a time
S9,ACME,delivered,Road,2026-03-02 12:00,2026-03-02 12:00
S10,NOBODY,delivered,"=Road, ""north""",2026-03-02 12:00,2026-03-02 12:00
S11,ACME,delivered,'Road,32.03.2026,99
`;

describe('rejected rows are mended', () => {
  let service: Serving;
  let manager: string;
  const listOf = async (batch: number, query = '', key = manager): Promise<RejectedRows> =>
    (await (await service.ask(`/imports/${batch}/rejects${query}`, { key })).json()) as RejectedRows;
  const batchOf = async (batch: number): Promise<Import> =>
    (await (await service.ask(`/imports/${batch}`, { key: manager })).json()) as Import;
  const mend = (batch: number, rows: readonly object[], key = manager): Promise<Response> =>
    service.ask(`/imports/${batch}/rejects`, { method: 'POST', key, body: { rows } });
  before(async () => {
    service = await serving(await smallWorkspace());
    manager = await service.key({ role: 'manager', name: 'Lin' });
    const sent = await service.ask('/imports?layout=shipments&file=untidy.csv', {
      method: 'POST',
      key: manager,
      body: bytes(untidy),
    });
    expect(sent.status).to.equal(201);
  });
  after(() => service.close());

  it('shows them cell by cell, each with its faults in their columns, a page at a time', async () => {
    const first = await listOf(1, '?limit=2');
    expect(first).to.deep.include({ batch: 1, file: 'untidy.csv', layout: 'shipments', to_mend: 3, is_cut: false });
    expect(first.columns).to.deep.equal(head.split(','));
    const rest = await listOf(1, `?limit=2&cursor=${first.next}`);
    expect(rest.next).to.equal(null);
    const rows = [...first.rows, ...rest.rows];
    expect(rows.map(({ at, row }) => [at, row])).to.deep.equal([
      [1, '2'],
      [2, '4'],
      [3, '5'],
    ]);
    expect(rows[1]?.cells).to.deep.equal([
      'S10',
      'NOBODY',
      'delivered',
      '=Road, "north"',
      '2026-03-02 12:00',
      '2026-03-02 12:00',
    ]);
    expect(rows[2]?.cells.slice(3)).to.deep.equal(["'Road", '32.03.2026', '99']);
    const columns = rows.map(({ faults }) => faults.map(({ column }) => column));
    expect(columns.slice(0, 2)).to.deep.equal([[head.split(',')[5]], [head.split(',')[1]]]);
    expect(rows[0]?.faults[0]?.what).to.contain('not a time');
  });

  it('imports what is mended as a batch that names the first, and rejects what is still wrong with its new fault', async () => {
    const answer = await mend(1, [
      { at: 1, row: '2', changes: [{ cell: 5, text: '2026-03-02 11:30' }] },
      { at: 2, row: '4', changes: [{ cell: 1, text: 'NOWHERE' }] },
    ]);
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([201, '/api/v1/imports/2']);
    const [made] = ((await answer.json()) as ImportAnswer).batches;
    expect(made?.rows).to.deep.include({ read: 2, new: 1, rejected: 1 });
    expect(await batchOf(2)).to.deep.include({ mends: 1, layout: 'shipments', file: 'mended-1.csv', to_mend: 1 });
    expect(await batchOf(1)).to.deep.include({ mends: null, mended_by: [2], to_mend: 1 });
    expect((await listOf(1)).rows.map(({ row }) => row)).to.deep.equal(['5']);
    const all = await listOf(1, '?state=all');
    expect(all.rows.map(({ imported_again: again }) => again)).to.deep.equal([
      { batch: 2, is_taken: true },
      { batch: 2, is_taken: false },
      null,
    ]);
    expect(all.rejected_again).to.deep.equal([{ batch: 2, to_mend: 1 }]);
    const again = await listOf(2);
    expect(again).to.deep.include({ file: 'untidy.csv', to_mend: 1 });
    expect(again.rows[0]).to.deep.include({ row: '4' });
    expect(again.rows[0]?.cells).to.deep.equal([
      'S10',
      'NOWHERE',
      'delivered',
      '=Road, "north"',
      '2026-03-02 12:00',
      '2026-03-02 12:00',
    ]);
    const ledger = await service.running.workspace
      .deps()
      .database.transaction(tx => tx('ledger').select<{ body: string }[]>('body'));
    expect(ledger.map(({ body }) => JSON.parse(body).mends)).to.deep.include({ batch: 1, rows: ['2'], rejected_again: ['4'] });
  });

  it('refuses a row that was sent before, one that is another by now, and one that is sent twice; nothing is imported', async () => {
    const codeOf = async (rows: readonly object[]): Promise<unknown> => {
      const answer = await mend(1, rows);
      return [answer.status, ((await answer.json()) as { code: string }).code];
    };
    expect(await codeOf([{ at: 1, row: '2' }])).to.deep.equal([409, 'rejects_imported_again']);
    expect(await codeOf([{ at: 3, row: '6' }])).to.deep.equal([409, 'rejects_changed']);
    expect(
      await codeOf([
        { at: 3, row: '5' },
        { at: 3, row: '5' },
      ]),
    ).to.deep.equal([409, 'rejects_changed']);
    expect(await codeOf([{ at: 3, row: '5', changes: [{ cell: 6, text: 'x' }] }])).to.deep.equal([409, 'rejects_changed']);
    expect((await service.ask('/imports/3', { key: manager })).status).to.equal(404);
  });

  it('gives the rows back where the batch that mended them is withdrawn, and none where their own was', async () => {
    const { withdrawImport } = await import('../../src/app/imports/withdraw-import.js');
    const deps = service.running.workspace.deps();
    await withdrawImport(deps, { batch: 2, reason: 'the wrong time', actor: 'lin' });
    expect(await batchOf(1)).to.deep.include({ mended_by: [], to_mend: 3 });
    expect((await listOf(1)).rows).to.have.lengthOf(3);
    expect((await listOf(2)).to_mend).to.equal(0);
    const answer = await mend(2, [{ at: 1, row: '4' }]);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).to.deep.equal([409, 'rejects_withdrawn']);
  });

  it('shows a key that is bound to clients its own batches alone, and takes nothing for others', async () => {
    const bound = await service.key({ role: 'manager', clients: ['ACME'] });
    expect((await service.ask('/imports/1/rejects', { key: bound })).status).to.equal(404);
    expect((await mend(1, [{ at: 1, row: '2' }], bound)).status).to.equal(404);
    const client = await service.key({ role: 'client', clients: ['ACME'] });
    expect((await mend(1, [{ at: 1, row: '2' }], client)).status).to.equal(403);
    const auditor = await service.key({ role: 'auditor' });
    expect((await mend(1, [{ at: 1, row: '2' }], auditor)).status).to.equal(403);
    const own = `${head}\nS30,ACME,delivered,Road,2026-03-02 12:00,never\n`;
    const sent = await service.ask('/imports?layout=shipments&file=own.csv', { method: 'POST', key: bound, body: bytes(own) });
    const batch = ((await sent.json()) as ImportAnswer).batches[0]?.batch ?? 0;
    expect((await listOf(batch, '', bound)).rows).to.have.lengthOf(1);
    const moved = await mend(batch, [{ at: 1, row: '2', changes: [{ cell: 1, text: 'BETA' }] }], bound);
    expect(((await moved.json()) as ImportAnswer).batches[0]?.rows).to.deep.include({ read: 1, rejected: 1 });
    // What is of the whole firm is in everybody's figures.
    const ofFirm = await service.ask('/imports?layout=shipments&file=firm.csv', {
      method: 'POST',
      key: bound,
      body: bytes(`${head}\nS31,*,delivered,Road,2026-03-02 12:00,2026-03-02 12:00\n`),
    });
    expect(((await ofFirm.json()) as ImportAnswer).batches[0]?.rows).to.deep.include({ read: 1, rejected: 1 });
  });

  it('takes one of two that mend the same row at once, also where both write the same', async () => {
    const sent = await service.ask('/imports?layout=shipments&file=both.csv', {
      method: 'POST',
      key: manager,
      body: bytes(`${head}\nS40,ACME,delivered,Road,2026-03-02 12:00,late\nS41,ACME,delivered,Road,2026-03-02 12:00,late\n`),
    });
    const batch = ((await sent.json()) as ImportAnswer).batches[0]?.batch ?? 0;
    for (const [at, texts] of [
      [1, ['2026-03-02 11:00', '2026-03-02 13:00']],
      [2, ['2026-03-02 11:00', '2026-03-02 11:00']],
    ] as const) {
      const answers = await Promise.all(
        texts.map(text => mend(batch, [{ at, row: String(at + 1), changes: [{ cell: 5, text }] }])),
      );
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([201, 409]);
    }
    expect((await batchOf(batch)).to_mend).to.equal(0);
  });

  describe('and settled', () => {
    let batch = 0;
    const settle = async (body: object, key = manager, of = batch): Promise<readonly [number, Record<string, unknown>]> => {
      const answer = await service.ask(`/imports/${of}/rejects/settle`, { method: 'POST', key, body });
      return [answer.status, (await answer.json()) as Record<string, unknown>];
    };
    const reopen = (rows: readonly string[], key = manager): Promise<Response> =>
      service.ask(`/imports/${batch}/rejects/reopen`, { method: 'POST', key, body: { rows } });
    before(async () => {
      const lines = ['late', 'soon', 'never'].map((at, i) => `S5${i},ACME,delivered,Road,2026-03-02 12:00,${at}\n`);
      const sent = await service.ask('/imports?layout=shipments&file=tests.csv', {
        method: 'POST',
        key: manager,
        body: bytes(
          `${head}\n${lines.join('')}S53,ACME,delivered,Road,late,2026-03-02 12:00\nS54,ACME,delivered,Road,2026-03-02 12:00,2026-03-02 12:00\n`,
        ),
      });
      batch = ((await sent.json()) as ImportAnswer).batches[0]?.batch ?? 0;
    });

    it('by row, with a reason: they leave the list, stay in the counts of the file, and are mended no more', async () => {
      const [status, answer] = await settle({ reason: ' test orders of the depot ', rows: ['2'] });
      expect([status, answer['rows'], answer['reason']]).to.deep.equal([200, ['2'], 'test orders of the depot']);
      expect(await batchOf(batch)).to.deep.include({ to_mend: 3, settled: 1 });
      expect((await batchOf(batch)).rows.rejected).to.equal(4);
      expect((await listOf(batch)).rows.map(({ row }) => row)).to.deep.equal(['3', '4', '5']);
      const all = await listOf(batch, '?state=all');
      expect(all.rows[0]?.settled).to.deep.include({ reason: 'test orders of the depot', by: 'Lin', ledger: answer['ledger'] });
      const sent = await mend(batch, [{ at: 1, row: '2', changes: [{ cell: 5, text: '2026-03-02 11:30' }] }]);
      expect([sent.status, ((await sent.json()) as { code: string }).code]).to.deep.equal([409, 'reject_settled']);
    });

    it('by fault, in one column where that is named, and not those that are done', async () => {
      const column = head.split(',')[5] ?? '';
      const code = (await listOf(batch)).rows[0]?.faults[0]?.code ?? '';
      const [, wrong] = await settle({ reason: 'x', fault: { code, column: 'nowhere' } });
      expect(wrong['code']).to.equal('rejects_without_fault');
      const [, answer] = await settle({ reason: 'not ours', fault: { code, column } });
      expect(answer['rows']).to.deep.equal(['3', '4']);
      expect(await batchOf(batch)).to.deep.include({ to_mend: 1, settled: 3 });
    });

    it('until they are reopened, which is an entry of its own', async () => {
      expect((await reopen(['2'])).status).to.equal(200);
      expect(await batchOf(batch)).to.deep.include({ to_mend: 2, settled: 2 });
      const again = await reopen(['2']);
      expect([again.status, ((await again.json()) as { code: string }).code]).to.deep.equal([409, 'reject_not_settled']);
      const ledger = await service.running.workspace
        .deps()
        .database.transaction(tx =>
          tx('ledger').whereLike('kind', 'rejects_%').orderBy('entry').select<{ kind: string }[]>('kind'),
        );
      expect(ledger.map(({ kind }) => kind)).to.deep.equal(['rejects_settled', 'rejects_settled', 'rejects_reopened']);
      expect((await mend(batch, [{ at: 1, row: '2', changes: [{ cell: 5, text: '2026-03-02 11:30' }] }])).status).to.equal(201);
    });

    it('refuses what is unclear, done already, or of others', async () => {
      const codeOf = async (body: object, ...more: [string?, number?]): Promise<unknown> => {
        const [status, answer] = await settle(body, ...more);
        return [status, answer['code']];
      };
      expect(await codeOf({ reason: 'x', rows: ['2'] })).to.deep.equal([409, 'rejects_imported_again']);
      expect(await codeOf({ reason: 'x', rows: ['99'] })).to.deep.equal([409, 'reject_unknown']);
      expect(await codeOf({ reason: 'x', rows: ['3'] })).to.deep.equal([409, 'reject_settled']);
      for (const body of [
        { rows: ['3'] },
        { reason: ' ', rows: ['3'] },
        { reason: 'x' },
        { reason: 'x', rows: ['3'], fault: { code: 'y' } },
        { reason: 'x', rows: [] },
      ])
        expect((await settle(body))[0]).to.equal(400);
      const auditor = await service.key({ role: 'auditor' });
      expect((await settle({ reason: 'x', rows: ['5'] }, auditor))[0]).to.equal(403);
      const other = await service.key({ role: 'manager', clients: ['BETA'] });
      expect((await settle({ reason: 'x', rows: ['5'] }, other))[0]).to.equal(404);
      const own = await service.key({ role: 'manager', clients: ['ACME'] });
      expect((await settle({ reason: 'x', rows: ['5'] }, own))[0]).to.equal(200);
      expect((await listOf(batch, '?state=all', own)).rows.map(({ settled }) => settled?.reason)).to.deep.equal([
        undefined,
        'not ours',
        'not ours',
        'x',
      ]);
      const month = await service.ask('/clients/ACME/periods/2026-03/month', { key: own });
      const { steps } = (await month.json()) as Month;
      expect(steps.rejects.batches.find(one => one.batch === batch)).to.deep.include({
        rejected: 4,
        to_mend: 0,
        mended: 1,
        rejected_again: 0,
        settled: [
          { reason: 'not ours', rows: 2 },
          { reason: 'x', rows: 1 },
        ],
      });
    });

    it('with the identical rows of later files, for callers who may see the first one', async () => {
      const send = async (file: string, text: string, key = manager): Promise<ImportAnswer['batches'][number] | undefined> => {
        const sent = await service.ask(`/imports?layout=shipments&file=${file}`, { method: 'POST', key, body: bytes(text) });
        return ((await sent.json()) as ImportAnswer).batches[0];
      };
      const row = 'S60,ACME,delivered,Road,2026-03-02 12:00,soon\n';
      const both = await send('both.csv', `${head}\n${row}S61,BETA,delivered,Road,2026-03-02 12:00,2026-03-02 12:00\n`);
      batch = both?.batch ?? 0;
      const [, answer] = await settle({ reason: 'a test', rows: ['2'] });
      const own = await service.key({ role: 'manager', clients: ['ACME'] });
      // What an import tells of decisions made before is what its caller may see of them.
      expect((await send('own.csv', `${head}\n${row}`, own))?.dealt_before).to.equal(undefined);
      const { batch: last, dealt_before: before } = (await send('own.csv', `${head}\n${row}`)) ?? {};
      expect(before).to.equal(1);
      const later = last ?? 0;
      const seen = async (key: string): Promise<unknown> => {
        const { to_mend: left, rows } = await listOf(later, '?state=all', key);
        return [left, rows[0]?.settled];
      };
      const settled = (await listOf(batch, '?state=all')).rows[0]?.settled;
      expect(settled).to.deep.include({ reason: 'a test', ledger: answer['ledger'] });
      expect(await seen(manager)).to.deep.equal([0, { ...settled, with_batch: batch }]);
      expect(await seen(own)).to.deep.equal([1, null]);
      const reopenAs = async (key: string): Promise<number> =>
        (await service.ask(`/imports/${later}/rejects/reopen`, { method: 'POST', key, body: { rows: ['2'] } })).status;
      expect(await reopenAs(own)).to.equal(409);
      // What is left to a caller is what the caller is shown as left.
      const body = { left: true, reason: 'ours' };
      expect((await service.ask(`/imports/${later}/rejects/settle`, { method: 'POST', key: own, body })).status).to.equal(200);
      expect(await reopenAs(manager)).to.equal(200);
      expect([await seen(manager), (await batchOf(batch)).settled]).to.deep.equal([[1, null], 0]);
    });
  });

  it('keeps the file that was imported again, as a list of rejected rows that anybody could have mended by hand', async () => {
    const { file } = (await service.running.workspace
      .deps()
      .database.transaction(tx => tx('batch').where({ batch: 2 }).first<{ file: string }>('file'))) ?? { file: '' };
    const text = await readFile(path.join(service.directory, file), 'utf8');
    expect(text).to.contain('"\'=Road, ""north"""').and.to.contain('2026-03-02 11:30');
  });
});
