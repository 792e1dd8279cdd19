import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { allRoutes } from '../../src/api/routes.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { importFile } from '../../src/app/imports/import-file.js';
import { march, smallWorkspace } from '../cli/small-workspace.js';
import { generateClient } from '../support/client-generator.js';
import { temporaryFolder } from '../support/folders.js';
import { type Serving, serving } from './serving.js';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly description: string; readonly content: Readonly<Record<string, unknown>> };
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/** Whether a schema lets anything pass. */
function isUntyped(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  if ('type' in schema && schema.type === 'object') return !('properties' in schema) && !('additionalProperties' in schema);
  return !['type', '$ref', 'anyOf', 'oneOf', 'allOf', 'enum', 'const'].some(name => name in schema);
}

/** Values that are anything by nature: what an entry of the ledger says, the fields of a fact, rules as config
 * writes them, what the words of an error are made of. */
const mapsByNature: readonly string[] = [
  'Fault/properties/params/additionalProperties',
  'RepeatedFault/properties/params/additionalProperties',
  'facts/properties/rows/items/additionalProperties',
  'items/properties/body/additionalProperties',
  'rules/anyOf/0/additionalProperties',
];

/** Uses the generated client with its types: one read of each group, of the values that a program would take. */
const reads = `
import * as sdk from './sdk.gen';

const data = <T>(answer: { data?: T; error?: unknown }): T => {
  if (answer.data === undefined) throw new Error(JSON.stringify(answer.error));
  return answer.data;
};
const path = { client: 'ACME' };

export const groups: Readonly<Record<string, () => Promise<unknown>>> = {
  'Sign-in': async () => data(await sdk.getMe()).role satisfies 'client' | 'manager' | 'auditor' | 'admin',
  Clients: async () => data(await sdk.getClients()).clients.map(one => one.name.en),
  Performance: async () =>
    data(await sdk.getClientsByClientPerformance({ path })).metrics.map(one => one.counts.passed + (one.value ?? 0)),
  Scorecards: async () => data(await sdk.getClientsByClientScorecards({ path })).scorecards.map(one => one.href),
  Periods: async () => data(await sdk.getPeriods()).periods.flatMap(one => one.history.map(step => step.revision)),
  'Comments and sign-off': async () =>
    data(await sdk.getClientsByClientPeriodsByPeriodComments({ path: { ...path, period: '2026-03' } })).comments.map(
      one => one.text,
    ),
  'Exclusions, overrides and disputes': async () =>
    data(await sdk.getExclusions()).exclusions.flatMap(one => one.about.facts.map(fact => fact.number)),
  Rules: async () => data(await sdk.getMetrics()).metrics.flatMap(one => (one.kind === 'proportion' ? [one.passes.when] : [])),
  Improvement: async () =>
    data(await sdk.getClientsByClientImprovement({ path })).ranking.flatMap(one => one.metrics.map(metric => metric.points)),
  Surveys: async () => data(await sdk.getSurveys()).surveys.flatMap(one => one.waves.map(wave => wave.stale)),
  Imports: async () => data(await sdk.getImports()).imports.map(one => one.rows.read),
  Jobs: async () => data(await sdk.getJobs()).jobs.map(one => one.last?.outcome ?? one.does),
  Help: async () => data(await sdk.getHelp()).pages.map(one => one.title),
  Keys: async () => data(await sdk.getKeys()).keys.map(one => one.last_used_at),
  Audit: async () => data(await sdk.getAuditLedger()).entries.map(one => one.hash),
};
`;

