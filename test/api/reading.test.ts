import { expect } from 'chai';
import { allRoutes } from '../../src/api/routes.js';
import { workspaceOf } from '../app/importing.js';
import { beta, july, twoClients, twoClientsFiles } from '../support/two-clients.js';
import { type Serving, serving } from './serving.js';

type Json = Readonly<Record<string, unknown>>;

const roles = ['client', 'manager', 'auditor', 'admin', 'bound'] as const;
type Who = (typeof roles)[number];
const acme = '/clients/ACME';
const other = `/clients/${encodeURIComponent(beta)}`;

describe('reading over HTTP', function () {
  this.timeout(120_000);
  let service: Serving;
  let keys: Readonly<Record<Who, string>>;
  const surroundings = (directory: string) => ({ start: directory, workspace: directory, env: {}, clock: () => july });
  const ask = (who: Who, path: string, asked: Parameters<Serving['ask']>[1] = {}): Promise<Response> =>
    service.ask(path, { ...asked, key: keys[who] });
  // What a test reads of an answer it names itself.
  const json = async (who: Who, path: string, asked: Parameters<Serving['ask']>[1] = {}): Promise<Json> =>
    (await (await ask(who, path, asked)).json()) as Json;

  before(async () => {
    const directory = await workspaceOf(twoClientsFiles);
    service = await serving(directory, { surroundings: surroundings(directory), limits: { requestsPerMinute: 10_000 } });
    await twoClients(service.running.workspace.deps());
    const key = (role: string, clients: readonly string[] = []) => service.key({ role, clients });
    keys = {
      client: await key('client', ['ACME']),
      manager: await key('manager'),
      auditor: await key('auditor'),
      admin: await key('admin'),
      bound: await key('manager', ['ACME']),
    };
  });
  after(() => service.close());

  const evaluation = '{evaluation of ACME, 2026-06 for who asks}';
  const reads: readonly (readonly [path: string, ok: readonly Who[]])[] = [
    ['/clients', roles],
    [`${acme}/periods`, roles],
    [`${acme}/performance`, roles],
    [`${acme}/performance?period=2026-05`, roles],
    [`${acme}/trend?metric=on_time_delivery&from=2026-01&to=2026-06&grain=month`, roles],
    [`${acme}/metrics/on_time_delivery`, roles],
    [`${acme}/metrics/on_time_delivery/evidence?membership=failed&limit=2`, roles],
    [`${acme}/scorecards`, roles],
    [`${acme}/periods/2026-05/handout`, roles],
    [`${acme}/periods/2026-05/handout?lang=zh`, roles],
    ['/metrics', roles],
    ['/metrics/otif', roles],
    ['/standards', roles],
    ['/expectations', roles],
    ['/layouts', roles],
    ['/reasons', roles],
    ['/disputes', roles],
    ['/exclusions', ['manager', 'auditor', 'admin', 'bound']],
    ['/overrides', ['manager', 'auditor', 'admin', 'bound']],
    ['/periods', roles],
    ['/periods?period=2026-05', roles],
    [`/evaluations/${evaluation}`, roles],
    ['/portfolio', ['manager', 'auditor', 'admin', 'bound']],
    ['/portfolio?period=2026-06', ['manager', 'auditor', 'admin', 'bound']],
    ['/audit/ledger?limit=1000', ['auditor', 'admin']],
    ['/audit/trace?number=A300', ['manager', 'auditor', 'admin', 'bound']],
    ['/audit/trace?number=A300&client=ACME', ['manager', 'auditor', 'admin', 'bound']],
    ['/audit/diff?from=ACME:2026-05:1&to=ACME:2026-05:2', ['manager', 'auditor', 'admin', 'bound']],
    [
      '/audit/explain?evaluation=ACME:2026-05&metric=on_time_delivery&membership=failed',
      ['manager', 'auditor', 'admin', 'bound'],
    ],
  ];
  for (const [path, ok] of reads) {
    it(`GET ${path}: ${ok === roles ? 'every role' : ok.join(', ')}; nothing of another client for who is bound to one`, async () => {
      for (const who of roles) {
        const { evaluation: own } = (await json(who, `${acme}/performance?period=2026-06`)) as { evaluation: { id: string } };
        const answer = await ask(who, path.replace(evaluation, own.id));
        const text = await answer.text();
        expect(answer.status, `${who}: ${text.slice(0, 300)}`).to.equal(ok.includes(who) ? 200 : 403);
        if (answer.status === 200) asDeclared(path, JSON.parse(text));
        if (path === '/layouts')
          expect(text, who)
            .to.contain('"file":"packaged"')
            .and.not.to.match(/"file":"(?:\/|\.\.)/);
        // A shared file may be named after whoever delivers it: the evidence of one's own facts names no other.
        const isBound = who === 'client' || who === 'bound';
        if (isBound && !(who === 'bound' && path === '/layouts')) expect(text, who).not.to.match(/beta|贝塔|77%|chemicals/i);
      }
    });
  }

  /** Fails where an answer is not what the document of the API says. */
  function asDeclared(path: string, answer: unknown): void {
    const asked = path.split('?')[0]?.split('/') ?? [];
    const declared = allRoutes.find(one => {
      const parts = one.path.split('/');
      return (
        one.method === 'get' &&
        parts.length === asked.length &&
        parts.every((part, i) => part.startsWith('{') || part === asked[i])
      );
    });
    const read = declared?.answers[200]?.schema?.safeParse(answer);
    expect(read?.error?.issues.slice(0, 5), path).to.equal(undefined);
    expect(read?.success, path).to.equal(true);
  }

  const hidden: readonly string[] = [
    `${other}/periods`,
    `${other}/performance`,
    `${other}/performance?period=2026-05`,
    `${other}/trend?metric=on_time_delivery`,
    `${other}/metrics/on_time_delivery`,
    `${other}/metrics/on_time_delivery/evidence`,
    `${other}/scorecards`,
    `${other}/periods/2026-05/handout`,
    `${other}/scorecards/2026-05.xlsx`,
  ];
  for (const path of hidden) {
    it(`GET ${path} is 404 for who may not see the client, in the words for one that is not there`, async () => {
      expect((await ask('manager', path)).status).to.equal(200);
      const nowhere = path.replace(other, '/clients/Nobody');
      for (const who of ['client', 'bound'] as const) {
        const [seen, unknown] = [await ask(who, path), await ask(who, nowhere)];
        expect([seen.status, unknown.status]).to.deep.equal([404, 404]);
        expect(sameFor(seen)).to.deep.equal(sameFor(unknown));
        expect(anonymous(await seen.text(), beta)).to.equal(anonymous(await unknown.text(), 'Nobody'));
      }
      const asManager = await ask('manager', nowhere);
      expect([asManager.status, anonymous(await asManager.text(), 'Nobody')]).to.deep.equal([
        404,
        anonymous(await (await ask('client', nowhere)).text(), 'Nobody'),
      ]);
    });
  }

  const sameFor = ({ headers }: Response) => [...headers.keys()].filter(name => name !== 'connection');
  const anonymous = (text: string, client: string): string =>
    text
      .replaceAll(encodeURIComponent(client), 'X')
      .replaceAll(client, 'X')
      .replace(/"request_id":"[^"]*"/, '');

  it('a client’s key cannot tell a provisional evaluation, or another client’s, from one that is not there', async () => {
    const id = async (path: string) => ((await json('manager', path)) as { evaluation: { id: string } }).evaluation.id;
    const answerFor = async (evaluationId: string) => {
      const answer = await ask('client', `/evaluations/${evaluationId}`);
      return [answer.status, anonymous(await answer.text(), evaluationId)];
    };
    const nothing = await answerFor('0'.repeat(20));
    expect(nothing[0]).to.equal(404);
    expect(await answerFor(await id(`${acme}/performance?period=2026-07`))).to.deep.equal(nothing);
    expect(await answerFor(await id(`${other}/performance?period=2026-05`))).to.deep.equal(nothing);
    const period = async (name: string) => {
      const answer = await ask('client', `${acme}/performance?period=${name}`);
      return [answer.status, anonymous(await answer.text(), name)];
    };
    expect(await period('2026-07')).to.deep.equal(await period('2019-07'));
  });

  it('an evaluation has a tag, and is not sent again to who has it', async () => {
    const first = await ask('client', `${acme}/performance?period=2026-05`);
    const etag = first.headers.get('etag') ?? '';
    const { evaluation: shown } = (await first.json()) as { evaluation: { hash: string } };
    expect(etag).to.contain(shown.hash);
    // Compressed and as it is it has other bytes, so that its mark says no more than that both say the same.
    expect(etag).to.match(/^W\/"/);
    const again = await ask('client', `${acme}/performance?period=2026-05`, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).to.deep.equal([304, '']);
  });

  it('a workbook is handed out under a name that every program can keep, also in Chinese', async () => {
    const answer = await ask('manager', `${other}/scorecards/2026-05.xlsx?lang=zh&revision=1`);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.contain('spreadsheetml');
    const disposition = answer.headers.get('content-disposition') ?? '';
    expect(disposition).to.contain(`filename*=UTF-8''${encodeURIComponent(`${beta}-2026-05.zh.xlsx`)}`);
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).to.equal('PK');
    const { scorecards } = (await json('client', `${acme}/scorecards`)) as { scorecards: { href: string }[] };
    for (const { href } of scorecards) expect((await ask('client', href.replace('/api/v1', ''))).status).to.equal(200);
    const refused = await ask('client', `${acme}/scorecards/2026-07.xlsx`);
    expect([refused.status, refused.headers.get('content-disposition')]).to.deep.equal([404, null]);
    expect((await ask('client', `${acme}/scorecards/..%2F..%2Fx.xlsx`)).status).to.equal(400);
  });

  it('periods are closed and reopened by who may, for clients that they may see, and all of them or none', async () => {
    const post = (who: Who, path: string, body: object) => ask(who, path, { method: 'POST', body });
    for (const who of ['client', 'auditor'] as const)
      expect((await post(who, '/periods/2026-06/close', { clients: ['ACME'] })).status).to.equal(403);
    expect((await post('bound', '/periods/2026-06/close', { clients: [beta] })).status).to.equal(404);
    const missing = await post('manager', '/periods/2026-06/close', { clients: ['ACME', beta] });
    const { code, faults } = (await missing.json()) as { code: string; faults: Json[] };
    expect([missing.status, code]).to.deep.equal([409, 'period_source_missing']);
    expect(faults[0]).to.include({ waives: 'beta_sha' }).and.not.have.property('command');
    expect(faults[0]?.['remedy']).to.equal('Import what is missing, or close without it: waive beta_sha, with a reason.');
    expect((await post('manager', '/periods/2026-06/close', { clients: ['ACME'], waived: [] })).status).to.equal(400);
    const unreasoned = { clients: [beta], waivers: [{ source: 'beta_sha' }] };
    expect(((await (await post('manager', '/periods/2026-06/close', unreasoned)).json()) as Json)['code']).to.equal(
      'period_waiver_reason',
    );
    const closed = await post('bound', '/periods/2026-06/close', {});
    const { closed: done } = (await closed.json()) as { closed: { client: string; revision: number }[] };
    expect([closed.status, done.map(({ client, revision }) => [client, revision])]).to.deep.equal([200, [['ACME', 2]]]);
    expect(((await json('client', `${acme}/performance`)) as { evaluation: Json }).evaluation).to.deep.include({
      state: 'closed',
      revision: 2,
    });
    expect((await post('manager', '/periods/2026-06/reopen', { clients: [], reason: 'x' })).status).to.equal(400);
    expect((await post('manager', '/periods/2026-06/reopen', { clients: ['ACME'], reason: ' ' })).status).to.equal(400);
    const reopened = await post('manager', '/periods/2026-06/reopen', { clients: ['ACME'], reason: 'receipts' });
    expect([reopened.status, await reopened.json()]).to.deep.include.members([200]);
    const { periods } = (await json('client', '/periods?period=2026-06')) as { periods: Json[] };
    expect(periods.map(({ state, revision }) => [state, revision])).to.deep.equal([['closed', 2]]);
    expect(JSON.stringify(periods)).not.to.contain('"receipts"');
  });

  it('the ledger is paged from its end, and verification is of everything and everybody', async () => {
    const whole = (await json('auditor', '/audit/ledger?limit=1000')) as { entries: { entry: number }[]; next: null };
    expect(whole.next).to.equal(null);
    const found: number[] = [];
    let cursor = '';
    do {
      const page = (await json('auditor', `/audit/ledger?limit=7${cursor}`)) as { entries: { entry: number }[]; next: string };
      found.push(...page.entries.map(({ entry }) => entry));
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect(found).to.deep.equal(whole.entries.map(({ entry }) => entry));
    const verified = await ask('auditor', '/audit/verify', { method: 'POST', body: { evaluation: 'ACME:2026-05' } });
    expect([verified.status, ((await verified.json()) as Json)['verified']]).to.deep.equal([200, true]);
    expect((await ask('manager', '/audit/verify', { method: 'POST', body: {} })).status).to.equal(403);
  });

  const wrong: readonly (readonly [path: string, status: number, code: string])[] = [
    [`${acme}/performance?period=June`, 400, 'period_unreadable'],
    [`${acme}/performance?perid=2026-06`, 400, 'parameter_unknown'],
    [`${acme}/performance?period=2019-06`, 404, 'period_not_here'],
    [`${acme}/trend`, 400, 'parameter_wrong'],
    [`${acme}/trend?metric=nope`, 404, 'metric_not_known'],
    [`${acme}/trend?metric=otif&grain=week`, 400, 'parameter_wrong'],
    [`${acme}/metrics/nope`, 404, 'metric_not_known'],
    [`${acme}/metrics/otif/evidence?limit=1001`, 400, 'parameter_wrong'],
    [`${acme}/metrics/otif/evidence?limit=0`, 400, 'parameter_wrong'],
    [`${acme}/metrics/otif/evidence?cursor=abc`, 400, 'cursor_unreadable'],
    [`${acme}/metrics/otif/evidence?membership=late`, 400, 'membership_unknown'],
    [`${acme}/scorecards/2026-05.xlsx?revision=9`, 404, 'revision_not_here'],
    [`${acme}/scorecards/2026-05.xlsx?lang=de`, 400, 'parameter_wrong'],
    ['/metrics/nope', 404, 'metric_not_known'],
    ['/evaluations/nope', 404, 'evaluation_not_here'],
    ['/audit/trace?number=nope', 404, 'number_unknown'],
    ['/audit/explain?evaluation=nope&metric=otif', 404, 'evaluation_unknown'],
  ];
  for (const [path, status, code] of wrong) {
    it(`GET ${path} is ${status}, ${code}`, async () => {
      const answer = await ask('admin', path);
      expect([answer.status, ((await answer.json()) as Json)['code']]).to.deep.equal([status, code]);
    });
  }
});
