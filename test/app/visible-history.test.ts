import type { Improvement } from '../../src/contract/improvement.js';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import ExcelJS from 'exceljs';
import { listActions } from '../../src/app/actions/list.js';
import { addActionFor, closeAction } from '../../src/app/actions/write.js';
import { laidOutAgain } from '../../src/app/audit/laid-out-again.js';
import { auditWorkbook } from '../../src/app/audit/workbook.js';
import { workbookText } from '../../src/cli/text/audit-workbook.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { improvementFor, visibleImprovement } from '../../src/app/improvement/show.js';
import { closePeriod, reopenPeriod } from '../../src/app/periods/close.js';
import { writeVisibleScorecard } from '../../src/app/service/visible-scorecard.js';
import type { Visibility } from '../../src/app/visible/visibility.js';
import { writeScorecards } from '../../src/app/scorecards/write-scorecards.js';
import { writeScorecard } from '../../src/reports/writers/xlsx.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, workspaceOf } from './importing.js';
import { shipmentLayout } from '../support/shipment-layout.js';

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients:\n  - { code: ACME }\n',
  'config/layouts/acme.yaml': shipmentLayout('acme', 'client no promised delivered'),
  'config/contracts.yaml': `contracts:
  - id: acme
    client: ACME
    from: 2026-05-01
    measures: [{ group: Delivery, metrics: [{ metric: on_time_delivery, at_least: "99%" }] }]
    handout: { annex: all }
`,
  'config/rules.yaml': 'standards:\n  - { metric: on_time_delivery, at_least: "99%", from: 2026-01-01 }\n',
};
/** Forty deliveries of a month, the first ones late. */
const monthOf = (month: string, late: number): string =>
  Array.from({ length: 40 }, (_, at) => {
    const day = `2026-${month}-${String((at % 28) + 1).padStart(2, '0')}`;
    return `ACME,${month}-${at},${day}T12:00:00Z,${day}T${at < late ? '13' : '11'}:00:00Z\n`;
  }).join('');

const client: Visibility = { clients: ['ACME'], seesProvisional: false, isClient: true };
const manager: Visibility = { clients: 'all', seesProvisional: true, isClient: false };
const asked = { client: 'ACME', period: '2026-04' };

type Cells = readonly (readonly [string, string])[];

/** What the sheets of a workbook say, but when it was made. */
async function cellsOf(file: string, ...sheets: readonly string[]): Promise<Cells> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const cells: (readonly [string, string])[] = [];
  for (const name of sheets)
    book.getWorksheet(name)?.eachRow(row => row.eachCell(cell => cells.push([`${name}!${cell.address}`, cell.text])));
  return cells;
}

