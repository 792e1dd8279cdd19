import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

describe('config that changes while it is served', () => {
  let service: Serving;
  let reloads = 0;
  before(async () => {
    service = await serving(await smallWorkspace(), { reloaded: () => reloads++ });
  });
  after(() => service.close());

  it('is read again when its files change; a faulty one keeps the one before, and the log says why', async () => {
    const key = await service.key({ role: 'admin' });
    const zone = async (): Promise<unknown> =>
      ((await (await service.ask('/me', { key })).json()) as { time_zone: unknown }).time_zone;
    const settings = path.join(service.directory, 'plumbline.yaml');
    expect(await zone()).to.equal('UTC');
    writeFileSync(settings, 'time_zone: Asia/Shanghai\n');
    await service.running.reload();
    expect([await zone(), reloads]).to.deep.equal(['Asia/Shanghai', 1]);
    writeFileSync(settings, 'time_zone: Mars/Olympus\n');
    await service.running.reload();
    expect([await zone(), reloads]).to.deep.equal(['Asia/Shanghai', 1]);
    expect(service.log.at(-2)).to.contain('zone_unknown').and.contain('the one before is kept');
  });
});
