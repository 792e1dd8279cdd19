import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Deps } from '../../../src/app/deps.js';
import { machineTimer, type Timer } from '../../../src/remote/timer.js';
import type { FinishedRun } from '../../../src/app/jobs/run-job.js';
import type { Database } from '../../../src/store/connect.js';
import { addressOf, isPrivateAddress } from '../../../src/remote/private-addresses.js';
import { Stop } from '../../../src/faults/stop.js';
import { type AddressRange, rangeOf } from '../../../src/network/address-range.js';
import { type Borrowed, borrowDatabase } from '../../support/databases.js';
import { depsFor, workspaceOf } from '../importing.js';
import { filesIn, ranJob, textsOf } from './working.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

describe('a job that fetches a file over HTTP', () => {
  let database: Database;
  let borrowed: Borrowed | undefined;
  let answer: Answer;
  let deps: Deps;
  let directory: string;
  const asked: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers);
    answer(request, response);
  });

  before(async () => {
    borrowed = await borrowDatabase();
    database = borrowed.database;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await borrowed?.giveBack();
  });
  beforeEach(async () => {
    await database.transaction(tx => tx.raw('truncate job_run, job_watermark'));
    // A server that listens on a port has an address of this form.
    const { port } = server.address() as AddressInfo;
    directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\n',
      'config/jobs.yaml': `jobs: [{ id: get, does: fetch, with: { from: "http://127.0.0.1:${port}/out/june.csv?token=x", to: acme/june.csv, most: 1 kB, timeout: 30 s, headers: { Authorization: "env:TOKEN" } } }]\n`,
    });
    deps = { ...(await depsFor(database, directory)), env: { TOKEN: 'Bearer abc' } };
    asked.length = 0;
  });

  /** Patience of 30 s is over after 0.3 s. */
  const hasty: Timer = { after: (millis, call) => machineTimer.after(millis / 100, call) };
  const run = (timer = machineTimer): Promise<FinishedRun> => ranJob(deps, 'get', { timer });
  const inbox = (): Promise<readonly string[]> => filesIn(path.join(directory, 'inbox'));
  const failing = async (timer = machineTimer): Promise<string> => {
    const ran = await run(timer);
    expect([ran.outcome, await inbox()]).to.deep.equal(['failed', []]);
    expect(await filesIn(path.join(directory, '.plumbline', 'jobs'))).to.satisfy((names: readonly string[]) =>
      names.every(name => !name.endsWith('.partial')),
    );
    return textsOf(ran).join('\n');
  };

  it('puts it into the inbox whole, and not again while it is the same', async () => {
    answer = (_request, response) => response.setHeader('etag', '"1"').end('client,no\nACME,1\n');
    const ran = await run();
    expect([ran.outcome, ran.counts['fetched']], ran.log).to.deep.equal(['done', 1]);
    expect(readFileSync(path.join(directory, 'inbox/acme/june.csv'), 'utf8')).to.equal('client,no\nACME,1\n');
    expect(asked[0]?.authorization).to.equal('Bearer abc');
    answer = (request, response) => response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 500).end();
    expect((await run()).counts).to.deep.include({ fetched: 0, unchanged: 1 });
    // Another content, while the first still lies there, is another file.
    answer = (_request, response) => response.end('client,no\nACME,2\n');
    expect((await run()).counts['fetched']).to.equal(1);
    expect(await inbox()).to.have.length(2);
  });

  it('refuses half of it', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('client,no\nACME,1\n');
      setImmediate(() => response.destroy());
    };
    expect(await failing()).to.match(/fetch_(cut_off|failed)/);
    answer = (_request, response) => {
      response.write('client,no\nACME,1\n');
      setImmediate(() => response.destroy());
    };
    expect(await failing()).to.match(/fetch_(cut_off|failed)/);
  });

  it('refuses one whose length nobody can know', async () => {
    answer = (_request, response) => {
      response.socket?.end('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nclient,no\nACME,1\n');
    };
    expect(await failing()).to.contain('fetch_length_unknown');
  });

  it('gives up on a server that hangs before its answer, and in the middle of it', async () => {
    answer = () => undefined;
    expect(await failing(hasty))
      .to.contain('fetch_failed')
      .and.to.contain('nothing was heard for 30 s');
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('client,no\n');
    };
    expect(await failing(hasty)).to.contain('nothing was heard');
  });

  it('is answered at once where the server leaves HTTP or ends the connection, and no run outlives its time', async () => {
    answer = (_request, response) =>
      response.socket?.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n');
    expect(await failing())
      .to.contain('fetch_answer')
      .and.to.contain('answers 101');
    answer = (_request, response) => response.socket?.end();
    expect(await failing()).to.contain('fetch_failed');
    answer = (_request, response) => response.socket?.write('HTTP/1.1 103 Early Hints\r\n\r\n');
    expect(await failing(hasty)).to.contain('nothing was heard for 30 s');
  });

  it('prints what a server says without what would move a terminal’s cursor', async () => {
    answer = (_request, response) =>
      response.socket?.end('HTTP/1.1 403 \u001b[2J\u009b31mGone\r\nContent-Length: 0\r\n\r\n', 'latin1');
    const ran = await run();
    expect(textsOf(ran).join('')).to.contain('403 \\u{1b}[2J\\u{9b}31mGone');
    for (const escape of ['\u001b', '\u009b']) expect(textsOf(ran).join('') + ran.log).not.to.contain(escape);
    answer = (_request, response) => response.writeHead(302, { location: 'http://[\u009b31m' }).end();
    const sent = await run();
    expect(textsOf(sent).join('') + sent.log)
      .to.contain('fetch_redirected')
      .and.not.to.contain('\u009b');
    answer = (_request, response) => response.writeHead(403, 'x'.repeat(5000)).end();
    expect(textsOf(await run()).join('').length).to.be.below(1500);
  });

  it('refuses what is too big, and says what else is answered', async () => {
    answer = (_request, response) => response.end('x'.repeat(1001));
    expect(await failing()).to.contain('fetch_too_big');
    answer = (_request, response) => {
      response.write('x'.repeat(900));
      response.end('x'.repeat(900));
    };
    expect(await failing()).to.contain('fetch_too_big');
    answer = (_request, response) => response.writeHead(403, 'Forbidden').end();
    const said = await failing();
    expect(said).to.contain('answers 403 Forbidden').and.not.to.contain('token=x');
  });

  it('is sent on within the same server, and nowhere else', async () => {
    let elsewhere = 0;
    const other = createServer((_request, response) => {
      elsewhere++;
      response.end('client,no\n');
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      answer = (request, response) =>
        request.url === '/moved' ? response.end('client,no\nACME,1\n') : response.writeHead(302, { location: '/moved' }).end();
      expect((await run()).counts['fetched']).to.equal(1);
      for (const location of [`http://127.0.0.1:${port}/x`, `http://localhost:${port}/x`, 'ftp://127.0.0.1/x', 'http://[x']) {
        answer = (_request, response) => response.writeHead(307, { location }).end();
        expect(textsOf(await run()).join('')).to.contain('fetch_redirected');
      }
      expect(elsewhere).to.equal(0);
      answer = (_request, response) => response.writeHead(301, { location: '/again' }).end();
      expect(textsOf(await run()).join('')).to.contain('fetch_redirects_too_often');
    } finally {
      other.close();
    }
  });

  it('refuses what comes in an encoding that nobody asked for', async () => {
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': '2' }).end('xx');
    expect(await failing()).to.contain('fetch_encoded');
  });
});

