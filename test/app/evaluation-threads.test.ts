import { availableParallelism, totalmem } from 'node:os';
import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { evaluateEach, evaluateInTurn } from '../../src/app/evaluation/evaluate.js';
import { evaluationThreads, evaluationThreadsFor, unseen } from '../../src/app/evaluation/evaluation-threads.js';
import type { SeenClient } from '../../src/cli/text/evaluated-client.js';
import { seeingFor } from '../../src/cli/text/seeing-client.js';
import { verbatim } from '../../src/faults/phrase.js';
import { Stop } from '../../src/faults/stop.js';
import { connect } from '../../src/store/connect.js';
import { freshServerUrl } from '../support/databases.js';
import { requires } from '../support/requires.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';

const codes = Array.from({ length: 151 }, (_, i) => `C${String(i).padStart(3, '0')}`);
const period = '2026-06';
const request = { period, actor: 'lin', at: Date.UTC(2026, 6, 2) };

const rows = codes.flatMap((code, i) =>
  Array.from({ length: 1 + (i % 3) }, (_, n) => `${code},${n},2026-06-03T12:00:00Z,2026-06-0${2 + ((i + n) % 3)}T11:00:00Z`),
);

const files = {
  'plumbline.yaml': `time_zone: UTC\nclients:\n${codes.map((code, i) => `  - { code: ${code}, segment: ${i % 2 === 0 ? 'food' : 'retail'} }\n`).join('')}`,
  'config/standards.yaml': 'standards: [{ metric: on_time_delivery, at_least: "1/3", scope: { segment: food } }]\n',
  'config/lines.yaml': shipmentLayout('lines', 'client no promised delivered'),
  'june.csv': `client,no,promised,delivered\n${rows.join('\n')}\n`,
  'june-2.csv': 'client,no,promised,delivered\nC002,99,2026-06-03T12:00:00Z,2026-06-09T11:00:00Z\n',
};

requires('postgres', 'Threads that evaluate', () => {
  let deps: Deps;
  /** The same database, of which no thread can be told where it is. */
  let alone: Deps;

  before(async function () {
    const url = (await freshServerUrl()) ?? expect.fail();
    const database = await connect({ url });
    deps = await depsFor(database, await workspaceOf(files));
    alone = { ...deps, database: { ...database } };
    await imported(deps, 'june.csv', 'lines');
    // A machine with one core, or with little memory, has none.
    if (evaluationThreadsFor(availableParallelism(), totalmem()) < 2) this.skip();
  });

  after(() => deps?.database.close());

  const printed = async (by: Deps) => {
    const all: [string, string, SeenClient][] = [];
    const seeing = seeingFor({ json: true, all: false, language: 'en' });
    await evaluateInTurn(by, { ...request, clients: [] }, seeing, ({ client, envelope, seen }) => {
      all.push([client, `${envelope.hash} ${envelope.ledger} ${envelope.made_at}`, seen]);
    });
    return all;
  };

  it('are there for many clients of a server, and nowhere else', async () => {
    expect(evaluationThreads(deps, 3, request, unseen)).to.equal(undefined);
    expect(evaluationThreads(alone, 5, request, unseen)).to.equal(undefined);
    expect(evaluationThreads(deps, 5, request, { view: () => undefined })).to.equal(undefined);
    const threads = evaluationThreads(deps, 5, request, unseen);
    expect(threads?.lanes).to.be.within(2, 5);
    await threads?.end();
  });

  it('give the same documents in the same order as one thread, at the moment that they are told', async () => {
    const byThreads = await printed(deps);
    expect(byThreads.map(([client]) => client)).to.deep.equal(codes);
    expect(new Set(byThreads.map(([, envelope]) => envelope.split(' ')[2]))).to.deep.equal(new Set(['2026-06-01T00:00:00Z']));
    expect(await printed(alone)).to.deep.equal(byThreads);
  });

  it('fail as one thread does: for the client alone, with its faults', async () => {
    const unsound: Deps['workspace']['unsound'] = [
      {
        concern: { kinds: ['standards'], clients: ['C060'], title: verbatim('standards'), place: {} },
        faults: [{ code: 'nothing_imported', severity: 'error', place: { file: 'config/standards.yaml' }, params: {} }],
      },
    ];
    const outcomes = async (by: Deps) => {
      const came: unknown[] = [];
      await evaluateEach({ ...by, workspace: { ...by.workspace, unsound } }, [...codes, 'NOBODY'], request, {
        seeing: unseen,
        done: ({ client, envelope }) => came.push([client, envelope]),
        failed: (client, failure) =>
          came.push([client, failure instanceof Stop ? [failure.exitCode, failure.faults, failure.message] : String(failure)]),
      });
      return came;
    };
    const byThreads = await outcomes(deps);
    expect(byThreads.length).to.equal(codes.length + 1);
    expect(byThreads[60]).to.deep.equal(['C060', [2, unsound[0]?.faults, new Stop(2, unsound[0]?.faults ?? []).message]]);
    expect(await outcomes(alone)).to.deep.equal(byThreads);
    const broken = { ...deps, workspace: { ...deps.workspace, unsound } };
    const stop = await stopOf(evaluateInTurn(broken, { ...request, clients: [] }, unseen, () => undefined));
    expect(stop.faults).to.deep.equal(unsound[0]?.faults);
  });

  it('hand on what is said of closed periods', async () => {
    const { closePeriod } = await import('../../src/app/periods/close.js');
    const later = { ...deps, clock: () => Date.UTC(2026, 6, 3) };
    const closing = { period, clients: ['C002'], waivers: [], acknowledge: 'Lin agrees', actor: 'lin' };
    await closePeriod(later, closing);
    await imported(later, 'june-2.csv', 'lines');
    const said: unknown[] = [];
    const log = (message: unknown): void => void said.push(message);
    await evaluateEach({ ...later, log }, codes, { period, actor: 'lin' }, { seeing: unseen, done: () => undefined });
    expect(said.map(message => (message as { readonly code?: string }).code)).to.deep.equal(['period_closed_differs']);
  });
});
