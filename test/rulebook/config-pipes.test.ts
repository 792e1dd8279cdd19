import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { parseFolder } from '../../src/rulebook/config-files.js';
import { temporaryFolder } from '../support/folders.js';

describe('a folder of config', () => {
  it('is read without what is no file: a pipe would never end', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = temporaryFolder('config-pipes');
    writeFileSync(path.join(folder, 'a.yaml'), 'a: 1\n');
    execFileSync('sh', ['-c', 'mkfifo "$0"', path.join(folder, 'b.yaml')]);
    const files = await parseFolder(folder, folder, 'workspace');
    expect(files.map(({ source }) => source.shown)).to.deep.equal(['a.yaml']);
  });
});
