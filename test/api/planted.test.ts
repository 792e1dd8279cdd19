import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import yauzl from 'yauzl';
import { allRoutes } from '../../src/api/routes.js';
import type { Role } from '../../src/contract/me.js';
import { writeScorecards } from '../../src/app/scorecards/write-scorecards.js';
import { writeTemplate } from '../../src/app/surveys/template.js';
import { plant, planted, plantedAt, type Planted, plantedFiles } from '../support/planted-clients.js';
import { plantedUrls } from '../support/planted-urls.js';
import { workspaceWith } from '../support/workspaces.js';
import { type Serving, serving } from './serving.js';

/** The bytes of every file in a workbook: what is compressed cannot be searched. */
function unzipped(file: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(file, { lazyEntries: true }, (failed, zip) => {
      if (failed) return reject(failed);
      const texts: string[] = [];
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (problem, stream) => {
          if (problem) return reject(problem);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            texts.push(`${entry.fileName}\n${Buffer.concat(chunks).toString('utf8')}`);
            zip.readEntry();
          });
        });
      });
      zip.on('end', () => resolve(texts.join('\n')));
      zip.on('error', reject);
      zip.readEntry();
    });
  });
}

const isWorkbook = (bytes: Buffer): boolean => bytes.subarray(0, 2).toString('latin1') === 'PK';

const textOf = (bytes: Buffer): string | Promise<string> => (isWorkbook(bytes) ? unzipped(bytes) : bytes.toString('utf8'));

interface Asker extends Planted {
  readonly other: Planted;
  readonly role: Role;
  readonly key: string;
}

describe('what is made for one client', function () {
  this.timeout(300_000);
  let service: Serving;
  const askers: Asker[] = [];
  /** Ids that are in use, of whichever client: each is asked for by everybody. */
  let evaluations: readonly string[] = [];
  const answeredRoutes = new Set<string>();

  before(async () => {
    const directory = await workspaceWith(plantedFiles);
    service = await serving(directory, {
      surroundings: { start: directory, workspace: directory, env: {}, clock: () => plantedAt },
      limits: { requestsPerMinute: 0 },
    });
    const deps = service.running.workspace.deps();
    await plant(deps);
    evaluations = await deps.database.transaction(tx => tx('evaluation').pluck<string[]>('id'));
    const [first, second] = planted;
    for (const [own, other] of [
      [first, second],
      [second, first],
    ] as const) {
      for (const role of ['client', 'manager', 'auditor', 'admin'] as const)
        askers.push({ ...own, other, role, key: await service.key({ role, clients: [own.code] }) });
    }
  });
  after(() => service?.close());

  /** Words of the other client in an answer; a question repeated in an answer is none of them. */
  const leaked = (text: string, url: string, { other }: Asker): string | undefined => {
    const asked = decodeURIComponent(url).match(new RegExp(`[\\w-]*${other.word}[\\w-]*`))?.[0];
    const rest = asked === undefined ? text : text.replaceAll(asked, '');
    const code = decodeURIComponent(url).includes(other.code) ? rest.replaceAll(other.code, '') : rest;
    return new RegExp(`.{0,60}(?:${other.word}|${other.code}).{0,60}`, 'is').exec(code)?.[0];
  };

  for (const route of allRoutes.filter(({ method }) => method === 'get')) {
    it(`is in no answer of GET ${route.path} to a key of another`, async () => {
      const found: string[] = [];
      for (const asker of askers) {
        for (const url of plantedUrls(route.path, asker, evaluations)) {
          const answer = await service.ask(url, { key: asker.key });
          expect(answer.status, url).to.be.below(500);
          if (answer.ok) answeredRoutes.add(route.path);
          const text = await textOf(Buffer.from(await answer.arrayBuffer()));
          const headers = JSON.stringify([...answer.headers]);
          const leak = leaked(`${headers}\n${text}`, url, asker);
          if (leak !== undefined) found.push(`${asker.role} of ${asker.code}: ${url}: ${leak}`);
        }
      }
      expect(found).to.deep.equal([]);
    });
  }

  it('was looked for in answers that hold something: every route for bound keys has answered', () => {
    const isForBound = allRoutes.filter(one => one.method === 'get' && one.wholeFirm !== true && one.roles !== 'public');
    const silent = isForBound.filter(({ path }) => !answeredRoutes.has(path)).map(({ path }) => path);
    expect(silent).to.deep.equal(['/uploads/{upload}']);
  });

  it('is in what its own key is answered', async () => {
    for (const { key, code, word } of askers.filter(({ role }) => role === 'client')) {
      const urls = ['/metrics', '/standards', '/reasons', `/clients/${code}/performance?period=2026-05`, '/expectations'];
      for (const url of urls) {
        const answer = await service.ask(url, { key });
        expect(await answer.text(), url).to.contain(word);
      }
      const handout = await (await service.ask(`/clients/${code}/periods/2026-05/handout?lang=en`, { key })).text();
      for (const own of [
        `${word} Foods`,
        `contract_${word}`,
        `Group ${word}`,
        `Named by the contract of ${word}`,
        `site ${word}`,
      ])
        expect(handout, own).to.contain(own);
      const workbook = await service.ask(`/clients/${code}/scorecards/2026-05.xlsx`, { key });
      const text = await textOf(Buffer.from(await workbook.arrayBuffer()));
      expect(text).to.contain(`Kept ${word}`).and.to.contain(`Named by the contract of ${word}`).and.to.contain(`Whole ${word}`);
    }
  });

  it('is in no workbook that is written for another', async () => {
    const deps = service.running.workspace.deps();
    for (const [own, other] of [planted, planted.toReversed()] as readonly (readonly [Planted, Planted])[]) {
      const asked = { period: '2026-05', clients: [own.code], actor: 'lin', portfolio: false } as const;
      for (const language of ['en', 'zh'] as const) {
        const { files } = await writeScorecards(deps, { ...asked, language });
        const survey = await writeTemplate(deps, { client: own.code, wave: 'W', language, roles: [] });
        for (const { file } of [...files, survey]) {
          const text = await textOf(await readFile(file));
          expect(text.length).to.be.above(1000);
          expect(new RegExp(`.{0,60}(?:${other.word}|${other.code}).{0,60}`, 'is').exec(text)?.[0], file).to.equal(undefined);
        }
      }
    }
  });

  it('is a batch only where all its rows are, rejected ones too', async () => {
    for (const { key, code, role } of askers.filter(one => one.role !== 'client')) {
      // Only readers of imports ask: what they may see are the batches of their own file.
      const list = await service.ask('/imports', { key });
      // The shape of the list of imports.
      const { imports } = (await list.json()) as {
        readonly imports: readonly { readonly batch: number; readonly file: string }[];
      };
      expect(
        imports.map(({ batch }) => batch),
        `${role} of ${code}`,
      ).to.deep.equal([code === 'ACME' ? 1 : 2]);
      expect((await service.ask(`/imports/${code === 'ACME' ? 1 : 2}/rejects.csv`, { key })).status).to.equal(200);
      for (const batch of [3, 4, code === 'ACME' ? 2 : 1])
        for (const end of ['', '/rejects.csv'])
          expect((await service.ask(`/imports/${batch}${end}`, { key })).status).to.equal(404);
    }
  });
});
