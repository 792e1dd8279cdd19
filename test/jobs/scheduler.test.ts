import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { runByHand } from '../../src/app/jobs/by-hand.js';
import { isoInstant } from '../../src/facts/time.js';
import { type RunningJobs, startJobs } from '../../src/jobs/start.js';
import { takeJobLock } from '../../src/store/job-lock.js';
import { beginRun, type JobRun, listRuns } from '../../src/store/jobs.js';
import type { Database } from '../../src/store/connect.js';
import { depsFor, figure, imported, workspaceOf } from '../app/importing.js';
import { textsOf } from '../app/jobs/working.js';
import { eachDatabase } from '../support/databases.js';
import { FakeTime } from '../support/fake-time.js';

const layout =
  'layout: acme\nfact: shipment\nfields: { client: { column: client }, shipment_no: { column: no }, delivered_at: { column: at }, status: { const: delivered } }\n';
const june = 'client,no,at\nACME,1,2026-06-30\nBETA,2,2026-06-30\n';

eachDatabase('scheduled jobs', database => {
  const started: RunningJobs[] = [];
  afterEach(async () => {
    for (const jobs of started.splice(0)) await jobs.stop();
    await database().transaction(tx => tx.raw('truncate job_run, job_known, job_watermark'));
  });

  const workspace = (jobs: string): Promise<string> =>
    workspaceOf({
      'plumbline.yaml': 'time_zone: Europe/Amsterdam\n',
      'config/acme.yaml': layout,
      'config/jobs.yaml': `jobs:\n${jobs}`,
    });
  const depsOf = async (directory: string, time: FakeTime): Promise<Deps> => ({
    ...(await depsFor(database(), directory)),
    clock: time.clock,
  });
  const start = (deps: Deps, time: FakeTime): RunningJobs => {
    const jobs = startJobs({ deps: () => deps, timer: time.timer, lookEveryMs: 3 * 3_600_000 });
    started.push(jobs);
    return jobs;
  };
  const runs = async (db: Database, job: string): Promise<readonly JobRun[]> =>
    (await db.transaction(tx => listRuns(tx, { job, limit: 1000 }))).toReversed();
  const dues = async (job: string): Promise<readonly string[]> =>
    (await runs(database(), job)).map(run => `${isoInstant(run.due_at)} ${run.attempt} ${run.outcome ?? 'running'}`);

  const nightly = '  - { id: nightly, does: import_inbox, schedule: "30 2 * * *", with: { settled: 1 ms } }\n';

  it('run at their time, once each, over both changes of the clock', async () => {
    for (const [from, to, expected] of [
      ['2026-03-27T12:00:00Z', '2026-03-30T12:00:00Z', ['2026-03-28T01:30:00Z', '2026-03-29T01:30:00Z', '2026-03-30T00:30:00Z']],
      ['2026-10-23T12:00:00Z', '2026-10-26T12:00:00Z', ['2026-10-24T00:30:00Z', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z']],
    ] as const) {
      const time = new FakeTime(from);
      const jobs = start(await depsOf(await workspace(nightly), time), time);
      await time.until(to, () => jobs.idle());
      await jobs.stop();
      expect(await dues('nightly')).to.deep.equal(expected.map(due => `${due} 1 done`));
      await database().transaction(tx => tx.raw('truncate job_run, job_known'));
    }
  });

  it('catch up the last run that was missed, once, and nothing of the time before they were known', async () => {
    const time = new FakeTime('2026-05-01T12:00:00Z');
    const deps = await depsOf(await workspace(nightly), time);
    const first = start(deps, time);
    await time.until('2026-05-02T12:00:00Z', () => first.idle());
    await first.stop();
    time.now = Date.parse('2026-05-09T12:00:00Z');
    const second = start(deps, time);
    await time.until('2026-05-10T12:00:00Z', () => second.idle());
    expect(await dues('nightly')).to.deep.equal([
      '2026-05-02T00:30:00Z 1 done',
      '2026-05-09T00:30:00Z 1 done',
      '2026-05-10T00:30:00Z 1 done',
    ]);
  });

  it('say in the log why they failed, and how bad it is', async () => {
    const time = new FakeTime('2026-05-01T12:00:00Z');
    const deps = await depsOf(
      await workspace(
        '  - { id: figures, does: evaluate, schedule: "0 6 * * *", retries: 1, backoff: 1 min, with: { clients: [NOBODY] } }\n' +
          '  - { id: inbox, does: import_inbox, schedule: "0 7 * * *", with: { settled: 1 ms } }\n',
      ),
      time,
    );
    await mkdir(path.join(deps.workspace.directory, 'inbox'), { recursive: true });
    await writeFile(path.join(deps.workspace.directory, 'inbox', 'lost.csv'), 'x\n');
    const said: { readonly line: string; readonly level: string }[] = [];
    const talk = (line: string, level: string): void => void said.push({ line, level });
    const jobs = startJobs({ deps: () => deps, timer: time.timer, lookEveryMs: 3 * 3_600_000, talk });
    started.push(jobs);
    await time.until('2026-05-02T12:00:00Z', () => jobs.idle());
    const ends = said.filter(({ line }) => /^Job \w+: /.test(line));
    expect(ends.map(({ line, level }) => [line.split(',')[0], level])).to.deep.equal([
      ['Job figures: failed', 'warn'],
      ['Job figures: failed', 'error'],
      ['Job inbox: done', 'warn'],
    ]);
    expect(ends[1]?.line).to.contain('error client_not_known').and.to.contain('"NOBODY"');
    expect(ends[2]?.line).to.contain('lost.csv');
  });

  it('are tried to the end of a chain before there are facts, and say what they would do', async () => {
    const time = new FakeTime('2026-05-01T12:00:00Z');
    const steps = ['evaluate', 'scorecards', 'mail', 'remind'];
    const deps = await depsOf(
      await workspace(
        [
          ...steps.map(
            does => `  - { id: ${does}, does: ${does}, with: { ${does === 'mail' ? 'portfolio_to: [a@b.example]' : ''} } }\n`,
          ),
          `  - { id: month_end, does: chain, with: { steps: [${steps.join(', ')}] } }\n`,
        ].join(''),
      ),
      time,
    );
    const lines: string[] = [];
    const ran = await runByHand(
      { ...deps, log: line => lines.push(typeof line === 'string' ? line : JSON.stringify(line)) },
      { job: 'month_end', dryRun: true, actor: 'lin' },
    );
    expect([ran.outcome, ran.findings, ran.counts['steps']]).to.deep.equal(['done', [], 4]);
    expect(lines.filter(line => line.includes('There are no facts yet.')).map(line => line.split(': ')[0])).to.deep.equal(steps);
    const failed = await runByHand(
      { ...deps, log: line => lines.push(typeof line === 'string' ? line : JSON.stringify(line)) },
      { job: 'evaluate', dryRun: false, actor: 'lin' },
    );
    expect(textsOf(failed)[0]).to.contain('nothing_imported');
    expect(
      lines.filter(line => line.includes('nothing_imported')),
      'told with the answer, and not before it',
    ).to.deep.equal([]);
  });

  it('run once though two processes share the schedule', async () => {
    const time = new FakeTime('2026-05-01T12:00:00Z');
    const deps = await depsOf(await workspace(nightly), time);
    const both = [start(deps, time), start(deps, time)];
    const idle = async (): Promise<void> => void (await Promise.all(both.map(jobs => jobs.idle())));
    await time.until('2026-05-06T12:00:00Z', idle);
    const found = await dues('nightly');
    expect(found).to.have.length(5);
    expect(new Set(found).size).to.equal(5);
  });

  it('never run twice when the clock is set back, and go on when it had been wrong by years', async () => {
    const time = new FakeTime('2026-05-01T12:00:00Z');
    const deps = await depsOf(await workspace(nightly), time);
    const jobs = start(deps, time);
    await time.until('2026-05-02T00:40:00Z', () => jobs.idle());
    time.now = Date.parse('2026-05-02T00:20:00Z');
    jobs.look();
    await time.until('2026-05-02T12:00:00Z', () => jobs.idle());
    expect(await dues('nightly')).to.deep.equal(['2026-05-02T00:30:00Z 1 done']);
    time.now = Date.parse('2040-01-01T12:00:00Z');
    jobs.look();
    await jobs.idle();
    await jobs.stop();
    time.now = Date.parse('2026-05-02T13:00:00Z');
    const again = start(deps, time);
    await time.until('2026-05-03T12:00:00Z', () => again.idle());
    expect(await dues('nightly')).to.include('2026-05-03T00:30:00Z 1 done');
  });

  it('catch up once what a clock that leaps over several runs has skipped, and run nothing again when it is set back by more than one', async () => {
    const time = new FakeTime('2026-05-01T12:00:00Z');
    const jobs = start(await depsOf(await workspace(nightly), time), time);
    await time.until('2026-05-02T12:00:00Z', () => jobs.idle());
    time.now = Date.parse('2026-05-07T12:00:00Z');
    jobs.look();
    await time.until('2026-05-08T12:00:00Z', () => jobs.idle());
    const expected = ['2026-05-02T00:30:00Z 1 done', '2026-05-07T00:30:00Z 1 done', '2026-05-08T00:30:00Z 1 done'];
    expect(await dues('nightly')).to.deep.equal(expected);
    time.now = Date.parse('2026-05-07T00:40:00Z');
    jobs.look();
    await time.until('2026-05-08T12:00:00Z', () => jobs.idle());
    expect(await dues('nightly')).to.deep.equal(expected);
    await time.until('2026-05-09T12:00:00Z', () => jobs.idle());
    expect(await dues('nightly')).to.deep.equal([...expected, '2026-05-09T00:30:00Z 1 done']);
  });

  it('run once where the clock leaps over a change of Berlin’s, forwards or back', async () => {
    const berlin = nightly.replace('schedule:', 'time_zone: Europe/Berlin, schedule:');
    for (const [from, leap, until, expected] of [
      // 02:30 does not exist on the 29th: its run is at 03:30 summer time.
      ['2026-03-28T12:00:00Z', '2026-03-29T03:00:00Z', '2026-03-30T12:00:00Z', ['2026-03-29T01:30:00Z', '2026-03-30T00:30:00Z']],
      // 02:30 comes twice on the 25th: set back to before the first, it is not run again at either.
      ['2026-10-24T12:00:00Z', '2026-10-25T00:10:00Z', '2026-10-26T12:00:00Z', ['2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z']],
    ] as const) {
      const time = new FakeTime(from);
      const jobs = start(await depsOf(await workspace(berlin), time), time);
      await jobs.idle();
      if (from.includes('-10-')) await time.until('2026-10-25T01:10:00Z', () => jobs.idle());
      time.now = Date.parse(leap);
      jobs.look();
      await time.until(until, () => jobs.idle());
      await jobs.stop();
      expect(await dues('nightly')).to.deep.equal(expected.map(due => `${due} 1 done`));
      await database().transaction(tx => tx.raw('truncate job_run, job_known'));
    }
  });

  it('are tried again after a failure, later each time, until their attempts are used up', async () => {
    const figures =
      '  - { id: figures, does: evaluate, schedule: "0 6 * * *", retries: 2, backoff: 1 min, with: { clients: [NOBODY] } }\n';
    const time = new FakeTime('2026-07-01T12:00:00Z');
    const jobs = start(await depsOf(await workspace(figures), time), time);
    await time.until('2026-07-02T12:00:00Z', () => jobs.idle());
    const found = await runs(database(), 'figures');
    expect(found.map(run => [isoInstant(run.started_at), run.attempt, run.outcome])).to.deep.equal([
      ['2026-07-02T04:00:00Z', 1, 'failed'],
      ['2026-07-02T04:01:00Z', 2, 'failed'],
      ['2026-07-02T04:03:00Z', 3, 'failed'],
    ]);
    expect(textsOf(found[0])[0]).to.contain('client_not_known').and.to.contain('NOBODY');
  });

  it('that were stopped or killed in the middle go on at the next start', async () => {
    const slow = '  - { id: slow, does: import_inbox, schedule: "0 6 * * *", timeout: 9 h, with: { settled: 1 h } }\n';
    const time = new FakeTime('2026-07-01T12:00:00Z');
    const directory = await workspace(slow);
    await mkdir(path.join(directory, 'inbox', 'acme'), { recursive: true });
    await writeFile(path.join(directory, 'inbox', 'acme', 'june.csv'), june);
    const deps = await depsOf(directory, time);
    // Known since yesterday, and killed at its first attempt.
    await database().transaction(tx => tx('job_known').insert({ job: 'slow', known_since: time.now }));
    const due_at = Date.parse('2026-07-02T04:00:00Z');
    const killed = { job: 'slow', due_at, started_at: due_at, attempt: 1, started_by: 'schedule', actor: 'job slow' } as const;
    await database().transaction(tx => beginRun(tx, killed));
    time.now = due_at + 1000;
    const jobs = start(deps, time);
    while ((await runs(database(), 'slow')).length < 2) await new Promise(resolve => setImmediate(resolve));
    await jobs.stop();
    expect(await dues('slow')).to.deep.equal(['2026-07-02T04:00:00Z 1 stopped', '2026-07-02T04:00:00Z 2 stopped']);
    expect(await figure(database(), 'select count(*) from batch')).to.equal(0);
    expect(readdirSync(path.join(directory, 'inbox', 'acme'))).to.deep.equal(['june.csv']);
  });

  it('wait while another process runs them', async () => {
    const time = new FakeTime('2026-05-01T12:00:00Z');
    const directory = await workspace('  - { id: figures, does: evaluate, schedule: "0 6 * * *", retries: 0 }\n');
    const deps = await depsOf(directory, time);
    const lock = await takeJobLock(database(), path.join(directory, '.plumbline', 'jobs', 'locks'), 'figures');
    expect(await takeJobLock(database(), path.join(directory, '.plumbline', 'jobs', 'locks'), 'figures')).to.equal(undefined);
    const jobs = start(deps, time);
    await time.until('2026-05-02T04:10:00Z', () => jobs.idle());
    expect(await dues('figures')).to.deep.equal([]);
    await lock?.release();
    await time.until('2026-05-02T08:00:00Z', () => jobs.idle());
    expect(await dues('figures')).to.deep.equal(['2026-05-02T04:00:00Z 1 failed']);
  });

  it('do for one client what they can though another one fails', async () => {
    const figures = '  - { id: figures, does: evaluate, schedule: "0 6 2 * *", retries: 0, with: { period: 2026-06 } }\n';
    const time = new FakeTime('2026-07-01T12:00:00Z');
    const directory = await workspace(figures);
    await writeFile(path.join(directory, 'june.csv'), june);
    const deps = await depsOf(directory, time);
    await imported(deps, 'june.csv', 'acme');
    // What is wrong with one client's stored evaluation must not touch the other's.
    await database().transaction(tx =>
      tx.raw(
        `create or replace function refuse_acme() returns trigger language plpgsql as $$ begin raise exception 'no room'; end $$`,
      ),
    );
    await database().transaction(tx =>
      tx.raw(
        `create trigger refuse before insert on evaluation for each row when (new.client = 'ACME') execute function refuse_acme()`,
      ),
    );
    try {
      const jobs = start(deps, time);
      await time.until('2026-07-02T12:00:00Z', () => jobs.idle());
    } finally {
      await database().transaction(tx => tx.raw('drop trigger refuse on evaluation'));
    }
    const [run] = await runs(database(), 'figures');
    expect([run?.outcome, run?.counts], run?.log).to.deep.equal(['failed', { clients: 2, evaluated: 1, failed: 1 }]);
    expect(textsOf(run)[0]).to.match(/^ACME, 2026-06: [^]*no room/);
    expect(await figure(database(), "select count(*) from evaluation where client = 'BETA'")).to.equal(1);
  });
});
