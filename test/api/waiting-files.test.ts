import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { ImportPage, Upload } from '../../src/contract/imports.js';
import type { Inbox } from '../../src/contract/inbox.js';
import type {
  LayoutTrial,
  ProposedFieldView,
  Recognised,
  WaitingFile,
  WaitingFileList,
} from '../../src/contract/waiting-files.js';
import { contentsInUse, forgetOldFiles } from '../../src/app/imports/waiting-files.js';
import { lockInbox } from '../../src/app/imports/inbox.js';
import { march, smallWorkspace } from '../cli/small-workspace.js';
import { type Serving, serving } from './serving.js';

const settings = `time_zone: UTC
clients:
  - { code: ACME, name: { en: Acme, zh: 艾克美 } }
  - { code: BETA, name: { en: Beta, zh: 贝塔 } }
`;

const untidy = `Delivery report Acme & Beta;;;;;;
printed 02.04.2026;;;;;;
Kunde;Sendungsnr.;Zugesagt am;Zugestellt am;Status;Stück;Bemerkung
Acme;S-001;05.03.2026 12:00;05.03.2026 11:20;zugestellt;1.200;
Acme;S-002;13.03.2026 12:00;13.03.2026 14:20;zugestellt;80;zu spät
Beta;S-003;14.03.2026 12:00;n/a;unterwegs;12;
Beta;S-004;15.03.2026 12:00;15.03.2026 10:00;retour;12;
Acme;S-005;15.03.2026 12:00;morgen;zugestellt;12,5;
`;
const bytes = new TextEncoder().encode(untidy);

