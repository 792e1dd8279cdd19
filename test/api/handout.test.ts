import { expect } from 'chai';
import exceljs from 'exceljs';
import type { Handout, HandoutMeasure } from '../../src/contract/handout.js';
import { statusText, wordsOf } from '../../src/reports/words.js';
import { workspaceOf } from '../app/importing.js';
import { handoutContract } from '../support/handout-contract.js';
import { july, twoClients, twoClientsFiles } from '../support/two-clients.js';
import { type Serving, serving } from './serving.js';

/** What a cell shows as its value: the result where it is a formula. */
const valueOf = ({ value, result }: exceljs.Cell): unknown =>
  typeof value === 'object' && value !== null && 'formula' in value ? result : value;

/** The Scorecard sheet, a row of values each, without its empty cells; merged cells once. */
async function sheetOf(service: Serving, key: string, language: string): Promise<readonly (readonly unknown[])[]> {
  const answer = await service.ask(`/clients/ACME/scorecards/2026-05.xlsx?lang=${language}`, { key });
  const book = new exceljs.Workbook();
  await book.xlsx.load(await answer.arrayBuffer());
  const rows: unknown[][] = [];
  book.worksheets[0]?.eachRow(row => {
    const values: unknown[] = [];
    row.eachCell(cell => {
      const value = valueOf(cell);
      if (cell.master === cell && value !== '' && value !== null) values.push(value);
    });
    rows.push(values);
  });
  return rows;
}

/** The cells that a measure must have, in their order, without empty ones. */
function cellsOf(one: HandoutMeasure, { groups, shows, language }: Handout): readonly unknown[] {
  const hasFacts = groups.some(({ measures }) => measures.some(({ facts }) => facts !== null));
  const words = wordsOf(language);
  const number = (shown: HandoutMeasure['previous']): unknown => shown?.value ?? '–';
  return [
    one.note === '' ? one.name : `${one.name}\n${one.note}`,
    one.value?.value ?? words.noData,
    ...(hasFacts ? [one.facts] : []),
    one.level,
    one.status === null ? null : statusText(words, one.status),
    one.gap?.value ?? null,
    number(one.previous),
    ...(shows.last_year ? [number(one.last_year)] : []),
    ...(shows.year_to_date ? [number(one.year_to_date)] : []),
    ...(shows.comments ? [one.comment] : []),
  ].filter(value => value !== null);
}

