import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { allRoutes } from '../../src/api/routes.js';
import { addActionFor } from '../../src/app/actions/write.js';
import { decide } from '../../src/app/amendments/decide.js';
import { answerDispute, openDispute } from '../../src/app/amendments/dispute.js';
import { requestExclusion, requestOverride } from '../../src/app/amendments/request.js';
import { readWorkbook } from '../../src/app/audit/read-workbook.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { closePeriod, reopenPeriod } from '../../src/app/periods/close.js';
import { planted, type Planted, plantedAt, plantedFiles } from '../support/planted-clients.js';
import { plantedUrls } from '../support/planted-urls.js';
import { workspaceWith } from '../support/workspaces.js';
import { type Serving, serving } from './serving.js';

const [own, other] = planted;
const period = '2026-05';

const rowsOf = (word: string, from: number): string =>
  [0, 1, 2]
    .map(at => `S${from + at}-${word},site,carrier,2026-05-05T12:00:00Z,2026-05-05T${at === 1 ? 13 : 11}:00:00Z,person`)
    .join('\n');

/** Imports three shipments of a client, the second one late. */
async function bring(deps: Deps, { code, word }: Planted, from: number): Promise<void> {
  const file = path.join(deps.workspace.directory, `${code}-${from}.csv`);
  await writeFile(file, `no,site,carrier,promised,delivered,consignee\n${rowsOf(word, from)}\n`);
  await importFile(deps, { path: file, layout: `layout_${word}`, dryRun: false, actor: 'lin' });
}

/** A month of a client, step by step: everything that makes entries, batches and numbers, with what others do between the steps. */
async function live(deps: Deps, { code, word }: Planted, between: () => Promise<void>): Promise<void> {
  const close = {
    period,
    clients: [code],
    waivers: [{ source: `source_${word}`, reason: 'waived' }],
    acknowledge: 'agreed',
    actor: 'lin',
  };
  const dispute = (number: number) =>
    openDispute(deps, {
      client: code,
      period,
      metrics: [],
      numbers: [`S${number}-${word}`],
      text: 'not late',
      evidence: '',
      actor: 'their clerk',
    });
  const asked = { client: code, reason: `reason_${word}`, evidence: 'mail', actor: 'lin', dryRun: false };
  const approved = { client: code, decision: 'approval', actor: 'wu' } as const;
  const steps: readonly (() => Promise<unknown>)[] = [
    () => bring(deps, { code, word }, 1),
    () => bring(deps, { code, word }, 11),
    () => closePeriod(deps, close),
    () => dispute(2),
    async () => {
      const { dispute: number } = await dispute(12);
      await between();
      await answerDispute(deps, { ...approved, dispute: number, reason: `reason_${word}`, why: 'it was so' });
    },
    async () => {
      const { number } = await requestExclusion(deps, { ...asked, metrics: [], numbers: [`S1-${word}`], where: {} });
      await between();
      await decide(deps, { ...approved, kind: 'exclusion', number: number ?? 0 });
    },
    async () => {
      const { number } = await requestOverride(deps, { ...asked, period, metric: 'otif', value: '90%', reason: 'agreed' });
      await between();
      await decide(deps, { ...approved, kind: 'override', number: number ?? 0 });
    },
    () => {
      const input = { what: 'train', metric: `kept_${word}`, owner: 'lin', start: '2026-05-01', due: '2026-08-01' };
      return addActionFor(deps, { client: code, input, actor: 'lin' });
    },
    () => reopenPeriod(deps, { period, clients: [code], reason: 'agreed', actor: 'lin' }),
    () => closePeriod(deps, close),
    () => evaluateClients(deps, { period: '2026-06', clients: [code], actor: 'lin' }),
  ];
  for (const step of steps) {
    await between();
    await step();
  }
  await between();
}

interface World {
  readonly service: Serving;
  readonly key: string;
  readonly evaluations: readonly string[];
}

