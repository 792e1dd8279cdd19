import { expect } from 'chai';
import { smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

describe('signing in', () => {
  let service: Serving;
  before(async () => {
    service = await serving(await smallWorkspace());
  });
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
});