eachDatabase('beside a closed period', database => {
  let deps: Deps;
  const under = (clients_see: 'closed' | 'provisional'): Deps => ({
    ...deps,
    workspace: { ...deps.workspace, settings: { ...deps.workspace.settings, clients_see } },
  });
  const closedAgain = async (by: Deps): Promise<void> => {
    await reopenPeriod(by, { period: '2026-04', clients: ['ACME'], reason: 'as agreed', actor: 'lin' });
    await closePeriod(by, { period: '2026-04', clients: ['ACME'], waivers: [], actor: 'lin' });
  };
  const written = async (period: string, folder: string, by: Deps = deps): Promise<string> => {
    const out = path.join(deps.workspace.directory, folder);
    const request = { period, clients: ['ACME'], actor: 'lin', language: 'en', out, portfolio: false } as const;
    return (await writeScorecards(by, request)).files[0]?.file ?? '';
  };
  const monthsOn = (cells: Cells): readonly string[] => [
    ...new Set(cells.flatMap(([, text]) => text.match(/2026-0[1-6](?!-|\d)/g) ?? [])),
  ];
  const verdictOf = ({ actions }: Pick<Improvement, 'actions'>) => actions[0]?.effect.because;
  const onTime = ({ signals }: Improvement) => signals.find(({ metric }) => metric === 'on_time_delivery');

  before(async () => {
    deps = await depsFor(database(), await workspaceOf(files));
    // January and March stay open: half of January was late, and nothing of March.
    const rows = [monthOf('01', 20), monthOf('02', 4), monthOf('03', 0), monthOf('04', 2), monthOf('05', 1)];
    await writeFile(path.join(deps.workspace.directory, 'all.csv'), `client,no,promised,delivered\n${rows.join('')}`);
    await imported(deps, 'all.csv', 'acme');
    const said = { metric: 'on_time_delivery', what: 'second driver', owner: 'Lin', start: '2026-02-05', due: '2026-03-31' };
    const { action } = await addActionFor(deps, { client: 'ACME', input: said, actor: 'wang' });
    await closeAction(deps, { number: action, done: '2026-03-31', actor: 'wang' });
    for (const period of ['2026-01', '2026-03']) await evaluateClients(deps, { period, clients: ['ACME'], actor: 'lin' });
    for (const period of ['2026-02', '2026-04'])
      await closePeriod(deps, { period, clients: ['ACME'], waivers: [], actor: 'lin' });
  });

  it('a client’s scorecard shows closed periods alone, as file and as download, and its audit finds no difference', async () => {
    const file = await written('2026-04', 'closed');
    const shown = await cellsOf(file, 'Summary', 'Trend', 'Actions');
    expect(monthsOn(shown)).to.have.members(['2026-02', '2026-04']);
    const made = await writeVisibleScorecard(deps, client, asked);
    try {
      expect(await cellsOf(made.file, 'Summary', 'Trend', 'Actions')).to.deep.equal(shown);
      for (const one of [file, made.file]) expect((await auditWorkbook(deps, one)).differences).to.deep.equal([]);
    } finally {
      await made.discard();
    }
  });

  it('improvement tells a client by closed periods what its list of actions tells it; the manager’s has the whole history', async () => {
    const seen = await visibleImprovement(deps, client, asked);
    expect(verdictOf(seen)).to.equal('no_period_before');
    expect(verdictOf({ actions: await listActions(deps, { client: 'ACME' }, client) })).to.equal('no_period_before');
    // 74 of the 80 of February and April; March lies between them unseen, so the two misses are no row.
    expect(onTime(seen)).to.include({ centre: 74 / 80, misses: 1, since: '2026-04' });
    const whole = await visibleImprovement(deps, manager, asked);
    expect(verdictOf(whole)).to.equal('better');
    expect(onTime(whole)).to.include({ centre: 134 / 160 });
    const typed = { ...asked, actor: 'lin' };
    expect(await improvementFor(deps, typed)).to.deep.equal(whole);
  });

  it('where clients see provisional periods, and beside a provisional one, the whole history is shown', async () => {
    const open = under('provisional');
    const before = await written('2026-04', 'before', open);
    expect(monthsOn(await cellsOf(before, 'Trend'))).to.have.members(['2026-02', '2026-04']);
    await closedAgain(open);
    const file = await written('2026-04', 'provisional', open);
    expect(monthsOn(await cellsOf(file, 'Trend'))).to.have.members(['2026-01', '2026-02', '2026-03', '2026-04']);
    expect(verdictOf(await visibleImprovement(open, { ...client, seesProvisional: true }, asked))).to.equal('better');
    const march = await written('2026-03', 'march');
    expect(monthsOn(await cellsOf(march, 'Trend'))).to.have.members(['2026-01', '2026-02', '2026-03']);
    // What clients see was frozen when it was closed; the setting by now is nothing to it.
    const again = await written('2026-04', 'again');
    expect(monthsOn(await cellsOf(again, 'Trend'))).to.include('2026-03');
    for (const one of [before, file, march, again]) expect((await auditWorkbook(deps, one)).differences).to.deep.equal([]);
  });

  it('a file of an open month from when it showed open months before it is held against that, and its audit says so', async () => {
    await evaluateClients(deps, { period: '2026-05', clients: ['ACME'], actor: 'lin' });
    const now = await written('2026-05', 'may');
    const audited = await auditWorkbook(deps, now);
    expect([audited.differences, audited.with_open_periods]).to.deep.equal([[], undefined]);
    const made = Math.floor(deps.clock() / 1000) * 1000;
    const said = { evaluation: audited.evaluation, language: 'en', author: 'Plumbline', madeAt: () => made } as const;
    const { card } = await deps.database.transaction(tx => laidOutAgain(tx, { ...said, withOpenPeriods: true }, 'whole'));
    const former = path.join(deps.workspace.directory, 'former.xlsx');
    await writeScorecard(card, former);
    expect(monthsOn(await cellsOf(former, 'Trend'))).to.have.members(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05']);
    const found = await auditWorkbook(deps, former);
    expect([found.differences, found.with_open_periods]).to.deep.equal([[], true]);
    expect(workbookText(found, 'en')).to.include('write it again with plumbline scorecard');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(former);
    const sheet = book.getWorksheet('KPIs');
    if (sheet !== undefined) sheet.getCell('B2').value = 'edited';
    await book.xlsx.writeFile(former);
    const edited = await auditWorkbook(deps, former);
    expect([edited.differences.map(({ cell }) => cell), edited.with_open_periods]).to.deep.equal([['KPIs!B2'], true]);
  });
});
