import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { expect } from 'chai';
import type { ConfigChangeList, ConfigChangeView, ConfigFileList, ConfigTried } from '../../src/contract/config.js';
import { march, smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

const settings = `time_zone: UTC
clients:
  - { code: ACME, name: { en: Acme, zh: 艾克美 } }   # since 2019
  - { code: BETA, name: { en: Beta, zh: 贝塔 } }
sites:
  - { code: RTM1 }
`;
const levels = 'config/standards/levels.yaml';
const standard = (level: string): string =>
  `# agreed in the yearly talk\nstandards:\n  - { metric: on_time_delivery, scope: { client: ACME }, at_least: "${level}", from: 2026-01-01, reference: talk }\n`;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

for (const fourEyes of [false, true])
  describe(`config over REST, ${fourEyes ? 'with four eyes' : 'written at once'}`, () => {
    let service: Serving;
    let directory: string;
    let keys: Record<'lin' | 'wang' | 'admin' | 'auditor' | 'client', string>;
    const given = fourEyes ? `${settings}rules_four_eyes: true\n` : settings;
    before(async () => {
      directory = await smallWorkspace({ 'plumbline.yaml': given });
      service = await serving(directory);
      keys = {
        lin: await service.key({ role: 'manager', name: 'Lin' }),
        wang: await service.key({ role: 'manager', name: 'Wang' }),
        admin: await service.key({ role: 'admin', name: 'Root' }),
        auditor: await service.key({ role: 'auditor', name: 'Xu' }),
        client: await service.key({ role: 'client', name: 'Acme', clients: ['ACME'] }),
      };
      const body = new TextEncoder().encode(march);
      await service.ask('/imports?layout=shipments&file=march.csv', { method: 'POST', key: keys.lin, body });
      await service.ask('/periods/2026-03/close', { method: 'POST', key: keys.lin, body: { clients: ['ACME'], waivers: [] } });
    });
    after(() => service.close());

    const asked = async <T = { readonly code?: string; readonly faults?: readonly { readonly code: string }[] }>(
      where: string,
      person: keyof typeof keys,
      body?: unknown,
    ): Promise<readonly [number, T]> => {
      const answer = await service.ask(where, { key: keys[person], ...(body === undefined ? {} : { method: 'POST', body }) });
      // Every answer that is asked for so is a JSON object.
      return [answer.status, (await answer.json()) as T];
    };
    const put = (files: readonly object[], why: string, person: keyof typeof keys = 'lin') =>
      asked<ConfigTried & { readonly code?: string }>('/config/changes', person, { files, why });
    const onDisk = (file: string): string => readFileSync(path.join(directory, file), 'utf8');
    /** Makes a change, with the approval of somebody else where that is needed; its number. */
    const made = async (files: readonly object[], why: string): Promise<number> => {
      const [status, { change, state }] = await put(files, why);
      expect([status, state]).to.deep.equal(fourEyes ? [202, 'requested'] : [201, 'made']);
      if (fourEyes) {
        const [decided, answer] = await asked(`/config/changes/${change}/decision`, 'wang', { decision: 'approval' });
        expect([decided, answer]).to.deep.equal([200, { change, state: 'made', in_force: true }]);
      }
      return change ?? 0;
    };

    it('lists the files, none of them written by a change yet', async () => {
      const [status, { files, four_eyes }] = await asked<ConfigFileList>('/config', 'auditor');
      expect([status, four_eyes, files[0]?.file]).to.deep.equal([200, fourEyes, 'plumbline.yaml']);
      expect(files.map(({ change }) => change)).to.deep.equal(files.map(() => null));
      expect(files[0]?.sha256).to.equal(sha256(given));
      const [, { text }] = await asked<{ text: string }>('/config/file?file=plumbline.yaml', 'lin');
      expect(text).to.equal(given);
    });

    it('a dry run that removes the last client or site says that every code is accepted then', async () => {
      const triedWith = async (text: string): Promise<readonly string[]> => {
        const files = [{ file: 'plumbline.yaml', base: sha256(given), text }];
        const [status, { faults }] = await asked<ConfigTried>('/config/changes', 'admin', { files, dry_run: true });
        expect(status).to.equal(200);
        return faults.map(({ code, severity }) => `${severity} ${code}`).filter(text => text.includes('unlisted'));
      };
      const without = given.replace(/^clients:\n(?: {2}.*\n)+/m, '');
      expect(await triedWith(without)).to.deep.equal(['warning config_clients_unlisted']);
      expect(await triedWith(`${without}on_unknown_client: register\n`)).to.deep.equal([]);
      expect(await triedWith(given.replace(/.*BETA.*\n/, ''))).to.deep.equal([]);
      expect(await triedWith(given.replace(/.*RTM1.*\n/, ''))).to.deep.equal(['warning config_sites_unlisted']);
      expect(await triedWith(given.replace('sites:', 'sites: []').replace(/.*RTM1.*\n/, ''))).to.deep.equal([]);
    });

    it('a dry run shows what a level does to the last months, and writes nothing', async () => {
      const files = [{ file: levels, base: null, text: standard('99%') }];
      const [status, tried] = await asked<ConfigTried>('/config/changes', 'lin', { files, dry_run: true });
      expect([status, tried.state, tried.change]).to.deep.equal([200, 'tried', null]);
      expect(tried.clients).to.deep.equal(['ACME']);
      expect(tried.periods).to.deep.equal(['2026-03']);
      const [effect] = tried.effect;
      const changed = effect?.metrics.find(one => one.metric === 'on_time_delivery');
      expect([changed?.before?.status, changed?.after?.status]).to.deep.equal(['no_standard', 'missed']);
      expect(tried.files[0]?.lines.map(line => line.slice(0, 2))).to.include('+ ');
      expect(existsSync(path.join(directory, levels))).to.equal(false);
    });

    it('writes a file once it is decided, and the next evaluation goes by it', async () => {
      const number = await made([{ file: levels, base: null, text: standard('99%') }], 'yearly talk');
      expect(onDisk(levels)).to.equal(standard('99%'));
      const [, { files }] = await asked<ConfigFileList>('/config', 'lin');
      expect(files.find(({ file }) => file === levels)?.change).to.equal(number);
      const [, found] = await asked<{ standards: readonly { metric: string }[] }>('/standards', 'lin');
      expect(JSON.stringify(found)).to.contain('talk');
    });

    it('refuses a text with faults, naming file and line, and one without a reason', async () => {
      const wrong = standard('99%').replace('on_time_delivery', 'on_time_delivry');
      const base = sha256(standard('99%'));
      const [status, problem] = await asked('/config/changes', 'lin', { files: [{ file: levels, base, text: wrong }], why: 'x' });
      expect([status, problem.code]).to.deep.equal([400, 'rule_metric_unknown']);
      const [unsaid, { code }] = await put([{ file: levels, base, text: standard('98%') }], ' ');
      expect([unsaid, code]).to.deep.equal([400, 'config_why_missing']);
      expect(onDisk(levels)).to.equal(standard('99%'));
    });

    it('never overwrites what somebody changed meanwhile, in the browser or by hand', async () => {
      const base = sha256(standard('99%'));
      writeFileSync(path.join(directory, levels), standard('95%'));
      const [status, { code }] = await put([{ file: levels, base, text: standard('98%') }], 'another talk');
      expect([status, code]).to.deep.equal([409, 'config_changed_meanwhile']);
      expect(onDisk(levels)).to.equal(standard('95%'));
      // What was written by hand can be brought back after the next change, too.
      const number = await made([{ file: levels, base: sha256(standard('95%')), text: standard('98%') }], 'another talk');
      const [, view] = await asked<ConfigChangeView>(`/config/changes/${number}`, 'lin');
      expect(view.files[0]?.lines.filter(line => line.startsWith('- ')).join('')).to.contain('95%');
      expect(view.files[0]?.is_now).to.equal(true);
    });

    it('says that a change is made and not in force while another file is at fault', async () => {
      const broken = path.join(directory, 'config', 'broken.yaml');
      writeFileSync(broken, 'standards:\n  - { metric: no_such_metric, at_least: "1%", from: 2026-01-01 }\n');
      const file = 'config/standards/beta.yaml';
      const text = standard('90%').replace('ACME', 'BETA');
      const [, answer] = await put([{ file, base: null, text }], 'beta');
      const decided = fourEyes
        ? await asked<{ in_force: boolean }>(`/config/changes/${answer.change}/decision`, 'wang', { decision: 'approval' })
        : undefined;
      expect((decided?.[1] ?? answer).in_force).to.equal(false);
      rmSync(broken);
      await service.running.reload();
    });

    it('brings an earlier version back as a change of its own', async () => {
      const [, { changes }] = await asked<ConfigChangeList>('/config/changes', 'auditor');
      const first = changes.findLast(({ files }) => files.includes(levels));
      const [, view] = await asked<ConfigChangeView>(`/config/changes/${first?.change}`, 'lin');
      const [old] = view.files;
      expect(old?.is_now).to.equal(false);
      await made([{ file: levels, base: sha256(standard('98%')), text: old?.text ?? '' }], `as in change ${first?.change}`);
      expect(onDisk(levels)).to.equal(standard('99%'));
      const [, { changes: after }] = await asked<ConfigChangeList>('/config/changes?limit=1', 'auditor');
      expect(after.map(({ why, by, state }) => [why, by, state])).to.deep.equal([
        [`as in change ${first?.change}`, 'Lin', 'made'],
      ]);
    });

    it('keeps what decides who gets in, and what the service does by itself, to administrators', async () => {
      const base = sha256(given);
      const open = `${given}trust_proxy: [ 0.0.0.0/0 ]\n`;
      expect((await put([{ file: 'plumbline.yaml', base, text: open }], 'x'))[1].code).to.equal('config_admins_alone');
      const jobs = 'jobs:\n  - { id: nightly, does: evaluate, at: "0 3 * * *" }\n';
      const [status, { code }] = await put([{ file: 'config/jobs.yaml', base: null, text: jobs }], 'x');
      expect([status, code]).to.deep.equal([403, 'config_admins_alone']);
      const renamed = given.replace('en: Beta', 'en: Beta Foods');
      const [tried, answer] = await asked<ConfigTried>('/config/changes', 'lin', {
        files: [{ file: 'plumbline.yaml', base, text: renamed }],
        why: 'renamed',
      });
      expect([tried, answer.state]).to.deep.equal(fourEyes ? [202, 'requested'] : [201, 'made']);
    });

    it('holds to that in every document of a file, in what it merges, and in files that layouts name', async () => {
      const now = onDisk('plumbline.yaml');
      const base = sha256(now);
      const jobs = 'jobs:\n  - { id: nightly, does: evaluate, at: "0 3 * * *" }\n';
      const layout = (name: string): string =>
        `layout: peek\nfact: shipment\nformat: csv\nfields:\n  client: { column: c, lookup: { file: ${name}, key: k, value: v } }\n`;
      for (const [file, of, text] of [
        ['plumbline.yaml', base, `${now.replace('time_zone: UTC', 'time_zone: Asia/Tokyo')}---\n${now}`],
        ['config/jobs.yaml', null, `clients: []\n---\n${jobs}`],
        ['config/jobs.yaml', null, `<<: [ { ${jobs.trim().replace('\n  - ', ' [ ')} ] } ]\n`],
        ['config/layouts/peek.yaml', null, layout('/etc/passwd')],
        ['config/layouts/peek.yaml', null, layout('../../plumbline.yaml')],
      ] as const)
        expect((await put([{ file, base: of, text }], 'x'))[1].code, text).to.equal('config_admins_alone');
    });

    it('names the clients whose figures would be seen otherwise', async () => {
      const now = onDisk('plumbline.yaml');
      const files = [{ file: 'plumbline.yaml', base: sha256(now), text: `${now}clients_see: provisional\n` }];
      const [, tried] = await asked<ConfigTried>('/config/changes', 'admin', { files, dry_run: true });
      expect(tried.clients).to.include('ACME');
    });

    it('lets nobody else in, and reaches no other file', async () => {
      for (const where of ['/config', '/config/changes', '/config/file?file=plumbline.yaml'])
        expect((await asked(where, 'client'))[0], where).to.equal(403);
      expect((await put([{ file: levels, base: null, text: '' }], 'x', 'auditor'))[0]).to.equal(403);
      for (const file of [
        'config/../.env',
        '../other.yaml',
        'config/x.txt',
        'config/.x.yaml',
        '/etc/passwd',
        'config',
        '.plumbline/a.yaml',
      ])
        expect((await put([{ file, base: null, text: 'x: 1' }], 'x', 'admin'))[1].code, file).to.equal('config_path_wrong');
      mkdirSync(path.join(directory, 'config', 'more.yaml'), { recursive: true });
      writeFileSync(path.join(directory, 'config', 'plain.yaml'), 'definitions: []\n');
      for (const file of ['config/more.yaml', 'config/plain.yaml/in.yaml'])
        expect((await put([{ file, base: null, text: 'definitions: []' }], 'x', 'admin'))[1].code, file).to.equal(
          'config_path_wrong',
        );
      const twice = { file: 'config/twice.yaml', base: null, text: 'definitions: []' };
      expect((await put([twice, twice], 'x'))[1].code).to.equal('config_file_twice');
      const [status] = await put([{ file: 'plumbline.yaml', base: sha256(onDisk('plumbline.yaml')), text: null }], 'x', 'admin');
      expect(status).to.equal(400);
    });

    it('neither shows nor records a password', async () => {
      const file = 'config/secret.yaml';
      const text = 'definitions: []\n# postgres://plumbline:hunter2@db.example.com/kpi\n';
      expect((await put([{ file, base: null, text }], 'x', 'admin'))[1].code).to.equal('config_password');
      writeFileSync(path.join(directory, file), text);
      expect((await asked(`/config/file?file=${file}`, 'admin'))[1].code).to.equal('config_password');
      expect((await put([{ file, base: sha256(text), text: 'definitions: []\n' }], 'x', 'admin'))[1].code).to.equal(
        'config_password',
      );
      rmSync(path.join(directory, file));
    });

    it('the ledger holds with all of it', async () => {
      const [status, answer] = await asked<{ entries: readonly { kind: string }[] }>('/audit/ledger?limit=50', 'auditor');
      expect(status, JSON.stringify(answer).slice(0, 300)).to.equal(200);
      expect(answer.entries.map(({ kind }) => kind)).to.include(fourEyes ? 'config_approval' : 'config_change');
      const verify = () => asked<{ verified: boolean; findings: readonly { code: string }[] }>('/audit/verify', 'auditor', {});
      expect((await verify())[1].findings).to.deep.equal([]);
      const { database } = service.running.workspace.deps();
      const [spoilt, mended] = [
        "update config_text set body = body || ' ' where body like '# agreed%'",
        "update config_text set body = rtrim(body, ' ')",
      ];
      await database.transaction(tx => tx.raw(spoilt));
      expect((await verify())[1].findings.map(({ code }) => code)).to.include('config_text_altered');
      await database.transaction(tx => tx.raw(mended));
    });

    if (fourEyes)
      it('weights are not derived around it', async () => {
        const body = { method: 'given', index: 'kpi', weights: { name: 'w.csv', text: 'node,weight\n' }, dry_run: false };
        expect((await asked('/weights/derive', 'lin', body))[1].code).to.equal('config_approval_needed');
      });

    it('a dry run counts what came since the last evaluation, but for closed periods, and says so', async () => {
      const april = (no: string, hour: number) => `${no},ACME,delivered,Road,2026-04-10 12:00,2026-04-10 ${hour}:00\n`;
      const bring = (file: string, rows: string) =>
        service.ask(`/imports?layout=shipments&file=${file}`, {
          method: 'POST',
          key: keys.lin,
          body: new TextEncoder().encode(`${march.split('\n')[0]}\n${rows}`),
        });
      await bring('april.csv', april('A1', 13));
      await service.ask('/clients/ACME/periods/2026-04/evaluation', { method: 'POST', key: keys.lin, body: {} });
      await bring('later.csv', april('A2', 10) + april('A3', 11));
      const text = standard('50%').replace('2026-01-01', '2026-02-01');
      const files = [{ file: 'config/standards/later.yaml', base: null, text }];
      const [, { effect }] = await asked<ConfigTried>('/config/changes', 'lin', { files, dry_run: true });
      const seen = effect.map(({ period, evaluated_batch, as_of_batch, metrics }) => {
        const figure = metrics.find(({ metric }) => metric === 'on_time_delivery')?.after;
        return [period, evaluated_batch, as_of_batch, figure?.denominator];
      });
      expect(seen).to.deep.equal([
        ['2026-03', 1, 1, '4'],
        ['2026-04', 2, 3, '4'],
      ]);
    });

    if (fourEyes)
      it('who asked cannot approve, a refusal says why, and nothing is decided twice', async () => {
        const base = sha256(standard('99%'));
        const [, { change }] = await put([{ file: levels, base, text: standard('97%') }], 'softer');
        const where = `/config/changes/${change}/decision`;
        expect((await asked(where, 'lin', { decision: 'approval' }))[1].code).to.equal('config_four_eyes');
        expect((await asked(where, 'wang', { decision: 'refusal' }))[1].code).to.equal('config_why_missing');
        expect((await asked(where, 'wang', { decision: 'refusal', why: 'not agreed' }))[0]).to.equal(200);
        expect((await asked(where, 'wang', { decision: 'approval' }))[1].code).to.equal('config_change_decided');
        expect(onDisk(levels)).to.equal(standard('99%'));
      });
  });
