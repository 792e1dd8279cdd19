import { existsSync, readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { demoInBrowser } from '../browser/demo-pages.js';
import { emptyDirectory } from '../support/databases.js';
import { stored } from '../support/libreoffice.js';
import { documentOf, plumbline, spawned, twoAtATime } from '../support/program.js';
import { holdDatabaseOpen, writeFiles } from '../support/workspaces.js';
import { recomputedByHand } from './recomputed-by-hand.js';

interface Slice {
  readonly key: string | null;
  readonly numerator: string;
  readonly denominator: string;
}

interface Evaluated {
  readonly clients: readonly {
    readonly client: string;
    readonly metrics: readonly (Slice & { readonly metric: string; readonly by: Readonly<Record<string, readonly Slice[]>> })[];
  }[];
}

interface Group {
  readonly n: number;
  readonly on_time: number;
}

/** Integers that two independent programs agreed on. */
const expected = (
  JSON.parse(readFileSync(new URL('../data/scms/expected.json', import.meta.url), 'utf8')) as {
    values: {
      overall: Group;
      shipments_by_asn_dn: { n: number; on_time_all_lines: number };
      by_country: Record<string, Group>;
      by_shipment_mode: Record<string, Group>;
      by_product_group: Record<string, Group>;
      by_fulfill_via: Record<string, Group>;
      by_month_delivered: Record<string, Group>;
    };
  }
).values;

/** Lines, where the packaged metric counts shipments. */
const lines = `metrics:
  - id: on_time_lines
    label: { en: Lines on time, zh: 准时行数 }
    kind: proportion
    of: shipment
    improves: up
    unit: "%"
    by: [mode, product, service]
    dated: delivered_at
    population: { says: { en: lines delivered, zh: 已送达行 }, when: 'status == "delivered"' }
    passes: { says: { en: by the scheduled day, zh: 按计划日送达 }, when: 'delivered_at <= promised_at' }
`;

const history = '2006-01-01..2015-12-31';
const group = ({ numerator, denominator }: Slice): Group => ({ n: Number(denominator), on_time: Number(numerator) });
const sum = (groups: readonly Group[]): Group =>
  groups.reduce((all, one) => ({ n: all.n + one.n, on_time: all.on_time + one.on_time }), { n: 0, on_time: 0 });
const bare = (groups: Readonly<Record<string, Group>>): Record<string, Group> =>
  Object.fromEntries(Object.entries(groups).map(([key, { n, on_time }]) => [key, { n, on_time }]));

describe('plumbline demo', function () {
  this.timeout(600_000);
  let start: string;
  let cwd: string;
  let shown: {
    directory: string;
    story: string[];
    batches: { layout: string; rows: Record<string, number> }[];
    scorecards: { file: string }[];
  };
  let whole: Evaluated;
  let release: (() => Promise<void>) | undefined;

  before(async () => {
    start = await emptyDirectory();
    const ran = await spawned({ cwd: start }, 'demo', '--json');
    expect(ran.code, ran.stderr).to.equal(0);
    expect(ran.stderr).to.equal('');
    shown = documentOf(ran);
    cwd = path.join(start, 'demo');
    await writeFiles(cwd, { 'config/lines.yaml': lines });
    release = await holdDatabaseOpen(cwd);
    whole = await evaluated(history);
  });
  after(() => release?.());

  async function evaluated(period: string): Promise<Evaluated> {
    const ran = await plumbline({ cwd }, 'evaluate', '--period', period, '--json');
    expect(ran.code, ran.stderr).to.equal(0);
    return documentOf<Evaluated>(ran);
  }

  /** A metric's groups by client, of the countries of the delivery history that have any. */
  function byCountry({ clients }: Evaluated, id: string): Record<string, Group> {
    const ofCountries = clients.filter(({ client }) => client in expected.by_country);
    const groups = ofCountries.flatMap(({ client, metrics }) =>
      metrics
        .filter(({ metric, denominator }) => metric === id && Number(denominator) > 0)
        .map(one => [client, group(one)] as const),
    );
    return Object.fromEntries(groups);
  }

  it('imports the fictitious months and the real history, and writes the workbooks', () => {
    expect(shown.directory).to.equal(cwd);
    const real = shown.batches.find(({ layout }) => layout === 'scms');
    expect(real?.rows).to.deep.equal({ read: 10324, new: 10324, changed: 0, unchanged: 0, rejected: 0, skipped: 0 });
    for (const { rows } of shown.batches) {
      const { read, ...others } = rows;
      expect(read).to.equal(Object.values(others).reduce((total, one) => total + one, 0));
    }
    expect(shown.scorecards.length).to.be.greaterThan(7);
    for (const { file } of shown.scorecards) expect(existsSync(file), file).to.equal(true);
  });

  it('hands over what each contract asks for, signed where a client signed', () => {
    const of = (client: string): readonly string[] =>
      shown.scorecards.map(({ file }) => path.relative(path.join(cwd, 'scorecards'), file)).filter(file => file.includes(client));
    for (const client of ['ACME', 'QINGHE', 'LOTUS', 'NORDLYS', 'KESTREL'])
      expect(of(client)).to.include.members([`2026-06/${client}.en.xlsx`, `2026-06/${client}.en.pdf`]);
    expect(shown.story.join('\n'))
      .to.contain('revision 1. Open for LOTUS: ')
      .and.to.contain('ACME 2026-06, revision 1, signed by Anna Chen; recorded by Lin Mei.');
  });

  /** That a workbook of June ranks by these indexes, and as its own cells come to by hand. */
  async function checkRankings(folder: string, client: string, indexes: readonly string[]): Promise<void> {
    const rankings = recomputedByHand(await stored(path.join(folder, `${client}.en.xlsx`)));
    expect(rankings.map(({ index }) => index)).to.have.members(indexes);
    for (const { index, shown: lines, expected: byHand } of rankings) {
      expect(lines.length, `${client}, ${index}`).to.be.at.least(5);
      expect(lines, `${client}, ${index}`).to.deep.equal(byHand);
    }
  }

  it('ranks by the weights of the contract as the cells of the workbook come to by hand', async () => {
    await checkRankings(path.join(cwd, 'scorecards', '2026-06'), 'ACME', ['Contract']);
  });

  it('ranks and places in quadrants as the cells of workbooks come to by hand, by both indexes where a client has no contract', async () => {
    const without = ['ACME', 'NORDLYS', 'LOTUS'];
    const files = without.map(client => path.join(cwd, 'config', 'contracts', `${client.toLowerCase()}.yaml`));
    const texts = await Promise.all(files.map(file => readFile(file, 'utf8')));
    await Promise.all(files.map(file => rm(file)));
    const out = path.join(start, 'without-contracts');
    const asked = ['--period', '2026-06', '--at', '2026-07-10T00:00:00Z', ...without.flatMap(client => ['--client', client])];
    const ran = await plumbline({ cwd }, 'scorecard', ...asked, '--out', out);
    await Promise.all(files.map((file, i) => writeFile(file, texts[i] ?? '')));
    expect(ran.code, ran.stderr).to.equal(0);
    for (const client of without)
      await checkRankings(path.join(out, '2026-06'), client, ['Client satisfaction index', 'Internal KPI index']);
  });

  it('answers every command that docs/auditor.md gives in full', async () => {
    const text = readFileSync(new URL('../../docs/auditor.md', import.meta.url), 'utf8');
    const given = [...text.matchAll(/`plumbline ([^`\n]+)`/g)].map(([, rest = '']) => rest);
    // What is to be filled in stands in capitals; a client's code is followed by its period.
    const commands = [...new Set(given)].filter(command => !/[[|…]|\b(?!ACME\b|ACS\d)[A-Z]{1,}\b/.test(command));
    expect(commands).to.include.members(['audit list', 'audit trace ACS26030087', 'audit diff ACME:2026-03:1 ACME:2026-03:2']);
    expect(commands.length).to.be.at.least(8);
    const failed: string[] = [];
    for (const command of commands.filter(one => one.includes(' ') && one !== 'audit verify')) {
      const { code, stderr } = await plumbline({ cwd }, ...command.split(' '));
      if (code !== 0) failed.push(`${command}: ${code} ${stderr}`);
    }
    expect(failed).to.deep.equal([]);
  });

  it('6 225 of 7 030 real shipments were on time', () => {
    const { n, on_time_all_lines } = expected.shipments_by_asn_dn;
    expect([on_time_all_lines, n]).to.deep.equal([6225, 7030]);
    expect(sum(Object.values(byCountry(whole, 'on_time_delivery')))).to.deep.equal({ n, on_time: on_time_all_lines });
  });

  it('9 138 of 10 324 lines were, by a metric of the workspace’s own, and as many as expected in each country', () => {
    const countries = byCountry(whole, 'on_time_lines');
    expect(sum(Object.values(countries))).to.deep.equal({ n: 10324, on_time: 9138 });
    expect(countries).to.deep.equal(bare(expected.by_country));
  });

  it('as many as expected by mode, product and way of fulfilment', () => {
    const slices = (dimension: string): Record<string, Group> => {
      const groups: Record<string, Group> = {};
      for (const { client, metrics } of whole.clients) {
        if (!(client in expected.by_country)) continue;
        for (const slice of metrics.find(({ metric }) => metric === 'on_time_lines')?.by[dimension] ?? []) {
          const key = slice.key ?? 'N/A';
          groups[key] = sum([groups[key] ?? { n: 0, on_time: 0 }, group(slice)]);
        }
      }
      return groups;
    };
    expect(slices('mode')).to.deep.equal(bare(expected.by_shipment_mode));
    expect(slices('product')).to.deep.equal(bare(expected.by_product_group));
    expect(slices('service')).to.deep.equal(bare(expected.by_fulfill_via));
  });

  it('as many as expected in a month', async () => {
    const months = ['2006-05', '2011-02', '2015-09'];
    const made = await twoAtATime(months, evaluated);
    for (const [i, month] of months.entries()) {
      const { n, on_time } = expected.by_month_delivered[month] ?? { n: 0, on_time: 0 };
      const found = made[i] === undefined ? [] : Object.values(byCountry(made[i], 'on_time_lines'));
      expect({ month, ...sum(found) }).to.deep.equal({ month, n, on_time });
      expect(n).to.be.greaterThan(0);
    }
  });

  demoInBrowser(() => cwd);

  it('leaves a folder alone that it did not make', async () => {
    const mine = path.join(start, 'mine');
    await writeFiles(mine, { 'notes.txt': 'mine' });
    const { code, stdout, stderr } = await plumbline({ cwd: start }, 'demo', '--out', 'mine');
    expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
    expect(stderr).to.contain('error demo_folder_taken');
    expect(await readFile(path.join(mine, 'notes.txt'), 'utf8')).to.equal('mine');
  });
});
