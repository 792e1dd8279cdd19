import { expect } from 'chai';
import { createHash } from 'node:crypto';
import type { Database } from '../../src/store/connect.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { whatOf } from '../support/worded.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const settings = 'time_zone: UTC\nclients:\n  - { code: ACME }\n';
const shipments = `layout: shipments
fact: shipment
fields:
  client: { const: ACME }
  shipment_no: { column: no }
  consignee: { column: to }
  mode: { column: mode }
`;
const counts = `layout: counts
fact: stock_count
fields:
  client: { const: ACME }
  site: { column: site }
  count_no: { column: no }
  sku: { column: sku }
  location: { column: location }
  counted_at: { column: at, format: yyyy-MM-dd }
`;

/** Texts that do not compress, of any length. */
function noise(seed: string, length: number): string {
  let text = '';
  for (let i = 0; text.length < length; i++)
    text += createHash('sha256').update(`${seed}${i}`).digest('base64').replaceAll(/[+/=]/g, '');
  return text.slice(0, length);
}

/** Chinese characters that do not compress: three bytes each. */
const hanzi = (seed: string, length: number): string =>
  [...noise(seed, length * 2)]
    .slice(0, length)
    .map((c, i) => String.fromCodePoint(0x4e00 + c.charCodeAt(0) * 150 + ((i * 37) % 150)))
    .join('');

describe('numbers by which facts are told apart', () => {
  let borrowed: Borrowed;
  let database: Database;
  before(async () => {
    borrowed = await borrowDatabase();
    database = borrowed.database;
  });
  after(() => borrowed.giveBack());

  const read = async (rows: readonly string[], layout: 'shipments' | 'counts') => {
    const header = layout === 'shipments' ? 'no,to,mode' : 'site,no,sku,location,at';
    const directory = await workspaceOf({
      'plumbline.yaml': settings,
      'config/layouts/shipments.yaml': shipments,
      'config/layouts/counts.yaml': counts,
      'in.csv': [header, ...rows, ''].join('\n'),
    });
    return imported(await depsFor(database, directory), 'in.csv', layout);
  };

  it('are rejected where they are too long for the database, with their row, and the others are taken', async () => {
    const { rows, findings } = await read(
      [
        'S1,Gate 4,road',
        `${noise('a', 5000)},Gate 4,road`,
        `${noise('b', 401)},Gate 4,road`,
        `${hanzi('c', 134)},Gate 4,road`,
        `${noise('d', 400)},Gate 4,road`,
        `S2,${noise('e', 5000)},${noise('f', 5000)}`,
      ],
      'shipments',
    );
    expect([rows.read, rows.new, rows.rejected]).to.deep.equal([6, 3, 3]);
    expect(findings.map(({ code, place }) => [place.line, place.column, code])).to.deep.equal([
      [3, 'no', 'text_too_long'],
      [4, 'no', 'text_too_long'],
      [5, 'no', 'text_too_long'],
    ]);
    expect(whatOf(findings[2])).to.match(
      /^".{20}…" takes 402 bytes; a number or name by which facts are told apart may take 400\.$/u,
    );
  });

  it('are taken up to that length in every part at once, changed, unchanged and withdrawn', async () => {
    const awkward = '\\'.repeat(200);
    const key = [noise('site', 400), hanzi('no', 133), awkward, noise('location', 400)];
    const row = (day: string): string => `${key.join(',')},${day}`;
    expect((await read([row('2026-03-02')], 'counts')).rows).to.include({ new: 1, rejected: 0 });
    // The same again is noted by its key, which stands there beside the client.
    expect((await read([row('2026-03-02'), `A,B,C,D,2026-03-02`], 'counts')).rows).to.include({ new: 1, unchanged: 1 });
    expect((await read([row('2026-03-03')], 'counts')).rows).to.include({ changed: 1 });
  });
});
