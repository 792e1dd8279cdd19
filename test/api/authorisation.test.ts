import { expect } from 'chai';
import { type Route } from '../../src/api/route.js';
import { type Role, roles } from '../../src/contract/me.js';
import { allRoutes } from '../../src/api/routes.js';
import { type Asked, type Serving, serving } from './serving.js';
import { beta, july, twoClients, twoClientsFiles } from '../support/two-clients.js';
import { workspaceWith } from '../support/workspaces.js';

/** Whoever asks: nobody, or a key with a role that is bound to a client or not. */
interface Who {
  readonly says: string;
  readonly role: Role | undefined;
  readonly isBound: boolean;
  key?: string;
}

const askers: readonly Who[] = [
  { says: 'nobody', role: undefined, isBound: false },
  ...roles.map(role => ({ says: `${role} of ACME`, role, isBound: true })),
  ...roles.filter(role => role !== 'client').map(role => ({ says: role, role, isBound: false })),
];

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

const fill = (path: string, client: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(name === 'client' ? client : (values[name] ?? '1')));

const values: Readonly<Record<string, string>> = {
  period: '2026-05',
  metric: 'on_time_delivery',
  evaluation: 'none',
  key: 'none',
};

describe('who may do what', () => {
  let service: Serving;
  before(async () => {
    const directory = await workspaceWith(twoClientsFiles);
    service = await serving(directory, {
      surroundings: { start: directory, workspace: directory, env: {}, clock: () => july },
      limits: { requestsPerMinute: 0 },
    });
    await twoClients(service.running.workspace.deps());
    for (const who of askers) {
      if (who.role !== undefined) who.key = await service.key({ role: who.role, clients: who.isBound ? ['ACME'] : [] });
    }
  });
  after(() => service.close());

  const request = (route: Route, who: Who): Asked => ({
    method: route.method.toUpperCase(),
    ...(who.key === undefined ? {} : { key: who.key }),
    ...(route.method === 'post' ? { body: route.takesFile === true ? new Uint8Array() : {} } : {}),
  });
  const answerOf = async (route: Route, who: Who, client: string): Promise<{ status: number; problem: Problem | undefined }> => {
    const answer = await service.ask(fill(route.path, client), request(route, who));
    const isProblem = answer.headers.get('content-type')?.includes('problem') === true;
    // The shape of every problem document.
    return { status: answer.status, problem: isProblem ? ((await answer.json()) as Problem) : (await answer.text(), undefined) };
  };

  it('every route is asked by everybody', () => expect(allRoutes.length).to.be.above(20));

  for (const route of allRoutes) {
    for (const who of askers) {
      const isPublic = route.roles === 'public';
      const mayDo = who.role !== undefined && (isPublic || route.roles.includes(who.role));
      const isBarred = who.isBound && route.wholeFirm === true;
      const expected = isPublic ? 'let in' : who.role === undefined ? '401' : mayDo && !isBarred ? 'let in' : '403';

      it(`${route.method.toUpperCase()} ${route.path}: ${who.says} is ${expected}`, async () => {
        const { status, problem } = await answerOf(route, who, 'ACME');
        expect(status).to.be.below(500);
        if (expected !== 'let in') {
          expect(String(status)).to.equal(expected);
          expect(problem?.code).to.be.oneOf(['sign_in_needed', 'role_not_enough', 'key_bound']);
        } else expect(problem?.code).to.not.be.oneOf(['sign_in_needed', 'role_not_enough', 'key_bound', 'client_not_here']);
      });

      if (!route.path.includes('{client}') || !who.isBound) continue;
      it(`${route.method.toUpperCase()} ${route.path}: to ${who.says} another client is what is not there`, async () => {
        const other = await answerOf(route, who, beta);
        const nobody = await answerOf(route, who, 'NOBODY');
        expect([other.status, other.problem?.code]).to.deep.equal([404, 'client_not_here']);
        const detail = other.problem?.detail.replaceAll(beta, 'NOBODY');
        expect({ status: other.status, detail }).to.deep.equal({ status: nobody.status, detail: nobody.problem?.detail });
      });
    }
  }

  const own = new Map<string, string>([
    ['/clients/{client}/trend', 'metric=on_time_delivery&from=2026-01&to=2026-07'],
    ['/clients/{client}/metrics/{metric}', 'period=2026-05'],
    ['/clients/{client}/metrics/{metric}/evidence', 'period=2026-05'],
    ['/periods', 'period=2026-05'],
    ['/portfolio', 'period=2026-05'],
    ['/audit/trace', 'number=S1'],
  ]);
  for (const route of allRoutes.filter(({ method }) => method === 'get')) {
    for (const who of askers.filter(({ isBound }) => isBound)) {
      it(`GET ${route.path}: nothing of another client is in what ${who.says} is answered`, async () => {
        const query = own.get(route.path);
        const answer = await service.ask(
          `${fill(route.path, 'ACME')}${query === undefined ? '' : `?${query}`}`,
          who.key === undefined ? {} : { key: who.key },
        );
        const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id');
        const said = JSON.stringify(headers) + (await answer.text());
        // Staff who import know the names of all layouts.
        const others =
          /^\/(?:layouts|imports)/.test(route.path) && who.role !== 'client' ? said.replaceAll('beta_secret', '') : said;
        expect(/.{0,40}(?:beta|贝塔|77%).{0,40}/i.exec(others)?.[0]).to.equal(undefined);
      });
    }
  }
});
