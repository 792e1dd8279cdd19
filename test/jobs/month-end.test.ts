import { cp, copyFile, mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type FoundWorkbook, readWorkbook } from '../../src/app/audit/read-workbook.js';
import type { Deps } from '../../src/app/deps.js';
import { run } from '../../src/cli/program.js';
import { startJobs } from '../../src/jobs/start.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import type { Workspace } from '../../src/rulebook/workspace.js';
import { type AnnexSheet, annexSheets, contractOn } from '../../src/standards/contract.js';
import { listRuns } from '../../src/store/jobs.js';
import { borrowDatabase, emptyDirectory } from '../support/databases.js';
import { FakeTime } from '../support/fake-time.js';
import { holdDatabaseOpen } from '../support/workspaces.js';

const seeds = fileURLToPath(new URL('../../seeds/demo', import.meta.url));
const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];
const jobs = `jobs:
  - id: import
    does: import_inbox
    with: { settled: 1 ms, files: [{ pattern: "*/warehouse.xlsx", layout: [warehouse_tasks, stock_counts] }] }
  - { id: scorecards, does: scorecards }
  - { id: month_end, does: chain, schedule: "0 6 2 * *", with: { steps: [import, evaluate, scorecards, mail] } }
`;

/** A file of the demo, where it arrives, and by which layouts it is read. */
interface Arrival {
  readonly from: string;
  readonly to: string;
  readonly layouts: readonly string[];
}

const monthly = {
  tms_china: 'tms-china.csv',
  rtm_shipments: 'rtm-shipments.csv',
  pod_returns: 'pod-returns.csv',
  complaints: 'complaints.ndjson',
};
const quarterly = {
  demands: 'demands.csv',
  contacts: 'contacts.txt',
  quality_checks: 'quality-checks.csv',
  invoices: 'invoices.csv',
  survey_chinese: 'survey-chinese.csv',
  survey_english: 'survey-english.csv',
};

/** What arrives after a month: its own files, a quarter's after its last month, and at the end what came late. */
function arrivals(month: string): readonly Arrival[] {
  const of = (folder: string, names: Readonly<Record<string, string>>): readonly Arrival[] =>
    Object.entries(names).map(([layout, name]) => ({
      from: `${folder}/${name}`,
      to: `${layout}/${folder}-${name}`,
      layouts: [layout],
    }));
  const quarter = { '2026-03': '2026-Q1', '2026-06': '2026-Q2' }[month];
  const ofQuarter =
    quarter === undefined
      ? []
      : [
          { from: `${quarter}/warehouse.xlsx`, to: `${quarter}/warehouse.xlsx`, layouts: ['warehouse_tasks', 'stock_counts'] },
          ...of(quarter, quarterly),
        ];
  const late = [
    { from: 'readings-2026-H1.csv', to: 'readings/readings-2026-H1.csv', layouts: ['readings'] },
    { from: 'corrections/tms-china-2026-03.csv', to: 'tms_china/tms-china-2026-03.csv', layouts: ['tms_china'] },
  ];
  return [...of(month, monthly), ...ofQuarter, ...(month === '2026-06' ? late : [])];
}

/** A workspace with the demo's settings and rules, whose database is still to come. */
async function demoWorkspace(): Promise<string> {
  const directory = await emptyDirectory();
  for (const name of ['plumbline.yaml', 'config'])
    await cp(path.join(seeds, name), path.join(directory, name), { recursive: true });
  await writeFile(path.join(directory, 'config', 'jobs.yaml'), jobs);
  return directory;
}

/** The sheets that a client's contract asks for at a month's end, all of them where nothing is agreed. */
function annexOf({ rulebook }: Workspace, code: string, month: string): readonly AnnexSheet[] {
  return contractOn(rulebook.contracts, { code }, `${month}-28`)?.handout?.annex ?? annexSheets;
}

async function arrive(directory: string, files: readonly Arrival[]): Promise<void> {
  for (const [i, { from, to }] of files.entries()) {
    const target = path.join(directory, 'inbox', to);
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(path.join(seeds, 'files', from), target);
    await utimes(target, 1_780_000_000 + i, 1_780_000_000 + i);
  }
}