/** A service in which the client lives its month, among others who are busy or who do nothing. */
async function world(isBusy: boolean): Promise<World> {
  const directory = await workspaceWith(plantedFiles);
  const service = await serving(directory, {
    surroundings: { start: directory, workspace: directory, env: {}, clock: () => plantedAt },
    limits: { requestsPerMinute: 0 },
  });
  const deps = service.running.workspace.deps();
  let done = 0;
  await live(deps, own, async () => {
    if (!isBusy) return;
    await bring(deps, other, 100 * ++done);
    await evaluateClients(deps, { period, clients: [other.code], actor: 'lin' });
  });
  const evaluations = await deps.database.transaction(tx =>
    tx('evaluation').where({ client: own.code }).orderBy('ledger').pluck<string[]>('id'),
  );
  return { service, evaluations, key: await service.key({ role: 'client', clients: [own.code] }) };
}

type Leaves = ReadonlyMap<string, unknown>;

/** Every value of an answer by where it stands: `evaluation.ledger`, or of a workbook `Audit!B8 Ledger entry`. */
async function leavesOf(answer: Response): Promise<Leaves> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  const leaves = new Map<string, unknown>([['status', answer.status]]);
  for (const [name, value] of answer.headers) if (!ownOfEachAnswer.includes(name)) leaves.set(`header ${name}`, value);
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') for (const [at, value] of await cellsOf(bytes)) leaves.set(at, value);
  // What is painted on a PDF is the sheet of the workbook that is compared beside it.
  else if (bytes.subarray(0, 4).toString('latin1') === '%PDF') leaves.set('pdf', bytes.subarray(0, 4).toString('latin1'));
  else addLeaves(leaves, '', parsed(withoutQuestion(bytes.toString('utf8'), answer)));
  return leaves;
}

/** Headers that differ from one answer to the next, or that follow from the body. */
const ownOfEachAnswer = ['date', 'x-request-id', 'content-length'];

/** An answer without what it repeats of the question where it refuses it, and without what was drawn for this request or key. */
function withoutQuestion(text: string, { status, url }: Response): string {
  const asked = status < 400 ? [] : new URL(url).href.split(/[/?&=]/).filter(part => /^[0-9a-f]{20}$/.test(part));
  const rest = asked.reduce((left, part) => left.replaceAll(part, 'asked'), text);
  return rest.replace(/"(request_id|key)":"[^"]*"/g, '"$1":"drawn"');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function addLeaves(leaves: Map<string, unknown>, at: string, value: unknown): void {
  if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) addLeaves(leaves, at === '' ? name : `${at}.${name}`, inner);
  else leaves.set(at, value);
}

