import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import { SMTPServer } from 'smtp-server';
import type { Deps } from '../../../src/app/deps.js';
import { machineTimer } from '../../../src/app/jobs/timer.js';
import { ledgerEntries } from '../../../src/store/ledger.js';
import { closePeriod } from '../../../src/app/periods/close.js';
import { eachDatabase } from '../../support/databases.js';
import { depsFor, imported, workspaceOf } from '../importing.js';
import { lay, ranJob, textsOf } from './working.js';

const layout =
  'layout: acme\nfact: shipment\nfields: { client: { column: client }, shipment_no: { column: no }, delivered_at: { column: at }, status: { const: delivered } }\n';
const jobs = `jobs:
  - { id: closed, does: mail, with: { period: 2026-05, to: { ACME: [lin@acme.example, wei@acme.example], BETA: [x@beta.example] } } }
  - { id: open, does: mail, with: { period: 2026-05, provisional: true, to: { ACME: [lin@acme.example] } } }
  - { id: hasty, does: mail, with: { period: 2026-05, provisional: true, timeout: 300 ms, to: { ACME: [lin@acme.example] } } }
  - { id: inbox, does: import_inbox, failures_to: [ops@example.com], with: { settled: 1 ms, files: [{ pattern: "tms/*.csv", layout: acme }] } }
  - { id: portfolio, does: mail, with: { period: 2026-05, portfolio_to: [board@example.com] } }
  - { id: chain, does: chain, with: { steps: [inbox, closed] } }
  - { id: missing, does: remind, failures_to: [ops@example.com], with: { period: 2026-05, to: [ops@example.com] } }
`;

/** A mail server that keeps what it is sent; refuses mails to some. */
async function mailServer(refused: readonly string[] = []) {
  const mails: { readonly to: string; readonly text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, answer) => answer(refused.includes(address) ? new Error('550 no such mailbox') : undefined),
    onData(stream, session, answer) {
      let text = '';
      stream.setEncoding('latin1').on('data', (part: string) => (text += part));
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text });
        answer();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  // A server that listens on a port has an address of this form.
  const { port } = server.server.address() as AddressInfo;
  return { mails, url: `smtp://127.0.0.1:${port}`, close: () => new Promise<void>(resolve => server.close(resolve)) };
}

