import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import exceljs from 'exceljs';
import { importContract, type ImportedContract } from '../../src/app/contracts/import.js';
import { listContracts, showContract } from '../../src/app/contracts/show.js';
import { writeTemplate } from '../../src/app/contracts/template.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { contractText } from '../../src/cli/text/contract.js';
import { importedText } from '../../src/cli/text/contract-import.js';
import { formatFault } from '../../src/faults/worded.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';

const settings = `time_zone: UTC
clients:
  - { code: NK, name: North Kitchen, segment: retail }
  - { code: LR, name: Lake Retail }
`;

/** One in time, one 20 minutes late, one ten hours late, each month. */
const facts = [
  'client,no,status,promised,delivered',
  ...['01', '02', '03', '04'].flatMap(month =>
    ['07:00', '08:20', '18:00'].map(
      (time, i) => `NK,${month}-${i},delivered,2026-${month}-05T08:00:00Z,2026-${month}-05T${time}:00Z`,
    ),
  ),
].join('\n');

const written = `# Signed on 2 January.
contracts:
  - id: nk-2026
    client: NK
    from: 2026-01-01
    # Thirty minutes: Annex B.
    rules: { grace: minutes(30) }
    measures:
      - group: { en: Delivery, zh: 配送 }
        metrics:
          - { metric: on_time_delivery, at_least: "60%" } # the only one
`;