/** A command line in this process, at a moment; its database is one that this process has open. */
async function typed(directory: string, at: number, ...args: readonly string[]): Promise<void> {
  let said = '';
  const streams = {
    stdout: (text: string) => void (said += text),
    stderr: (text: string) => void (said += text),
    isTerminal: false,
    env: {},
    start: directory,
    clock: () => at,
    user: 'lin',
  };
  const code = await run(args, streams);
  // Rows that the demo means to be rejected make it 1.
  if (code > 1) throw new Error(`plumbline ${args.join(' ')} ended with ${code}: ${said}`);
}

/** Persons have other pseudonyms in another database, so that breakdowns by agent, and with them the id, the hash and the ledger entry's hash, are never the same. */
const ofPersons = ['Audit!B4', 'Audit!B5', 'Audit!B8'];
const pseudonym = /\b[0-9a-f]{32}\b|(?<=\(pseudonym\) )[0-9a-f]{8}\b|(?<=^")[0-9a-f]{20}(?="$)/g;

function differences(found: FoundWorkbook, expected: FoundWorkbook): readonly string[] {
  const text = (book: FoundWorkbook, sheet: string, cell: string): string =>
    JSON.stringify(book.sheets.get(sheet)?.get(cell) ?? null).replaceAll(pseudonym, '‹a person›');
  const places = [...expected.sheets, ...found.sheets].flatMap(([sheet, cells]) =>
    [...cells.keys()].map(cell => [sheet, cell] as const),
  );
  return places
    .filter(([sheet, cell]) => !ofPersons.includes(`${sheet}!${cell}`))
    .filter(([sheet, cell]) => text(found, sheet, cell) !== text(expected, sheet, cell))
    .map(([sheet, cell]) => `${sheet}!${cell}: ${text(found, sheet, cell)}, by hand ${text(expected, sheet, cell)}`);
}

describe('the chain of the month’s end over the six months of the demo', function () {
  this.timeout(1_200_000);

  it('writes the scorecards that the command line writes, cell by cell', async () => {
    const [byJobs, byHand] = [await demoWorkspace(), await demoWorkspace()];
    const { database: ours, giveBack } = await borrowDatabase();
    const release = await holdDatabaseOpen(byHand);
    const time = new FakeTime('2026-01-31T00:00:00Z');
    const deps: Deps = { database: ours, clock: time.clock, workspace: await loadWorkspace(byJobs), env: {} };
    const running = startJobs({ deps: () => deps, timer: time.timer, lookEveryMs: 86_400_000 });
    try {
      await running.idle();
      for (const [i, month] of months.entries()) {
        const files = arrivals(month);
        await arrive(byJobs, files);
        await arrive(byHand, files);
        const due = new Date(Date.UTC(2026, i + 1, 1, 22)).toISOString();
        await time.until(due, () => running.idle());
        const [chain] = await ours.transaction(tx => listRuns(tx, { job: 'month_end', limit: 1 }));
        expect([chain?.due_at, chain?.outcome], chain?.log).to.deep.equal([Date.parse(due), 'done']);
        for (const { to, layouts } of files)
          for (const layout of layouts) await typed(byHand, time.now, 'import', `inbox/${to}`, '--layout', layout);
        const written = await readdir(path.join(byJobs, 'scorecards', month));
        const clients =
          deps.workspace.settings.clients?.map(client => client.code).filter(code => written.includes(`${code}.en.xlsx`)) ?? [];
        expect(clients).to.include.members(['ACME', 'QINGHE', 'LOTUS', 'NORDLYS']);
        const named = clients.flatMap(client => ['--client', client]);
        await typed(byHand, time.now, 'evaluate', '--period', month, ...named);
        await typed(byHand, time.now, 'scorecard', '--period', month, ...named);
        for (const client of clients) {
          const file = path.join('scorecards', month, `${client}.en.xlsx`);
          const [found, expected] = [await readWorkbook(path.join(byJobs, file)), await readWorkbook(path.join(byHand, file))];
          const annex = annexOf(deps.workspace, client, month);
          expect(expected.sheets.size, client).to.be.greaterThan(annex.length);
          expect(differences(found, expected), `${client}, ${month}`).to.deep.equal([]);
        }
      }
    } finally {
      await running.stop();
      await giveBack();
      await release();
    }
  });
});
