import type { PeriodStatus } from '../../src/contract/periods.js';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import ExcelJS from 'exceljs';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import type { ImportedBatch } from '../../src/app/imports/imported-batch.js';
import { closePeriod, reopenPeriod } from '../../src/app/periods/close.js';
import { periodStatus } from '../../src/app/periods/status.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { type ClientScorecard, writeScorecards } from '../../src/app/scorecards/write-scorecards.js';
import type { Evaluation } from '../../src/evaluation/document.js';
import type { Fault } from '../../src/faults/fault.js';
import { verifyLedger } from '../../src/store/ledger.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, faultsInto, imported, stopOf, workspaceOf } from './importing.js';
import { whatOf } from '../support/worded.js';
import { shipmentLayout } from '../support/shipment-layout.js';

const layout = shipmentLayout('acme', 'client no site promised delivered');
const config = `sources:
  - { id: acme_sha, client: ACME, site: SHA, fact: shipment, every: month }
standards:
  - { metric: on_time_delivery, at_least: "50%", from: 2026-01-01 }
`;
const head = 'client,no,site,promised,delivered\n';
const row = (no: string, day: string, isLate = false, { client = 'ACME', site = 'SHA' } = {}): string =>
  `${client},${no},${site},${day}T12:00:00Z,${day}T${isLate ? '13' : '11'}:00:00Z\n`;
const files = {
  'plumbline.yaml':
    'time_zone: UTC\nclients:\n  - { code: ACME, name: { en: A, zh: A } }\n  - { code: BETA, name: { en: B, zh: B } }\nsites:\n  - { code: SHA, name: { en: S, zh: S } }\n  - { code: RTM, name: { en: R, zh: R } }\n',
  'config/layouts/acme.yaml': layout,
  'config/rules.yaml': config,
};
const july = Date.UTC(2026, 6, 10);
const period = '2026-06';

