import { expect } from 'chai';
import type { ClosingPreviews } from '../../src/contract/closing.js';
import type { Board, Month } from '../../src/contract/month.js';
import type { SettledRejects } from '../../src/contract/rejects.js';
import type { Periods } from '../../src/contract/periods.js';
import { visibleBoard } from '../../src/app/months/board.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { runWorkspace } from '../../src/app/workspace/running-workspace.js';
import { workspaceOf } from '../app/importing.js';
import { holdDatabaseOpen } from '../support/workspaces.js';
import { beta, july, twoClients, twoClientsFiles } from '../support/two-clients.js';
import { type Serving, serving } from './serving.js';

const jobs = `jobs:
  - { id: letters, does: mail, with: { to: { ACME: [quality@acme.example] } } }
`;
const head = 'client,no,line,site,promised,delivered,consignee\n';
const untidy = `${head}ACME,R1,1,SHA,2026-06-20T12:00:00Z,31/06/2026,
NOBODY,R2,1,SHA,2026-06-20T12:00:00Z,2026-06-20T11:00:00Z,
ACME,R3,1,SHA,2026-06-20T12:00:00Z,2026-06-20T11:00:00Z,
`;
const nobodys = `${head}NOBODY,R9,1,SHA,2026-06-20T12:00:00Z,2026-06-20T11:00:00Z,\n`;

/** A month as the board has it, which reads no rules: without why measures have no figure. */
const withoutWhy = ({ steps, ...month }: Month): Month => {
  const measures = steps.undetermined.measures.map(measure => {
    const { why: _, ...rest } = measure;
    return rest;
  });
  const { losses: _, ...undetermined } = steps.undetermined;
  return { ...month, steps: { ...steps, undetermined: { ...undetermined, measures } } };
};

