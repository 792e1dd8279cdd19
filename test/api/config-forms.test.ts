import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { ConfigTried } from '../../src/contract/config.js';
import type { ConfigDraft, ConfigObject, ObjectForm } from '../../src/contract/config-forms.js';
import type { ProblemDocument } from '../../src/contract/fault.js';
import type { HolidayPlaces, PublicHolidays } from '../../src/contract/public-holidays.js';
import { smallWorkspace } from '../cli/small-workspace.js';
import { contractOf300 } from './long-forms.js';
import { type Serving, serving } from './serving.js';

const settings = `time_zone: UTC
clients:
  - { code: ACME, name: { en: Acme, zh: 艾克美 } }   # since 2019
  - code: BETA   # taken over
    label: Beta
    depth: { image: 1 }
sites: []
`;
const calendars = `calendars:
  - id: port
    weekdays: [mon, tue, wed, thu, fri]
    hours: ["08:00-12:00", "13:00-17:00"]
    holidays:
      - 2026-01-01 # New Year
      - 2026-05-01
`;

describe('objects of config in forms over REST', () => {
  let service: Serving;
  let manager: string;
  before(async () => {
    const directory = await smallWorkspace({ 'plumbline.yaml': settings, 'config/calendars.yaml': calendars });
    service = await serving(directory);
    manager = await service.key({ role: 'manager', name: 'Lin' });
  });
  after(() => service.close());
  const onDisk = (file: string): string => readFileSync(path.join(service.directory, file), 'utf8');
  const asked = async <T>(where: string, body?: unknown): Promise<T> => {
    const answer = await service.ask(where, { key: manager, ...(body === undefined ? {} : { method: 'POST', body }) });
    // Held to its schema by the test's service.
    return (await answer.json()) as T;
  };
  const opened = <K extends ObjectForm['kind']>(kind: K, id?: string) =>
    asked<ConfigObject & { readonly form: Extract<ObjectForm, { readonly kind: K }> }>(
      `/config/object?kind=${kind}${id === undefined ? '' : `&id=${encodeURIComponent(id)}`}`,
    );
  const drafted = (id: string | null, base: string | null, form: ObjectForm, removes = false) =>
    asked<ConfigDraft & { readonly code?: string }>('/config/drafts', { id, base, form, removes });
  /** Drafts and saves; the lines that changed. */
  const saved = async (id: string | null, { base }: ConfigObject, form: ObjectForm, removes = false) => {
    const { file, base: of, text } = await drafted(id, base, form, removes);
    const tried = await asked<ConfigTried>('/config/changes', { files: [{ file, base: of, text }], why: 'agreed' });
    expect(tried.state, JSON.stringify(tried)).to.equal('made');
    return tried.files[0]?.lines;
  };

  it('a client is changed where the form says otherwise, in the form that its file has', async () => {
    const acme = await opened('client', 'ACME');
    const { values } = acme.form;
    expect(values).to.deep.include({ code: 'ACME', name: { en: 'Acme', zh: '艾克美' }, depth: '', time_zone: '' });
    expect(await saved('ACME', acme, { kind: 'client', values: { ...values, time_zone: 'Asia/Shanghai' } })).to.deep.equal([
      '-   - { code: ACME, name: { en: Acme, zh: 艾克美 } }   # since 2019',
      '+   - { code: ACME, name: { en: Acme, zh: 艾克美 }, time_zone: Asia/Shanghai }   # since 2019',
    ]);
    const beta = await opened('client', 'BETA');
    expect([beta.form.values.name, beta.form.values.depth]).to.deep.equal([{ en: 'Beta', zh: '' }, 'by_branch']);
    const renamed = { ...beta.form.values, name: { en: 'Beta', zh: '贝塔' } };
    expect(await saved('BETA', beta, { kind: 'client', values: renamed })).to.deep.equal([
      '-     label: Beta',
      '+     label: { en: Beta, zh: 贝塔 }',
    ]);
  });

  it('public holidays are whole days: substitutes among them, what is half a day is named apart, and an unknown place is refused', async () => {
    const { places } = await asked<HolidayPlaces>('/config/holiday-places');
    expect(places.find(({ country }) => country === 'ES')?.regions).to.deep.include({
      region: 'AN',
      name: { en: 'Andalucía', zh: 'Andalucía' },
    });
    // Its holidays are announced each year, with days worked instead.
    expect(places.map(({ country }) => country)).to.not.include('CN');
    const of = (query: string) => asked<PublicHolidays & ProblemDocument>(`/config/public-holidays?${query}`);
    const spain = await of('country=ES&region=AN&first_year=2026&years=2&lang=en');
    expect(spain.days).to.deep.include({ from: '2026-02-28', to: '2026-02-28', name: 'Día de Andalucía', may_move: false });
    expect(spain.days.map(({ from }) => from)).to.include.members(['2026-11-02', '2026-12-07', '2027-12-25']);
    const iceland = await of('country=IS&first_year=2026&years=1&lang=en');
    expect(iceland.partial.map(({ day }) => day)).to.deep.equal(['2026-12-24', '2026-12-31']);
    expect(iceland.days.map(({ from }) => from)).to.not.include('2026-12-24');
    // The clock is changed on this Sunday: the day has 23 hours, and is whole all the same.
    expect((await of('country=NL&first_year=2024&years=1')).days.map(({ from }) => from)).to.include('2024-03-31');
    const turkey = await of('country=TR&first_year=2026&years=1&lang=en');
    expect(turkey.days).to.deep.include({
      from: '2026-03-20',
      to: '2026-03-22',
      name: 'End of Ramadan (Eid al-Fitr)',
      may_move: true,
    });
    for (const unknown of ['country=CN', 'country=XX', 'country=ES&region=BY', 'country=DE&region=BY.X'])
      expect((await of(`${unknown}&first_year=2026&years=1`)).code, unknown).to.equal('holiday_place_unknown');
    for (const wrong of ['first_year=1969&years=1', 'first_year=2097&years=1', 'first_year=2026&years=6', 'first_year=2026'])
      expect((await of(`country=ES&${wrong}`)).code, wrong).to.equal('parameter_wrong');
  });

  it('remarks of holidays are kept as comments, once, and comments that are there stay', async () => {
    const port = await opened('calendar', 'port');
    const holidays =
      '# Public holidays, 2026: of the port\n2026-01-01 # not this one\n2026-05-01 # Labour Day\n2026-12-25 # {x}: "y"';
    const form = { kind: 'calendar', values: { ...port.form.values, holidays } } as const;
    const before = onDisk('config/calendars.yaml');
    const added = `      # Public holidays, 2026: of the port
      - 2026-01-01 # New Year
      - 2026-05-01 # Labour Day
      - 2026-12-25 # {x}: "y"
`;
    await saved('port', port, form);
    expect(onDisk('config/calendars.yaml')).to.contain(`    holidays:\n${added}`);
    const now = await opened('calendar', 'port');
    expect(now.form.values.holidays).to.equal('2026-01-01\n2026-05-01\n2026-12-25');
    expect((await drafted('port', now.base, form)).text).to.equal(onDisk('config/calendars.yaml'));
    writeFileSync(path.join(service.directory, 'config/calendars.yaml'), before);
  });

  it('a site is added, and taken away', async () => {
    const empty = await opened('site');
    const values = { code: 'SHA1', name: { en: '', zh: '上海' }, time_zone: 'Asia/Shanghai', calendar: 'port' };
    await saved(null, empty, { kind: 'site', values });
    expect(onDisk('plumbline.yaml')).to.contain(
      'sites:\n  - code: SHA1\n    name: 上海\n    time_zone: Asia/Shanghai\n    calendar: port\n',
    );
    const site = await opened('site', 'SHA1');
    expect(site.form.values).to.deep.equal({ ...values, name: { en: '上海', zh: '' } });
    await saved('SHA1', site, site.form, true);
    expect(onDisk('plumbline.yaml')).to.match(/sites:\n$/);
  });

  it('a calendar keeps what its form does not change, and takes lists as people write them', async () => {
    const port = await opened('calendar', 'port');
    const { values } = port.form;
    expect([values.hours, values.days.filter(({ works }) => works).length, values.holidays]).to.deep.equal([
      '08:00-12:00, 13:00-17:00',
      5,
      '2026-01-01\n2026-05-01',
    ]);
    const holidays = `${values.holidays}\n2026年10月1日至2026年10月7日 国庆节；2026.12.25`;
    const days = values.days.map(one =>
      one.day === 'sat' ? { ...one, works: true, hours: '９:00–12:00'.normalize('NFKC') } : one,
    );
    const exceptions = '2026-12-24 08:00-12:00, 13:00-15:00\n2026/12/28..2026/12/30 10：00-12：00';
    expect(await saved('port', port, { kind: 'calendar', values: { ...values, holidays, days, exceptions } })).to.deep.equal([
      '-     weekdays: [mon, tue, wed, thu, fri]',
      '-     hours: ["08:00-12:00", "13:00-17:00"]',
      '+     hours:',
      '+       mon-fri: [ "08:00-12:00", "13:00-17:00" ]',
      '+       sat: [ "9:00-12:00" ]',
      '+       - 2026-10-01..2026-10-07',
      '+       - 2026-12-25',
      '+     exceptions:',
      '+       2026-12-24: [ "08:00-12:00", "13:00-15:00" ]',
      '+       2026-12-28..2026-12-30: [ "10:00-12:00" ]',
    ]);
    const again = await opened('calendar', 'port');
    expect(again.form.values.days.find(({ day }) => day === 'sat')).to.deep.equal({
      day: 'sat',
      works: true,
      hours: '9:00-12:00',
    });
  });

  it('what cannot be read for sure as a day is refused as it was written', async () => {
    const port = await opened('calendar', 'port');
    for (const written of ['2026年10月1日至7日', '1 May 2026', '2026-10-01, 2026-10-02 2026-10-03', '01.05.2026']) {
      const values = { ...port.form.values, holidays: written };
      const { file, base, text } = await drafted('port', port.base, { kind: 'calendar', values });
      const tried = await asked<ConfigTried>('/config/changes', { files: [{ file, base, text }], dry_run: true });
      expect(
        tried.faults.map(({ code }) => code),
        written,
      ).to.include('config_value_wrong');
    }
  });

  it('a calendar of the program becomes one of the workspace', async () => {
    const china = await opened('calendar', 'china');
    expect([china.is_packaged, china.file]).to.deep.equal([true, 'config/calendars.yaml']);
    const { values } = china.form;
    await saved('china', china, { kind: 'calendar', values: { ...values, holidays: `${values.holidays}\n2027-01-01` } });
    const own = await opened('calendar', 'china');
    expect(own.is_packaged).to.equal(false);
    expect(own.form.values).to.deep.equal({ ...values, holidays: `${values.holidays}\n2027-01-01` });
  });

  it('never goes over what somebody else wrote meanwhile, and says where a form cannot', async () => {
    const acme = await opened('client', 'ACME');
    writeFileSync(path.join(service.directory, 'plumbline.yaml'), onDisk('plumbline.yaml').replace('Acme,', 'Acme Foods,'));
    const { values } = acme.form;
    const form = { kind: 'client', values: { ...values, segment: 'food' } } as const;
    expect((await drafted('ACME', acme.base, form)).code).to.equal('config_changed_meanwhile');
    expect((await drafted('NOBODY', acme.base, form)).code).to.equal('config_object_unknown');
    writeFileSync(path.join(service.directory, 'config', 'calendars.yaml'), 'calendars:\n  - { id: a\n');
    const calendar = { ...(await opened('calendar')).form.values, id: 'new' };
    expect((await drafted(null, null, { kind: 'calendar', values: calendar })).code).to.equal('config_object_by_hand');
  });

  it('takes a contract of three hundred measures, and says what it is too long for', async () => {
    const { form } = contractOf300;
    const { file, base, text } = await drafted(null, null, form);
    const tried = await asked<ConfigTried>('/config/changes', { files: [{ file, base, text }], dry_run: true });
    expect([
      tried.faults.filter(({ severity }) => severity === 'error').map(({ code }) => code),
      tried.files.length,
    ]).to.deep.equal([[], 1]);
    const { values } = form;
    const twice = { ...form, values: { ...values, groups: [...values.groups, ...values.groups] } };
    expect((await drafted(null, null, twice)).code).to.equal('config_object_too_large');
  });

  it('lets nobody in who may not change config', async () => {
    for (const owner of [
      { role: 'auditor' },
      { role: 'client', clients: ['ACME'] },
      { role: 'manager', clients: ['ACME'] },
    ] as const) {
      const key = await service.key({ ...owner, name: 'Xu' });
      for (const where of ['/config/objects', '/config/object?kind=client&id=ACME'])
        expect((await service.ask(where, { key })).status, `${owner.role} ${where}`).to.equal(403);
      expect((await service.ask('/config/drafts', { key, method: 'POST', body: {} })).status).to.equal(403);
    }
  });
});