eachDatabase('a job that mails scorecards', database => {
  let deps: Deps;
  const at = (url: string): Deps => ({ ...deps, env: { PLUMBLINE_SMTP_URL: url, PLUMBLINE_MAIL_FROM: 'kpi@example.com' } });
  before(async () => {
    const directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\n',
      'config/acme.yaml': layout,
      'config/jobs.yaml': jobs,
      'config/sources.yaml': 'sources: [{ id: acme_counts, client: ACME, fact: stock_count, every: month }]\n',
      'may.csv': 'client,no,at\nACME,1,2026-05-31\nBETA,2,2026-05-31\n',
    });
    deps = await depsFor(database(), directory);
    await imported(deps, 'may.csv', 'acme');
  });

  it('sends nobody a provisional one where clients see closed periods, and a closed one once', async () => {
    const server = await mailServer(['wei@acme.example']);
    try {
      const held = await ranJob(at(server.url), 'closed');
      expect([held.outcome, held.counts['held'], server.mails.length]).to.deep.equal(['done', 2, 0]);
      const waivers = [{ source: 'acme_counts', reason: 'no count in May' }];
      await closePeriod(deps, { period: '2026-05', clients: ['ACME'], waivers, actor: 'lin' });
      const sent = await ranJob(at(server.url), 'closed');
      expect([sent.outcome, sent.counts['sent'], sent.counts['failed']]).to.deep.equal(['failed', 1, 1]);
      expect(textsOf(sent)[0]).to.contain('mail_refused').and.to.contain('wei@acme.example').and.to.contain('no such mailbox');
      const [mail] = server.mails;
      expect(mail?.to).to.equal('lin@acme.example');
      expect(mail?.text).to.contain('Subject: Service scorecard of ACME, 2026-05').and.to.contain('filename="ACME 2026-05.xlsx"');
      const again = await ranJob(at(server.url), 'closed');
      expect([again.counts['sent'], again.counts['sent_before'], server.mails.length]).to.deep.equal([0, 1, 1]);
    } finally {
      await server.close();
    }
    const entries = await database().transaction(async tx => {
      const found = [];
      for await (const entry of ledgerEntries(tx)) if (entry.kind === 'delivery') found.push(entry.body);
      return found;
    });
    expect(entries).to.have.length(1);
    expect(entries[0]).to.include({ what: 'scorecard', client: 'ACME', period: '2026-05', to: 'lin@acme.example' });
    expect(entries[0]?.['sha256']).to.match(/^[0-9a-f]{64}$/);
  });

  it('gives up on a server that hangs, and sends when it answers again', async () => {
    await database().transaction(tx => tx('job_run').delete());
    const hanging = net.createServer(socket => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    const sockets: net.Socket[] = [];
    hanging.on('connection', socket => sockets.push(socket));
    await once(hanging, 'listening');
    // A server that listens on a port has an address of this form.
    const { port } = hanging.address() as AddressInfo;
    const other = { ...at(`smtp://127.0.0.1:${port}`) };
    const job = deps.workspace.jobs.find(one => one.id === 'hasty');
    expect(job?.does).to.equal('mail');
    await imported(deps, 'may.csv', 'acme');
    const ran = await ranJob({ ...other, workspace: withAddress(other, 'hasty', 'new@acme.example') }, 'hasty', {
      timer: machineTimer,
    });
    for (const socket of sockets) socket.destroy();
    hanging.close();
    expect([ran.outcome, ran.counts['sent']]).to.deep.equal(['failed', 0]);
    expect(textsOf(ran)[0]).to.contain('mail_refused').and.to.contain('new@acme.example');
    const server = await mailServer();
    try {
      const next = at(server.url);
      const again = await ranJob({ ...next, workspace: withAddress(next, 'open', 'new@acme.example') }, 'open');
      expect([again.outcome, again.counts['sent'], server.mails.length]).to.deep.equal(['done', 1, 1]);
    } finally {
      await server.close();
    }
  });

  it('says of the portfolio too that it is provisional, and names its file after what it is', async () => {
    const server = await mailServer();
    try {
      expect((await ranJob(at(server.url), 'portfolio')).counts['sent']).to.equal(1);
    } finally {
      await server.close();
    }
    const [mail] = server.mails;
    expect(mail?.text)
      .to.contain('Subject: Portfolio, 2026-05 (provisional)')
      .and.to.contain('those figures are provisional')
      .and.to.contain('filename=portfolio-2026-05.xlsx');
  });

  it('tells once of a file that nothing takes, and anew when it is there again', async () => {
    const server = await mailServer();
    const { directory } = deps.workspace;
    const numbersMailed = (): readonly number[] =>
      server.mails.filter(({ to }) => to === 'ops@example.com').map(({ text }) => text.split('tsm/may.csv').length - 1);
    try {
      await lay(path.join(directory, 'inbox'), { 'tsm/may.csv': 'client,no,at\n' });
      const ran = await ranJob(at(server.url), 'inbox');
      expect(textsOf(ran)[0]).to.contain('tsm/may.csv').and.to.contain('The nearest is tms/*.csv.');
      expect(numbersMailed()).to.deep.equal([1]);
      expect(textsOf(await ranJob(at(server.url), 'chain'))[0]).to.contain('inbox: warning inbox_file_unmatched');
      expect((await ranJob(at(server.url), 'inbox')).findings).to.have.length(1);
      await lay(path.join(directory, 'inbox'), { 'tsn/may.csv': 'client,no,at\n' });
      await ranJob(at(server.url), 'inbox');
      expect(numbersMailed()).to.deep.equal([1, 0]);
      await rm(path.join(directory, 'inbox', 'tsm'), { recursive: true });
      await ranJob(at(server.url), 'inbox');
      await lay(path.join(directory, 'inbox'), { 'tsm/may.csv': 'client,no,at\n' });
      await ranJob(at(server.url), 'inbox');
      expect(numbersMailed()).to.deep.equal([1, 0, 1]);
    } finally {
      await rm(path.join(directory, 'inbox'), { recursive: true });
      await server.close();
    }
  });

  it('mails what it found in the language of the workspace, and once in whatever language', async () => {
    const server = await mailServer();
    const { workspace } = deps;
    const inChinese = {
      ...at(server.url),
      workspace: { ...workspace, settings: { ...workspace.settings, language: 'zh' as const } },
    };
    try {
      await lay(path.join(workspace.directory, 'inbox'), { 'tsx/may.csv': 'client,no,at\n' });
      await ranJob(inChinese, 'inbox');
      await ranJob(at(server.url), 'inbox');
      const [mail, ...others] = server.mails;
      expect(others).to.deep.equal([]);
      const text = Buffer.from(/\n\n([\w+/=\s]+)$/.exec(mail?.text.replaceAll('\r', '') ?? '')?.[1] ?? '', 'base64').toString();
      expect(text).to.contain('任务 inbox，应于').and.to.contain('没有匹配 "tsx/may.csv" 的文件名模式或版式文件夹');
    } finally {
      await rm(path.join(workspace.directory, 'inbox'), { recursive: true });
      await server.close();
    }
  });

  it('says what is not configured', async () => {
    const ran = await ranJob({ ...deps, env: {}, workspace: withAddress(deps, 'open', 'other@acme.example') }, 'open');
    expect(textsOf(ran)[0]).to.contain('mail_not_configured').and.to.contain('PLUMBLINE_SMTP_URL');
  });

  it('reminds of sources that are missing, and tells of what it found', async () => {
    const server = await mailServer();
    try {
      const ran = await ranJob({ ...at(server.url), workspace: { ...deps.workspace } }, 'missing', { at: Date.UTC(2026, 5, 2) });
      // ACME's May is closed; BETA delivers what it likes.
      expect([ran.outcome, ran.counts['missing'], server.mails.length]).to.deep.equal(['done', 0, 0]);
      const jobs = deps.workspace.jobs.map(job =>
        job.id === 'missing' && job.does === 'remind' ? { ...job, with: { ...job.with, period: '2026-04' } } : job,
      );
      const april = await ranJob({ ...at(server.url), workspace: { ...deps.workspace, jobs } }, 'missing');
      expect(april.findings.map(({ fault: { code, params } }) => [code, params])).to.deep.equal([
        [
          'source_not_delivered',
          {
            client: 'ACME',
            period: '2026-04',
            source: 'acme_counts',
            fact: 'stock_count',
            site: null,
            deliveredTo: null,
            due: null,
          },
        ],
      ]);
      expect(server.mails.map(({ to }) => to)).to.deep.equal(['ops@example.com', 'ops@example.com']);
    } finally {
      await server.close();
    }
  });
});

/** The workspace with another address in a job that mails. */
function withAddress({ workspace }: Deps, id: string, address: string): Deps['workspace'] {
  const jobs = workspace.jobs.map(job =>
    job.id === id && job.does === 'mail' ? { ...job, with: { ...job.with, to: { ACME: [address] } } } : job,
  );
  return { ...workspace, jobs };
}
