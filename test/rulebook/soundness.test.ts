import { expect } from 'chai';
import type { Fault } from '../../src/faults/fault.js';
import { Stop } from '../../src/faults/stop.js';
import { inspectWorkspace, loadWorkspace } from '../../src/rulebook/load-workspace.js';
import {
  faultsFor,
  leftOut,
  type Use,
  useOfEvaluation,
  useOfImport,
  useOfJob,
  useOfRules,
  useOfSettings,
  useOfSources,
} from '../../src/rulebook/soundness.js';
import { inFolder, packaged } from './workspace-folder.js';

const settings = `time_zone: UTC
clients: [{ code: ACME }, { code: BETA }]
`;
const layout = (name: string, mapping = '{ column: no }'): string =>
  `layout: ${name}\nfact: shipment\nfields: { client: { const: ACME }, shipment_no: ${mapping} }\n`;
const sound = { 'plumbline.yaml': settings, 'config/layouts/tms.yaml': layout('tms') };

const uses: Readonly<Record<string, Use>> = {
  settings: useOfSettings,
  rules: useOfRules,
  'evaluate all': useOfEvaluation([]),
  'evaluate ACME': useOfEvaluation(['ACME']),
  'evaluate BETA': useOfEvaluation(['BETA']),
  'import tms': useOfImport('tms'),
  'import wms': useOfImport('wms'),
  'import answers': useOfImport('tms', 'survey_answer'),
  'job nightly': useOfJob('nightly'),
  'job other': useOfJob('other'),
  'evaluate job': useOfSources,
};
const every = Object.keys(uses);
const evaluations = ['evaluate all', 'evaluate ACME', 'evaluate BETA'];
const rules = ['rules', ...evaluations];
const imports = ['import tms', 'import wms', 'import answers'];
const besideSettings = every.filter(use => use !== 'settings');

