import { expect } from 'chai';
import { documentOf, plumbline, type Transcript } from '../support/program.js';
import { holdDatabaseOpen, writeFiles, workspaceWith } from '../support/workspaces.js';

const files = {
  'config/acme.yaml':
    'layout: acme\nfact: shipment\ntime_zone: UTC\nfields: { client: { const: ACME }, shipment_no: { column: no }, delivered_at: { column: at }, promised_at: { column: due }, status: { const: delivered } }\n',
  'plumbline.yaml': 'time_zone: UTC\nclients: [ { code: ACME, name: { en: Acme, zh: 艾克美 } } ]\n',
  'june.csv': 'no,at,due\nS1,2024-06-20,2024-06-20\nS2,2024-06-21,2024-06-20\n',
};

describe('plumbline exclude, override and dispute', () => {
  let cwd: string;
  let release: () => Promise<void>;
  const run = (who: string, ...args: readonly string[]): Promise<Transcript> => plumbline({ cwd }, ...args, '--as', who);
  const period = ['--client', 'ACME', '--period', '2024-06'] as const;
  const late = ['--fact', 'S2', '--metric', 'on_time_delivery', '--reason', 'AO', '--evidence', 'storm'] as const;
  before(async () => {
    cwd = await workspaceWith({});
    await writeFiles(cwd, files);
    release = await holdDatabaseOpen(cwd);
    await run('lin', 'import', 'june.csv', '--layout', 'acme');
    await run('lin', 'evaluate', ...period);
  });
  after(() => release());

  it('show before anything is asked for what it would change', async () => {
    const tried = await run('li', 'exclude', 'request', ...period, ...late, '--dry-run');
    expect(tried.code, tried.stderr).to.equal(0);
    expect(tried.stdout)
      .to.contain('Tried only')
      .and.contain('on_time_delivery')
      .and.contain('1/2 50 %')
      .and.contain('1/1 100 %');
    expect((await run('li', 'exclude', 'list')).stdout).to.equal('There are no exclusions.\n');
  });

  it('take two persons, and show raw beside adjusted', async () => {
    const asked = documentOf<{ number: number }>(await run('li', 'exclude', 'request', ...period, ...late, '--json'));
    const own = await run('li', 'exclude', 'approve', String(asked.number));
    expect([own.code, own.stdout]).to.deep.equal([1, '']);
    expect(own.stderr).to.contain('error amendment_four_eyes').and.contain('"li"').and.contain('--as NAME');
    const approved = await run('wang', 'exclude', 'approve', String(asked.number));
    expect([approved.code, approved.stdout.split('\n')[0]]).to.deep.equal([0, `exclusion ${asked.number} of ACME is approved.`]);
    const { clients } = documentOf<{ clients: { metrics: { metric: string; value: number; raw: { value: number } }[] }[] }>(
      await run('lin', 'evaluate', ...period, '--json'),
    );
    const metric = clients[0]?.metrics.find(one => one.metric === 'on_time_delivery');
    expect([metric?.value, metric?.raw.value]).to.deep.equal([1, 0.5]);
    expect((await run('lin', 'exclude', 'show', String(asked.number))).stdout)
      .to.contain('exclusion')
      .and.contain('approval by wang')
      .and.contain('AO Weather');
    expect((await run('lin', 'audit', 'verify')).code).to.equal(0);
  });

  it('answer a dispute with a reason, and refuse what is no number', async () => {
    const open = [
      'dispute',
      'open',
      ...period,
      '--metric',
      'on_time_delivery',
      '--fact',
      'S1',
      '--text',
      'wrong',
      '--json',
    ] as const;
    const opened = documentOf<{ dispute: number }>(await run('anna', ...open));
    const number = String(opened.dispute);
    const silent = await run('wang', 'dispute', 'refuse', number);
    expect([silent.code, silent.stderr.includes("The option '--why <text>' is needed.")]).to.deep.equal([2, true]);
    expect((await run('wang', 'dispute', 'refuse', number, '--why', 'on time')).stdout).to.contain('is refused');
    const unknown = await run('wang', 'dispute', 'accept', 'x', '--why', 'y', '--reason', 'AO');
    expect([unknown.code, unknown.stderr.includes('error amendment_number')]).to.deep.equal([2, true]);
  });

  it('override a value with calculated and effective apart', async () => {
    const override = [
      'override',
      'request',
      ...period,
      '--metric',
      'on_time_delivery',
      '--value',
      '97.5%',
      '--reason',
      'agreed',
    ] as const;
    const { number } = documentOf<{ number: number }>(await run('li', ...override, '--json'));
    expect((await run('wang', 'override', 'approve', String(number))).stdout).to.contain('97.5 %');
    const evaluated = documentOf<{ clients: { metrics: { metric: string; value: number; calculated?: { value: number } }[] }[] }>(
      await run('lin', 'evaluate', ...period, '--json'),
    );
    const metric = evaluated.clients[0]?.metrics.find(one => one.metric === 'on_time_delivery');
    expect([metric?.value, metric?.calculated?.value]).to.deep.equal([0.975, 1]);
  });
});
