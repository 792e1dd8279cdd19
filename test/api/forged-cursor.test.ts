import { expect } from 'chai';
import { servedMarch } from './served-march.js';

interface Page {
  readonly next: string | null;
  readonly rows: readonly { readonly values: readonly unknown[] }[];
  readonly code?: string;
}

/** The members of a cursor, of which the last two are the place: the values of its group and of its key. */
type Members = readonly [string, string, string, string, unknown, unknown, unknown];

const textOf = (members: readonly unknown[]): string => Buffer.from(JSON.stringify(members)).toString('base64url');

describe('a cursor of evidence', () => {
  const asked = servedMarch();
  const page = (metric: string, cursor?: string): Promise<readonly [number, Page]> =>
    asked<Page>(`/clients/ACME/metrics/${metric}/evidence?limit=1${cursor === undefined ? '' : `&cursor=${cursor}`}`, 'client');
  before(async () => {
    expect((await asked('/periods/2026-03/close', 'lin', { clients: ['ACME'], waivers: [] }))[0]).to.equal(200);
  });

  // One that judges each fact, and one that judges groups of them.
  for (const metric of ['on_time_delivery', 'otif']) {
    it(`goes on where it was made, and is refused with any other place: ${metric}`, async () => {
      const [, { next }] = await page(metric);
      if (next === null) throw new Error('there is one page only');
      const members = JSON.parse(Buffer.from(next, 'base64url').toString()) as Members;
      const [status, second] = await page(metric, textOf(members));
      expect([status, second.rows.length]).to.deep.equal([200, 1]);
      const [evaluation, client, of, memberships, part, group, key] = members;
      const wrong: readonly unknown[] = [
        [true],
        [-1],
        [1.5],
        [1e300],
        [10 ** 30],
        [null, null],
        Array.from({ length: 8 }, () => 'x'),
        [['x']],
        'x',
        {},
        ['\0'],
        ['\ud800'],
        null,
      ];
      const forged: readonly (readonly [part: unknown, group: unknown, key: unknown])[] = [
        ...wrong.map(one => [part, one, key] as const),
        ...wrong.map(one => [part, group, one] as const),
        ...[-1, 0.5, 99, 1e300, '0', null].map(one => [one, group, key] as const),
        [part, group, []],
        [part, group, ['ACME', 'S1', null]],
        ...['\0', '\ud800'].map(sign => [part, group, ['ACME', `S1${sign}`, '1']] as const),
      ];
      for (const unknown of ['\0', `${evaluation}\0`, `${evaluation}\ud800`]) {
        const [refused, { code }] = await page(metric, textOf([unknown, client, of, memberships, part, group, key]));
        expect([refused, code], JSON.stringify(unknown)).to.deep.equal([400, 'cursor_unreadable']);
      }
      for (const [ofPart, ofGroup, ofKey] of forged) {
        const [refused, { code }] = await page(metric, textOf([evaluation, client, of, memberships, ofPart, ofGroup, ofKey]));
        expect([refused, code], JSON.stringify([ofPart, ofGroup, ofKey])).to.deep.equal([400, 'cursor_unreadable']);
      }
    });
  }
});