/** What is at fault, and what it stops; everything else goes on and names it. */
const table: readonly (readonly [
  what: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  stops: readonly string[],
])[] = [
  ['plumbline.yaml', { 'plumbline.yaml': 'time_zone: Mars/Olympus\n' }, every],
  ['plumbline.yaml that no parser reads', { 'plumbline.yaml': 'time_zone: [\n' }, every],
  [
    'a layout with an unknown field',
    { 'config/layouts/wms.yaml': layout('wms').replace('shipment_no', 'shipmentno') },
    ['import wms'],
  ],
  ['a layout with a wrong key', { 'config/layouts/wms.yaml': `${layout('wms')}nonsense: 1\n` }, ['import wms']],
  ['a layout that no parser reads', { 'config/layouts/wms.yaml': `${layout('wms')}  encoding: "x\n` }, ['import wms']],
  [
    'a layout in another encoding',
    { 'config/layouts/wms.yaml': Buffer.concat([Buffer.from('layout: wms # '), Buffer.from([0xd4, 0xcb])]) },
    ['import wms'],
  ],
  [
    'standards in another encoding',
    { 'config/x.yaml': Buffer.concat([Buffer.from('standards: [] # '), Buffer.from([0xd4, 0xcb])]) },
    rules,
  ],
  ['a file in UTF-16', { 'config/x.yaml': Buffer.from('\uFEFFstandards: []', 'utf16le') }, besideSettings],
  ['a layout with a tab', { 'config/layouts/wms.yaml': `layout: "wms" # draft\n\tfact: shipment\n` }, ['import wms']],
  ['a layout with a key twice', { 'config/layouts/wms.yaml': `${layout('wms')}fact: shipment\n` }, ['import wms']],
  ['two layouts of one name', { 'config/layouts/a.yaml': layout('wms'), 'config/layouts/b.yaml': layout('wms') }, ['import wms']],
  ['the layout itself', { 'config/layouts/tms.yaml': layout('tms', '{ colum: no }') }, ['import tms', 'import answers']],
  ['a layout without a name', { 'config/layouts/new.yaml': 'layout:\nfact: shipment\n' }, []],
  [
    'a layout that no parser reads, before standards in the same file',
    { 'config/layouts/wms.yaml': `layout: wms\nfact: "shipment\nstandards: []\n` },
    [...rules, ...imports],
  ],
  [
    'a job',
    {
      'config/jobs.yaml':
        'jobs: [{ id: nightly, does: nothing }, { id: other, does: evaluate, with: { period: previous month } }]\n',
    },
    ['job nightly'],
  ],
  [
    'a job of an unknown layout',
    { 'config/jobs.yaml': 'jobs: [{ id: nightly, does: import_sql, with: { layouts: [none] } }]\n' },
    ['job nightly'],
  ],
  [
    'jobs that no parser reads',
    { 'config/jobs.yaml': 'jobs:\n  - { id: nightly, does: evaluate\n' },
    ['job nightly', 'job other'],
  ],
  ['a standard', { 'config/x.yaml': 'standards: [{ metric: on_time_delivery, at_leest: "98%" }]\n' }, rules],
  ['a standard of an unknown metric', { 'config/x.yaml': 'standards: [{ metric: no_such, at_least: "98%" }]\n' }, rules],
  [
    'a standard of one client',
    { 'config/x.yaml': 'standards: [{ metric: on_time_delivery, at_leest: "98%", scope: { client: ACME } }]\n' },
    ['rules', 'evaluate all', 'evaluate ACME'],
  ],
  [
    'a standard of a client who may be any',
    { 'config/x.yaml': 'standards: [{ metric: on_time_delivery, at_least: "98%", scope: { client: ACMEE } }]\n' },
    rules,
  ],
  [
    'a standard whose scope is at fault',
    { 'config/x.yaml': 'standards: [{ metric: on_time_delivery, at_least: "98%", scope: { client: ACME, sight: SHA } }]\n' },
    rules,
  ],
  ['standards that no parser reads', { 'config/x.yaml': 'standards:\n  - { metric: on_time_delivery, at_least: "98%\n' }, rules],
  ['standards that are no list', { 'config/x.yaml': 'standards: { metric: on_time_delivery }\n' }, rules],
  ['an expectation', { 'config/x.yaml': 'expectations: [{ metric: on_time_delivery }]\n' }, rules],
  ['a metric', { 'config/x.yaml': 'metrics: [{ id: on_time_delivery, kind: proportion }]\n' }, [...rules, 'import answers']],
  [
    'a metric of one client, which may replace one of all',
    { 'config/x.yaml': 'metrics: [{ id: on_time_delivery, kind: proportion, scope: { client: ACME } }]\n' },
    [...rules, 'import answers'],
  ],
  ['a scale', { 'config/x.yaml': 'scales: [{ metric: on_time_delivery, bands: [] }]\n' }, rules],
  ['an index', { 'config/x.yaml': 'indexes: [{ id: kpi, tree: [] }]\n' }, [...rules, 'import answers']],
  ['a calendar', { 'config/x.yaml': 'calendars: [{ id: c, weekdays: [mon], hours: ["9-17"] }]\n' }, rules],
  ['a reason', { 'config/x.yaml': 'reasons: [{ code: A }]\n' }, rules],
  ['a rate', { 'config/x.yaml': 'rates: [{ from_currency: USD }]\n' }, rules],
  ['an own field', { 'config/x.yaml': 'fields: [{ fact: shipment, id: client, type: text }]\n' }, [...rules, ...imports]],
  ['a phrase table', { 'config/x.yaml': 'phrases: [{ id: p, en: { good: 11 } }]\n' }, [...rules, ...imports]],
  [
    'a phrase table of one client',
    { 'config/x.yaml': 'phrases: [{ id: p, client: BETA, en: { good: 11 } }]\n' },
    ['rules', 'evaluate all', 'evaluate BETA', ...imports],
  ],
  ['a survey wave', { 'config/x.yaml': 'surveys: [{ wave: w, periods: [] }]\n' }, [...rules, 'import answers']],
  [
    'a survey wave of one client',
    { 'config/x.yaml': 'surveys: [{ wave: w, client: ACME, periods: [] }]\n' },
    ['rules', 'evaluate all', 'evaluate ACME', 'import answers'],
  ],
  ['a source', { 'config/x.yaml': 'sources: [{ id: s }]\n' }, ['rules', 'evaluate job']],
  [
    'a source of one client that says what it covers',
    { 'config/x.yaml': 'sources: [{ id: s, client: ACME, fact: shipment, every: day, fields: [pod], covers: "true" }]\n' },
    ['rules', 'evaluate all', 'evaluate ACME', 'evaluate job'],
  ],
  [
    'sources that no parser reads, of which one says what it covers',
    { 'config/x.yaml': 'sources:\n  - { id: s, client: ACME, fact: shipment, covers: "true\n' },
    [...rules, 'evaluate job'],
  ],
  ['a consequence', { 'config/x.yaml': 'consequences: [{ metric: on_time_delivery }]\n' }, rules],
  ['quadrants', { 'config/x.yaml': 'quadrants: [{ importance: x }]\n' }, rules],
  ['credits', { 'config/x.yaml': 'credits: [{ id: sla }]\n' }, rules],
  ['a self-audit answer', { 'config/x.yaml': 'self_audit: [{ question: none }]\n' }, rules],
  ['a self-audit question', { 'config/x.yaml': 'self_audit_questions: [{ id: q }]\n' }, rules],
  ['a misspelt key, under which anything may have stood', { 'config/x.yaml': 'standrads: []\n' }, besideSettings],
  ['a file that is no map', { 'config/x.yaml': '- standards\n' }, besideSettings],
  ['a file in braces that no parser reads', { 'config/x.yaml': '{ layout: wms, "standards": [ }\n' }, besideSettings],
];

