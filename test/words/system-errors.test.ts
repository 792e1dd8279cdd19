import fs from 'node:fs';
import dns from 'node:dns/promises';
import { once } from 'node:events';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { expect } from 'chai';
import { verbatim } from '../../src/faults/phrase.js';
import { failureReason, systemReason } from '../../src/faults/system-error.js';
import { phraseEn } from '../../src/faults/words/en/phrases.js';
import { systemErrorsEn } from '../../src/faults/words/en/system-errors.js';
import { phraseZh } from '../../src/faults/words/zh/phrases.js';
import { systemErrorsZh } from '../../src/faults/words/zh/system-errors.js';
import { reasonOf } from '../../src/remote/remote-access.js';
import { openMailer } from '../../src/remote/mailer.js';
import { machineTimer } from '../../src/remote/timer.js';
import { Stop } from '../../src/faults/stop.js';
import { worded } from '../../src/faults/worded.js';
import { temporaryFolder } from '../support/folders.js';
import { leftInEnglish } from '../docs/wording-laws.js';

/** What some work fails with. */
async function failureOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (failure) {
    return failure;
  }
  throw new Error('it did not fail');
}

/** A failure in both languages. */
const said = (failure: unknown, named?: string): readonly [string, string] => {
  const reason = failureReason(failure, named);
  return [phraseEn(reason), phraseZh(reason)];
};

/** A port on which nothing listens. */
async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const connecting = async (port: number): Promise<void> => {
  await once(net.connect(port, '127.0.0.1'), 'connect');
};

describe('what the operating system refuses', () => {
  let folder: string;
  let file: string;
  before(async () => {
    folder = temporaryFolder('refused');
    file = path.join(folder, 'june.csv');
    fs.writeFileSync(file, '');
  });

  it('is said in words of both languages, with its code and what it was about', async () => {
    const missing = path.join(folder, 'gone.csv');
    expect(said(await failureOf(() => fs.readFileSync(missing)))).to.deep.equal([
      `no such file or folder (ENOENT, ${missing})`,
      `文件或文件夹不存在（ENOENT，${missing}）`,
    ]);
    expect(said(await failureOf(() => fs.readdirSync(file)))).to.deep.equal([
      `a part of the path is a file, not a folder (ENOTDIR, ${file})`,
      `路径中有一段是文件，不是文件夹（ENOTDIR，${file}）`,
    ]);
    expect(said(await failureOf(() => fs.renameSync(missing, file)))[0]).to.equal(
      `no such file or folder (ENOENT, ${missing} → ${file})`,
    );
    expect(said(await failureOf(() => fs.readFileSync(folder)))).to.deep.equal([
      'it is a folder, not a file (EISDIR)',
      '这是文件夹，不是文件（EISDIR）',
    ]);
    expect(said(await failureOf(() => fs.mkdirSync(path.join(folder, 'x'.repeat(300)))))[1]).to.contain(
      '文件名过长（ENAMETOOLONG',
    );
  });

  it('is said of connections and names of hosts too', async () => {
    const port = await freePort();
    expect(said(await failureOf(() => connecting(port)))).to.deep.equal([
      `the connection was refused, as nothing is listening there (ECONNREFUSED, 127.0.0.1:${port})`,
      `连接被拒绝，对方端口没有程序在监听（ECONNREFUSED，127.0.0.1:${port}）`,
    ]);
    expect(said(await failureOf(() => dns.lookup('no-such-host.invalid')))[0]).to.match(
      /^(?:no host of this name was found \(ENOTFOUND|the name server does not answer \(EAI_AGAIN), no-such-host\.invalid\)$/,
    );
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    // A server that listens on a port has an address of this form.
    const { port: taken } = server.address() as net.AddressInfo;
    const [failure] = await once(net.createServer().listen(taken, '127.0.0.1'), 'error');
    server.close();
    expect(said(failure)).to.deep.equal([
      `another program already uses this port (EADDRINUSE, 127.0.0.1:${taken})`,
      `端口已被其他程序占用（EADDRINUSE，127.0.0.1:${taken}）`,
    ]);
  });

  it('names every address that was tried, where a host has several', () => {
    const tried = ['::1', '127.0.0.1'].map(address =>
      Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect', address, port: 5432 }),
    );
    const all = Object.assign(new AggregateError(tried), { code: 'ECONNREFUSED' });
    expect(said(all)[0]).to.contain('(ECONNREFUSED, [::1]:5432, 127.0.0.1:5432)');
  });

  it('does not name again what the sentence names already', async () => {
    const missing = path.join(folder, 'gone.csv');
    expect(said(await failureOf(() => fs.readFileSync(missing)), missing)[0]).to.equal('no such file or folder (ENOENT)');
  });

  it('is said of what a library wraps, in place of its own code', async () => {
    const port = await freePort();
    const inner = await failureOf(() => connecting(port));
    expect(phraseZh(reasonOf(new Error('fetch failed', { cause: inner })))).to.contain('连接被拒绝');
    const env = { PLUMBLINE_SMTP_URL: `smtp://127.0.0.1:${port}`, PLUMBLINE_MAIL_FROM: 'kpi@example.com' };
    const mailer = await openMailer({ env }, {}, machineTimer, new AbortController().signal);
    const refused = await failureOf(() => mailer.send({ to: 'lin@acme.example', subject: 'a', text: 'b', identity: 'c' }));
    expect(refused).to.be.instanceOf(Stop);
    const [found] = refused instanceof Stop ? refused.faults : [];
    expect(found && worded('zh', found).what).to.contain('连接被拒绝，对方端口没有程序在监听（ECONNREFUSED）');
  });

  it('stays as it is where there are no words for it, and so does what is no refusal of the system', () => {
    const odd = Object.assign(new Error('ENOANO: no anode, open'), { code: 'ENOANO', syscall: 'open' });
    for (const failure of [odd, new Error('ENOENT is a word in this message')]) {
      expect(systemReason(failure)).to.equal(undefined);
      expect(failureReason(failure)).to.deep.equal(verbatim(failure.message));
    }
  });

  it('has codes that systems know, and Chinese without English words', () => {
    const known = new Set([...getSystemErrorMap().values()].map(([name]) => name));
    // Resolving a name fails with codes of its own; others are known by some systems alone.
    const others = ['ENOTFOUND', 'EDQUOT', 'ESTALE', 'EAI_AGAIN', 'EAI_FAIL', ...Object.keys(os.constants.errno)];
    expect(Object.keys(systemErrorsEn).filter(code => !known.has(code) && !others.includes(code))).to.deep.equal([]);
    expect(Object.values(systemErrorsZh).flatMap(text => leftInEnglish(text))).to.deep.equal([]);
  });
});
