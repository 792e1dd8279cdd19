import { expect } from 'chai';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decimalText } from '../../src/facts/exact.js';
import { formatFault } from '../../src/faults/worded.js';
import { Stop } from '../../src/faults/stop.js';
import { packagedConfig } from '../../src/rulebook/config-files.js';
import { examples } from '../../src/rulebook/examples.js';
import { findWorkspace } from '../../src/rulebook/find-workspace.js';
import { inspectWorkspace, loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { placesOf } from '../../src/evaluation/plan.js';
import { clientOf, databaseOf, zoneOf } from '../../src/rulebook/workspace.js';
import { inFolder, packaged, withConfig } from './workspace-folder.js';

const rulesOf = (config: string) =>
  withConfig(config, async directory => (await loadWorkspace(directory, { packaged })).rulebook);

const faultsOf = async (directory: string) =>
  (await inspectWorkspace(directory, { packaged })).faults.map(
    fault => `${fault.code} ${fault.place.line}:${fault.place.column}`,
  );

describe('what config says', () => {
  it('is read exactly from its text: an unquoted 0.1 is a tenth, and a third is a third', async () => {
    const { indexes, standards } = await rulesOf(`
standards: [{ metric: on_time_delivery, at_least: 99.5%, minimum: 0.980 }]
indexes:
  - id: kpi
    tree: [{ metric: on_time_delivery, weight: 0.1 }, { metric: complaint_rate, weight: 0.7 }, { metric: complaint_handling_hours, weight: 20% }]
`);
    expect(
      standards.filter(one => one.metric === 'on_time_delivery').map(one => [one.level?.text, one.minimum?.text]),
    ).to.deep.equal([['99.5%', '0.980']]);
    expect(indexes[0]?.tree.map(node => decimalText(node.weight.value))).to.deep.equal(['0.1', '0.7', '0.2']);
  });

  it('keeps codes as they are written: leading zeros, NO and dates stay text', () =>
    inFolder(
      { files: { 'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: 007 }, { code: NO }, { code: 1e3 }]\n' } },
      async directory => {
        const { settings } = await loadWorkspace(directory, { packaged });
        expect(settings.clients?.map(client => client.code)).to.deep.equal(['007', 'NO', '1e3']);
      },
    ));

  it('takes a label as one text, in two languages, or in one that serves both', async () => {
    const { reasons } = await rulesOf(`
reasons:
  - { code: A, label: Weather, party: nature }
  - { code: B, label: { zh: 天气 }, party: nature }
  - { code: C, label: { en: lost, refused or late, zh: 其他 }, party: nature }
`);
    expect(reasons.map(reason => reason.label)).to.deep.equal([
      { en: 'Weather', zh: 'Weather' },
      { en: '天气', zh: '天气' },
      { en: 'lost, refused or late', zh: '其他' },
    ]);
  });

  it('may be shared by anchors, merged by <<, and split into documents', async () => {
    const { reasons } = await rulesOf(`
reasons:
  - &weather { code: A, party: nature, excusable: true }
  - { <<: *weather, code: B }
---
reasons:
  - { code: C, party: carrier }
`);
    expect(reasons.map(reason => [reason.code, reason.party, reason.excusable])).to.deep.equal([
      ['A', 'nature', true],
      ['B', 'nature', true],
      ['C', 'carrier', false],
    ]);
  });

  it('gives calendars their days and hours', async () => {
    const { calendars } = await rulesOf(
      'calendars: [{ id: china, weekdays: [sun, mon], hours: ["00:00-24:00"], holidays: [2026-10-01..2026-10-07, 2026-12-25] }]',
    );
    expect(calendars).to.deep.equal([
      {
        id: 'china',
        weekdays: [1, 7],
        hours: [[0, 86_400_000]],
        holidays: [
          ['2026-10-01', '2026-10-07'],
          ['2026-12-25', '2026-12-25'],
        ],
        working: [],
      },
    ]);
  });

  it('cannot be changed once it is read', async () => {
    const rules = await rulesOf('reasons: [{ code: A, party: nature }]');
    expect(
      Object.isFrozen(rules.standards[0]?.scope) && Object.isFrozen(rules.metrics) && Object.isFrozen(rules.reasons[0]),
    ).to.equal(true);
  });
});

describe('the workspace over the packaged defaults', () => {
  it('replaces an object of the same id whole and in its place, and adds others behind', async () => {
    const { metrics } = await rulesOf(`
metrics:
  - { id: own, kind: total, of: complaint, improves: down, dated: received_at }
  - { id: complaint_rate, kind: total, of: complaint, improves: down, dated: received_at }
`);
    const ids = ['on_time_delivery', 'complaint_rate', 'complaint_handling_hours', 'repeat_complaints', 'own'];
    expect(metrics.map(metric => metric.id)).to.deep.equal(ids);
    expect(metrics[1]?.kind).to.equal('total');
  });

  it('keeps a packaged standard beside one that begins later, and drops it for one that always holds', async () => {
    const texts = async (from: string) =>
      (await rulesOf(`standards: [{ metric: on_time_delivery, at_least: "97%"${from} }]`)).standards
        .filter(standard => standard.metric === 'on_time_delivery')
        .map(standard => standard.level?.text);
    expect(await texts(', from: 2026-01-01')).to.deep.equal(['98%', '97%']);
    expect(await texts(', from: 2000-01-01')).to.deep.equal(['97%']);
    expect(await texts('')).to.deep.equal(['97%']);
    expect(await texts(', scope: { client: ACME }')).to.deep.equal(['98%', '97%']);
  });

  it('finds a layout beside other objects, with `fields` as its columns', () =>
    withConfig(
      `
layout: complaints
fact: complaint
fields:
  client: { const: 007 }
  complaint_no: { column: No }
  received_at: { column: Received, format: dd/MM/yyyy }
metrics:
  - { id: own, kind: total, of: complaint, improves: down, dated: received_at }
`,
      async directory => {
        const { layouts, rulebook } = await loadWorkspace(directory, { packaged });
        expect(layouts.map(({ name, file, layout }) => [name, file, layout.fields['client']])).to.deep.equal([
          ['complaints', join(directory, 'config', 'rules.yaml'), { const: '007' }],
        ]);
        expect(rulebook.metrics.at(-1)?.id).to.equal('own');
      },
    ));
});

describe('faults of config', () => {
  it('come all at once, in the order of their lines, with the place inside an expression', () =>
    withConfig(
      `metrics:
  - id: own
    kind: proportion
    of: shipment
    improves: up
    dated: 'coalesce(delivered_at, closd_at)'
    passes:
      when: status == "delivered" and
        done_by(deliverd_at, promised_at)
standards:
  - { metric: on_time_delivery, at_least: "98%", params: { grace: "minutes(a)" } }
  - { metric: on_time_delivery, at_least: often, from: 2026-01-01 }
indexes:
  - { id: own, tree: [{ metric: own, weight: "0.567" }, { metric: nothing, weight: "0.567" }] }
`,
      async directory => {
        expect(await faultsOf(directory)).to.deep.equal([
          'name_unknown 6:36',
          'name_unknown 9:17',
          'name_unknown 11:76',
          'config_value_wrong 12:43',
          'weights_sum 14:22',
          'metric_unknown 14:67',
        ]);
      },
    ));

  it('of an object’s rules stand beside those of its shape, without their consequences', () =>
    withConfig(
      `metrics:
  - { id: a, kind: proportion, of: shipment, improves: sideways, dated: nowhere, passes: 'delivered_at + 1' }
  - { id: b, kind: proportion, of: shipment, improves: up, parms: { slack: hours(1) }, dated: delivered_at, passes: 'done_by(delivered_at, promised_at + slack)' }
  - { id: c, kind: ratio, improves: up, numerator: [ { of: shipmnt, dated: x }, { of: shipment, dated: elsewhere } ], denominator: [ { of: shipment, dated: delivered_at } ] }
standards:
  - { metric: nothing, at_least: many, from: 2026-13-01 }
  - { metric: on_time_delivery, at_leest: "98%", from: 2026-02-01, until: 2026-01-01 }
indexes:
  - id: kpi
    tree:
      - { metric: on_time_delivery, weight: heavy }
      - { metric: unheard_of, weight: "30%" }
      - { id: rest, children: [ { metric: neither, weight: "100%" } ] }
scales:
  - { metric: unknown_too, bands: [ { at_least: "50%", score: 99 }, { score: 1 } ] }
`,
      async directory => {
        expect(await faultsOf(directory)).to.deep.equal([
          'config_value_wrong 2:56',
          'name_unknown 2:73',
          'types_differ 2:91',
          // Without its params everything that names one of them would be at fault.
          'config_key_unknown 3:60',
          'config_value_wrong 4:60',
          'name_unknown 4:104',
          'rule_metric_unknown 6:15',
          'config_value_wrong 6:34',
          'config_value_wrong 6:46',
          'config_key_unknown 7:33',
          'period_reversed 7:75',
          // Nor is it said that the weights that are left do not add up.
          'config_value_wrong 11:45',
          'metric_unknown 12:19',
          'config_key_missing 13:9',
          'rule_metric_unknown 15:15',
          'config_value_wrong 15:63',
        ]);
      },
    ));

  it('of a layout and of plumbline.yaml are told at once too', () =>
    inFolder(
      {
        files: {
          'plumbline.yaml': 'time_zone: UTC\nclients_see: some\nclients:\n  - { code: A, calendar: lunar }\n',
          'config/layouts/a.yaml': `layout: a
fact: shipment
time_zone: UTC
header_row: none
fields:
  client: { const: A }
  shipment_no: { column: No }
  carier: { column: C }
`,
        },
      },
      async directory =>
        expect(await faultsOf(directory)).to.deep.equal([
          'config_value_wrong 2:14',
          'rule_calendar_unknown 4:26',
          'config_value_wrong 4:13',
          'layout_field_unknown 8:11',
        ]),
    ));

  it('stop the load with exit code 2, naming file, line and column', () =>
    withConfig('standards: [{ metric: on_time_delivery, at_least: often }]', async directory => {
      const problem = await loadWorkspace(directory, { packaged }).catch((thrown: unknown) => thrown);
      expect(problem).to.be.instanceOf(Stop);
      expect(problem instanceof Stop && [problem.exitCode, problem.message.split('\n')[0]]).to.deep.equal([
        2,
        'error config_value_wrong  config/rules.yaml:1:51',
      ]);
    }));

  it('do not spread: what names a broken object, or one in a broken file, is not at fault', () =>
    inFolder(
      {
        files: {
          'plumbline.yaml': 'time_zone: UTC\n',
          'config/a.yaml': 'metrics:\n  - { id: own, kind: totl, of: complaint }\n  - { id: other, kind: total, unit: % }\n',
          'config/b.yaml': 'standards:\n  - { metric: own, at_least: "1" }\n  - { metric: other, at_least: "1" }\n',
          'config/c.yaml': "metrics: [{ id: f, kind: formula, improves: up, unit: '%', formula: own + other }]\n",
        },
      },
      async directory => expect(await faultsOf(directory)).to.deep.equal(['yaml_syntax 3:37']),
    ));

  it('are warnings where nothing is decided wrongly, and these do not stop the load', () =>
    inFolder({ files: { 'plumbline.yaml': '' } }, async directory => {
      const { warnings, settings } = await loadWorkspace(directory, { packaged });
      expect(warnings.map(fault => fault.code)).to.deep.equal(['time_zone_assumed']);
      expect([settings.time_zone, settings.on_unknown_client, settings.clients]).to.deep.equal(['UTC', 'reject', undefined]);
    }));

  it('do not come from what is packaged', () =>
    inFolder({ files: { 'plumbline.yaml': 'time_zone: UTC\n' } }, async directory => {
      const { faults } = await inspectWorkspace(directory, { packaged: packagedConfig() });
      expect(faults.map(one => formatFault(one))).to.deep.equal([]);
    }));

  it('do not come from the commented examples of a new workspace, once they are meant', () =>
    inFolder(
      {
        files: Object.fromEntries(Object.entries(examples).map(([name, text]) => [`config/${name}`, text.replace(/^# /gm, '')])),
      },
      async directory => {
        await writeFile(join(directory, 'plumbline.yaml'), 'time_zone: UTC\nclients: [{ code: ACME }]\n');
        const { faults, workspace } = await inspectWorkspace(directory);
        expect(faults.map(one => formatFault(one))).to.deep.equal([]);
        expect(workspace.layouts.map(layout => layout.name)).to.contain('example');
        expect(await readFile(join(directory, 'config/rates.yaml'), 'utf8')).to.contain('rates:');
      },
    ));
});

describe('where a workspace is', () => {
  const files = { 'a/plumbline.yaml': 'time_zone: UTC\n', 'a/b/c/x': '', 'd/plumbline.yaml': '' };

  it('is said by --workspace, then PLUMBLINE_WORKSPACE, then the nearest folder above', () =>
    inFolder({ files }, async directory => {
      const start = join(directory, 'a/b/c');
      expect(findWorkspace(start, join(directory, 'd'), { PLUMBLINE_WORKSPACE: 'x' })).to.equal(join(directory, 'd'));
      expect(findWorkspace(start, undefined, { PLUMBLINE_WORKSPACE: join(directory, 'd') })).to.equal(join(directory, 'd'));
      expect(findWorkspace(start, '../../../d')).to.equal(join(directory, 'd'));
      expect(findWorkspace(start)).to.equal(join(directory, 'a'));
    }));
});

describe('clients and sites', () => {
  const settings = `
time_zone: Asia/Shanghai
clients: [{ code: ACME, time_zone: Europe/Rotterdam }, { code: BETA, depth: { transport: 1, cost: all } }]
sites: [{ code: SHA1, calendar: china }, { code: LAX, time_zone: America/Los_Angeles }]
`
    .replace('Europe/Rotterdam', 'Europe/Amsterdam')
    .replace(', cost: all', '');

  it('give times their zone: the site, else the client, else the workspace', () =>
    inFolder({ files: { 'plumbline.yaml': settings } }, async directory => {
      const workspace = await loadWorkspace(directory, { packaged });
      expect([
        zoneOf(workspace, 'LAX', 'ACME'),
        zoneOf(workspace, 'ZZZ', 'ACME'),
        zoneOf(workspace, undefined, 'NEW'),
      ]).to.deep.equal(['America/Los_Angeles', 'Europe/Amsterdam', 'Asia/Shanghai']);
      expect(
        placesOf(workspace.rulebook, clientOf(workspace, 'ACME')).sites.map(site => [site.code, site.zone, site.calendar?.id]),
      ).to.deep.equal([
        ['SHA1', 'Asia/Shanghai', 'china'],
        ['LAX', 'America/Los_Angeles', undefined],
      ]);
    }));

  it('see everything unless a depth is set, also when they are not registered', () =>
    inFolder({ files: { 'plumbline.yaml': settings } }, async directory => {
      const workspace = await loadWorkspace(directory, { packaged });
      expect(['ACME', 'BETA', 'NEW'].map(code => clientOf(workspace, code).depth)).to.deep.equal([
        'all',
        { transport: 1 },
        'all',
      ]);
      expect(clientOf(workspace, 'NEW').name).to.deep.equal({ en: 'NEW', zh: 'NEW' });
    }));

  it('leave the database to the environment where that names one', () =>
    inFolder({ files: { 'plumbline.yaml': 'time_zone: UTC\n' } }, async directory => {
      const workspace = await loadWorkspace(directory, { packaged });
      expect(databaseOf(workspace, {})).to.deep.equal({ directory: join(directory, '.plumbline', 'database') });
      expect(databaseOf(workspace, { DATABASE_URL: 'postgres://x/y' })).to.deep.equal({ url: 'postgres://x/y' });
    }));
});