eachDatabase('a period', database => {
  let deps: Deps;
  let first: Awaited<ReturnType<typeof evaluate>>;
  let said: Fault[];
  const load = async (name: string, ...rows: readonly string[]): Promise<ImportedBatch> => {
    await writeFile(path.join(deps.workspace.directory, name), head + rows.join(''));
    return imported(deps, name, 'acme');
  };
  const close = (over: Partial<Parameters<typeof closePeriod>[1]> = {}) =>
    closePeriod(deps, { period, clients: ['ACME'], waivers: [], actor: 'lin', ...over });
  const reopen = () => reopenPeriod(deps, { period, clients: ['ACME'], reason: 'late receipts', actor: 'wu' });
  const evaluate = async () => {
    const [evaluation] = await evaluateClients(deps, { period, clients: ['ACME'], actor: 'lin' });
    if (evaluation === undefined) throw new Error('one client was evaluated');
    return evaluation;
  };
  const onTime = (evaluation: Awaited<ReturnType<typeof evaluate>>) => {
    const metric = evaluation.document.metrics.find(one => one.metric === 'on_time_delivery');
    return `${metric?.numerator}/${metric?.denominator}`;
  };
  const status = async (client = 'ACME'): Promise<PeriodStatus> => {
    const [one] = await periodStatus(deps, { period, clients: [client] });
    if (one === undefined) throw new Error('one client was asked for');
    return one;
  };
  const codesOf = async (work: Promise<unknown>): Promise<readonly [number, ...string[]]> => {
    const stop = await stopOf(work);
    return [stop.exitCode, ...stop.faults.map(fault => fault.code)];
  };

  before(async () => {
    const directory = await workspaceOf(files);
    said = [];
    deps = { ...(await depsFor(database(), directory)), clock: () => july, log: faultsInto(said) };
  });

  it('is open before it is evaluated, and provisional then', async () => {
    await load('june.csv', row('1', '2026-06-03'), row('2', '2026-06-10', true), row('3', '2026-06-24'));
    expect(await status()).to.deep.include({ state: 'open', revision: 1, evaluation: null, late: [], history: [] });
    const { id, hash, document } = await evaluate();
    const { as_of_batch } = document;
    expect(await status()).to.deep.include({ state: 'provisional', revision: 1, evaluation: { id, hash, as_of_batch } });
  });

  it('is not closed before it is over, by an unknown client, or reopened before it is closed', async () => {
    expect(await codesOf(close({ period: '2026-07' }))).to.deep.equal([1, 'period_not_over']);
    expect(await codesOf(close({ clients: ['AKME'] }))).to.deep.equal([2, 'client_not_known']);
    expect(await codesOf(reopen())).to.deep.equal([1, 'period_not_closed']);
  });

  it('is not closed while a source has not delivered past its end, whatever was promised for later', async () => {
    await load('promised.csv', 'ACME,4,SHA,2026-07-05T12:00:00Z,\n', row('5', '2026-06-30', false, { site: 'RTM' }));
    const stop = await stopOf(close());
    expect(stop.exitCode).to.equal(1);
    expect(stop.faults.map(fault => fault.code)).to.deep.equal(['period_source_missing']);
    expect(whatOf(stop.faults[0])).to.contain('2026-06-24 11:00 (UTC), in batch 1 (june.csv)').and.contain('shipment of SHA');
    expect(stop.faults[0]).to.deep.include({ waives: 'acme_sha', command: '--waive acme_sha --reason TEXT' });
    expect((await status()).sources).to.deep.include.members([
      {
        source: 'acme_sha',
        fact: 'shipment',
        site: 'SHA',
        every: 'month',
        due: null,
        delivered_to: '2026-06-24T11:00:00Z',
        batch: 1,
        file: 'june.csv',
        is_complete: false,
      },
    ]);
    expect((await status()).state).to.equal('provisional');
  });

  it('cannot be closed under a waiver of something that is not expected', async () => {
    const stop = await stopOf(close({ waivers: [{ source: 'acme_shaa', reason: 'x' }] }));
    expect([stop.exitCode, whatOf(stop.faults[0])]).to.deep.equal([
      2,
      'Nothing can be waived under "acme_shaa". Did you mean acme_sha?',
    ]);
  });

  it('is closed with a waiver, and its evaluation is closed then', async () => {
    const waivers = [{ source: 'acme_sha', reason: 'the last days were a strike' }];
    const [closed] = await close({ waivers });
    expect(closed).to.deep.include({ client: 'ACME', period, revision: 1, waivers, as_of_batch: 2 });
    first = await evaluate();
    expect(first).to.deep.include({ id: closed?.evaluation, state: 'closed', revision: 1 });
    expect(onTime(first)).to.equal('3/4');
    expect(await status()).to.deep.include({ state: 'closed', revision: 1, waivers, late: [] });
    expect(await codesOf(close({ waivers }))).to.deep.equal([1, 'period_already_closed']);
  });

  it('stays closed for everybody whose facts do not change, whatever is imported', async () => {
    said.length = 0;
    const batch = await load('beta.csv', row('1', '2026-06-04', false, { client: 'BETA' }), row('9', '2026-07-02'));
    expect(batch.late).to.deep.equal([]);
    expect(await evaluate()).to.deep.equal(first);
    expect(said).to.deep.equal([]);
  });

  it('is not changed by late facts: the import says so, the status lists them, an evaluation is of the next revision', async () => {
    const late = await load('late.csv', row('6', '2026-06-29', true), row('3', '2026-06-24', true), row('10', '2026-07-03'));
    expect(late.late).to.deep.equal([{ client: 'ACME', period, revision: 1, facts: 2 }]);
    expect((await status()).late.map(({ batch, facts, file }) => [batch, facts, file])).to.deep.equal([
      [late.batch, 2, 'late.csv'],
    ]);
    said.length = 0;
    const proposed = await evaluate();
    expect(proposed).to.deep.include({ state: 'provisional', revision: 2 });
    expect(onTime(proposed)).to.equal('2/5');
    const [warning] = said;
    expect(warning).to.deep.include({ code: 'period_closed_differs', severity: 'warning' });
    expect(whatOf(warning as Fault))
      .to.contain('closed at revision 1')
      .and.contain('on_time_delivery 75 % (3/4, Met) → 40 % (2/5, Missed)');
    expect(await status()).to.deep.include({ state: 'closed', revision: 1 });
  });

  it('is not changed by a withdrawal either', async () => {
    const withdrawn = await withdrawImport(deps, { batch: 2, reason: 'not ours', actor: 'lin' });
    expect(withdrawn.late).to.deep.equal([{ client: 'ACME', period, revision: 1, facts: 1 }]);
    expect((await status()).late.map(one => [one.withdraws, one.facts])).to.deep.equal([
      [null, 2],
      [2, 1],
    ]);
  });

  it('shows the closed figures, also after its rules have changed', async () => {
    const before = await figuresOf(deps);
    const rules = path.join(deps.workspace.directory, 'config/rules.yaml');
    const text = await readFile(rules, 'utf8');
    await writeFile(rules, text.replace('50%', '99%'));
    const changed = { ...(await depsFor(database(), deps.workspace.directory)), clock: () => july };
    expect(await figuresOf(changed)).to.deep.equal(before);
    expect(before).to.contain('0.5').and.contain('0.75');
    await writeFile(rules, text);
  });

  it('is reopened with a reason as its next revision, and closed again when what was missing is there', async () => {
    const [reopened] = await reopen();
    expect(reopened).to.deep.include({ client: 'ACME', period, revision: 2, reason: 'late receipts' });
    expect(await status()).to.deep.include({ state: 'reopened', revision: 2, late: [] });
    expect(await codesOf(reopen())).to.deep.equal([1, 'period_not_closed']);
    const [closed] = await close();
    expect(closed).to.deep.include({ revision: 2, waivers: [] });
    const second = await evaluate();
    expect(second).to.deep.include({ id: closed?.evaluation, state: 'closed', revision: 2 });
    expect(onTime(second)).to.equal('1/4');
    expect((await status()).history.map(({ kind, revision, by, reason }) => [kind, revision, by, reason])).to.deep.equal([
      ['closing', 1, 'lin', undefined],
      ['reopening', 2, 'wu', 'late receipts'],
      ['closing', 2, 'lin', undefined],
    ]);
  });

  it('keeps its first revision as it was', async () => {
    const shown: Evaluation[] = [];
    await written({ revision: 1 }, deps, ({ evaluation }) => shown.push(evaluation));
    expect(shown).to.deep.equal([first]);
    const stop = await stopOf(written({ revision: 3 }));
    expect([stop.exitCode, stop.faults[0]?.code]).to.deep.equal([2, 'period_revision_unknown']);
  });

  it('is closed by one of two who close it at once; the other is told', async () => {
    const clients = ['BETA'];
    const ends = await Promise.allSettled([
      close({ clients, actor: 'one' }),
      close({ clients, actor: 'two' }),
      close({ clients, actor: 'three' }),
    ]);
    expect(ends.map(end => end.status).toSorted()).to.deep.equal(['fulfilled', 'rejected', 'rejected']);
    for (const end of ends)
      if (end.status === 'rejected')
        expect(await codesOf(Promise.reject(end.reason))).to.deep.equal([1, 'period_already_closed']);
    expect((await status('BETA')).history.length).to.equal(1);
  });

  it('closes for all clients that were asked for, or for none', async () => {
    const q2 = { period: '2026-Q2', clients: ['BETA', 'ACME'], waivers: [], actor: 'lin' };
    await closePeriod(deps, { ...q2, clients: ['ACME'] });
    expect(await codesOf(closePeriod(deps, q2))).to.deep.equal([1, 'period_already_closed']);
    const states = await periodStatus(deps, { period: '2026-Q2', clients: ['BETA', 'ACME'] });
    expect(states.map(one => [one.client, one.state])).to.deep.equal([
      ['BETA', 'open'],
      ['ACME', 'closed'],
    ]);
    // Nobody named: those that are closed already are left alone.
    const rest = await closePeriod(deps, { ...q2, clients: [] });
    expect(rest.map(one => one.client)).to.deep.equal(['BETA']);
  });

  it('leaves a ledger that follows', async () => {
    expect(await database().transaction(tx => verifyLedger(tx))).to.equal(undefined);
  });

  const written = (over: { revision?: number } = {}, using: Deps = deps, keep?: (one: ClientScorecard) => void) =>
    writeScorecards(using, { period, clients: ['ACME'], actor: 'lin', language: 'en', portfolio: false, ...over }, keep);

  /** Every number and text of the period's scorecard but the moment it was made. */
  async function figuresOf(using: Deps): Promise<readonly string[]> {
    const [file] = (await written({}, using)).files;
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file?.file ?? '');
    const cells: string[] = [];
    for (const sheet of workbook.worksheets)
      sheet.eachRow(line => line.eachCell(cell => cells.push(JSON.stringify(cell.result ?? cell.value ?? null))));
    return cells;
  }
});