for (const [title, files] of [
  ['under a contract', { ...twoClientsFiles, 'config/contract.yaml': handoutContract }],
  ['without a contract', twoClientsFiles],
] as const)
  describe(`the first page over REST, ${title}`, function () {
    this.timeout(120_000);
    let service: Serving;
    let keys: Readonly<Record<'client' | 'manager', string>>;
    const read = async (language: string, key: string, period = '2026-05'): Promise<Handout> => {
      const answer = await service.ask(`/clients/ACME/periods/${period}/handout?lang=${language}`, { key });
      expect(answer.status).to.equal(200);
      // Every answer is held to the schema of its route.
      return (await answer.json()) as Handout;
    };
    const post = async (path: string, key: string, body: unknown): Promise<void> => {
      const answer = await service.ask(`/clients/ACME/periods/2026-05/${path}`, { method: 'POST', key, body });
      expect(answer.status, await answer.text()).to.equal(200);
    };

    before(async () => {
      const directory = await workspaceOf(files);
      const surroundings = { start: directory, workspace: directory, env: {}, clock: () => july };
      service = await serving(directory, { surroundings, limits: { requestsPerMinute: 0 } });
      await twoClients(service.running.workspace.deps());
      keys = {
        client: await service.key({ role: 'client', clients: ['ACME'], name: 'Ms Wu' }),
        manager: await service.key({ role: 'manager', name: 'Lin' }),
      };
      await post('comments', keys.manager, { metric: 'on_time_delivery', text: 'Two trucks broke down.' });
      await post('comments', keys.manager, { text: 'Rain in the second week.' });
    });
    after(() => service.close());

    for (const language of ['en', 'zh'] as const)
      it(`holds the figures, words and order of the Scorecard sheet, in ${language}`, async () => {
        const handout = await read(language, keys.client);
        const rows = await sheetOf(service, keys.client, language);
        const cells = rows.flat();
        const measures = handout.groups.flatMap(group => group.measures);
        const all = measures.map(one => cellsOf(one, handout));
        expect(measures.length).to.be.above(0);
        const names = new Set(all.map(([name]) => name));
        // Credits name them again, behind.
        const found = rows.filter(([name]) => names.has(name)).slice(0, all.length);
        expect(found).to.deep.equal(all);
        const { head, verdict, comment, missed, credits, exclusions, sign_off: lines } = handout;
        expect(cells).to.include(verdict).and.to.include(head.client).and.to.include(head.state);
        expect(cells.some(cell => typeof cell === 'string' && cell.startsWith(comment?.text ?? '?'))).to.equal(true);
        expect(missed.length).to.equal(title === 'under a contract' ? 2 : 0);
        expect(verdict).to.contain(missed[0]?.name ?? (language === 'en' ? 'was met' : '达标'));
        for (const one of missed) expect(cells).to.include(one.where.join('\n')).and.to.include(one.done.join('\n'));
        for (const credit of credits) {
          expect(cells).to.include(credit.title).and.to.include(credit.net_text).and.to.include(credit.net.value);
          for (const line of credit.lines)
            expect(cells)
              .to.include(line.because)
              .and.to.include(line.amount?.value ?? '–');
        }
        for (const one of [...exclusions.reasons, ...exclusions.measures, ...exclusions.accountable])
          expect(cells).to.include(one.text);
        for (const line of lines) expect(cells).to.include(line);
      });

    it('says whose it is by: the contract and its groups, or the standards', async () => {
      const { basis, groups, head, credits, sign_off: lines, shows } = await read('en', keys.client);
      if (title === 'under a contract') {
        expect([basis, head.contract]).to.deep.equal(['contract', { id: 'acme-2026', reference: 'Annex B' }]);
        expect(groups.map(group => [group.title, group.measures.length])).to.deep.equal([
          ['Delivery', 6],
          ['Care', 4],
        ]);
        expect(credits[0]?.net).to.deep.equal({ value: -10_000, text: '-10,000.00' });
        expect(lines).to.deep.equal(['For the client', 'For us']);
        expect(shows).to.deep.equal({ last_year: true, year_to_date: true, comments: true });
      } else {
        expect([basis, head.contract, credits.length, lines.length]).to.deep.equal(['standards', null, 0, 0]);
        expect(groups.flatMap(group => group.measures.map(({ metric }) => metric))).to.include('on_time_delivery');
      }
    });

    it('is the same for whoever asks of a closed period, and of an open one nothing for the client', async () => {
      expect(await read('en', keys.manager)).to.deep.equal(await read('en', keys.client));
      expect((await read('en', keys.manager, '2026-07')).state).to.equal('provisional');
      const answer = await service.ask('/clients/ACME/periods/2026-07/handout', { key: keys.client });
      expect(answer.status).to.equal(404);
    });

    it('has of an open period under a contract what it will have once it is closed: nothing of periods that are not', async () => {
      // June is reopened, so that nothing of it is closed.
      const { groups } = await read('en', keys.manager, '2026-07');
      const periods = new Set(
        groups.flatMap(({ measures }) => measures.flatMap(({ trend }) => trend.map(({ period }) => period))),
      );
      expect([...periods]).to.deep.equal(
        title === 'under a contract' ? ['2026-05', '2026-07'] : ['2026-05', '2026-06', '2026-07'],
      );
    });

    it('has what was signed since as soon as it is signed, and speaks the workspace’s language unless asked for another', async () => {
      expect((await read('en', keys.client)).signed).to.deep.equal([]);
      await post('sign-off', keys.client, { revision: 2 });
      const { signed } = await read('en', keys.client);
      expect(signed.map(({ text }) => text)).to.deep.equal(['Ms Wu signed revision 2 on 2026-07-10.']);
      const usual = await service.ask('/clients/ACME/periods/2026-05/handout', { key: keys.client });
      // As above.
      expect(((await usual.json()) as Handout).language).to.equal('en');
      expect((await service.ask('/clients/ACME/periods/2026-05/handout?lang=de', { key: keys.client })).status).to.equal(400);
    });
  });
