import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
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
});
