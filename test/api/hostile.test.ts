import net from 'node:net';
import { expect } from 'chai';
import fc from 'fast-check';
import { z } from 'zod';
import { allRoutes } from '../../src/api/routes.js';
import { smallWorkspace } from '../cli/small-workspace.js';
import { isLarge, noteFigure, sized } from '../campaign/size.js';
import { bodiesWith, hardNames, inUrl } from '../support/string-places.js';
import { type Asked, type Serving, serving } from './serving.js';

/** More by hand: PLUMBLINE_RUNS=N, or npm run campaign. */
const runs = Number(process.env['PLUMBLINE_RUNS'] ?? sized(1500, 10_000));

interface RawAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

interface Problem {
  readonly detail: string;
  readonly faults: readonly {
    readonly what: string;
    readonly remedy: string;
    readonly zh?: { readonly what: string; readonly remedy: string };
  }[];
}

describe('hostile requests', function () {
  this.timeout(600_000);
  let service: Serving;
  const keys: string[] = [];
  before(async () => {
    const limits = {
      requestsPerMinute: 0,
      failedSignInsPerMinute: 1_000_000,
      linkRequestsPerMinute: 0,
      requestsOfLinkPerMinute: 0,
    };
    service = await serving(await smallWorkspace(), { limits });
    keys.push(await service.key({ role: 'client', clients: ['ACME'] }), await service.key({ role: 'admin' }), 'pl_wrong');
  });
  after(() => service.close());

  /** Past fetch, which would mend what is sent. */
  const raw = (bytes: Buffer): Promise<RawAnswer> =>
    new Promise((resolve, reject) => {
      const socket = net.connect(service.running.port, '127.0.0.1');
      const pieces: Buffer[] = [];
      socket.on('data', piece => pieces.push(piece));
      socket.on('error', reject);
      socket.on('close', () => {
        const text = Buffer.concat(pieces)
          .toString('utf8')
          .replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
        const [head = '', ...rest] = text.split('\r\n\r\n');
        const type = /^content-type: (.*)$/im.exec(head)?.[1] ?? '';
        resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), type, body: rest.join('\r\n\r\n') });
      });
      // Kept open for the answer: who hangs up gets none.
      socket.write(bytes);
    });

  const sound = ({ status, type, body }: RawAnswer): void => {
    expect(status, body.slice(0, 500)).to.be.within(200, 499);
    expect(body).to.not.match(/node_modules|\bat .*\.[jt]s:\d+/);
    if (status < 400) return;
    expect(type).to.contain('application/problem+json');
    expect(JSON.parse(body)).to.include.keys('type', 'title', 'status', 'code', 'detail', 'request_id', 'faults');
  };

  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }).map(text => encodeURIComponent(Buffer.from(text).toString())),
    fc.string({ maxLength: 40 }).map(text => text.replaceAll(/[\s?#]/g, '%')),
    fc.constantFrom(
      '%',
      '%zz',
      '%00',
      '%c0%ae',
      '..',
      '%2e%2e',
      '%2f..%2f',
      '%ff%fe',
      '%F0%9F',
      '*',
      "'--",
      '{client}',
      '__proto__',
      '%5c',
    ),
    fc.constantFrom(...hardNames.map(name => inUrl(name))),
    fc.constantFrom('2026-05', 'ACME', 'on_time_delivery', '1', '999999999999', '-1', '1e9', 'NaN', 'null', '[object Object]'),
  );
  const path = fc.oneof(
    fc
      .tuple(fc.constantFrom(...allRoutes), fc.array(odd, { minLength: 4, maxLength: 4 }))
      .map(([route, values]) => `/api/v1${values.reduce((at, value) => at.replace(/\{\w+\}/, () => value), route.path)}`),
    fc.array(odd, { maxLength: 6 }).map(parts => `/${parts.join('/')}`),
    fc.array(odd, { maxLength: 4 }).map(parts => `/api/v1/${parts.join('/')}`),
  );
  const names = fc.constantFrom(
    'period',
    'client',
    'metric',
    'from',
    'to',
    'grain',
    'limit',
    'cursor',
    'membership',
    'layout',
    '__proto__',
    'x',
  );
  const query = fc.array(fc.tuple(names, odd), { maxLength: 4 }).map(all => all.map(pair => pair.join('=')).join('&'));
  const method = fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND');
  const header = fc.constantFrom(
    'If-None-Match: *',
    'If-None-Match: ,,,"',
    'X-Request-Id: ../../x',
    'Idempotency-Key: a',
    'Idempotency-Key: \u00e9',
    'Content-Encoding: gzip',
    'Content-Encoding: zstd',
    'Content-Type: text/html',
    'Content-Type: application/json; charset=utf-7',
    'Accept: text/html',
    'Cookie: plumbline_session=%00; plumbline_session=',
    'Cookie: plumbline_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'Range: bytes=5-1',
    'Prefer: respond-async',
    'Expect: 100-continue',
    'X-Forwarded-For: ::::',
    'X-Forwarded-Host: evil',
    ...['X-Request-Id', 'Idempotency-Key', 'Prefer', 'If-None-Match'].flatMap(name =>
      hardNames.map(
        hard =>
          `${name}: ${Buffer.from(hard)
            .toString('latin1')
            .replaceAll(/[\r\n]/g, '')}`,
      ),
    ),
  );
  const body = fc.oneof(
    fc.constant(''),
    fc.json({ maxDepth: 3 }),
    fc.constantFrom(
      '{',
      '[[[[',
      '"\\u0000"',
      '{"__proto__":{"a":1}}',
      '\u0000',
      '['.repeat(20_000),
      '{"key":{"a":{}}}',
      'null',
      '1e999',
    ),
  );

  it('are answered with a problem document, never a 500 and never a stack', async () => {
    const requests = fc.record({
      method,
      path,
      query,
      body,
      headers: fc.uniqueArray(header, { maxLength: 3, selector: one => one.split(':')[0] }),
      key: fc.nat({ max: 3 }),
    });
    const statuses: Record<number, number> = {};
    await fc.assert(
      fc.asyncProperty(requests, async request => {
        const at = request.query === '' ? request.path : `${request.path}?${request.query}`;
        const bytes = Buffer.from(request.body, 'utf8');
        const isJson = !request.headers.some(one => one.startsWith('Content-Type'));
        const key = keys[request.key];
        const head = [
          `${request.method} ${at} HTTP/1.1`,
          'Host: localhost',
          'Connection: close',
          ...(key === undefined ? [] : [`Authorization: Bearer ${key}`]),
          ...(isJson ? ['Content-Type: application/json'] : []),
          ...request.headers,
          `Content-Length: ${bytes.length}`,
        ];
        const answer = await raw(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]));
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        if (request.method === 'HEAD') expect(answer.status).to.be.within(200, 499);
        else sound(answer);
      }),
      { numRuns: runs },
    );
    noteFigure('hostile requests by status', JSON.stringify(statuses));
    const broken = service.log.filter(line => line.includes('"level":50'));
    expect(broken).to.deep.equal([]);
  });

  /** What no answer may say to a terminal or a page: it would turn or hide what stands after it. */
  const unseen = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/u;

  /** Asks with each name at each place, where in the small form one name in three stands at each; how many were asked. */
  async function askWithHardNames(
    places: readonly ((name: string) => readonly [at: string, asked?: Asked][])[],
  ): Promise<number> {
    let asked = 0;
    for (const [number, place] of places.entries()) {
      const names = isLarge ? hardNames : hardNames.filter((_, i) => i % 3 === number % 3);
      for (const [at, request] of names.flatMap(place)) {
        const answer = await service.ask(at, request);
        const text = await answer.text();
        const shown = `${request?.method ?? 'GET'} ${at.slice(0, 80)} ${JSON.stringify(request?.body ?? '').slice(0, 80)}`;
        expect(answer.status, `${shown}: ${text.slice(0, 300)}`).to.be.within(200, 499);
        asked++;
        if (answer.ok) continue;
        // Of no text from outside more is said than a person reads.
        expect(text.length, shown).to.be.below(20_000);
        // Every answer that is no success is a problem document, as `ask` has seen.
        const { detail, faults } = JSON.parse(text) as Problem;
        const said = [detail, ...faults.flatMap(({ what, remedy, zh }) => [what, remedy, zh?.what ?? '', zh?.remedy ?? ''])];
        expect(
          said.filter(one => unseen.test(one)),
          shown,
        ).to.deep.equal([]);
      }
    }
    const broken = service.log.filter(line => line.includes('"level":50'));
    expect(broken).to.deep.equal([]);
    return asked;
  }

  const usualPath = (path: string): string =>
    path.replaceAll(/\{(\w+)\}/g, (_, name) => ({ client: 'ACME', number: '1', period: '2026-03' })[String(name)] ?? 'x');

  it('names that are long, cut, turned around or unseen are borne in every place of a path or a query', async () => {
    const [client, admin] = keys;
    const places = allRoutes.flatMap(({ method, path, query }) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(
        ([part]) =>
          (name: string) =>
            usualPath(path.replace(part, inUrl(name))),
      );
      const known = query instanceof z.ZodObject ? Object.keys(query.shape) : [];
      const inQuery = known.map(key => (name: string) => `${usualPath(path)}?${key}=${inUrl(name)}`);
      const asName = (name: string) => `${usualPath(path)}?${inUrl(name)}=1`;
      return [...inPath, ...inQuery, asName].map(at => (name: string) => [
        [at(name), { method: method.toUpperCase(), key: client ?? '' }] as [string, Asked],
        [at(name), { method: method.toUpperCase(), key: admin ?? '' }] as [string, Asked],
      ]);
    });
    expect(places.length).to.be.greaterThan(150);
    noteFigure('requests with hard names in paths and queries', await askWithHardNames(places));
  });

  it('such names are borne in every text of a body, and as the name of a property', async () => {
    const [client, admin] = keys;
    const posts = allRoutes.filter(one => one.method === 'post' && one.body !== undefined);
    const places = posts.flatMap(({ path, body, roles }) => {
      if (body === undefined) return [];
      const key = roles !== 'public' && roles.includes('client') ? client : admin;
      return bodiesWith(body, '').map(
        (_, place) => (name: string) =>
          [[usualPath(path), { method: 'POST', key: key ?? '', body: bodiesWith(body, name)[place] }]] as [string, Asked][],
      );
    });
    expect(places.length).to.be.greaterThan(80);
    noteFigure('requests with hard names in bodies', await askWithHardNames(places));
  });

  const odds: readonly [says: string, bytes: Buffer, status: number][] = [
    ['headers longer than 16 KB', Buffer.from(`GET /api/v1/me HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`), 431],
    ['what is no HTTP', Buffer.from('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 'latin1'), 400],
    [
      'a body that is said to have two lengths',
      Buffer.from('POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd'),
      400,
    ],
    [
      'chunks that are none',
      Buffer.from(
        'POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      ),
      400,
    ],
    ['no Host', Buffer.from('GET /api/v1/me HTTP/1.1\r\nConnection: close\r\n\r\n'), 401],
  ];
  for (const [says, bytes, status] of odds) {
    it(`${says}: ${status}, with a problem document`, async () => {
      const answer = await raw(bytes);
      expect(answer.status).to.equal(status);
      sound(answer);
    });
  }

  const bodies: readonly [says: string, body: string, type: string, status: number, code: string][] = [
    ['nested half a million deep', `${'['.repeat(500_000)}${']'.repeat(500_000)}`, 'application/json', 400, 'parameter_wrong'],
    ['never closed', '[{"a":'.repeat(100_000), 'application/json', 400, 'parameter_wrong'],
    ['of a hundred thousand values', `[${'1,'.repeat(100_000)}1]`, 'application/json', 400, 'parameter_wrong'],
    ['with the character U+0000', '{"text":"\\u0000"}', 'application/json', 400, 'parameter_wrong'],
    ['in UTF-16', '{}', 'application/json; charset=utf-16', 415, 'content_type_unknown'],
    ['that is cut off', '{"text":', 'application/json', 400, 'body_not_json'],
  ];
  for (const [says, body, type, status, code] of bodies) {
    it(`a body of JSON ${says} is ${status} ${code}, with an Idempotency-Key too`, async () => {
      const posts = allRoutes.filter(one => one.method === 'post' && one.body !== undefined && one.roles !== 'public');
      expect(posts.length).to.be.greaterThan(10);
      for (const { path, bodyBytes = Number.POSITIVE_INFINITY } of posts.filter(one => one.roles.includes('admin'))) {
        const refused = body.length > bodyBytes ? [413, 'body_too_large'] : [status, code];
        const at = path.replaceAll(
          /\{(\w+)\}/g,
          (_, name) => ({ client: 'ACME', number: '1', period: '2026-03' })[String(name)] ?? 'x',
        );
        for (const headers of [{}, { 'idempotency-key': `deep-${at}-${code}` }]) {
          const bytes = Buffer.from(body);
          const asked = { method: 'POST', key: keys[1] ?? '', body: bytes, headers: { 'content-type': type, ...headers } };
          const answer = await service.ask(at, asked);
          expect([at, answer.status, ((await answer.json()) as { code: string }).code]).to.deep.equal([at, ...refused]);
        }
      }
    });
  }

  it('a JSON body of more than 1 MB is 413', async () => {
    const answer = await service.ask('/session', { method: 'POST', body: { key: 'x'.repeat(1_100_000) } });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).to.deep.equal([413, 'body_too_large']);
  });

  const refusals: readonly [says: string, path: string, status: number, code: string][] = [
    ['a parameter that there is not, with the nearest', '/imports?limt=3', 400, 'parameter_unknown'],
    ['a parameter given twice', '/imports?limit=3&limit=4', 400, 'parameter_wrong'],
    ['a parameter out of its range', '/imports?limit=0', 400, 'parameter_wrong'],
    ['an encoding that is none, in a query', '/imports?limit=%zz', 400, 'request_unreadable'],
    ['an encoding that is none, in a path', '/clients/%zz/performance', 400, 'request_unreadable'],
    ['a path that is none', '/clints', 404, 'path_unknown'],
  ];
  for (const [says, at, status, code] of refusals) {
    it(`${says}: ${status} ${code}`, async () => {
      const answer = await service.ask(at, { key: keys[1] ?? '' });
      expect([answer.status, ((await answer.json()) as { code: string }).code]).to.deep.equal([status, code]);
    });
  }

  it('a method that is not there is 405, with those that are', async () => {
    const answer = await service.ask('/imports', { method: 'DELETE', key: keys[1] ?? '' });
    expect([answer.status, answer.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD, POST']);
  });
});
