import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { decide } from '../../src/app/amendments/decide.js';
import { requestExclusion } from '../../src/app/amendments/request.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { closePeriod } from '../../src/app/periods/close.js';
import type { Evaluation } from '../../src/evaluation/document.js';
import type { Fault } from '../../src/faults/fault.js';
import { connect, within } from '../../src/store/connect.js';
import { findEvaluation } from '../../src/store/evaluations.js';
import { freshServerUrl } from '../support/databases.js';
import { requires } from '../support/requires.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, faultsInto, imported, workspaceOf } from './importing.js';

const period = '2026-05';
const row = (no: number, client = 'ACME'): string => `${client},${no},2026-05-04T12:00:00Z,2026-05-04T13:00:00Z\n`;
const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME }, { code: BETA }]\n',
  'config/lines.yaml': shipmentLayout('lines', 'client no promised delivered'),
  'config/rules.yaml': 'reasons: [{ code: AO, label: Weather, party: force_majeure, excusable: true }]\n',
};

requires('postgres', 'An evaluation that something newer comes before', () => {
  let deps: Deps;
  const logged: Fault[] = [];

  before(async () => {
    const url = await freshServerUrl();
    if (url === undefined) throw new Error('PostgreSQL is not installed');
    deps = { ...(await depsFor(await connect({ url }), await workspaceOf(files))), log: faultsInto(logged) };
    await load(row(1), row(2), row(3), row(4, 'BETA'));
    await evaluated(deps);
  });
  after(() => deps.database.close());

  const load = async (...rows: readonly string[]): Promise<number> => {
    await writeFile(path.join(deps.workspace.directory, 'lines.csv'), `client,no,promised,delivered\n${rows.join('')}`);
    return (await imported(deps, 'lines.csv', 'lines')).batch ?? 0;
  };
  const evaluated = (by: Deps, asOfBatch?: number, clients = ['ACME', 'BETA']): Promise<readonly Evaluation[]> =>
    evaluateClients(by, { period, clients, actor: 'lin', asOfBatch });
  const current = async (): Promise<Evaluation> =>
    (await deps.database.transaction(tx => findEvaluation(tx, { client: 'ACME', period }))) ?? expect.fail('not evaluated');
  const late = ({ document }: Evaluation): string | null | undefined =>
    document.metrics.find(({ metric }) => metric === 'on_time_delivery')?.denominator;

  /** Does something, by itself or within a transaction, while an evaluation has read everything and waits for a table that it writes to. */
  async function whileKept(
    work: (other: Deps) => Promise<unknown>,
    begun: () => Promise<readonly Evaluation[]> = () => evaluated(deps),
  ): Promise<readonly Evaluation[]> {
    const { pending } = await deps.database.transaction(async tx => {
      await tx.raw('lock table rulebook in access exclusive mode');
      const pending = begun();
      pending.catch(() => undefined);
      const isWaiting = async (): Promise<boolean> => {
        const { rows } = await tx.raw<{ rows: object[] }>(
          "select from pg_locks where relation = 'rulebook'::regclass and not granted",
        );
        return rows.length > 0;
      };
      while (!(await isWaiting())) await pause(5);
      await work({ ...deps, database: { ...deps.database, transaction: within(tx) } });
      return { pending };
    });
    return pending;
  }

  const excluded = async (no: number): Promise<number> => {
    const { number } = await requestExclusion(deps, {
      client: 'ACME',
      metrics: ['on_time_delivery'],
      numbers: [String(no)],
      where: {},
      period,
      reason: 'AO',
      evidence: 'storm warning',
      actor: 'li',
      dryRun: false,
    });
    return number ?? expect.fail('nothing was asked for');
  };
  const approved = (number: number) => decide(deps, { kind: 'exclusion', number, decision: 'approval', actor: 'wang' });

  it('has what was approved meanwhile', async () => {
    const number = await excluded(1);
    const [made] = await whileKept(() => approved(number));
    expect(made?.document.exclusions?.map(({ exclusion }) => exclusion)).to.deep.equal([number]);
    expect([late(await current()), (await current()).id]).to.deep.equal(['2', made?.id]);
  });

  it('has it where a batch was asked for, too', async () => {
    const number = await excluded(2);
    const [made] = await whileKept(
      () => approved(number),
      () => evaluated(deps, 1),
    );
    expect([late(await current()), (await current()).id]).to.deep.equal(['1', made?.id]);
  });

  it('does not take the place of one that has seen a later batch', async () => {
    const [made] = await whileKept(async other => {
      await load(row(5));
      await evaluated(other, undefined, ['ACME']);
    });
    expect([made?.document.as_of_batch, (await current()).document.as_of_batch, late(await current())]).to.deep.equal([
      2,
      2,
      '2',
    ]);
  });

  it('is kept as it is where a batch came that nobody has evaluated yet', async () => {
    const [made] = await whileKept(() => load(row(6)));
    expect([made?.document.as_of_batch, (await current()).document.as_of_batch]).to.deep.equal([2, 2]);
  });

  it('says how it differs from what the period was closed with meanwhile', async () => {
    await load(row(7));
    const [made] = await whileKept(
      async other => closePeriod(other, { period, clients: ['ACME'], waivers: [], acknowledge: 'agreed', actor: 'lin' }),
      () => evaluated(deps, 3),
    );
    expect(made?.revision).to.equal(2);
    expect(logged.filter(({ code }) => code === 'period_closed_differs')).to.have.length(1);
  });
});
