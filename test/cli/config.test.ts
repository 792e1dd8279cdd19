import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { emptyDirectory } from '../support/databases.js';
import { documentOf, plumbline, twoAtATime } from '../support/program.js';
import { writeFiles } from '../support/workspaces.js';

interface Report {
  readonly ok: boolean;
  readonly faults: readonly { readonly code: string; readonly place: { file?: string; line?: number; column?: number } }[];
  readonly summary: Readonly<Record<string, number>>;
}

const broken = {
  'plumbline.yaml': 'time_zone: Asia/Shangai\n',
  'config/rules.yaml': `metrics:
  - id: quick
    label: { en: Quick, zh: 快 }
    kind: proportion
    of: shipment
    improves: up
    dated: delivered_att
    population: { says: { en: all, zh: 全部 }, when: 'true' }
    passes: { says: { en: quick, zh: 快 }, when: 'delivered_at <= promised' }
standards:
  - { metric: on_time_delivry, at_least: "98%", from: 2026-01-01 }
  - { metric: on_time_delivery, at_least: "97%", minmum: "95%", from: 2026-01-01 }
`,
  'config/layouts/x.yaml': 'layout: x\nfact: shipmnt\nfields:\n  client: { column: c }\n',
  'config/torn.yaml': 'scales: ]\n',
};

describe('plumbline init', () => {
  let directory: string;
  before(async () => {
    directory = await emptyDirectory();
  });

  it('makes a workspace that is without faults, and says what to do next', async () => {
    const { code, stdout, stderr } = await plumbline({ cwd: directory }, 'init', 'acme');
    expect({ code, talk: stderr }).to.deep.equal({ code: 0, talk: '' });
    const acme = path.join(directory, 'acme');
    for (const made of ['plumbline.yaml', 'config', 'inbox', 'archive', 'rejects', 'scorecards', '.plumbline', '.gitignore']) {
      expect(existsSync(path.join(acme, made)), made).to.equal(true);
      expect(stdout).to.contain(made);
    }
    expect(stdout).to.contain('plumbline layout propose FILE');
    const check = await plumbline({ cwd: acme }, 'check', '--json');
    expect({ code: check.code, talk: check.stderr }).to.deep.equal({ code: 0, talk: '' });
    const { ok, faults, summary } = documentOf<Report>(check);
    expect({ ok, faults }).to.deep.equal({ ok: true, faults: [] });
    expect(summary).to.include({ indexes: 2, fields: 0, jobs: 6 });
  });

  it('never writes over a workspace', async () => {
    await writeFiles(directory, { 'mine/plumbline.yaml': 'time_zone: UTC # mine\n' });
    const { code, stdout, stderr } = await plumbline({ cwd: directory }, 'init', 'mine');
    expect({ code, out: stdout }).to.deep.equal({ code: 2, out: '' });
    expect(stderr).to.match(/^error workspace_exists/);
    expect(await readFile(path.join(directory, 'mine', 'plumbline.yaml'), 'utf8')).to.equal('time_zone: UTC # mine\n');
  });
});

