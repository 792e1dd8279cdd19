import { expect } from 'chai';
import { visibleExpectations } from '../../../src/app/service/rules.js';
import { loadWorkspace } from '../../../src/rulebook/load-workspace.js';
import { workspaceOf } from '../importing.js';

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME, name: Acme }, { code: BETA, name: Beta }]\n',
  'config/rules.yaml': `expectations:
  - { metric: on_time_delivery, expects: "99%", basis: best_in_industry, from: 2026-01-01, scope: { client: ACME } }
  - { metric: on_time_delivery, expects: "97%", basis: stated, scope: { client: BETA } }
  - { metric: on_time_delivery, promise: "98%", basis: competitor }
  - { metric: on_time_delivery, goal: "98.5%" }
  - { metric: on_time_delivery, understanding: "98%", basis: experience, scope: { client: ACME } }
`,
};

describe('expectations, as they are told', () => {
  it('have their basis; a client is told those that its own five gaps compare', async () => {
    const workspace = await loadWorkspace(await workspaceOf(files));
    const shown = (isClient: boolean, clients: readonly string[] | 'all') =>
      visibleExpectations({ workspace, clock: Date.now }, { isClient, clients, seesProvisional: true }).map(
        ({ role, level, basis }) => [role, level, basis],
      );
    for (const isClient of [true, false])
      expect(shown(isClient, ['ACME'])).to.deep.equal([
        ['expects', '99%', 'best_in_industry'],
        ['promise', '98%', 'competitor'],
        ['goal', '98.5%', null],
        ['understanding', '98%', 'experience'],
      ]);
    expect(shown(false, 'all')).to.have.lengthOf(5);
  });
});
