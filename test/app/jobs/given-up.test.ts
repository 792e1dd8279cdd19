import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { expect } from 'chai';
import type { Deps } from '../../../src/app/deps.js';
import { Ended } from '../../../src/app/jobs/job-context.js';
import { runByHand } from '../../../src/app/jobs/by-hand.js';
import type { FinishedRun } from '../../../src/app/jobs/run-job.js';
import { machineTimer, type Timer } from '../../../src/remote/timer.js';
import { listRuns } from '../../../src/store/jobs.js';
import { eachDatabase } from '../../support/databases.js';
import { depsFor, workspaceOf } from '../importing.js';
import { textsOf } from './working.js';

const layout = `layout: sent
fact: shipment
format: sql
connection: env:SOURCE
query: select no, client, at from sent
fields: { client: { column: client }, shipment_no: { column: no }, delivered_at: { column: at }, status: { const: delivered } }
`;
const jobs = `jobs:
  - { id: pull, does: import_sql, timeout: 30 min, with: { layouts: [sent] } }
  - { id: chain, does: chain, timeout: 2 h, with: { steps: [pull] } }
`;

/** A PostgreSQL server that lets anybody in and then answers nothing, as one does whose machine has stopped. */
async function silentDatabase() {
  const sockets: Socket[] = [];
  let asked: () => void = () => undefined;
  const wasAsked = new Promise<void>(resolve => (asked = resolve));
  const letIn = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);
  const server = net.createServer(socket => {
    sockets.push(socket);
    socket
      .on('error', () => undefined)
      .once('data', () => {
        socket.write(letIn);
        socket.once('data', () => asked());
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgres://lin@127.0.0.1:${port}/wms?sslmode=disable`,
    /** Resolves when somebody waits for an answer. */
    wasAsked,
    /** Ends every connection, so that what waits for an answer fails. */
    hangUp: () => sockets.forEach(socket => socket.destroy()),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

interface Waiting {
  readonly millis: number;
  readonly call: () => void;
}

/** Long waits last until the test says so; short ones as long as they say. */
class HeldTime {
  readonly waiting: Waiting[] = [];
  readonly #watchers: (() => void)[] = [];

  readonly timer: Timer = {
    after: (millis, call) => {
      if (millis < 30_000) return machineTimer.after(millis, call);
      const one = { millis, call };
      this.waiting.push(one);
      for (const look of this.#watchers) look();
      return { cancel: () => this.#remove(one) };
    },
  };

  /** Lets a wait of that length be over, as soon as somebody waits so long. */
  async over(millis: number): Promise<void> {
    const found = await new Promise<Waiting>(resolve => {
      const look = (): void => {
        const one = this.waiting.find(waiting => waiting.millis === millis);
        if (one !== undefined) resolve(one);
      };
      this.#watchers.push(look);
      look();
    });
    this.#remove(found);
    found.call();
  }

  #remove(one: Waiting): void {
    const at = this.waiting.indexOf(one);
    if (at >= 0) this.waiting.splice(at, 1);
  }
}

const minute = 60_000;

eachDatabase('a run whose work does not end when it is to', database => {
  let deps: Deps;
  let source: Awaited<ReturnType<typeof silentDatabase>>;
  let time: HeldTime;
  before(async () => {
    const directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\n',
      'config/sent.yaml': layout,
      'config/jobs.yaml': jobs,
    });
    deps = await depsFor(database(), directory);
  });
  beforeEach(async () => {
    source = await silentDatabase();
    deps = { ...deps, env: { SOURCE: source.url } };
    time = new HeldTime();
  });
  afterEach(() => source.close());

  const begin = (job: string, signal?: AbortSignal): { readonly ran: Promise<FinishedRun>; readonly isOver: () => boolean } => {
    let over = false;
    const ran = runByHand(deps, {
      job,
      dryRun: false,
      actor: 'lin',
      timer: time.timer,
      ...(signal === undefined ? {} : { signal }),
    });
    const settled = (): void => {
      over = true;
    };
    ran.then(settled, settled);
    return { ran, isOver: () => over };
  };

  it('has a minute to end by itself, is then given up as timed out, and leaves its job free for the next run', async () => {
    const { ran, isOver } = begin('pull');
    await source.wasAsked;
    await time.over(30 * minute);
    expect(isOver()).to.equal(false);
    await time.over(minute);
    const done = await ran;
    expect([done.outcome, textsOf(done).length]).to.deep.equal(['failed', 1]);
    expect(textsOf(done)[0]).to.match(/job_timed_out\s[\s\S]*took longer than 30 min/);
    const [recorded] = await database().transaction(tx => listRuns(tx, { job: 'pull', limit: 1 }));
    expect([recorded?.id, recorded?.outcome]).to.deep.equal([done.id, 'failed']);
    expect(time.waiting, 'waits that nobody needs any more').to.deep.equal([]);

    const again = begin('pull');
    await time.over(30 * minute);
    await time.over(minute);
    expect((await again.ran).outcome).to.equal('failed');
  });

  it('is over at once where its work ends within that minute', async () => {
    const { ran } = begin('pull');
    await source.wasAsked;
    await time.over(30 * minute);
    source.hangUp();
    const done = await ran;
    expect(textsOf(done)[0]).to.contain('job_timed_out');
    expect(time.waiting).to.deep.equal([]);
  });

  it('is given up in the same way when the service stops', async () => {
    const stopping = new AbortController();
    const { ran, isOver } = begin('pull', stopping.signal);
    await source.wasAsked;
    stopping.abort(new Ended('service_stopped'));
    await new Promise(resolve => setImmediate(resolve));
    expect(isOver()).to.equal(false);
    await time.over(minute);
    expect((await ran).outcome).to.equal('stopped');
  });

  it('is given up as a step of a chain too, and the chain with it', async () => {
    const { ran } = begin('chain');
    await source.wasAsked;
    await time.over(30 * minute);
    await time.over(minute);
    const done = await ran;
    expect(done.outcome).to.equal('failed');
    expect(textsOf(done).join('\n')).to.match(/pull.*job_timed_out/);
    const [step] = await database().transaction(tx => listRuns(tx, { job: 'pull', limit: 1 }));
    expect(step?.outcome).to.equal('failed');
  });
});