const places = (faults: readonly Fault[]): readonly (string | undefined)[] => faults.map(({ place }) => place.file);

describe('A fault in config', () => {
  for (const [what, files, stops] of table) {
    it(`of ${what} stops what uses it, and nothing else`, () =>
      inFolder({ files: { ...sound, ...files } }, async directory => {
        const { workspace, faults } = await inspectWorkspace(directory, { packaged });
        const [error = expect.fail('nothing is at fault')] = faults.filter(({ severity }) => severity === 'error');
        const stopped = Object.entries(uses).flatMap(([name, use]) => {
          const stopping = faultsFor(workspace.unsound, use);
          // What is not refused is named, so that nothing is missing without a word.
          const named = [...stopping, ...leftOut(workspace.unsound, use)];
          expect(places(named), name).to.include(error.place.file);
          return stopping.length > 0 ? [name] : [];
        });
        expect(stopped).to.have.members(stops);
      }));
  }

  it('is thrown with its own words where it is used, and is a warning where it is not', () =>
    inFolder({ files: { ...sound, 'config/x.yaml': 'scales: [{ metric: on_time_delivery, bands: [] }]\n' } }, async directory => {
      const stop = await loadWorkspace(directory, { packaged }).catch((problem: unknown) => problem);
      expect(stop).to.be.instanceOf(Stop);
      expect(stop instanceof Stop && [stop.exitCode, ...stop.faults.map(({ code }) => code)]).to.deep.equal([
        2,
        'config_value_wrong',
      ]);
      const { warnings } = await loadWorkspace(directory, { packaged, use: useOfImport('tms') });
      expect(warnings.map(({ code, place }) => [code, place.file, place.line])).to.deep.equal([
        ['config_left_out', 'config/x.yaml', 1],
      ]);
    }));

  it('leaves nothing packaged in the place of what replaced it', () =>
    inFolder(
      {
        files: {
          ...sound,
          'config/jobs.yaml': 'jobs: [{ id: remind, does: nothing }]\n',
          'config/layouts/scms.yaml': 'layout: scms\nfact: nothing\n',
        },
      },
      async directory => {
        const { layouts, jobs } = await loadWorkspace(directory, { use: useOfSettings });
        expect(jobs.map(({ id }) => id))
          .to.include('import')
          .and.not.to.include('remind');
        expect(layouts.map(({ name }) => name))
          .to.include('tms')
          .and.include('cfpb')
          .and.not.to.include('scms');
      },
    ));

  it('is named once for each object, with how many errors it has', () =>
    inFolder(
      {
        files: {
          ...sound,
          'config/layouts/wms.yaml': 'layout: wms\nfact: shipment\nfields: { no: { column: a }, at: { column: b } }\n',
        },
      },
      async directory => {
        const { warnings } = await loadWorkspace(directory, { use: useOfImport('tms') });
        expect(warnings.map(({ code, params }) => [code, params])).to.deep.equal([
          ['config_left_out', { of: { phrase: 'object', is: 'layout', id: 'wms' }, errors: 4 }],
        ]);
      },
    ));
});
