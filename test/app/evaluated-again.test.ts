import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { periodHistoryOf } from '../../src/app/visible/documents.js';
import { visibleEvaluationOf } from '../../src/app/visible/period-history.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { findEvaluation, lastEvaluations } from '../../src/store/evaluations.js';
import { eachDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const staff = { clients: 'all', seesProvisional: true, isClient: false } as const;

const standards = (level: string): string =>
  `standards: [{ metric: on_time_delivery, at_least: "${level}", from: 2026-01-01 }]\n`;

eachDatabase('An evaluation that comes to what an earlier one was', database => {
  let deps: Deps;
  let directory: string;

  const evaluated = async (level: string): Promise<string> => {
    await writeFile(path.join(directory, 'config/standards.yaml'), standards(level));
    deps = { ...deps, workspace: await loadWorkspace(directory) };
    const [made] = await evaluateClients(deps, { period: '2026-06', clients: ['ACME'], actor: 'lin' });
    return made?.id ?? expect.fail('nothing was evaluated');
  };

  /** The current evaluation as each way of asking for it has it. */
  const current = async (): Promise<readonly (string | undefined)[]> => {
    const last = await deps.database.transaction(async tx => [
      (await findEvaluation(tx, { client: 'ACME', period: '2026-06' }))?.id,
      (await lastEvaluations(tx, { period: '2026-06' })).find(({ client }) => client === 'ACME')?.id,
      (await lastEvaluations(tx)).find(({ client, period }) => client === 'ACME' && period === '2026-06')?.id,
    ]);
    const [shown] = await periodHistoryOf(deps.database, 'ACME');
    return [...last, shown === undefined ? undefined : visibleEvaluationOf(shown, staff)?.id];
  };

  before(async () => {
    directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME }, { code: BETA }]\n',
      'config/standards.yaml': standards('90%'),
      'config/lines.yaml': shipmentLayout('lines', 'client no promised delivered'),
      'june.csv': `client,no,promised,delivered
ACME,1,2026-06-03T12:00:00Z,2026-06-03T11:00:00Z
ACME,2,2026-06-04T12:00:00Z,2026-06-04T13:00:00Z
BETA,3,2026-06-04T12:00:00Z,2026-06-04T11:00:00Z
`,
    });
    deps = await depsFor(database(), directory);
    await imported(deps, 'june.csv', 'lines');
  });

  it('is the current one again, wherever one asks for it', async () => {
    const first = await evaluated('90%');
    expect(await current()).to.deep.equal([first, first, first, first]);
    const tried = await evaluated('50%');
    expect(tried).not.to.equal(first);
    expect(await current()).to.deep.equal([tried, tried, tried, tried]);
    expect(await evaluated('90%')).to.equal(first);
    expect(await current()).to.deep.equal([first, first, first, first]);
    expect(await evaluated('50%')).to.equal(tried);
    expect(await current()).to.deep.equal([tried, tried, tried, tried]);
  });

  it('adds an entry to the ledger each time, none where it is the current one already, and all of it verifies', async () => {
    const kinds = async (): Promise<readonly string[]> =>
      deps.database.transaction(async tx => (await tx('ledger').orderBy('entry').select('kind')).map(({ kind }) => String(kind)));
    await evaluated('50%');
    expect(await kinds()).to.deep.equal(['import', 'evaluation', 'evaluation', 'evaluation_again', 'evaluation_again']);
    const { verified, findings } = await verify(deps);
    expect([verified, findings]).to.deep.equal([true, []]);
  });
});