describe('plumbline check', () => {
  let cwd: string;
  before(async () => {
    cwd = await emptyDirectory();
    await writeFiles(cwd, broken);
  });

  it('finds a lookup file that is not there, or lacks a column', async () => {
    const workspace = await emptyDirectory();
    const looked = (lookup: string): string =>
      `layout: x\nfact: shipment\nfields:\n  client: { column: c }\n  shipment_no: { column: n }\n  lane: { column: m, lookup: ${lookup} }\n`;
    await writeFiles(workspace, {
      'plumbline.yaml': 'time_zone: UTC\n',
      'config/layouts/x.yaml': looked('{ file: ref/none.csv, key: id, value: name }'),
      'config/layouts/y.yaml': looked('{ file: ref/lanes.csv, key: id, value: title }').replace('layout: x', 'layout: y'),
      'config/layouts/ref/lanes.csv': 'id,name\n1,North\n',
    });
    const check = await plumbline({ cwd: workspace }, 'check', '--json');
    expect(check.code).to.equal(2);
    expect(documentOf<Report>(check).faults.map(({ code, place }) => [code, place.file])).to.have.deep.members([
      ['lookup_unreadable', 'config/layouts/x.yaml'],
      ['column_missing', 'ref/lanes.csv'],
    ]);
  });

  it('tells every fault at once, each with its file, line and column, and the nearest name', async () => {
    const { code, stdout, stderr } = await plumbline({ cwd }, 'check');
    expect({ code, out: stdout }).to.deep.equal({ code: 2, out: '' });
    const heads = stderr.split('\n').filter(line => line.startsWith('error '));
    expect(heads).to.have.members([
      'error zone_unknown  plumbline.yaml:1:12',
      'error yaml_syntax  config/torn.yaml:1:9',
      'error layout_fact_unknown  config/layouts/x.yaml:2:7',
      'error name_unknown  config/rules.yaml:7:12',
      'error name_unknown  config/rules.yaml:9:66',
      'error rule_metric_unknown  config/rules.yaml:11:15',
      'error config_key_unknown  config/rules.yaml:12:50',
    ]);
    for (const near of ['Asia/Shanghai', 'shipment', 'delivered_at', 'on_time_delivery', 'minimum'])
      expect(stderr).to.contain(`Did you mean ${near}?`);
    expect(stderr).to.contain('   11 |   - { metric: on_time_delivry');
  });

  it('is one JSON document with the same faults', async () => {
    const ran = await plumbline({ cwd }, 'check', '--json');
    const { ok, faults } = documentOf<Report>(ran);
    expect({ code: ran.code, ok, count: faults.length }).to.deep.equal({ code: 2, ok: false, count: 7 });
    expect(faults.find(({ code }) => code === 'rule_metric_unknown')?.place).to.include({
      file: 'config/rules.yaml',
      line: 11,
      column: 15,
    });
  });

  it('passes with warnings alone', async () => {
    const directory = await emptyDirectory();
    await writeFiles(directory, { 'plumbline.yaml': 'language: zh\n' });
    const { code, stdout, stderr } = await plumbline({ cwd: directory }, 'check');
    expect(code).to.equal(0);
    expect(stderr).to.match(/^warning time_zone_assumed {2}plumbline.yaml/);
    expect(stdout).to.contain('No errors in');
  });

  it('stands before every command that shows results: broken rules are exit code 2 with the same faults, without those of a layout', async () => {
    const { stderr: all } = await plumbline({ cwd }, 'check');
    const errorsOf = (text: string | undefined): readonly string[] =>
      (text ?? '').split('\n').filter(one => one.startsWith('error '));
    const ofRules = errorsOf(all).filter(one => !one.startsWith('error layout_fact_unknown'));
    expect(ofRules).to.have.length(6);
    const [evaluate, metrics] = await twoAtATime(
      [
        ['evaluate', '--period', '2026'],
        ['metrics', 'list'],
      ],
      args => plumbline({ cwd }, ...args),
    );
    for (const ran of [evaluate, metrics]) {
      expect({ code: ran?.code, out: ran?.stdout }).to.deep.equal({ code: 2, out: '' });
      expect(errorsOf(ran?.stderr)).to.deep.equal(ofRules);
    }
  });
});