describe('the month of a client', () => {
  let service: Serving;
  let release: () => Promise<void>;
  const keys: Record<string, string> = {};
  const monthOf = async (client: string, period: string, key = keys['manager'] ?? ''): Promise<Month> =>
    (await (await service.ask(`/clients/${encodeURIComponent(client)}/periods/${period}/month`, { key })).json()) as Month;
  const boardOf = async (query = '', key = keys['manager'] ?? ''): Promise<Board> =>
    (await (await service.ask(`/board${query}`, { key })).json()) as Board;
  const statesOf = ({ steps }: Month): object =>
    Object.fromEntries(Object.entries(steps).map(([name, { state }]) => [name, state]));
  before(async () => {
    const files = { ...twoClientsFiles, 'config/jobs.yaml': jobs, 'untidy.csv': untidy, 'nobodys.csv': nobodys };
    const directory = await workspaceOf(files);
    const surroundings = { start: directory, workspace: directory, env: {}, clock: () => july };
    release = await holdDatabaseOpen(directory);
    const workspace = await runWorkspace(surroundings);
    await twoClients(workspace.deps());
    await workspace.close();
    service = await serving(directory, { surroundings });
    keys['manager'] = await service.key({ role: 'manager', name: 'Lin' });
    keys['bound'] = await service.key({ role: 'manager', clients: ['ACME'] });
    keys['client'] = await service.key({ role: 'client', clients: ['ACME'] });
  });
  after(async () => {
    await service.close();
    await release();
  });

  it('says of each step whether it is done, to do, waiting or not needed', async () => {
    const june = await monthOf('ACME', '2026-06');
    expect(june).to.deep.include({ client: 'ACME', period: '2026-06', state: 'reopened', revision: 2 });
    expect(statesOf(june)).to.deep.equal({
      sources: 'not_needed',
      rejects: 'done',
      figures: 'done',
      undetermined: june.steps.undetermined.measures.length === 0 ? 'done' : 'to_do',
      requests: 'not_needed',
      comment: june.steps.figures.missed > 0 ? 'to_do' : 'not_needed',
      handout: 'to_do',
      closing: 'to_do',
      sent: 'waiting',
      signed: 'waiting',
    });
    expect(june.to_do).to.equal(Object.values(statesOf(june)).filter(state => state === 'to_do').length);
    const performance = (await (
      await service.ask('/clients/ACME/performance?period=2026-06', { key: keys['manager'] ?? '' })
    ).json()) as { metrics: { metric: string; numerator: string | null; status: string; standard: unknown }[] };
    const missed = performance.metrics.filter(({ status, standard }) => standard !== null && status === 'missed');
    expect(june.steps.figures.missed).to.equal(missed.length);
    const overdue = performance.metrics.find(({ metric }) => metric === 'open_overdue_rate')?.numerator;
    expect(overdue).to.be.a('string');
    expect(june.steps.figures.open_overdue).to.equal(Number(overdue));
    const may = await monthOf('ACME', '2026-05');
    expect(may).to.deep.include({ state: 'closed', revision: 2 });
    expect(statesOf(may)).to.deep.include({ closing: 'done', handout: 'done', sent: 'to_do', signed: 'waiting' });
    const ofBeta = await monthOf(beta, '2026-06');
    expect(statesOf(ofBeta)).to.deep.include({ sources: 'to_do', sent: 'not_needed' });
    expect(ofBeta.steps.sources.expected.map(({ source }) => source)).to.deep.equal(['beta_sha']);
    expect(statesOf(await monthOf('ACME', '2026-08'))).to.deep.include({
      figures: 'waiting',
      closing: 'waiting',
      rejects: 'done',
    });
  });

  it('has rejected rows to mend in the month of the rest of their file, until they are mended', async () => {
    const deps = service.running.workspace.deps();
    for (const name of ['untidy.csv', 'nobodys.csv'])
      await importFile(deps, { path: `${service.directory}/${name}`, layout: 'beta_secret', dryRun: false, actor: 'lin' });
    const june = await monthOf('ACME', '2026-06');
    expect(june.steps.rejects).to.deep.equal({
      state: 'to_do',
      batches: [{ batch: 5, file: 'untidy.csv', rejected: 2, to_mend: 2, mended: 0, rejected_again: 0, settled: [] }],
    });
    expect(june.steps.figures).to.deep.include({ state: 'to_do', newer_imports: true });
    expect((await monthOf('ACME', '2026-05')).steps.rejects.batches).to.deep.equal([]);
    expect((await monthOf(beta, '2026-06')).steps.rejects.batches).to.deep.equal([]);
    const [ofNobody] = (await boardOf('?period=2026-06')).of_nobody;
    expect(ofNobody).to.deep.include({ batch: 6, file: 'nobodys.csv', rejected: 1, to_mend: 1 });
    const fixed = [
      { at: 1, row: '2', changes: [{ cell: 5, text: '2026-06-20T11:00:00Z' }] },
      { at: 2, row: '3', changes: [{ cell: 0, text: 'ACME' }] },
    ];
    const key = keys['manager'] ?? '';
    const previews = await service.ask('/periods/2026-06/closing?client=ACME', { key });
    const [preview] = ((await previews.json()) as ClosingPreviews).clients;
    expect(preview?.rejects.map(({ batch, to_mend: left }) => [batch, left])).to.deep.equal([[5, 2]]);
    const sent = await service.ask('/imports/5/rejects', { method: 'POST', key, body: { rows: fixed } });
    expect(sent.status).to.equal(201);
    expect((await monthOf('ACME', '2026-06')).steps.rejects).to.deep.equal({ state: 'done', batches: [] });
    const made = await service.ask('/clients/ACME/periods/2026-06/evaluation', { method: 'POST', key, body: {} });
    expect(made.status).to.equal(200);
    const { evaluation } = (await made.json()) as { evaluation: string };
    expect((await monthOf('ACME', '2026-06')).steps.figures).to.deep.include({ state: 'done', evaluation, newer_imports: false });
    const all = { method: 'POST', key, body: { left: true, reason: 'no client of ours' } };
    expect(((await (await service.ask('/imports/6/rejects/settle', all)).json()) as SettledRejects).rows).to.deep.equal(['2']);
    expect((await service.ask('/imports/6/rejects/settle', all)).status).to.equal(409);
  });

  it('asks for a new evaluation once its rules or what was decided about it have changed, and no longer after one', async () => {
    const key = keys['manager'] ?? '';
    const admin = await service.key({ role: 'admin', name: 'Wu' });
    const ask = async (path: string, body: unknown, by = key): Promise<Readonly<Record<string, unknown>>> => {
      const answer = await service.ask(path, { method: 'POST', key: by, body });
      expect(answer.status, path).to.be.oneOf([200, 201]);
      return (await answer.json()) as Readonly<Record<string, unknown>>;
    };
    const figures = async (by = key): Promise<object> => (await monthOf('ACME', '2026-06', by)).steps.figures;
    const evaluate = () => ask('/clients/ACME/periods/2026-06/evaluation', {});
    const current = { state: 'done', rules_changed: false, rules_changed_at: null, newer_decisions: false };
    await evaluate();
    for (const by of [key, keys['bound']]) expect(await figures(by)).to.deep.include(current);
    const text = 'standards:\n  - { metric: otif, at_least: "80%", from: 2026-01-01, scope: { client: ACME } }\n';
    await ask('/config/changes', { files: [{ file: 'config/more.yaml', base: null, text }], why: 'agreed' }, admin);
    const changed = { state: 'to_do', rules_changed: true };
    expect(await figures()).to.deep.include({ ...changed, rules_changed_at: '2026-07-10T00:00:00Z' });
    // A bound key is not told of changes of the firm's files.
    expect(await figures(keys['bound'])).to.deep.include({ ...changed, rules_changed_at: null });
    const row = (await boardOf('?period=2026-06')).clients.find(({ client }) => client === 'ACME');
    expect(row?.steps.figures).to.deep.include(changed);
    expect((await monthOf(beta, '2026-06')).steps.figures.rules_changed).to.equal(false);
    await evaluate();
    expect(await figures()).to.deep.include(current);
    const override = { period: '2026-06', metric: 'on_time_delivery', value: '99%', reason: 'agreed' };
    const { number } = await ask('/clients/ACME/overrides', override);
    expect(await figures()).to.deep.include(current);
    await ask(`/clients/ACME/overrides/${String(number)}/decision`, { decision: 'approval' }, admin);
    expect(await figures()).to.deep.include({ ...current, state: 'to_do', newer_decisions: true });
    await evaluate();
    expect(await figures()).to.deep.include(current);
    // Of two overrides of one metric only the last stands in the document.
    const again = await ask('/clients/ACME/overrides', { ...override, value: '98%' });
    await ask(`/clients/ACME/overrides/${String(again['number'])}/decision`, { decision: 'approval' }, admin);
    expect(await figures()).to.deep.include({ ...current, state: 'to_do', newer_decisions: true });
    await evaluate();
    expect(await figures()).to.deep.include(current);
  });

  it('shows all clients as a board, whoever needs most first, a page at a time', async () => {
    const all = await boardOf('?period=2026-06');
    expect(all.clients.map(({ client }) => client)).to.have.members(['ACME', beta]);
    expect(all.periods.slice(0, 2)).to.deep.equal(['2026-07', '2026-06']);
    const { months } = (await (await service.ask('/periods?limit=1', { key: keys['manager'] ?? '' })).json()) as Periods;
    const { period, periods } = await boardOf();
    expect(months).to.deep.equal({ begin: period, offered: periods });
    const first = await boardOf('?limit=1');
    expect([first.period, first.clients.length]).to.deep.equal(['2026-06', 1]);
    const second = await boardOf(`?limit=1&cursor=${first.next}`);
    expect(second.next).to.equal(null);
    expect([...first.clients, ...second.clients]).to.deep.equal(all.clients);
    for (const one of all.clients) expect(withoutWhy(await monthOf(one.client, '2026-06'))).to.deep.equal(one);
    expect((await service.ask('/board?cursor=x', { key: keys['manager'] ?? '' })).status).to.equal(400);
  });

  it('shows a bound manager its clients alone, and a client no steps at all', async () => {
    const own = await boardOf('?period=2026-06', keys['bound']);
    expect(own.clients.map(({ client }) => client)).to.deep.equal(['ACME']);
    expect([own.of_nobody, own.clients[0]?.steps.figures.evaluation === null]).to.deep.equal([[], false]);
    const key = keys['client'] ?? '';
    expect((await service.ask('/board', { key })).status).to.equal(403);
    expect((await service.ask('/clients/ACME/periods/2026-06/month', { key })).status).to.equal(403);
    const others = `/clients/${encodeURIComponent(beta)}/periods/2026-06`;
    expect((await service.ask(`${others}/month`, { key: keys['bound'] ?? '' })).status).to.equal(404);
    const asked = { method: 'POST', key: keys['bound'] ?? '', body: {} };
    expect((await service.ask(`${others}/evaluation`, asked)).status).to.equal(404);
    expect((await service.ask('/clients/ACME/periods/2026-07/evaluation', asked)).status).to.equal(200);
  });

  it('asks the database as often for many clients as for one', async () => {
    const codes = Array.from({ length: 60 }, (_, i) => `C${i}`);
    const directory = await workspaceOf({
      'plumbline.yaml': `time_zone: UTC\nclients: [${codes.map(code => `{ code: ${code} }`).join(', ')}]\n`,
      'config/sources.yaml': `sources:\n${codes.map(code => `  - { id: of_${code}, client: ${code}, fact: shipment, every: month }`).join('\n')}\n`,
    });
    const workspace = await runWorkspace({ start: directory, workspace: directory, env: {}, clock: () => july });
    const deps = workspace.deps();
    const everything = { clients: 'all', seesProvisional: true, isClient: false } as const;
    let asked = 0;
    const count = (): void => {
      asked++;
    };
    deps.database.knex.on('query', count);
    const of = async (limit: number): Promise<readonly [number, number]> => {
      asked = 0;
      const { clients } = await visibleBoard(deps, everything, { period: '2026-06', limit });
      return [clients.length, asked];
    };
    await of(1);
    const [[one, askedOfOne], [all, askedOfAll]] = [await of(1), await of(60)];
    await workspace.close();
    expect([one, all]).to.deep.equal([1, 60]);
    expect(askedOfOne).to.be.above(5);
    expect(askedOfAll).to.equal(askedOfOne);
  });
});
