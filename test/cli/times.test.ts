import { expect } from 'chai';
import { plumbline } from '../support/program.js';
import { holdDatabaseOpen } from '../support/workspaces.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { smallWorkspace } from './small-workspace.js';

const settings = `time_zone: Asia/Shanghai
clients: [{ code: ACME, time_zone: Asia/Shanghai }, { code: BETA }]
`;
const jobs = 'jobs:\n  - { id: inbox, does: import_inbox, schedule: "0 6 2 1 *", with: { settled: 1 ms } }\n';

/** An instant of UTC, as JSON has it. */
const utc = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/;
const local = /\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/;

describe('times in the terminal', () => {
  let cwd: string;
  let release: () => Promise<void>;
  const run = async (command: string): Promise<string> => {
    const { code, stdout, stderr } = await plumbline({ cwd }, ...command.split(' '));
    expect(code, `${command}: ${stderr}${stdout}`).to.be.oneOf([0, 1]);
    return stdout;
  };
  before(async () => {
    cwd = await smallWorkspace({
      'plumbline.yaml': settings,
      'config/jobs.yaml': jobs,
      'config/layouts/days.yaml': shipmentLayout('days', 'client no status promised delivered', { zone: 'Asia/Shanghai' }),
      'days.csv': 'no,client,status,promised,delivered\nD1,ACME,delivered,2026-03-12,2026-03-12 10:00\n',
    });
    release = await holdDatabaseOpen(cwd);
    await run('import march.csv --layout shipments');
    await run('import days.csv --layout days');
    await run('period close --period 2026-03 --as lin');
    await run('keys create --role admin --name ops --expires 2099-01-01T00:00:00Z');
  });
  after(() => release());

  it('are those of the workspace, to the second; JSON has the instant', async () => {
    expect(await run('keys list'))
      .to.contain('2099-01-01 08:00:00')
      .and.not.match(utc);
    expect(await run('keys list --json')).to.contain('2099-01-01T00:00:00Z');
    expect(await run('jobs list')).to.match(/-01-02 06:00:00/);
  });

  it('are so wherever it says when something was done', async () => {
    await run('jobs run inbox --as lin');
    for (const command of [
      'audit list',
      'period status --period 2026-03',
      'jobs history',
      'audit explain ACME:2026-03 on_time_delivery',
    ]) {
      const text = await run(command);
      expect(text, command).to.match(local).and.not.match(utc);
    }
  });

  it('of facts are those of the client, and the end of a day is named as the day', async () => {
    const facts = await run('audit explain ACME:2026-03 on_time_delivery --membership passed,undetermined');
    expect(facts).to.contain('\nTimes in the columns are those of Asia/Shanghai.').and.not.match(utc);
    expect(facts).to.match(/ the end of 2026-03-12 /);
    expect(await run('audit explain ACME:2026-03 on_time_delivery --membership passed,undetermined --lang zh')).to.contain(
      '各列时间按 Asia/Shanghai 显示。',
    );
    expect(await run('audit explain ACME:2026-03 on_time_delivery --membership passed,undetermined --json')).to.match(utc);
  });

  it('leaves out counts that are zero, and JSON has them all', async () => {
    expect(await run('jobs run inbox --as lin')).to.equal('inbox: done.\n');
    expect(await run('jobs run inbox --as lin --json')).to.match(/"files": ?0/);
  });
});
