import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

const settings = `time_zone: UTC
clients: [ { code: ACME, name: { en: Acme, zh: 艾克美 } }, { code: BETA, name: { en: Beta, zh: 贝塔 } } ]
oidc:
  issuer: https://id.example.com
  audience: plumbline
  keys: keys.json
  role_claim: realm_access.roles
  roles: { quality: manager, customer: client }
  name_claim: email
`;

describe('tokens of another issuer', () => {
  let service: Serving;
  let sign: (claims: object, audience?: string, expires?: string, subject?: string) => Promise<string>;
  before(async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const directory = await smallWorkspace({ 'plumbline.yaml': settings });
    writeFileSync(
      path.join(directory, 'keys.json'),
      JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'a', alg: 'ES256' }] }),
    );
    sign = (claims, audience = 'plumbline', expires = '5m', subject = 'u-1') =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'a' })
        .setIssuer('https://id.example.com')
        .setAudience(audience)
        .setSubject(subject)
        .setExpirationTime(expires)
        .sign(privateKey);
    service = await serving(directory, { limits: { failedSignInsPerMinute: 16 } });
  });
  after(() => service.close());

  it('open what their claims map to', async () => {
    const manager = await sign({ realm_access: { roles: ['other', 'quality'] }, email: 'lin@example.com' });
    const me = await service.ask('/me', { key: manager });
    expect(await me.json()).to.deep.include({ key: 'oidc:u-1', name: 'lin@example.com', role: 'manager', clients: null });
    const client = await sign({ realm_access: { roles: ['customer'] }, clients: ['ACME'] });
    expect(await (await service.ask('/me', { key: client })).json()).to.deep.include({ role: 'client', clients: ['ACME'] });
    expect((await service.ask('/clients/BETA/periods', { key: client })).status).to.equal(404);
  });

  it('take a subject as issuers write it', async () => {
    const subject = 'auth0|a+b=c/d~e@example.com';
    const token = await sign({ realm_access: { roles: ['quality'] } }, 'plumbline', '5m', subject);
    expect(await (await service.ask('/me', { key: token })).json()).to.deep.include({ key: `oidc:${subject}`, name: subject });
  });

  const many = Array.from({ length: 1001 }, (_, i) => `C${i}`);
  const refused: readonly (readonly [says: string, token: () => Promise<string>])[] = [
    ['a role that is not mapped', () => sign({ realm_access: { roles: ['constructor'] } })],
    ['a client’s token that names no client', () => sign({ realm_access: { roles: ['customer'] } })],
    ['another audience', () => sign({ realm_access: { roles: ['quality'] } }, 'else')],
    ['one that has expired', () => sign({ realm_access: { roles: ['quality'] } }, 'plumbline', '-5m')],
    [
      'a signature that is not the issuer’s',
      async () => `${(await sign({ realm_access: { roles: ['quality'] } })).slice(0, -8)}AAAAAAAA`,
    ],
    ...['u\ud83d', 'u\0', 'u\n1', '', 'x'.repeat(256)].map(
      subject =>
        [
          `a subject that cannot be shown or kept: ${JSON.stringify(subject).slice(0, 12)}`,
          () => sign({ realm_access: { roles: ['quality'] } }, 'plumbline', '5m', subject),
        ] as const,
    ),
    ['a client that no text can name', () => sign({ realm_access: { roles: ['customer'] }, clients: ['ACME', 'B\ud83d'] })],
    ['more clients than a token may name', () => sign({ realm_access: { roles: ['customer'] }, clients: many })],
    ['one without a signature', () => Promise.resolve('eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1In0.')],
  ];
  for (const [says, token] of refused) {
    it(`do not open anything: ${says}`, async () => {
      expect((await service.ask('/me', { key: await token() })).status).to.equal(401);
    });
  }

  it('forged ones are told to wait before they are checked; one that held a moment ago is let in, and so are keys', async () => {
    const known = await sign({ realm_access: { roles: ['quality'] } });
    expect((await service.ask('/me', { key: known })).status).to.equal(200);
    const forged = (i: number): string => `${known.slice(0, -12)}${String(i).padStart(12, 'A')}`;
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await service.ask('/me', { key: forged(i) })).status);
    expect(statuses.at(-1)).to.equal(429);
    const unchecked = await sign({ realm_access: { roles: ['quality'] } }, 'plumbline', '6m');
    expect((await service.ask('/me', { key: unchecked })).status).to.equal(429);
    expect((await service.ask('/me', { key: known })).status).to.equal(200);
    expect((await service.ask('/me', { key: await service.key({ role: 'manager' }) })).status).to.equal(200);
  });
});