async function cellsOf(bytes: Buffer): Promise<Leaves> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-test-'));
  try {
    const file = path.join(folder, 'book.xlsx');
    await writeFile(file, bytes);
    const found = new Map<string, unknown>();
    for (const [sheet, cells] of (await readWorkbook(file)).sheets)
      for (const [address, content] of cells)
        found.set(`${sheet}!${address}`, typeof content === 'object' ? JSON.stringify(content) : content);
    return found;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a place in an answer is called: the header, the field, or the workbook's sheet with the label or the head of the column. */
function nameOf(at: string, leaves: Leaves): string {
  const value = String(leaves.get(at));
  // A text about an action or exclusion begins with its number; the id of an evaluation stands alone.
  if (/^\d+\. /.test(value)) return 'number';
  if (/^(?:Scorecard|Audit)!/.test(at) && at !== 'Audit!B4' && /^[0-9a-f]{20}$/.test(value)) return 'id';
  const [, sheet = '', column = '', row = ''] = /^(\w+)!([A-Z]+)(\d+)$/.exec(at) ?? [];
  if (sheet === '') return at.split('.').findLast(part => /\D/.test(part)) ?? at;
  const label = leaves.get(`${sheet}!A${row}`);
  if (column === 'B' && sheet === 'Audit' && typeof label === 'string' && !label.endsWith('.csv')) return `${sheet}: ${label}`;
  for (let above = Number(row) - 1; above > 0; above--) {
    const head = leaves.get(`${sheet}!${column}${above}`);
    // A column of numbers, or of numbers and what kind of fact they are, has its head above.
    if (typeof head === 'string' && !/^(?:\d|\{)/.test(head)) return `${sheet}: ${head}`;
  }
  return at;
}

/** The places, by their names, that are not the same in both answers. */
const differing = (one: Leaves, two: Leaves): readonly string[] =>
  [...new Set([...one.keys(), ...two.keys()])].filter(at => one.get(at) !== two.get(at)).map(at => nameOf(at, two));

/** What docs/security.md says that a client can infer, by the names of fields, headers and columns. */
async function documented(): Promise<readonly string[]> {
  const page = await readFile(new URL('../../docs/security.md', import.meta.url), 'utf8');
  const table = page.slice(page.indexOf('## What a client can infer'), page.indexOf('## What the database enforces'));
  return table
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .flatMap(line => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
}

describe('what others do', function () {
  this.timeout(300_000);
  let quiet: World;
  let busy: World;
  const found = new Map<string, Set<string>>();

  const compare = async (where: string, ask: (one: World) => Promise<Response>): Promise<void> => {
    const [one, two] = [await leavesOf(await ask(quiet)), await leavesOf(await ask(busy))];
    for (const name of differing(one, two)) found.set(name, (found.get(name) ?? new Set()).add(where));
  };

  before(async () => {
    quiet = await world(false);
    busy = await world(true);
    const post = (where: string, body: unknown) =>
      compare(`POST ${where}`, ({ service, key }) => service.ask(where, { method: 'POST', key, body }));
    await post(`/clients/${own.code}/disputes`, { period, facts: [`S2-${own.word}`], text: 'again' });
    const answers = [{ wave: 'W', respondent: 'r1', item: 'trust', score: 8 }];
    await post(`/clients/${own.code}/survey-answers`, { answers });
    for (const { path: route } of allRoutes.filter(({ method, roles }) => method === 'get' && roles !== 'public')) {
      const urls = quiet.evaluations.map((id, at) => [id, busy.evaluations[at] ?? ''] as const);
      const who = { ...own, other };
      const [first, second] = [0, 1].map(which =>
        plantedUrls(
          route,
          who,
          urls.map(pair => pair[which] ?? ''),
          // Workbooks are compared by what their columns are called in English.
        ).filter(url => !(route.endsWith('.xlsx') && url.includes('lang=zh'))),
      );
      for (const [at, url] of (first ?? []).entries())
        await compare(`GET ${route}`, ({ service, key }) =>
          service.ask(service === quiet.service ? url : (second?.[at] ?? ''), { key }),
        );
    }
  });
  after(async () => {
    await quiet?.service.close();
    await busy?.service.close();
  });

  it('changes nothing that a client’s key gets but what the page on security names', async () => {
    const known = await documented();
    const undocumented = [...found].filter(([name]) => !known.includes(name)).map(([name, where]) => [name, ...where]);
    expect(undocumented).to.deep.equal([]);
  });

  it('does change what the page names, so that it names no more than there is', async () => {
    expect((await documented()).filter(name => !found.has(name))).to.deep.equal([]);
  });

  it('does not number a client’s disputes: they are counted among its own', async () => {
    const { service, key } = busy;
    const answer = await service.ask(`/clients/${own.code}/disputes`, { key });
    // The shape of the list of disputes.
    const { disputes } = (await answer.json()) as { readonly disputes: readonly { readonly number: number }[] };
    expect(disputes.map(({ number }) => number)).to.deep.equal([1, 2, 3]);
  });

  it('shows in the ledger’s numbers to whoever audits', async () => {
    const newest = async ({ service }: World): Promise<number> => {
      const key = await service.key({ role: 'auditor', clients: [own.code] });
      // The shape of a page of the ledger.
      const page = (await (await service.ask('/audit/ledger?limit=1', { key })).json()) as {
        readonly entries: readonly { readonly entry: number }[];
      };
      return page.entries[0]?.entry ?? 0;
    };
    expect(await newest(busy)).to.be.above(await newest(quiet));
  });
});
