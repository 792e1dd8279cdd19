import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { documentFor } from '../../src/app/evaluation/documents.js';
import type { Deps } from '../../src/app/deps.js';
import type { EvaluationDocument } from '../../src/evaluation/document.js';
import { parsePeriod } from '../../src/facts/period.js';
import { dayText } from '../../src/facts/time.js';
import { creditsOf } from '../../src/standards/improvement/improvement.js';
import type { ImportedBatch } from '../../src/app/imports/imported-batch.js';
import { factKinds } from '../../src/facts/kinds.js';
import type { Database } from '../../src/store/connect.js';
import { depsFor, imported } from '../app/importing.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { demoClients, deliveriesCounted } from './deliveries-counted.js';

const seed = join(import.meta.dirname, '..', '..', 'seeds', 'demo');

interface Imports {
  readonly imports: readonly { readonly file: string; readonly layout: string }[];
}

describe('demo seed, imported', () => {
  let folder: string;
  let database: Database;
  let deps: Deps;
  let borrowed: Borrowed | undefined;
  const batches: ImportedBatch[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-demo-'));
    cpSync(seed, folder, { recursive: true });
    borrowed = await borrowDatabase();
    database = borrowed.database;
    deps = await depsFor(database, folder);
    // Our own file, whose shape is the interface above.
    const { imports } = parse(readFileSync(join(seed, 'import.yaml'), 'utf8')) as Imports;
    // The real delivery history beside it has tests of its own.
    const own = imports.filter(({ layout }) => layout !== 'scms');
    for (const { file, layout } of own) batches.push(await imported(deps, file, layout));
  });
  after(async () => {
    await borrowed?.giveBack();
    rmSync(folder, { recursive: true, force: true });
  });

  const where = (file: string): string => file.slice(file.indexOf('files/'));

  it('rejects the six rows that its README names, and no others', () => {
    const rejected = batches.flatMap(({ findings }) => findings.map(({ place }) => `${where(place.file ?? '')}:${place.line}`));
    const said = /^\| `([^`]+)`[^|]*\| (\d+) \| .*(?:row is rejected|both are rejected|other row with that key)/gm;
    const named = [...readFileSync(join(seed, 'README.md'), 'utf8').matchAll(said)].map(match => `${match[1]}:${match[2]}`);
    expect(rejected.sort()).to.deep.equal(named.sort());
    const codes = batches.flatMap(({ findings }) => findings.map(({ code }) => code));
    const expected = ['date_unreadable', 'date_unreadable', 'lookup_missed', 'number_marked', 'row_conflict', 'row_conflict'];
    expect(codes.sort()).to.deep.equal(expected);
    expect(batches.reduce((sum, { rows }) => sum + rows.rejected, 0)).to.equal(6);
  });

  it('warns of the hour that does not exist and of a complaint resolved before it was received, and of nothing else', () => {
    const warned = batches.flatMap(({ warnings }) => warnings.map(({ code, place }) => `${code} ${where(place.file ?? '')}`));
    expect(warned).to.deep.equal([
      'clock_gap files/2026-03/rtm-shipments.csv',
      'order_implausible files/2026-03/complaints.ndjson',
    ]);
  });

  it('has facts of every kind, completes shipments by their receipts, and corrects March', () => {
    expect([...new Set(batches.map(({ fact }) => fact))].sort()).to.deep.equal(factKinds.map(({ name }) => name).sort());
    const receipts = batches.filter(({ layout }) => layout === 'pod_returns').map(({ rows }) => rows);
    expect(receipts.map(rows => rows.changed)).to.deep.equal(receipts.map(rows => rows.read));
    expect(batches.at(-1)?.rows).to.deep.equal({ read: 5, new: 0, changed: 3, unchanged: 2, rejected: 0, skipped: 0 });
  });

  const evaluated = (client: string, period: string): Promise<EvaluationDocument> =>
    deps.database.transaction(
      async tx => (await documentFor(tx, deps, client, { period, at: Date.parse('2026-07-10T00:00:00Z') })).document,
    );
  const counts = ({ metrics }: EvaluationDocument, id: string): readonly string[] => {
    const found = metrics.find(({ metric }) => metric === id);
    return [found?.numerator ?? '', found?.denominator ?? ''].map(String);
  };

  it('has the deliveries in time that its rows come to by the rules of each contract', async function () {
    this.timeout(600_000);
    // May and June are the months that the rules of Lotus and Nordlys change, March the first of Kestrel and the one that was corrected.
    const months = ['2026-01', '2026-03', '2026-05', '2026-06'];
    for (const client of demoClients)
      for (const period of months) {
        const document = await evaluated(client, period);
        const { passed, judged } = deliveriesCounted(client, period);
        expect(counts(document, 'on_time_delivery'), `${client} ${period}`).to.deep.equal([passed, judged].map(String));
      }
    // Only Kestrel had no delivery before March.
    const empty = demoClients.filter(client => months.some(period => deliveriesCounted(client, period).judged === 0));
    expect(empty).to.deep.equal(['KESTREL']);
  });

  it('pays Qinghe for each late dispatch beyond three and for each late delivery', async () => {
    const document = await evaluated('QINGHE', '2026-06');
    const [sent, orders] = counts(document, 'on_time_dispatch').map(Number);
    const { passed, judged } = deliveriesCounted('QINGHE', '2026-06');
    expect([sent, orders, passed, judged]).to.deep.equal([147, 154, 152, 153]);
    const period = parsePeriod('2026-06', 'Asia/Shanghai');
    const on = {
      subject: { client: 'QINGHE', segment: 'pharma' },
      lastDay: dayText(period?.lastDay ?? 0),
      grain: 'month' as const,
    };
    const [credit] = creditsOf(deps.workspace.rulebook, document.metrics, on);
    // 7 late dispatches, 3 of them free, at 200; one late delivery at 500; the cold chain was kept.
    expect(credit?.malus).to.equal('1300');
    expect(credit?.lines.map(({ amount }) => Number(amount))).to.deep.equal([-500, -800, 0]);
  });

  it('shows the cold chain to the one client whose contract names it', async () => {
    const shown = await Promise.all(demoClients.map(client => evaluated(client, '2026-06')));
    const having = shown.filter(({ metrics }) => metrics.some(({ metric }) => metric === 'cold_chain_kept'));
    expect(having.map(({ client }) => client)).to.deep.equal(['QINGHE']);
  });
});