describe('plumbline layout', () => {
  let cwd: string;
  before(async () => {
    cwd = await emptyDirectory();
    await writeFiles(cwd, {
      'plumbline.yaml': 'time_zone: UTC\n',
      'config/layouts/mine.yaml':
        'layout: mine # as written\nfact: transport_demand\nfields: { client: { const: A }, demand_no: { column: no } }\n',
      'tms-june-2026-06.csv': '客户,运单号,承诺送达时间,实际送达时间\nACME,S1,2026-06-01 10:00,2026-06-01 09:00\n',
      'strange.csv': 'foo,bar\n1,2\n',
      'totals.csv':
        'Kunde;Sendung;Zugesagt;Zugestellt;Colli\nMueller;7001;02.03.2026 12:00;02.03.2026 11:20;4\nMueller;7002;13.03.2026 12:00;13.03.2026 13:20;6\nSumme;;;;10\n',
    });
  });

  it('propose takes no row of totals for an example', async () => {
    const { code, stdout } = await plumbline({ cwd }, 'layout', 'propose', 'totals.csv');
    expect(code).to.equal(0);
    expect(stdout).not.to.match(/Summe|fill:/);
    expect(stdout).to.include('client: { column: Kunde }');
  });

  it('list names every layout, where it comes from, and what it fills', async () => {
    const { layouts } = documentOf<{ layouts: object[] }>(await plumbline({ cwd }, 'layout', 'list', '--json'));
    expect(layouts).to.deep.include({
      layout: 'mine',
      fact: 'transport_demand',
      format: 'by file',
      file: 'config/layouts/mine.yaml',
      from: 'workspace',
    });
    expect(layouts.map(one => 'layout' in one && one.layout)).to.include.members(['scms', 'cfpb']);
  });

  it('show prints a layout as it is written, and names the nearest to one that there is not', async () => {
    const [shown, unknown] = await twoAtATime(['mine', 'mien'], name => plumbline({ cwd }, 'layout', 'show', name));
    expect(shown).to.include({ code: 0, stderr: '' });
    expect(shown?.stdout).to.match(/^layout: mine # as written\n/);
    expect(unknown).to.include({ code: 2, stdout: '' });
    expect(unknown?.stderr).to.contain('Did you mean mine?');
  });

  it('propose --print writes nothing, propose writes the layout, and never over one', async () => {
    const file = path.join(cwd, 'config', 'layouts', 'tms.yaml');
    const printed = await plumbline({ cwd }, 'layout', 'propose', 'tms-june-2026-06.csv', '--print');
    expect(printed).to.include({ code: 0, stderr: '' });
    expect(printed.stdout).to.contain('fact: shipment').and.contain('shipment_no: { column: 运单号 }');
    expect(existsSync(file)).to.equal(false);
    const written = await plumbline({ cwd }, 'layout', 'propose', 'tms-june-2026-06.csv', '--json');
    expect(documentOf(written)).to.include({ layout: 'tms', fact: 'shipment', file });
    expect(printed.stdout).to.contain(await readFile(file, 'utf8'));
    const again = await plumbline({ cwd }, 'layout', 'propose', 'tms-june-2026-06.csv');
    expect(again).to.include({ code: 2, stdout: '' });
    expect(again.stderr).to.contain('error layout_exists');
    expect((await plumbline({ cwd }, 'check')).code).to.equal(0);
  });

  it('propose says so when headers say nothing, or the file is not there', async () => {
    const [strange, missing] = await twoAtATime(['strange.csv', 'none.csv'], name =>
      plumbline({ cwd }, 'layout', 'propose', name),
    );
    expect(strange?.code).to.equal(2);
    expect(strange?.stderr).to.contain('error layout_not_proposable').and.contain('"foo", "bar"');
    expect(missing?.code).to.equal(3);
    expect(missing?.stderr).to.contain('error source_missing');
    const zero = await plumbline({ cwd }, 'layout', 'propose', 'strange.csv', '--header-row', '0');
    expect([zero.code, zero.stderr]).to.deep.equal([
      2,
      'error number_wrong\n  "0" is no value for --header-row.\n  Give a whole number from 1 to 1048576.\n',
    ]);
  });
});

describe('plumbline metrics', () => {
  let cwd: string;
  before(async () => {
    cwd = await emptyDirectory();
    await writeFiles(cwd, { 'plumbline.yaml': 'time_zone: UTC\nlanguage: zh\nadopt: paper\n' });
  });

  it('list names every metric, in the language of the workspace', async () => {
    const { code, stdout } = await plumbline({ cwd }, 'metrics', 'list');
    expect(code).to.equal(0);
    expect(stdout).to.match(/^on_time_delivery +货物准时送达率 +比例 +% +越高越好$/m);
  });

  it('show gives the definition with its standards, by id or by any printed name', async () => {
    const [byId, byAlias] = await twoAtATime(['on_time_delivery', '运输及时率'], name =>
      plumbline({ cwd }, 'metrics', 'show', name, '--json'),
    );
    expect(byId?.code).to.equal(0);
    expect(byAlias?.stdout).to.equal(byId?.stdout);
    const { metric, standards } = documentOf<{ metric: object; standards: object[] }>(
      byId ?? { code: 70, stdout: '', stderr: '' },
    );
    expect(metric).to.include({ id: 'on_time_delivery', kind: 'proportion', of: 'shipment', improves: 'up', unit: '%' });
    expect(standards[0]).to.include({ at_least: '98%' });
  });

  it('show names the nearest to one that there is not', async () => {
    const { code, stdout, stderr } = await plumbline({ cwd }, 'metrics', 'show', 'on_time_delivry');
    expect({ code, out: stdout }).to.deep.equal({ code: 2, out: '' });
    expect(stderr).to.contain('Did you mean on_time_delivery?');
  });
});
