import { expect } from 'chai';
import { workspaceWith } from '../support/workspaces.js';
import { type Serving, serving } from './serving.js';

const config = 'time_zone: UTC\nclients:\n  - { code: ACME, name: { en: Acme, zh: 艾克美 } }\n';

/** Whatever reads evaluations takes hours from now on. */
const slow = [
  'alter table evaluation rename to evaluation_kept',
  `create view evaluation as select * from evaluation_kept
     where (select count(*) from generate_series(1, 200000) a, generate_series(1, 200000) b) > 0`,
];
const mended = ['drop view evaluation', 'alter table evaluation_kept rename to evaluation'];

describe('a request whose statement takes too long on the embedded database', function () {
  this.timeout(120_000);
  let service: Serving;
  let key: string;
  const run = (statements: readonly string[]): Promise<void> =>
    service.running.workspace.deps().database.transaction(async tx => {
      for (const statement of statements) await tx.raw(statement);
    });

  before(async () => {
    service = await serving(await workspaceWith({ 'plumbline.yaml': config }));
    key = await service.key({ role: 'manager' });
    await run(slow);
  });
  after(() => service?.close());

  it('gets 503 with Retry-After; others are answered meanwhile, and everybody afterwards', async () => {
    let isOver = false;
    const asked = service.ask('/clients/ACME/periods', { key }).finally(() => {
      isOver = true;
    });
    const alive = await service.ask('^/healthz');
    expect([alive.status, isOver]).to.deep.equal([200, false]);
    const answer = await asked;
    // The shape of a problem document.
    const problem = (await answer.json()) as { readonly code: string };
    expect([answer.status, problem.code]).to.deep.equal([503, 'service_unavailable']);
    expect(Number(answer.headers.get('retry-after'))).to.be.above(0);
    await run(mended);
    const again = await service.ask('/clients/ACME/periods', { key });
    expect([again.status, await again.json()]).to.deep.equal([200, { periods: [] }]);
  });
});
