import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

describe('the keys of an issuer of tokens', () => {
  let answer: () => { readonly status: number; readonly keys: readonly JWK[] } | undefined;
  let asked = 0;
  const issuer = createServer((_request, response) => {
    asked++;
    const said = answer();
    // Otherwise it hangs.
    if (said !== undefined)
      response.writeHead(said.status, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: said.keys }));
  });
  let address: string;
  let directory: string;
  const services: Serving[] = [];
  before(async () => {
    issuer.listen(0, '127.0.0.1');
    await once(issuer, 'listening');
    // A server that listens on a port has an address of this form.
    address = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    directory = await smallWorkspace({
      'plumbline.yaml': `time_zone: UTC\noidc: { issuer: "${address}", audience: plumbline, roles: { quality: manager } }\n`,
    });
  });
  afterEach(async () => {
    for (const service of services.splice(0)) await service.close();
  });
  after(() => {
    issuer.closeAllConnections();
    issuer.close();
  });

  const begin = async (issuerSeconds = 30): Promise<Serving> => {
    const service = await serving(directory, { limits: { issuerSeconds } });
    services.push(service);
    asked = 0;
    return service;
  };
  async function signer(kid: string): Promise<{ readonly jwk: JWK; readonly token: () => Promise<string> }> {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const token = (): Promise<string> =>
      new SignJWT({ roles: ['quality'] })
        .setProtectedHeader({ alg: 'ES256', kid })
        .setIssuer(address)
        .setAudience('plumbline')
        .setSubject('u-1')
        .setExpirationTime('5m')
        .sign(privateKey);
    return { jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' }, token };
  }
  const me = async (service: Serving, token: string): Promise<Response> => service.ask('/me', { key: token });

  it('are fetched once from where the issuer says that they are', async () => {
    const one = await signer('one');
    answer = () => ({ status: 200, keys: [one.jwk] });
    const service = await begin();
    for (let i = 0; i < 3; i++) expect((await me(service, await one.token())).status).to.equal(200);
    expect(asked).to.equal(1);
  });

  it('that cannot be had are a 503 with Retry-After, until they can; other keys open what they did', async () => {
    const one = await signer('one');
    answer = () => ({ status: 500, keys: [] });
    const service = await begin();
    const away = await me(service, await one.token());
    expect([away.status, away.headers.get('retry-after')]).to.deep.equal([503, '30']);
    expect(await away.json()).to.deep.include({ code: 'service_unavailable' });
    const key = await service.key({ role: 'manager' });
    expect((await service.ask('/me', { key })).status).to.equal(200);
    answer = () => ({ status: 200, keys: [one.jwk] });
    expect((await me(service, await one.token())).status).to.equal(200);
  });

  it('that are replaced are fetched again; a token of the one before opens nothing any more', async () => {
    const [old, next] = [await signer('old'), await signer('next')];
    answer = () => ({ status: 200, keys: [old.jwk] });
    const service = await begin(0);
    expect((await me(service, await old.token())).status).to.equal(200);
    answer = () => ({ status: 200, keys: [next.jwk] });
    expect((await me(service, await next.token())).status).to.equal(200);
    expect((await me(service, await old.token())).status).to.equal(401);
  });

  it('are not waited for without end where the issuer hangs', async () => {
    const one = await signer('one');
    answer = () => undefined;
    const service = await begin();
    const [away, key] = [me(service, await one.token()), await service.key({ role: 'manager' })];
    expect((await service.ask('/me', { key })).status).to.equal(200);
    expect((await away).status).to.equal(503);
  });
});