describe('a contract filled in as a workbook', () => {
  let borrowed: Borrowed;
  let deps: Deps;
  let directory: string;
  before(async function () {
    this.timeout(400_000);
    borrowed = await borrowDatabase();
    directory = await workspaceOf({
      'plumbline.yaml': settings,
      'config/shipments.yaml': shipmentLayout('shipments', 'client no status promised delivered', {}),
      'config/contracts/nk-2026.yaml': written,
      'facts.csv': facts,
    });
    deps = await depsFor(borrowed.database, directory);
    await imported(deps, 'facts.csv', 'shipments');
    for (const period of ['2026-01', '2026-02', '2026-03', '2026-04'])
      await evaluateClients(deps, { period, clients: ['NK'], actor: 'lin' });
  });
  after(() => borrowed.giveBack());

  const surroundings = () => ({ start: directory, workspace: directory, env: {}, clock: deps.clock });
  let count = 0;
  /** A template with the contract of the client, in which some cells are then filled in. */
  const filled = async (
    cells: Readonly<Record<string, string | number>>,
    language: 'en' | 'zh' = 'en',
    client: string | undefined = 'NK',
    formats: Readonly<Record<string, string>> = {},
  ): Promise<string> => {
    const file = path.join(directory, `filled-${++count}.xlsx`);
    await writeTemplate(surroundings(), { client, on: '2026-06-01', language, file });
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(file);
    for (const [address, value] of Object.entries(cells)) {
      const [sheet = '', cell = ''] = address.split('!');
      const found = book.getWorksheet(sheet);
      if (found === undefined) throw new Error(`no sheet ${sheet}`);
      found.getCell(cell).value = value;
      const numFmt = formats[address];
      // Cells of one look share an object.
      if (typeof value === 'number' && numFmt !== undefined) found.getCell(cell).style = { ...found.getCell(cell).style, numFmt };
    }
    await book.xlsx.writeFile(file);
    return file;
  };
  const brought = async (file: string, how: Partial<Parameters<typeof importContract>[1]> = {}): Promise<ImportedContract> =>
    importContract(
      { ...deps, workspace: await loadWorkspace(directory) },
      { path: file, dryRun: false, isConfirmed: false, ...how },
    );
  const kept = (): Promise<string> => readFile(path.join(directory, 'config/contracts/nk-2026.yaml'), 'utf8');

  for (const language of ['en', 'zh'] as const)
    it(`that is saved as it was written changes nothing (${language})`, async () => {
      const { outcome, difference } = await brought(await filled({}, language));
      expect([outcome, difference]).to.deep.equal(['same', []]);
      expect(await kept()).to.equal(written);
    });

  it('shows what changes, figure by figure and line by line, and waits to be confirmed', async () => {
    await writeFile(path.join(directory, 'config/contracts/nk-2026.yaml'), written.replace(' # the only one', ''));
    const file = await filled({ 'Measures!F6': '70%' });
    const shown = await brought(file);
    expect(shown.outcome).to.equal('to_be_confirmed');
    expect(shown.difference).to.include('+           - { metric: on_time_delivery, at_least: "70%" }');
    expect(shown.effect?.periods).to.deep.equal(['2026-02', '2026-03', '2026-04']);
    const text = importedText(shown, 'en');
    expect(text).to.match(/NK +2026-04 +On-time delivery rate.*≥ 60%.*≥ 70%.*met → missed/);
    expect(text).to.contain('Repeat the command with --yes');
    expect(await kept()).to.contain('at_least: "60%"');
    await writeFile(path.join(directory, 'config/contracts/nk-2026.yaml'), written);
  });

  it('is written without losing a comment of what stays', async () => {
    const { outcome } = await brought(await filled({ 'Rules!D7': '45' }), { isConfirmed: true });
    expect(outcome).to.equal('written');
    expect(await kept()).to.equal(written.replace('rules: { grace: minutes(30) }', 'rules:\n      grace: minutes(45)'));
    await writeFile(path.join(directory, 'config/contracts/nk-2026.yaml'), written);
  });

  it('has its percentages as such, also where the spreadsheet keeps them as numbers', async () => {
    const cells = {
      'Measures!F6': 0.9,
      'Measures!G6': 0.825,
      'Measures!H6': '1',
      'Measures!D7': 'Complaint rate',
      'Measures!E7': 'at most',
      'Measures!F7': 0.03,
      'Measures!D8': 'Complaint handling time',
      'Measures!E8': 'at most',
      'Measures!F8': 0.5,
    };
    await writeFile(path.join(directory, 'config/contracts/nk-2026.yaml'), written.replace(' # the only one', ''));
    const file = await filled(cells, 'en', 'NK', { 'Measures!F6': '0%', 'Measures!G6': '0.0%' });
    const { difference } = await brought(file, { dryRun: true });
    await writeFile(path.join(directory, 'config/contracts/nk-2026.yaml'), written);
    const added = difference.filter(line => line.startsWith('+')).join('\n');
    expect(added).to.contain('at_least: "90%"').and.to.contain('minimum: "82.5%"').and.to.contain('stretch: "100%"');
    expect(added).to.contain('at_most: "3%"').and.to.contain('at_most: "0.5"');
  });

  it('has a percentage above 100 % as the spreadsheet shows it', async () => {
    await writeFile(path.join(directory, 'config/contracts/nk-2026.yaml'), written.replace(' # the only one', ''));
    const cells = { 'Measures!D7': 'Complaint rate', 'Measures!E7': 'at most', 'Measures!F7': 1.5, 'Measures!H7': 0.07 };
    const file = await filled(cells, 'en', 'NK', { 'Measures!F7': '0%', 'Measures!H7': '0.0 %' });
    const { difference } = await brought(file, { dryRun: true });
    await writeFile(path.join(directory, 'config/contracts/nk-2026.yaml'), written);
    expect(difference.join('\n')).to.contain('at_most: "150%", stretch: "7%"');
  });

  it('has the shares of its credits as percentages, and its points as numbers', async () => {
    const terms = { 'Credits!B5': 'EUR', 'Credits!B6': 200_000, 'Credits!B8': 0.05, 'Credits!B9': 0.01, 'Credits!B10': 500 };
    const step = { 'Credits!C14': 'less than', 'Credits!D14': 0.6, 'Credits!E14': 'credit to the client' };
    const shares = { ...terms, ...step, 'Credits!A14': 'On-time delivery rate', 'Credits!B14': 1, 'Credits!F14': 0.4 };
    await writeFile(path.join(directory, 'config/contracts/nk-2026.yaml'), written.replace(' # the only one', ''));
    const { yaml } = await brought(await filled(shares, 'en', 'NK', { 'Credits!B8': '0.0%' }), { dryRun: true });
    const points = await brought(await filled({ ...shares, 'Credits!B14': '', 'Credits!F14': 0.5 }), { dryRun: true });
    await writeFile(path.join(directory, 'config/contracts/nk-2026.yaml'), written);
    expect(yaml).to.contain('at_risk: "5%"').and.to.contain('bonus_cap: "1%"').and.to.contain('fee: "200000"');
    expect(yaml)
      .to.contain('point_value: "500"')
      .and.to.contain('pool: "100%"')
      .and.to.match(/less_than: "60%", credit: "40%"/);
    expect(points.yaml).to.contain('credit: "0.5"');
  });

  it('is shown with the shares of its credits as percentages, also where YAML has them as numbers', async () => {
    const steps = '[ { less_than: "90%", credit: 0.4 } ]';
    const items = `[ { metric: on_time_delivery, pool: 0.5, steps: ${steps} }, { metric: otif, pool: "50%", steps: ${steps} } ]`;
    const credits = `    credits: { fee: 200000, currency: EUR, at_risk: 0.05, items: ${items} }\n`;
    await writeFile(path.join(directory, 'config/contracts/nk-2026.yaml'), `${written}${credits}`);
    const { shown, workspace } = await showContract(surroundings(), { contract: 'nk-2026', client: undefined, on: undefined });
    await writeFile(path.join(directory, 'config/contracts/nk-2026.yaml'), written);
    const text = contractText(shown, workspace.toWord, 'en');
    expect(text).to.contain('200000 EUR per month, 5% of it at risk').and.to.contain('On-time delivery rate (50% of it)');
    expect(text).to.contain('credit to the client 40%');
  });

  it('is not written where a comment would be lost', async () => {
    const { faults } = await stopOf(brought(await filled({ 'Measures!F6': '70%' }), { isConfirmed: true }).then(() => undefined));
    expect(faults.map(({ code }) => code)).to.deep.equal(['contract_comments']);
    expect(await kept()).to.equal(written);
  });

  it('names the cell of everything that is no such value, at once', async () => {
    const file = await filled({
      'Contract!B12': 31,
      'Measures!D7': 'On-time delivry rate',
      'Measures!D8': 'On time in full',
      'Measures!E8': 'at least',
      'Measures!F8': '1/0',
      'Credits!B5': 'CNY',
    });
    const { faults } = await stopOf(brought(file));
    expect(faults.map(({ code, place }) => `${code} ${place.sheet}!${place.cell}`)).to.deep.equal([
      'config_value_wrong Contract!B12',
      'contract_word_unknown Measures!D7',
      'config_value_wrong Measures!F8',
      'config_value_wrong Credits!B5',
    ]);
  });

  it('names the cell of a level and of an expression that cannot be meant', async () => {
    const { faults } = await stopOf(brought(await filled({ 'Measures!F6': '970%', 'Rules!F30': 'deliverd_at > 3' })));
    expect(faults.map(({ code, place }) => `${code} ${place.sheet}!${place.cell}`)).to.deep.equal([
      'level_not_a_share Measures!F6',
      'name_unknown Rules!F30',
    ]);
    const [level] = faults;
    expect(level && formatFault(level)).to.match(/^error level_not_a_share {2}filled-\d+\.xlsx, sheet "Measures", cell F6\n.*97/);
  });

  it('is not held against the file that it would replace, when something in it is wrong', async () => {
    const { faults } = await stopOf(brought(await filled({ 'Measures!F6': 'about 98' })));
    expect(faults.map(({ code, place }) => `${code} ${place.sheet}!${place.cell}`)).to.deep.equal([
      'config_value_wrong Measures!F6',
    ]);
  });

  it('is told the id of the contract that it stands beside, to replace it', async () => {
    const { faults } = await stopOf(brought(await filled({ 'Contract!B5': 'nk-new' })));
    expect(faults.map(({ code }) => code)).to.deep.equal(['rule_tie']);
    expect(faults.map(one => formatFault(one)).join()).to.contain('Give it the id "nk-2026"');
    expect(faults.map(one => formatFault(one, 'zh')).join()).to.contain('请把编号写成 "nk-2026"');
  });

  it('says where weights do not add up', async () => {
    const file = await filled({ 'Measures!C6': '1', 'Measures!J6': '0.8' });
    const { faults } = await stopOf(brought(file));
    expect(faults.map(({ code, place }) => `${code} ${place.sheet}!${place.cell}`)).to.deep.equal(['weights_sum Measures!A6']);
  });

  it('says at which cell a weight counts for nothing, because no scale makes a score', async () => {
    const file = await filled({
      'Measures!C6': '100%',
      'Measures!J6': '60%',
      'Measures!D7': 'In-full delivery rate',
      'Measures!J7': '40%',
    });
    await writeFile(path.join(directory, 'config/contracts/nk-2026.yaml'), written.replace(' # the only one', ''));
    const { warnings, outcome } = await brought(file, { dryRun: true });
    await writeFile(path.join(directory, 'config/contracts/nk-2026.yaml'), written);
    expect([outcome, warnings.map(({ code, place }) => `${code} ${place.sheet}!${place.cell}`)]).to.deep.equal([
      'only_shown',
      ['contract_measure_unscored Measures!J7'],
    ]);
    expect(warnings.map(one => formatFault(one, 'zh')).join()).to.contain('单元格 J7');
  });

  it('becomes a file of its own for a client that has none yet, by the choices alone', async () => {
    const cells = {
      'Contract!B5': 'lr-2026',
      'Contract!B6': 'LR',
      'Contract!B8': '2026-05-01',
      'Measures!A6': 'Delivery',
      'Measures!D6': 'On-time delivery rate',
      'Measures!E6': 'at least',
      'Measures!F6': '97.5%',
      'Rules!C7': 'hours',
      'Rules!D7': 2,
    };
    const file = path.join(directory, 'empty.xlsx');
    await writeTemplate(surroundings(), { client: undefined, on: undefined, language: 'en', file });
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(file);
    for (const [address, value] of Object.entries(cells)) {
      const [sheet = '', cell = ''] = address.split('!');
      const found = book.getWorksheet(sheet);
      if (found !== undefined) found.getCell(cell).value = value;
    }
    await book.xlsx.writeFile(file);
    const { outcome, effect } = await brought(file);
    expect([outcome, effect]).to.deep.equal(['written', null]);
    const { contracts } = await listContracts(surroundings(), { client: undefined, on: undefined });
    expect(contracts.map(({ contract, client, from }) => [contract, client, from])).to.deep.equal([
      ['lr-2026', 'LR', '2026-05-01'],
      ['nk-2026', 'NK', '2026-01-01'],
    ]);
    const { shown, workspace } = await showContract(surroundings(), { contract: 'lr-2026', client: undefined, on: undefined });
    const text = contractText(shown, workspace.toWord, 'en');
    expect(text)
      .to.match(/On-time delivery rate +at least 97\.5%/)
      .and.to.contain('Grace after the due time: 2 hours  (hours(2))');
  });

  it('is refused where it is no template, or one without a sheet', async () => {
    const file = path.join(directory, 'other.xlsx');
    const book = new exceljs.Workbook();
    book.addWorksheet('Contract').getCell('A1').value = 'hello';
    await book.xlsx.writeFile(file);
    const { faults } = await stopOf(brought(file));
    expect(faults.map(({ code }) => code)).to.deep.equal(Array.from({ length: 4 }, () => 'sheet_unknown'));
    await writeFile(path.join(directory, 'text.xlsx'), 'no workbook');
    const broken = await stopOf(brought(path.join(directory, 'text.xlsx')));
    expect(broken.faults.map(({ code }) => code)).to.deep.equal(['workbook_broken']);
  });
});