describe('addresses that a fetch may connect to', () => {
  const address = async (host: string, allowed?: readonly AddressRange[]): Promise<string> => {
    try {
      return await addressOf(host, allowed);
    } catch (failure) {
      if (failure instanceof Stop) return failure.faults.map(({ code }) => code).join();
      throw failure;
    }
  };

  it('are those that the config names, by host or by range', async () => {
    expect(await address('127.0.0.1')).to.equal('127.0.0.1');
    expect(await address('169.254.169.254')).to.equal('169.254.169.254');
    // The name of this machine leads to one of its own addresses.
    const own = await address(hostname());
    expect(own).to.equal('fetch_address_private');
    expect(
      await address(hostname(), [
        ['0.0.0.0', 0],
        ['::', 0],
      ]),
    ).to.not.equal('fetch_address_private');
  });

  it('are none that carry an IPv4 address within another', () => {
    const carrying = [
      '2002:7f00:1::',
      '::127.0.0.1',
      '::ffff:127.0.0.1',
      '::ffff:0:10.0.0.1',
      '64:ff9b::a00:1',
      '64:ff9b:1::a00:1',
    ];
    expect([...carrying, '2001:0:a00:1::', '::', '::1'].filter(one => !isPrivateAddress(one))).to.deep.equal([]);
    expect(['2606:4700::1', '2001:4860::8888', '8.8.8.8', '::ffff:8.8.8.8'].filter(isPrivateAddress)).to.deep.equal([]);
  });

  it('tells ranges from what is none', () => {
    expect(['10.1.0.0/16', '10.1.2.3', 'fd00::/8'].map(rangeOf)).to.deep.equal([
      ['10.1.0.0', 16],
      ['10.1.2.3', 32],
      ['fd00::', 8],
    ]);
    expect(['10.1.0.0/33', 'example.com', '10.1/16', '10.1.0.0/', '::/129'].map(rangeOf)).to.deep.equal(
      Array.from({ length: 5 }, () => undefined),
    );
  });
});
