import { expect } from 'chai';
import { addressOf } from '../../src/api/limits.js';
import { KeyLookup } from '../../src/api/key-lookup.js';
import { createKey } from '../../src/app/keys/create.js';
import { revokeKey } from '../../src/app/keys/revoke.js';
import { smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

const codeOf = async (answer: Response): Promise<unknown> => ((await answer.json()) as { readonly code?: string }).code;

describe('limits of signing in', () => {
  let service: Serving;
  let now = Date.UTC(2026, 5, 1);
  before(async () => {
    const directory = await smallWorkspace();
    service = await serving(directory, {
      surroundings: { start: directory, workspace: directory, env: {}, clock: () => now },
      limits: { failedSignInsPerMinute: 3, sessionsPerMinute: 30 },
    });
  });
  beforeEach(() => (now += 61_000));
  after(() => service.close());

  async function failTooOften(): Promise<void> {
    for (let i = 0; i < 4; i++) await service.ask('/me', { key: `pl_wrong_${i}` });
    expect((await service.ask('/me', { key: 'pl_wrong' })).status).to.equal(429);
  }

  it('wrong keys from an address never keep a good one out, even one that was not used before', async () => {
    const key = await service.key({ role: 'manager' });
    await failTooOften();
    expect((await service.ask('/me', { key })).status).to.equal(200);
    expect((await service.ask('/session', { method: 'POST', body: { key } })).status).to.equal(200);
  });

  it('a key that was revoked or has expired is 401 and not counted, however often it is shown', async () => {
    const deps = service.running.workspace.deps();
    const revoked = await createKey(deps, { role: 'manager', clients: [], actor: 'lin' });
    await revokeKey(deps, { id: revoked.id, actor: 'lin' });
    const expired = await service.key({ role: 'manager', expires: new Date(now + 1000).toISOString() });
    now += 2000;
    for (const key of [revoked.key, expired, revoked.key, expired, revoked.key]) {
      const answer = await service.ask('/me', { key });
      expect([answer.status, await codeOf(answer)]).to.deep.equal([401, 'key_refused']);
    }
    expect((await service.ask('/me', { key: 'pl_unknown' })).status, 'not counted').to.equal(401);
    await failTooOften();
    expect((await service.ask('/me', { key: revoked.key })).status).to.equal(401);
  });

  it('wrong keys are looked up together: a hundred at once cost two statements', async () => {
    const deps = service.running.workspace.deps();
    let transactions = 0;
    const database: typeof deps.database = {
      ...deps.database,
      transaction: work => {
        transactions++;
        return deps.database.transaction(work);
      },
    };
    const { key, id } = await createKey(deps, { role: 'manager', clients: [], actor: 'lin' });
    const lookup = new KeyLookup(() => ({ ...deps, database }));
    const wrong = Array.from({ length: 100 }, (_, i) => lookup.ownerOf({ of: 'keys', secret: `pl_${i}` }));
    const good = await lookup.ownerOf({ of: 'keys', secret: key });
    expect(await Promise.all(wrong)).to.deep.equal(wrong.map(() => undefined));
    expect(good).to.include({ id });
    expect(transactions).to.be.at.most(2);
  });

  it('a session’s token is no key, and a key is no session', async () => {
    const key = await service.key({ role: 'admin' });
    const opened = await service.ask('/session', { method: 'POST', body: { key } });
    const token = /=([\w-]+)/.exec(opened.headers.get('set-cookie') ?? '')?.[1] ?? '';
    const tried = await Promise.all([
      service.ask('/me', { key: token }),
      service.ask('/me', { headers: { cookie: `plumbline_session=${key}` } }),
      service.ask('/me', { key }),
      service.ask('/me', { headers: { cookie: `plumbline_session=${token}` } }),
    ]);
    expect(tried.map(({ status }) => status)).to.deep.equal([401, 401, 200, 200]);
  });

  it('a key has twenty sessions at most: the oldest ends; and opens so many in a minute', async () => {
    const key = await service.key({ role: 'manager' });
    const open = async (): Promise<{ readonly status: number; readonly cookie: string }> => {
      now += 10;
      const { status, headers } = await service.ask('/session', { method: 'POST', body: { key } });
      return { status, cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
    };
    const opened = [];
    for (let i = 0; i < 31; i++) opened.push(await open());
    expect(opened.map(({ status }) => status)).to.deep.equal([...Array.from({ length: 30 }, () => 200), 429]);
    now += 2000;
    const alive = [];
    for (const { cookie } of opened.slice(0, 30)) alive.push((await service.ask('/me', { headers: { cookie } })).status === 200);
    expect(alive).to.deep.equal(Array.from({ length: 30 }, (_, i) => i >= 10));
    const other = await service.key({ role: 'manager' });
    expect((await service.ask('/session', { method: 'POST', body: { key: other } })).status, 'another key').to.equal(200);
  });

  it('what the service measures takes a key of an auditor or administrator of all clients', async () => {
    const status = async (key?: string): Promise<number> =>
      (await service.ask('^/metrics', key === undefined ? {} : { key })).status;
    const keys = [
      await service.key({ role: 'admin' }),
      await service.key({ role: 'auditor' }),
      await service.key({ role: 'manager' }),
      await service.key({ role: 'auditor', clients: ['ACME'] }),
    ];
    expect(await Promise.all([status(), ...keys.map(status)])).to.deep.equal([401, 200, 200, 403, 403]);
  });
});

describe('proxies', () => {
  const settings = (trusted: string): string => `time_zone: UTC\n${trusted}clients: [{ code: ACME }]\n`;
  const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' };

  async function signedInThrough(trusted: string): Promise<{ readonly answer: Response; readonly service: Serving }> {
    const service = await serving(await smallWorkspace({ 'plumbline.yaml': settings(trusted) }), {
      limits: { failedSignInsPerMinute: 1 },
    });
    const key = await service.key({ role: 'manager' });
    return { service, answer: await service.ask('/session', { method: 'POST', body: { key }, headers: forwarded }) };
  }

  it('one that `trust_proxy` names says whether the request came over HTTPS, and from where', async () => {
    const { service, answer } = await signedInThrough('trust_proxy: [127.0.0.1, "10.0.0.0/8"]\n');
    try {
      expect(answer.headers.get('set-cookie')).to.match(/; Secure$/);
      expect(answer.headers.get('strict-transport-security')).to.equal('max-age=31536000');
      const wrong = async (from: string): Promise<number> =>
        (await service.ask('/me', { key: `pl_${from}`, headers: { ...forwarded, 'x-forwarded-for': from } })).status;
      expect([await wrong('203.0.113.7'), await wrong('203.0.113.7'), await wrong('203.0.113.8')]).to.deep.equal([401, 429, 401]);
    } finally {
      await service.close();
    }
  });

  it('the word of another is ignored, and the log says so once', async () => {
    const { service, answer } = await signedInThrough('');
    try {
      expect(answer.headers.get('set-cookie')).not.to.contain('Secure');
      expect(answer.headers.has('strict-transport-security')).to.equal(false);
      await service.ask('/me', { key: 'pl_a', headers: forwarded });
      expect((await service.ask('/me', { key: 'pl_b', headers: { 'x-forwarded-for': '203.0.113.9' } })).status).to.equal(429);
      expect(service.log.filter(line => line.includes('trust_proxy')).length).to.equal(1);
    } finally {
      await service.close();
    }
  });

  it('an address counts as itself in IPv4, and as its network of 64 bits in IPv6', () => {
    const cases: readonly [ip: string, counted: string][] = [
      ['203.0.113.7', '203.0.113.7'],
      ['::ffff:203.0.113.7', '203.0.113.7'],
      ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
      ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
      ['2001:db8::9', '2001:db8:0:0::/64'],
      ['::1', '0:0:0:0::/64'],
    ];
    expect(cases.map(([ip]) => addressOf({ ip }))).to.deep.equal(cases.map(([, counted]) => counted));
  });
});