eachDatabase('a period with a metric that is final later', database => {
  it('is not closed before that day, unless that is waived', async () => {
    const late = `metrics:
  - { id: receipts, kind: proportion, of: shipment, improves: up, final_from_day: 10, dated: delivered_at, passes: 'done_by(delivered_at, promised_at)' }
`;
    const directory = await workspaceOf({ ...files, 'config/receipts.yaml': late, 'june.csv': head + row('1', '2026-06-30') });
    const at = (clock: number): Promise<Deps> => depsFor(database(), directory).then(deps => ({ ...deps, clock: () => clock }));
    const close = async (day: number, waivers: readonly { source: string; reason: string }[] = [], id = period) =>
      closePeriod(await at(Date.UTC(2026, 6, day)), { period: id, clients: ['ACME'], waivers, actor: 'lin' });
    await imported(await at(Date.UTC(2026, 6, 1)), 'june.csv', 'acme');
    const stop = await stopOf(close(9));
    expect([stop.exitCode, stop.faults.map(fault => fault.code)]).to.deep.equal([1, ['period_metric_not_final']]);
    expect(whatOf(stop.faults[0])).to.contain('receipts').and.contain('2026-07-10 00:00 (UTC)');
    const waivers = [{ source: 'receipts', reason: 'the client asked' }];
    expect((await close(9, waivers))[0]).to.deep.include({ waivers });
    expect((await close(10, [], '2026-Q2'))[0]).to.deep.include({ waivers: [] });
  });

  it('is not closed before that day where it has no data yet, but a standard or an index asks for it', async () => {
    const metric = (id: string): string =>
      `  - { id: ${id}, kind: total, of: complaint, improves: down, final_from_day: 28, dated: received_at }\n`;
    const late = `metrics:
${['complained', 'weighed', 'unused'].map(metric).join('')}standards:
  - { metric: complained, at_most: "3", from: 2026-01-01 }
scales:
  - { metric: weighed, bands: [ { at_most: "3", score: 9 }, { score: 5 } ] }
indexes:
  - { id: tiny, on_missing: renormalise, min_coverage: "10%", tree: [ { metric: weighed, weight: 1 } ] }
`;
    const directory = await workspaceOf({ ...files, 'config/late.yaml': late, 'may.csv': head + row('5', '2026-05-30') });
    const at = (clock: number): Promise<Deps> => depsFor(database(), directory).then(deps => ({ ...deps, clock: () => clock }));
    const close = async (day: number) =>
      closePeriod(await at(Date.UTC(2026, 5, day)), { period: '2026-05', clients: ['ACME'], waivers: [], actor: 'lin' });
    await imported(await at(Date.UTC(2026, 5, 1)), 'may.csv', 'acme');
    const stop = await stopOf(close(22));
    expect(stop.faults.map(({ waives }) => waives)).to.deep.equal(['complained', 'weighed']);
    expect((await close(28))[0]).to.deep.include({ waivers: [] });
  });
});
