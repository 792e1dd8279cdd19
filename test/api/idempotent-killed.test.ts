import type { ChildProcess } from 'node:child_process';
import { once as event } from 'node:events';
import readline from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { figure } from '../app/importing.js';
import { head, smallWorkspace } from '../cli/small-workspace.js';
import { startProgram } from '../support/program.js';
import { withDatabase } from '../support/workspaces.js';
import { serving } from './serving.js';

/** The program as it serves a workspace, in a process of its own. */
async function served(directory: string): Promise<{ readonly child: ChildProcess; readonly base: string }> {
  const child = startProgram({ cwd: directory }, 'serve', '--port', '0', '--no-jobs', '--json');
  if (child.stdout === null) throw new Error('its answer is piped');
  child.stderr?.resume();
  const [line] = (await event(readline.createInterface({ input: child.stdout }), 'line')) as [string];
  // What the command promises to print.
  return { child, base: `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}/api/v1` };
}

const action = { what: 'train the night shift', metric: 'otif', owner: 'Lin', due: '2026-12-30' };
const headersOf = (key: string, idempotencyKey: string) => ({
  authorization: `Bearer ${key}`,
  'idempotency-key': idempotencyKey,
});
const many = Array.from({ length: 200_000 }, (_, i) => `K${i},ACME,delivered,Road,2026-03-02 12:00,2026-03-02 12:00\n`).join('');

describe('a request with an Idempotency-Key', () => {
  it('is taken up again at once where its service was killed before it was done, and never done twice where it was', async () => {
    const directory = await withDatabase(await smallWorkspace());
    const first = await serving(directory);
    const key = await first.key({ role: 'admin', name: 'Lin' });
    // The answer to the action cannot be kept; the action itself is.
    await first.running.workspace.deps().database.knex.raw(`
      create function keep_nothing() returns trigger language plpgsql as $$
        begin if new.idempotency_key = 'act-1' and new.status is not null then raise exception 'no room'; end if; return new; end $$;
      create trigger keep_nothing before update on idempotent_answer for each row execute function keep_nothing()`);
    await first.close();
    const { child, base } = await served(directory);
    const act = { method: 'POST', body: JSON.stringify(action) };
    const actHeaders = { ...headersOf(key, 'act-1'), 'content-type': 'application/json' };
    expect((await fetch(`${base}/clients/ACME/actions`, { ...act, headers: actHeaders })).status).to.equal(201);
    const repeated = await fetch(`${base}/clients/ACME/actions`, { ...act, headers: actHeaders });
    expect([repeated.status, ((await repeated.json()) as { code: string }).code]).to.deep.equal([409, 'idempotency_running']);

    const file = `${head}\n${many}`;
    const where = '/imports?layout=shipments&file=many.csv';
    const importing = fetch(base + where, { method: 'POST', headers: headersOf(key, 'import-1'), body: file }).then(
      () => 'answered',
      () => 'cut off',
    );
    // It has begun once its repetition is told so.
    for (let code = ''; code !== 'idempotency_running'; await pause(10)) {
      const answer = await fetch(base + where, { method: 'POST', headers: headersOf(key, 'import-1'), body: 'x' });
      code = ((await answer.json()) as { code?: string }).code ?? '';
    }
    const ended = event(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect(await importing).to.equal('cut off');

    const again = await serving(directory);
    try {
      const ask = (path: string, once: string, body: unknown): Promise<Response> =>
        again.ask(path, { method: 'POST', key, body, headers: { 'idempotency-key': once } });
      const done = await ask('/clients/ACME/actions', 'act-1', action);
      const { code, detail } = (await done.json()) as { code: string; detail: string };
      expect([done.status, code]).to.deep.equal([409, 'idempotency_answer_lost']);
      expect(detail).to.contain('was carried out, but the service ended before it could answer');
      const { database } = again.running.workspace.deps();
      expect(await figure(database, "select count(*) from ledger where kind = 'action'")).to.equal(1);
      const sent = await ask(where, 'import-1', new TextEncoder().encode(file));
      const { batches } = (await sent.json()) as { batches: readonly { rows: { new: number } }[] };
      expect([sent.status, batches.map(({ rows }) => rows.new)]).to.deep.equal([201, [200_000]]);
    } finally {
      await again.close();
    }
  });
});
