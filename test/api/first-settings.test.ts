import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { nameOfStarter } from '../../src/app/keys/rename.js';
import { smallWorkspace } from '../cli/small-workspace.js';
import { serving } from './serving.js';

const clients = 'clients:\n  - { code: ACME } # the first\n';

/** plumbline.yaml as it may have been written by hand, and as it is once the questions are answered. */
const files: readonly (readonly [what: string, before: string, after: string])[] = [
  [
    'a name in a block of both languages',
    `organisation:\n  en: Old\n  zh: 旧\ntime_zone: UTC\n${clients}`,
    `organisation:\n  "New"\ntime_zone: "Asia/Shanghai"\n${clients}language: "zh"\n`,
  ],
  [
    'values with comments',
    `organisation: Old # as registered\ntime_zone: UTC # of months\n${clients}`,
    `organisation: "New" # as registered\ntime_zone: "Asia/Shanghai" # of months\n${clients}language: "zh"\n`,
  ],
];

describe('the first settings', () => {
  for (const [what, before, after] of files)
    it(`are written over ${what}, and nothing else is`, async () => {
      const service = await serving(await smallWorkspace({ 'plumbline.yaml': before }));
      const body = { organisation: 'New', time_zone: 'Asia/Shanghai', language: 'zh', why: 'begun' };
      const asked = { method: 'POST', key: await service.key({ role: 'admin', name: 'Lin' }), body };
      const answer = await service.ask('/config/first-settings', asked);
      expect([answer.status, readFileSync(path.join(service.directory, 'plumbline.yaml'), 'utf8')]).to.deep.equal([201, after]);
      await service.close();
    });

  it('name whoever asks, who goes on with the same key and signs by the new name, also the next time', async () => {
    const service = await serving(await smallWorkspace());
    const key = await service.key({ role: 'admin', name: 'root', person: 'root', actor: 'root' });
    const settings = { organisation: 'New', time_zone: 'UTC', language: 'en', why: 'begun' };
    const say = async (name: string, time_zone = 'UTC'): Promise<readonly [number, string | undefined]> => {
      const sent = await service.ask('/config/first-settings', { method: 'POST', key, body: { ...settings, time_zone, name } });
      return [sent.status, ((await sent.json()) as { code?: string }).code];
    };
    const deps = service.running.workspace.deps();
    const ledger = async (): Promise<readonly string[]> => {
      const entries = await deps.database.transaction(tx =>
        tx('ledger')
          .whereIn('kind', ['key_renamed', 'config_change'])
          .orderBy('entry')
          .select<{ kind: string; actor: string }[]>('kind', 'actor'),
      );
      return entries.map(({ kind, actor }) => `${kind} by ${actor}`);
    };
    expect(await say('Lin\u200bWang')).to.deep.equal([400, 'name_unsafe']);
    // Settings that are refused leave the name as it is, and a name that is refused the settings.
    expect(await say('Lin Wang', 'Asia/Shangai')).to.deep.equal([400, 'zone_unknown']);
    expect(await ledger()).to.deep.equal([]);
    expect(await say('Lin Wang')).to.deep.equal([201, undefined]);
    expect(await say('Lin Wang')).to.deep.equal([200, undefined]);
    const me = (await (await service.ask('/me', { key })).json()) as { name: string };
    expect(me.name).to.equal('Lin Wang');
    expect(await ledger()).to.deep.equal(['config_change by Lin Wang', 'key_renamed by root']);
    expect(await nameOfStarter(deps, 'root')).to.equal('Lin Wang');
    expect(await nameOfStarter(deps, 'sun')).to.equal('sun');
    await service.close();
  });
});