describe('files that wait to be imported', () => {
  let service: Serving;
  let keys: Record<'lin' | 'wang' | 'bound', string>;
  before(async () => {
    service = await serving(await smallWorkspace({ 'plumbline.yaml': settings }));
    keys = {
      lin: await service.key({ role: 'manager', name: 'Lin' }),
      wang: await service.key({ role: 'manager', name: 'Wang' }),
      bound: await service.key({ role: 'manager', name: 'Xu', clients: ['ACME'] }),
    };
  });
  after(() => service.close());

  const asked = async <T = { readonly code: string }>(
    where: string,
    body?: unknown,
    person: keyof typeof keys = 'lin',
  ): Promise<readonly [number, T]> => {
    const answer = await service.ask(where, { key: keys[person], ...(body === undefined ? {} : { method: 'POST', body }) });
    // Every answer that is asked for so is a JSON object.
    return [answer.status, (await answer.json()) as T];
  };
  const begun = async (file: string, size: number, modified = 17): Promise<string> =>
    (await asked<WaitingFile>('/files', { file, bytes: size, modified }))[1].id;
  const brought = async (file: string): Promise<string> => {
    const id = await begun(file, bytes.length);
    await asked(`/files/${id}/pieces?from=0`, bytes);
    return id;
  };
  const ended = async (upload: string): Promise<Upload> => {
    const [, state] = await asked<Upload>(`/uploads/${upload}`);
    return state.state === 'running' ? ended(upload) : state;
  };

  it('arrive in pieces, each where the one before ends, and wait for whoever brought them', async () => {
    const id = await begun('../märz.csv', bytes.length);
    const [, first] = await asked<WaitingFile>(`/files/${id}/pieces?from=0`, bytes.slice(0, 100));
    expect([first.file, first.arrived]).to.deep.equal(['märz.csv', 100]);
    expect(await asked(`/files/${id}/proposal`, {})).to.satisfy(
      ([status, { code }]: readonly [number, { code: string }]) => status === 409 && code === 'waiting_file_not_whole',
    );
    expect((await asked(`/files/${id}/pieces?from=90`, bytes.slice(90)))[1].code).to.equal('waiting_file_piece_misplaced');
    expect((await asked(`/files/${id}/pieces?from=100`, bytes))[1].code).to.equal('waiting_file_too_long');
    // Who chooses the same file again goes on with it; one that was changed since is another, though its size is the same.
    const again = [await begun('märz.csv', bytes.length), await begun('märz.csv', 7), await begun('märz.csv', bytes.length, 18)];
    expect(again.map(one => one === id)).to.deep.equal([true, false, false]);
    const [, { files }] = await asked<WaitingFileList>('/files');
    expect(files.map(one => [one.bytes, one.arrived])).to.deep.include.members([
      [bytes.length, 100],
      [7, 0],
    ]);
    for (const where of [`/files/${id}`, '/files/..%2Fsecret'])
      expect((await asked(where, undefined, 'wang'))[1].code).to.equal('waiting_file_unknown');
    expect((await asked('/files', undefined, 'bound'))[0]).to.equal(403);
    for (const one of files) await service.ask(`/files/${one.id}`, { method: 'DELETE', key: keys.lin });
    expect((await asked<WaitingFileList>('/files'))[1].files).to.deep.equal([]);
  });

  it('wait no more where their removal was broken off, and keep nobody from the others', async () => {
    const id = await begun('half.csv', 10);
    await rm(path.join(service.directory, '.plumbline', 'waiting', id, 'content'), { recursive: true });
    const [status, { files }] = await asked<WaitingFileList>('/files');
    expect([status, files.some(one => one.id === id)]).to.deep.equal([200, false]);
    expect((await asked(`/files/${id}/proposal`, {}))[0]).to.equal(404);
  });

  it('find no room where those of all together are too large, and are told whose those are', async () => {
    const small = await serving(await smallWorkspace(), { limits: { waitingBytes: 3_000_000_000 } });
    try {
      const of = {
        lin: await small.key({ role: 'manager', name: 'Lin' }),
        wang: await small.key({ role: 'admin', name: 'Wang' }),
      };
      const begin = async (key: string, file: string, size: number): Promise<readonly [number, string]> => {
        const answer = await small.ask('/files', { method: 'POST', key, body: { file, bytes: size } });
        return [answer.status, await answer.text()];
      };
      expect((await begin(of.lin, 'may.csv', 2_000_000_000))[0]).to.equal(201);
      expect((await begin(of.wang, 'june.csv', 500_000_000))[0]).to.equal(201);
      const both = await Promise.all([begin(of.wang, 'a.csv', 400_000_000), begin(of.lin, 'b.csv', 400_000_000)]);
      expect(both.map(([status]) => status)).to.have.members([201, 409]);
      const [status, text] = await begin(of.wang, 'july.csv', 600_000_000);
      expect(status).to.equal(409);
      expect(text).to.contain(
        'There is no room for \\"july.csv\\" (600 MB): 2.9 GB wait to be imported already, and 3 GB may wait in all.',
      );
      expect(text).to.match(/Import or remove files of yours that wait: june\.csv.*\. Ask Lin to import or remove/);
    } finally {
      await small.close();
    }
  });

  it('are taken away after a week when the service starts, and those in use are not', async () => {
    const directory = await smallWorkspace();
    const waiting = path.join(directory, '.plumbline', 'waiting');
    const lay = (id: string, begun_at: number): void => {
      mkdirSync(path.join(waiting, id, 'content'), { recursive: true });
      writeFileSync(path.join(waiting, id, 'content', 'x.csv'), 'x');
      writeFileSync(path.join(waiting, id, 'about.json'), JSON.stringify({ key: 'k', file: 'x.csv', bytes: 1, begun_at }));
    };
    const eightDays = 8 * 86_400_000;
    lay('file_old', Date.now() - eightDays);
    lay('file_new', Date.now());
    const started = await serving(directory);
    try {
      while (existsSync(path.join(waiting, 'file_old'))) await new Promise(done => setTimeout(done, 10));
      expect(readdirSync(waiting)).to.deep.equal(['file_new']);
      lay('file_used', Date.now() - eightDays);
      const used = path.join(waiting, 'file_used', 'content', 'x.csv');
      contentsInUse.add(used);
      await forgetOldFiles(started.running.workspace.deps());
      expect(readdirSync(waiting)).to.deep.equal(['file_new', 'file_used']);
      contentsInUse.delete(used);
    } finally {
      await started.close();
    }
  });

  it('are recognised: headings below a title, each column with its values and the field that it may be', async () => {
    const id = await brought('march.csv');
    const [, seen] = await asked<Recognised>(`/files/${id}/proposal`, {});
    expect([seen.format, seen.delimiter, seen.header_row, seen.fact, seen.layout]).to.deep.equal([
      'csv',
      ';',
      3,
      'shipment',
      'layout',
    ]);
    expect(seen.head[2]?.cells[1]).to.equal('Sendungsnr.');
    expect(seen.columns.find(({ column }) => column === 'Status')?.values).to.deep.equal([
      { value: 'zugestellt', rows: 3 },
      { value: 'unterwegs', rows: 1 },
      { value: 'retour', rows: 1 },
    ]);
    const status = seen.proposed.find(({ field }) => field === 'status');
    expect(status?.remarks).to.deep.equal([{ is: 'choose_from', values: ['retour'] }]);
    const [, read] = await asked<Recognised>(`/files/${id}/proposal`, { delimiter: ',', header_row: 1, fact: 'complaint' });
    expect([read.columns.length, read.header_row, read.fact]).to.deep.equal([1, 1, 'complaint']);
    const choice = { fact: 'shipment', column: 'Zugestellt am', field: 'dispatched_at' };
    const [, field] = await asked<ProposedFieldView>(`/files/${id}/field`, choice);
    expect(field.mapping).to.deep.equal({ column: 'Zugestellt am', format: 'd.M.yyyy H:mm', blank: ['n/a'] });
    expect((await asked(`/files/${id}/field`, { ...choice, column: 'Ort' }))[1].code).to.equal('draft_column_unknown');
    expect((await asked(`/files/${id}/field`, { ...choice, field: 'x' }))[1].code).to.equal('draft_field_unknown');
  });

  it('are tried by a draft before anything is saved, then imported by the layout that was', async () => {
    const id = await brought('vienna-april.csv');
    const [, seen] = await asked<Recognised>(`/files/${id}/proposal`, {});
    const fields = Object.fromEntries(seen.proposed.map(({ field, mapping }) => [field, mapping]));
    const draft = { layout: seen.layout, fact: seen.fact, settings: seen.settings, fields, each: seen.each };
    const [, tried] = await asked<LayoutTrial>(`/files/${id}/trial`, { draft });
    const [batch] = tried.answer?.batches ?? [];
    expect([batch?.rows.new, batch?.errors.map(({ code }) => code)]).to.deep.equal([3, ['map_missed', 'date_unreadable']]);
    const map = { zugestellt: 'delivered', unterwegs: 'dispatched', retour: 'refused' };
    const mended = {
      ...draft,
      fields: {
        ...fields,
        status: { ...fields['status'], map },
        delivered_at: { ...fields['delivered_at'], blank: ['n/a', 'morgen'] },
      },
    };
    const [accepted, { upload, yaml, file }] = await asked<LayoutTrial>(`/files/${id}/trial`, { draft: mended, rows: 'all' });
    const { state, answer } = await ended(upload ?? '');
    expect([accepted, state]).to.deep.equal([202, 'done']);
    expect(JSON.stringify(answer)).to.contain('"read":5,"new":5');
    expect(existsSync(path.join(service.directory, file))).to.equal(false);
    expect((await asked(`/files/${id}/import`, { layout: 'vienna' }))[1].code).to.equal('import_layout_unknown');
    await asked('/config/changes', { files: [{ file, base: null, text: yaml }], why: 'as Acme writes it' });
    const [status, begunImport] = await asked<Upload>(`/files/${id}/import`, { layout: 'vienna', keep: true });
    expect([status, (await ended(begunImport.id)).state]).to.deep.equal([202, 'done']);
    const [, { imports }] = await asked<ImportPage>('/imports');
    expect([imports[0]?.rows.new, imports.length]).to.deep.equal([5, 1]);
    // It was kept, for another layout.
    expect((await asked<WaitingFile>(`/files/${id}`))[1]).to.include({ file: 'vienna-april.csv', arrived: bytes.length });
    await service.ask(`/files/${id}`, { method: 'DELETE', key: keys.lin });
    const kept = path.join(
      service.directory,
      'archive',
      new Date().toISOString().slice(0, 7),
      begunImport.id,
      'vienna-april.csv',
    );
    expect(readFileSync(kept, 'utf8')).to.equal(untidy);
    expect(readdirSync(path.join(service.directory, '.plumbline', 'uploads'))).to.deep.equal([]);
  });

  it('begin with the saved layout that fits them, which can be changed by what was corrected', async () => {
    const id = await brought('vienna-june.csv');
    const [, { fitting, layout: free, layout_taken: taken }] = await asked<Recognised>(`/files/${id}/proposal`, {});
    expect(taken, 'a file of the next month has the same name').to.equal('vienna');
    expect([free, fitting.map(one => [one.layout, one.fact, one.fixed, one.last?.file])]).to.deep.equal([
      'vienna_2',
      [['vienna', 'shipment', [], 'vienna-april.csv']],
    ]);
    const [saved] = fitting;
    const { draft } = saved ?? {};
    expect([saved?.way, draft?.fields['status']?.map]).to.deep.equal([
      { header_row: 3, fact: 'shipment' },
      { zugestellt: 'delivered', unterwegs: 'dispatched', retour: 'refused' },
    ]);
    // As it is, it is what is saved; corrected, it says what of it changes, and is sent as a change of that very text.
    const [, same] = await asked<LayoutTrial>(`/files/${id}/trial`, { draft });
    expect([same.saved, same.lines]).to.deep.equal(['same', []]);
    const corrected = { ...draft, fields: { ...draft?.fields, status: { ...draft?.fields['status'], otherwise: 'reject' } } };
    const tried = async (from?: string | null) =>
      (await asked<LayoutTrial>(`/files/${id}/trial`, { draft: corrected, ...(from === undefined ? {} : { base: from }) }))[1];
    const { saved: state, file, base, yaml, lines } = await tried(saved?.base);
    expect([state, base, lines.map(line => line[0])]).to.deep.equal(['other', saved?.base, ['-', '+']]);
    const [status, change] = await asked<{ state: string }>('/config/changes', {
      files: [{ file, base, text: yaml }],
      why: 'retour',
    });
    expect([status, change.state]).to.deep.equal([201, 'made']);
    // A layout that reads a column that is missing does not fit, nor one that another way of reading gives no columns.
    const [, other] = await asked<Recognised>(`/files/${await brought('vienna-april.csv')}/proposal`, { delimiter: ',' });
    expect([other.layout, other.fitting.map(({ layout }) => layout)]).to.deep.equal(['vienna_2', ['vienna']]);
  });

  it('a saved layout is never written over by a draft that did not begin with what it says now', async () => {
    const id = await brought('march.csv');
    const at = path.join(service.directory, 'config', 'layouts', 'vienna.yaml');
    const recognised = async () => (await asked<Recognised>(`/files/${id}/proposal`, {}))[1].fitting;
    const rewrite = async (text: string) => {
      const [, { sha256 }] = await asked<{ sha256: string }>('/config/file?file=config/layouts/vienna.yaml');
      await asked('/config/changes', { files: [{ file: 'config/layouts/vienna.yaml', base: sha256, text }], why: 'by hand' });
    };
    // Comments and other objects stay: only the line that says something else is another.
    await rewrite(`# agreed with Acme\n${readFileSync(at, 'utf8')}\nmetrics: [] # none here\n`);
    const [begun] = await recognised();
    const draft = { ...begun?.draft, settings: { ...begun?.draft?.settings, total_rows: 'skip' } };
    const tried = async (base: string | null | undefined, of = draft) =>
      (await asked<LayoutTrial>(`/files/${id}/trial`, { draft: of, ...(typeof base === 'string' ? { base } : {}) }))[1];
    const { saved, lines } = await tried(begun?.base);
    expect([saved, lines]).to.deep.equal(['other', ['+ total_rows: skip']]);
    expect((await tried(undefined, { ...draft, settings: begun?.draft?.settings ?? {} } as typeof draft)).saved).to.equal('same');
    expect((await tried(undefined)).saved).to.equal('taken');
    await rewrite(readFileSync(at, 'utf8').replace('retour: refused', 'retour: cancelled'));
    const late = await tried(begun?.base);
    expect([late.saved, late.base, late.lines, late.answer?.batches.length]).to.deep.equal(['changed', null, [], 1]);
    // One of several documents is changed by hand alone, and used as it is.
    await rewrite(`${readFileSync(at, 'utf8')}---\nmetrics: []\n`);
    const [byHand] = await recognised();
    expect([byHand?.layout, byHand?.base]).to.deep.equal(['vienna', null]);
    const [, used] = await asked<LayoutTrial>(`/files/${id}/trial`, { draft: byHand?.draft });
    expect([used.saved, used.answer?.batches.length]).to.deep.equal(['same', 1]);
    // One that says itself whose rows these are tells so.
    await rewrite(readFileSync(at, 'utf8').replace(/client: .*/, 'client: { const: ACME }'));
    expect((await recognised())[0]?.fixed).to.deep.equal([{ field: 'client', value: 'ACME' }]);
    await rm(at);
  });

  it('a draft that reads another file is no draft, and one that is at fault is told so', async () => {
    const id = await brought('may.csv');
    const draft = { layout: 'may', fact: 'shipment', settings: { header_row: 3 }, fields: { client: { column: 'Kunde' } } };
    const lookup = { column: 'Kunde', lookup: { file: '/etc/passwd', key: 'k', value: 'v' } };
    expect((await asked(`/files/${id}/trial`, { draft: { ...draft, fields: { client: lookup } } }))[0]).to.equal(400);
    expect((await asked(`/files/${id}/trial`, { draft: { ...draft, layout: '../x' } }))[0]).to.equal(400);
    const [, { faults, answer }] = await asked<LayoutTrial>(`/files/${id}/trial`, { draft });
    expect([faults.map(({ code }) => code), answer]).to.deep.equal([['layout_key_unmapped'], null]);
    const wrong = { ...draft.fields, shipment_no: { column: 'Nummer' } };
    const [, { faults: missing }] = await asked<LayoutTrial>(`/files/${id}/trial`, { draft: { ...draft, fields: wrong } });
    expect(missing.map(({ code }) => code)).to.deep.equal(['column_missing']);
    expect(JSON.stringify(missing)).not.to.contain(service.directory);
  });

  it('a draft shows nothing of a file with a password in it, nor does a change of that file', async () => {
    const file = 'config/layouts/from_reports.yaml';
    const text = `layout: from_reports
fact: shipment
connection: mysql://reports:Secret-Pa55@db.example/tms
query: SELECT * FROM shipments
fields: { client: { column: Kunde }, shipment_no: { column: Sendungsnr. } }
`;
    writeFileSync(path.join(service.directory, file), text);
    const id = await brought('reports.csv');
    const [, { proposed, fitting, ...seen }] = await asked<Recognised>(`/files/${id}/proposal`, {});
    const fields = Object.fromEntries(proposed.map(one => [one.field, one.mapping]));
    const draft = { layout: 'from_reports', fact: seen.fact, settings: seen.settings, fields };
    const answers = [
      await asked(`/files/${id}/trial`, { draft }),
      await asked('/config/changes', { files: [{ file, base: null, text: 'layout: x\n' }], why: 'tried', dry_run: true }),
    ];
    expect(answers.map(([, { code }]) => code)).to.deep.equal(['config_password', 'config_password']);
    expect(JSON.stringify([answers, fitting])).not.to.contain('Secret-Pa55');
    await rm(path.join(service.directory, file));
  });

  it('are imported once, though two ask at once', async () => {
    const id = await brought('twice.csv');
    const [, { yaml }] = await asked<Recognised & { yaml: string }>(`/files/${id}/proposal`, {});
    expect(yaml).to.not.equal('');
    const answers = await Promise.all([1, 2, 3].map(() => asked(`/files/${id}/import`, { layout: 'shipments' })));
    expect(answers.map(([status, { code }]) => (status === 202 ? 'accepted' : code)).toSorted()).to.deep.equal([
      'accepted',
      'waiting_file_in_import',
      'waiting_file_in_import',
    ]);
  });

  it('are chosen in the inbox, which they leave with their import, and not before', async () => {
    const inbox = path.join(service.directory, 'inbox');
    const lay = (name: string, content: string, at: number): void => {
      mkdirSync(path.dirname(path.join(inbox, name)), { recursive: true });
      writeFileSync(path.join(inbox, name), content);
      utimesSync(path.join(inbox, name), at, at);
    };
    lay('old.csv', 'x\n', 1_690_000_000);
    lay('tms/April.csv', march, 1_691_000_000);
    lay('shipments/may.csv', march, 1_692_000_000);
    lay('.part', 'x', 1_690_000_000);
    symlinkSync('/etc/passwd', path.join(inbox, 'link.csv'));
    const [, { files, more }] = await asked<Inbox>('/inbox');
    expect([files.map(one => [one.file, one.bytes, one.taken_by?.layouts]), more]).to.deep.equal([
      [
        ['shipments/may.csv', march.length, ['shipments']],
        ['tms/April.csv', march.length, undefined],
        ['old.csv', 2, undefined],
      ],
      0,
    ]);
    expect(files[1]?.changed_at).to.equal(new Date(1_691_000_000_000).toISOString().replace('.000', ''));
    for (const file of ['link.csv', '.part', '../plumbline.yaml', 'tms', 'tms/../old.csv', '/etc/passwd'])
      expect((await asked('/inbox', { file }))[1].code, file).to.equal('waiting_inbox_gone');
    for (const body of [undefined, { file: 'old.csv' }]) expect((await asked('/inbox', body, 'bound'))[0]).to.equal(403);

    const choose = async (file: string, person: 'lin' | 'wang' = 'lin') =>
      (await asked<WaitingFile>('/inbox', { file }, person))[1];
    const chosen = await choose('tms/April.csv');
    expect([chosen.file, chosen.inbox, chosen.arrived]).to.deep.equal(['April.csv', 'tms/April.csv', march.length]);
    expect((await choose('tms/April.csv')).id).to.equal(chosen.id);
    const { id: ofWang } = await choose('tms/April.csv', 'wang');
    const take = (id: string, person: 'lin' | 'wang' = 'lin') =>
      asked<Upload & { code: string }>(`/files/${id}/import`, { layout: 'shipments' }, person);

    const lock = await lockInbox(service.running.workspace.deps());
    expect((await take(chosen.id))[1].code).to.equal('waiting_inbox_busy');
    await lock?.release();
    appendFileSync(path.join(inbox, 'tms/April.csv'), 'S8,ACME,delivered,Road,2026-03-02 12:00,2026-03-02 12:00\n');
    expect((await take(chosen.id))[1].code).to.equal('waiting_inbox_changed');
    expect((await asked('/inbox', { file: 'tms/April.csv' }))[1].code).to.equal('waiting_inbox_not_whole');
    utimesSync(path.join(inbox, 'tms/April.csv'), 1_693_000_000, 1_693_000_000);
    const { id } = await choose('tms/April.csv');
    expect(id).to.not.equal(chosen.id);
    const [status, { id: upload }] = await take(id);
    const { state, answer } = await ended(upload);
    expect([status, state, JSON.stringify(answer)]).to.satisfy(
      ([first, second, text]: readonly [number, string, string]) =>
        first === 202 && second === 'done' && text.includes('"read":9'),
    );
    const left = async (): Promise<readonly string[]> => (await asked<Inbox>('/inbox'))[1].files.map(({ file }) => file);
    while ((await left()).includes('tms/April.csv')) await new Promise(done => setTimeout(done, 20));
    expect(await left()).to.deep.equal(['shipments/may.csv', 'old.csv']);
    const afterwards = async (): Promise<string> => {
      const { code } = (await take(ofWang, 'wang'))[1];
      return code === 'waiting_inbox_busy' ? afterwards() : code;
    };
    expect(await afterwards()).to.equal('waiting_inbox_gone');
    const month = new Date().toISOString().slice(0, 7);
    const report = path.join(service.directory, 'archive', month, upload, 'April.csv.report.json');
    expect(JSON.parse(readFileSync(report, 'utf8'))).to.deep.include({ file: 'tms/April.csv', state: 'imported' });
  });
});
