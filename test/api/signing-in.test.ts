import { expect } from 'chai';
import { revokeKey } from '../../src/app/keys/revoke.js';
import { smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

interface Session {
  readonly csrf: string;
  readonly me: { readonly key: string; readonly role: string };
}

describe('signing in', () => {
  let service: Serving;
  let now = Date.UTC(2026, 5, 1);
  before(async () => {
    const directory = await smallWorkspace();
    service = await serving(directory, {
      surroundings: { start: directory, workspace: directory, env: {}, clock: () => now },
      limits: { failedSignInsPerMinute: 3, requestsPerMinute: 50 },
    });
  });
  beforeEach(() => (now += 61_000));
  after(() => service.close());

  it('GET /me says whose key it is', async () => {
    const key = await service.key({ role: 'client', clients: ['ACME'], name: 'Acme buyer' });
    const answer = await service.ask('/me', { key });
    expect(answer.status).to.equal(200);
    expect(await answer.json()).to.deep.include({ name: 'Acme buyer', role: 'client', clients: ['ACME'], time_zone: 'UTC' });
  });

  it('without a key it is 401, with a problem document that has the id of the request', async () => {
    const answer = await service.ask('/me', { headers: { 'x-request-id': 'mine-1' } });
    expect(answer.status).to.equal(401);
    expect(answer.headers.get('content-type')).to.contain('application/problem+json');
    expect(await answer.json()).to.deep.include({ status: 401, code: 'sign_in_needed', request_id: 'mine-1' });
    expect((await service.ask('/me', { key: 'pl_wrong' })).status).to.equal(401);
  });

  it('a key ends when it expires, and at once when it is revoked', async () => {
    const key = await service.key({ role: 'manager', expires: '2026-06-02' });
    expect((await service.ask('/me', { key })).status).to.equal(200);
    now = Date.UTC(2026, 5, 2);
    expect((await service.ask('/me', { key })).status).to.equal(401);
    const other = await service.key({ role: 'manager' });
    const me = (await (await service.ask('/me', { key: other })).json()) as { key: string };
    await revokeKey(service.running.workspace.deps(), { id: me.key, actor: 'lin' });
    const refused = await service.ask('/me', { key: other });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).to.deep.equal([401, 'key_refused']);
  });

  it('a session signs in by a cookie that scripts cannot read; changes need its token', async () => {
    const key = await service.key({ role: 'admin' });
    // A key is no link: an address signs nobody in as somebody else.
    expect((await service.ask('/session', { method: 'POST', body: { link: key } })).status).to.be.within(400, 403);
    const opened = await service.ask('/session', { method: 'POST', body: { key } });
    expect(opened.status).to.equal(200);
    const cookie = opened.headers.get('set-cookie') ?? '';
    expect(cookie).to.match(/^plumbline_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    const { csrf, me } = (await opened.json()) as Session;
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    const again = (await (await service.ask('/session', { headers })).json()) as Session;
    expect(again).to.deep.equal({ csrf, me });
    const without = await service.ask('/keys', { method: 'POST', headers, body: { role: 'auditor' } });
    expect([without.status, ((await without.json()) as { code: string }).code]).to.deep.equal([403, 'csrf_missing']);
    const signed = { ...headers, 'x-csrf-token': csrf };
    expect((await service.ask('/keys', { method: 'POST', headers: signed, body: { role: 'auditor' } })).status).to.equal(201);
    expect((await service.ask('/session', { method: 'DELETE', headers: signed })).status).to.equal(204);
    expect((await service.ask('/session', { headers })).status).to.equal(401);
  });

  it('an address that keeps failing is told to wait; keys in use go on', async () => {
    const key = await service.key({ role: 'manager' });
    expect((await service.ask('/me', { key })).status).to.equal(200);
    const wrong = await Promise.all(
      ['a', 'b', 'c'].map(async one => (await service.ask('/me', { key: `pl_wrong_${one}` })).status),
    );
    expect(wrong).to.deep.equal([401, 401, 401]);
    const refused = await service.ask('/me', { key: 'pl_wrong_d' });
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).to.deep.equal([429, true]);
    expect((await service.ask('/me', { key })).status).to.equal(200);
  });

  it('a key that asks too much is told to wait', async () => {
    const key = await service.key({ role: 'manager' });
    const statuses: number[] = [];
    for (let i = 0; i < 52; i++) statuses.push((await service.ask('/me', { key })).status);
    expect(statuses.slice(49)).to.deep.equal([200, 429, 429]);
  });

  it('notes when a key was used last', async () => {
    const admin = await service.key({ role: 'admin', name: 'noted' });
    await service.ask('/me', { key: admin });
    const { keys } = (await (await service.ask('/keys', { key: admin })).json()) as {
      keys: readonly { name: string; last_used_at: string }[];
    };
    expect(keys.find(({ name }) => name === 'noted')?.last_used_at).to.equal(new Date(now).toISOString().replace('.000Z', 'Z'));
  });
});
