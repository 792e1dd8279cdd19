import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { figure } from '../app/importing.js';
import { head, smallWorkspace } from '../cli/small-workspace.js';
import { startProgram } from '../support/program.js';
import { withDatabase } from '../support/workspaces.js';
import { serving } from './serving.js';

/** The program as it serves a workspace, in a process of its own. */
async function served(directory: string): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = startProgram({ cwd: directory }, 'serve', '--port', '0', '--no-jobs', '--json');
  if (child.stdout === null) throw new Error('its answer is piped');
  child.stderr?.resume();
  const [line] = (await once(readline.createInterface({ input: child.stdout }), 'line')) as [string];
  // What the command promises to print.
  return { child, port: (JSON.parse(line) as { port: number }).port };
}

describe('a service that is killed while files arrive', () => {
  it('clears away what had come of them at its next start, and says that their import failed', async () => {
    const directory = await withDatabase(await smallWorkspace());
    const first = await serving(directory);
    const key = await first.key({ role: 'admin' });
    await first.close();
    const { child, port } = await served(directory);
    const headers = { authorization: `Bearer ${key}` };
    const waiting = path.join(directory, '.plumbline', 'uploads');

    const half = net.connect(port, '127.0.0.1').on('error', () => undefined);
    half.write(
      `POST /api/v1/imports?layout=shipments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Length: 100000\r\n\r\n${head}\n`,
    );
    const many = Array.from({ length: 200_000 }, (_, i) => `K${i},ACME,delivered,Road,2026-03-02 12:00,2026-03-02 12:00\n`);
    const sent = await fetch(`http://127.0.0.1:${port}/api/v1/imports?layout=shipments&file=many.csv`, {
      method: 'POST',
      headers: { ...headers, prefer: 'respond-async' },
      body: `${head}\n${many.join('')}`,
    });
    expect(sent.status).to.equal(202);
    const where = sent.headers.get('location') ?? '';
    const progress = async (): Promise<number> => {
      const state = (await (await fetch(`http://127.0.0.1:${port}${where}`, { headers })).json()) as { rows: number | null };
      return state.rows ?? 0;
    };
    while ((await progress()) === 0 || readdirSync(waiting).length === 0) await pause(10);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    half.destroy();
    expect(readdirSync(waiting).map(name => path.extname(name))).to.deep.equal(['.partial']);

    const again = await serving(directory);
    try {
      expect(readdirSync(waiting)).to.deep.equal([]);
      expect(
        readdirSync(path.join(directory, 'archive'), { recursive: true, withFileTypes: true }).filter(one => one.isFile()),
      ).to.deep.equal([]);
      const state = (await (await again.ask(`^${where}`, { key })).json()) as { state: string; answer: unknown };
      expect(state.state).to.equal('failed');
      expect(state.answer).to.have.nested.property('faults[0].code', 'upload_interrupted');
      expect(await figure(again.running.workspace.deps().database, 'select count(*) from batch')).to.equal(0);
    } finally {
      await again.close();
    }
  });
});