describe('the document of the API', () => {
  let service: Serving;
  let document: Document;
  let output: string;
  before(async () => {
    service = await serving(await smallWorkspace());
    document = (await (await service.ask('^/openapi.json')).json()) as Document;
    const folder = temporaryFolder('client');
    const input = path.join(folder, 'openapi.json');
    writeFileSync(input, JSON.stringify(document));
    output = path.join(folder, 'client');
    await generateClient(input, output);
  });
  after(() => service.close());

  it('names every route, each operation by a name of its own', () => {
    expect(document.openapi).to.equal('3.1.0');
    const operations = Object.entries(document.paths).flatMap(([at, here]) =>
      Object.entries(here).map(([method, { operationId }]) => ({ at: `${method} ${at}`, operationId })),
    );
    expect(operations.map(({ at }) => at)).to.have.members(allRoutes.map(one => `${one.method} /api/v1${one.path}`));
    expect(new Set(operations.map(({ operationId }) => operationId)).size).to.equal(operations.length);
  });

  it('refers only to schemas that it has', () => {
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? '');
    expect(references.length).to.be.above(3);
    expect(references.filter(name => !(name in document.components.schemas))).to.deep.equal([]);
  });

  it('has a type for everything: an object without properties is a map, and only where it is one by nature', () => {
    const untyped: string[] = [];
    const walk = (value: unknown, at: string): void => {
      if (Array.isArray(value)) {
        for (const [i, inner] of value.entries()) walk(inner, `${at}/${i}`);
        return;
      }
      if (typeof value !== 'object' || value === null) return;
      for (const [name, inner] of Object.entries(value)) {
        if (/^(schema|items|additionalProperties)$/.test(name) || at.endsWith('/properties')) {
          if (isUntyped(inner)) untyped.push(`${at}/${name}`);
        }
        walk(inner, `${at}/${name}`);
      }
    };
    walk({ paths: document.paths, schemas: document.components.schemas }, '');
    expect(untyped.map(at => at.replace(/^.*\/(?=\w+\/(properties|anyOf|content))/, '')).toSorted()).to.deep.equal(mapsByNature);
  });

  it('says how a file is sent, and how not to wait for it', () => {
    const { requestBody, parameters = [] } = document.paths['/api/v1/imports']?.['post'] ?? {};
    expect(Object.keys(requestBody?.content ?? {})).to.include.members(['application/octet-stream', 'text/csv']);
    expect(requestBody?.description).to.contain('multipart/form-data');
    expect(parameters.filter(one => one.in === 'header').map(one => one.name)).to.deep.equal(['Idempotency-Key', 'Prefer']);
  });

  it('has a page that loads nothing from elsewhere', async () => {
    const page = await (await service.ask('^/docs')).text();
    const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, at]) => at ?? '');
    expect(loaded.filter(at => !at.startsWith('/docs/'))).to.deep.equal([]);
    for (const at of loaded) expect((await service.ask(`^${at}`)).status, at).to.equal(200);
    // Megabytes go compressed to who takes them so, and are not sent twice.
    const headers = { 'accept-encoding': 'gzip' };
    for (const at of ['^/openapi.json', '^/docs/swagger-ui-bundle.js']) {
      const answer = await service.ask(at, { headers });
      const [encoding, etag] = [answer.headers.get('content-encoding'), answer.headers.get('etag') ?? ''];
      expect([encoding, etag === ''], at).to.deep.equal(['gzip', false]);
      expect((await service.ask(at, { headers: { ...headers, 'if-none-match': etag } })).status, at).to.equal(304);
      expect((await service.ask(at, { headers: { 'accept-encoding': 'identity' } })).headers.get('content-encoding')).to.equal(
        null,
      );
    }
  });

  it('makes a client that signs in, imports a file and lists it', async () => {
    // Written a moment ago: its types are known to the document alone.
    const sdk = (await import(path.join(output, 'sdk.gen.ts'))) as Record<string, (options: object) => Promise<Generated>>;
    const { client } = (await import(path.join(output, 'client.gen.ts'))) as { client: { setConfig(config: object): void } };
    client.setConfig({ baseUrl: service.base, auth: await service.key({ role: 'manager', name: 'Generated' }) });
    const call = (name: string, options: object = {}): Promise<Generated> => {
      const found = sdk[name];
      if (found === undefined) throw new Error(`the client has no ${name}: ${Object.keys(sdk).join(', ')}`);
      return found(options);
    };
    expect((await call('getMe')).data).to.deep.include({ name: 'Generated', role: 'manager' });
    const body = new Blob(['no,client,status\nS1,ACME,delivered\n']);
    const imported = await call('postImports', { body, query: { layout: 'shipments', file: 'one.csv' } });
    expect(imported.response.status, JSON.stringify(imported.error)).to.equal(400);
    const listed = await call('getImports', { query: { limit: 10 } });
    expect(listed.data).to.deep.equal({ imports: [], next: null });
    const refused = await call('getKeys');
    expect(refused.error).to.deep.include({ status: 403, code: 'role_not_enough' });
  });

  it('makes a client that compiles, and reads of each group what its types say', async () => {
    writeFileSync(path.join(output, 'reads.ts'), reads);
    const settings = ['--target', 'es2023', '--lib', 'es2023,dom,dom.iterable', '--module', 'esnext', '--types', 'node'];
    const strict = ['--ignoreConfig', '--strict', '--noEmit', '--moduleResolution', 'bundler', '--skipLibCheck'];
    const compiler = path.join(import.meta.dirname, '..', '..', 'node_modules', 'typescript', 'bin', 'tsc');
    const compiled = spawnSync(process.execPath, [compiler, ...settings, ...strict, path.join(output, 'reads.ts')]);
    expect(compiled.stdout.toString()).to.equal('');
    expect(compiled.status).to.equal(0);
    // Written a moment ago: its types are known to the compiler that was just run.
    const { groups } = (await import(path.join(output, 'reads.ts'))) as { groups: Record<string, () => Promise<unknown>> };
    const { client } = (await import(path.join(output, 'client.gen.ts'))) as { client: { setConfig(config: object): void } };
    const deps = service.running.workspace.deps();
    const file = path.join(service.directory, 'march.csv');
    writeFileSync(file, march);
    await importFile(deps, { path: file, layout: 'shipments', dryRun: false, actor: 'lin' });
    await evaluateClients(deps, { period: '2026-03', clients: ['ACME'], actor: 'lin' });
    client.setConfig({ baseUrl: service.base, auth: await service.key({ role: 'admin', name: 'Reader' }) });
    expect(Object.keys(groups)).to.have.members([...new Set(allRoutes.map(({ tag }) => tag))]);
    const read = await Promise.all(Object.entries(groups).map(async ([group, call]) => [group, await call()] as const));
    expect(read.filter(([, found]) => found === undefined)).to.deep.equal([]);
    expect(Object.fromEntries(read)).to.deep.include({ 'Sign-in': 'admin', Clients: ['Acme Foods', 'Beta Parts'], Imports: [8] });
  });
});

interface Generated {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}
