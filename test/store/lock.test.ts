import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { holderOf, type Lock, takeLock } from '../../src/store/embedded/lock.js';
import { emptyDirectory } from '../support/databases.js';

describe('the lock of an embedded database', () => {
  const boot = fs.existsSync('/proc/sys/kernel/random/boot_id')
    ? fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    : '';

  const held = (directory: string): Lock => {
    const lock = takeLock(directory, () => directory);
    if ('heldBy' in lock) throw new Error(`held by ${lock.heldBy.pid}`);
    return lock;
  };
  const write = (directory: string, holder: object): void =>
    fs.writeFileSync(
      path.join(directory, 'lock.5'),
      JSON.stringify({
        pid: process.pid,
        host: os.hostname(),
        boot,
        started: '',
        command: 'x',
        socketFolder: directory,
        token: 't',
        ...holder,
      }),
    );

  it('is held by one, and names it to the next', async () => {
    const directory = await emptyDirectory();
    held(directory);
    const next = takeLock(directory, () => directory);
    expect('heldBy' in next && [next.heldBy.pid, next.heldBy.host]).to.deep.equal([process.pid, os.hostname()]);
  });

  it('is free again after it was released', async () => {
    const directory = await emptyDirectory();
    held(directory).release();
    expect(holderOf(directory)).to.equal(undefined);
    held(directory);
    expect(holderOf(directory)?.pid).to.equal(process.pid);
  });

  it('is not released twice, when another has it by then', async () => {
    const directory = await emptyDirectory();
    const first = held(directory);
    first.release();
    held(directory);
    first.release();
    expect(holderOf(directory)?.pid).to.equal(process.pid);
  });

  it('is taken over from a process that has ended', async () => {
    const directory = await emptyDirectory();
    const ended = spawn(process.execPath, ['-e', '']);
    await once(ended, 'exit');
    write(directory, { pid: ended.pid });
    held(directory);
  });

  it('is taken over from a process whose number another has now', async () => {
    const directory = await emptyDirectory();
    write(directory, { started: '1' });
    if (boot !== '') held(directory);
  });

  it('is taken over from before the machine was started again', async () => {
    const directory = await emptyDirectory();
    write(directory, { boot: 'an earlier one' });
    held(directory);
  });

  it('is not taken from another machine', async () => {
    const directory = await emptyDirectory();
    write(directory, { host: 'elsewhere', pid: 1 });
    expect(takeLock(directory, () => directory)).to.have.nested.property('heldBy.host', 'elsewhere');
  });

  it('is given to one alone of many that take it over at once', async () => {
    const directory = await emptyDirectory();
    write(directory, { boot: 'an earlier one' });
    const script = `
      import { takeLock } from ${JSON.stringify(new URL('../../dist/store/embedded/lock.js', import.meta.url).href)};
      const lock = takeLock(${JSON.stringify(directory)}, () => '');
      console.log('heldBy' in lock ? 'other' : 'mine');
      process.stdin.resume().on('end', () => process.exit());`;
    const racers = Array.from({ length: 5 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const said = await Promise.all(racers.map(async racer => String((await once(racer.stdout, 'data'))[0]).trim()));
    expect(said.sort()).to.deep.equal(['mine', 'other', 'other', 'other', 'other']);
    await Promise.all(
      racers.map(async racer => {
        racer.stdin.end();
        await once(racer, 'exit');
      }),
    );
  });

  it('leaves only its own file behind', async () => {
    const directory = await emptyDirectory();
    for (let i = 0; i < 5; i++) held(directory).release();
    expect(fs.readdirSync(directory)).to.deep.equal(['lock.5']);
  });
});
