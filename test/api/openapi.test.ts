import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { allRoutes } from '../../src/api/routes.js';
import { smallWorkspace } from '../cli/small-workspace.js';
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

describe('the document of the API', () => {
  let service: Serving;
  let document: Document;
  before(async () => {
    service = await serving(await smallWorkspace());
    document = (await (await service.ask('^/openapi.json')).json()) as Document;
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
  });

  it('makes a client that signs in, imports a file and lists it', async () => {
    const folder = temporaryFolder('client');
    const input = path.join(folder, 'openapi.json');
    writeFileSync(input, JSON.stringify(document));
    const output = path.join(folder, 'client');
    await generateClient(input, output);
    expect(readdirSync(output)).to.include('sdk.gen.ts');
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
});

interface Generated {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}
