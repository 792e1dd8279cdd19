import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { march, smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

const settings = `time_zone: UTC
clients: [ { code: ACME, name: { en: Acme, zh: 艾克美 } }, { code: BETA, name: { en: Beta, zh: 贝塔 } } ]
oidc: { issuer: "https://id.example.com", audience: plumbline, keys: keys.json, roles: { quality: manager }, name_claim: name }
`;

describe('four eyes are two persons', () => {
  let service: Serving;
  let token: (subject: string, name: string) => Promise<string>;
  before(async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const directory = await smallWorkspace({ 'plumbline.yaml': settings });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'a', alg: 'ES256' };
    writeFileSync(path.join(directory, 'keys.json'), JSON.stringify({ keys: [jwk] }));
    token = (subject, name) =>
      new SignJWT({ roles: ['quality'], name })
        .setProtectedHeader({ alg: 'ES256', kid: 'a' })
        .setIssuer('https://id.example.com')
        .setAudience('plumbline')
        .setSubject(subject)
        .setExpirationTime('5m')
        .sign(privateKey);
    service = await serving(directory);
    const key = await service.key({ role: 'manager', name: 'Loader' });
    const body = new TextEncoder().encode(march);
    expect((await service.ask('/imports?layout=shipments&file=march.csv', { method: 'POST', key, body })).status).to.equal(201);
    const closing = { clients: ['ACME'], waivers: [] };
    expect((await service.ask('/periods/2026-03/close', { method: 'POST', key, body: closing })).status).to.equal(200);
  });
  after(() => service.close());

  /** Asks for an exclusion with one key and approves it with another: the status, and the code where it is refused. */
  async function approved(asking: string, approving: string): Promise<readonly [number, unknown]> {
    const body = { metrics: [], facts: ['S2'], reason: 'AO', evidence: 'gate log', period: '2026-03' };
    const asked = await service.ask('/clients/ACME/exclusions', { method: 'POST', key: asking, body });
    const { number } = (await asked.json()) as { number: number };
    const decision = { decision: 'approval' };
    const where = `/clients/ACME/exclusions/${number}/decision`;
    const answer = await service.ask(where, { method: 'POST', key: approving, body: decision });
    const { code } = (await answer.json()) as { code?: string };
    if (answer.ok) await service.ask(where, { method: 'POST', key: approving, body: { decision: 'revocation', why: 'tried' } });
    return [answer.status, code];
  }
  const refused = [409, 'amendment_four_eyes'];

  it('one subject of an issuer is one person, whatever name its token bears', async () => {
    expect(await approved(await token('u-1', 'Lin Mei'), await token('u-1', 'Wang Jun'))).to.deep.equal(refused);
    expect(await approved(await token('u-1', 'Lin Mei'), await token('u-2', 'Lin Mei'))).to.deep.equal(refused);
    expect(await approved(await token('u-1', 'Lin Mei'), await token('u-2', 'Wang Jun'))).to.deep.equal([200, undefined]);
  });

  it('keys of one person are one pair of eyes', async () => {
    const key = (name: string, person?: string): Promise<string> => service.key({ role: 'manager', name, person });
    const [desk, home, other] = [await key('Desk', 'Lin Mei'), await key('Home', 'Lin  mei'), await key('Night', 'Wang Jun')];
    expect(await approved(desk, home)).to.deep.equal(refused);
    expect(await approved(desk, other)).to.deep.equal([200, undefined]);
  });

  it('a key of the person that a token’s subject names is the same pair of eyes, whatever name the token bears', async () => {
    const key = await service.key({ role: 'manager', name: 'K1', person: 'lin@corp' });
    const bearer = await token('lin@corp', 'Lin Wu');
    expect([await approved(key, bearer), await approved(bearer, key)]).to.deep.equal([refused, refused]);
  });

  it('the entry of the ledger keeps the key or the subject beside the name', async () => {
    await approved(await token('u-7', 'Chen Yu'), await token('u-8', 'Hu Bo'));
    const key = await service.key({ role: 'auditor', name: 'Xu' });
    const { entries } = (await (await service.ask('/audit/ledger?limit=20', { key })).json()) as {
      entries: { kind: string; actor: string; body: { acting?: object } }[];
    };
    const asked = entries.find(({ kind, actor }) => kind === 'exclusion' && actor === 'Chen Yu');
    expect(asked?.body.acting).to.deep.equal({ id: 'oidc:u-7' });
    const verified = await service.ask('/audit/verify', { method: 'POST', key, body: {} });
    expect(await verified.json()).to.deep.include({ verified: true, findings: [] });
  });

  it('names that cannot be seen as they are make no key, and no line of a list', async () => {
    const key = await service.key({ role: 'admin', name: 'Root' });
    for (const name of ['Lin\nkey_1  admin', 'Lin\u001b[1A', 'L\u202ein']) {
      const answer = await service.ask('/keys', { method: 'POST', key, body: { role: 'manager', name } });
      expect([answer.status, ((await answer.json()) as { code: string }).code]).to.deep.equal([400, 'name_unsafe']);
    }
    const me = (await (await service.ask('/me', { key: await token('u-9', 'a\nb') })).json()) as { name: string };
    expect(me.name).to.equal('u-9');
  });
});
