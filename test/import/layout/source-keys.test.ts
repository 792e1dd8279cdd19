import { expect } from 'chai';
import { type Layout, layoutSchema } from '../../../src/import/layout/schema.js';
import { idleForFile, idleKeys, sourceFaults } from '../../../src/import/layout/source-keys.js';
import { whatOf } from '../../support/worded.js';

/** A value for every key that says how a source is written. */
const values = {
  encoding: 'utf-8',
  delimiter: ';',
  quote: 'none',
  escape: '\\',
  multiline: true,
  comment: '#',
  ragged: 'pad',
  header: ['A', 'B'],
  header_row: 2,
  header_rows: 2,
  footer_rows: 1,
  sheet: 'June',
  merged: 'fill',
  query: 'select 1',
  connection: 'env:X',
  watermark: { column: 'A' },
} as const satisfies Partial<Layout>;

const layoutOf = (more: Partial<Layout>): Layout =>
  layoutSchema.parse({ layout: 'a', fact: 'shipment', fields: { client: { column: 'A' } }, ...more });

describe('keys of a layout that have no effect on its source', () => {
  const ofText = ['delimiter', 'quote', 'escape', 'multiline', 'comment', 'ragged'];
  const ofTables = ['header', 'header_row', 'header_rows', 'footer_rows'];
  const ofQueries = ['query', 'connection', 'watermark'];
  const idle = {
    csv: ['sheet', 'merged', ...ofQueries],
    xlsx: ['encoding', ...ofText, ...ofQueries],
    ndjson: [...ofText, ...ofTables, 'sheet', 'merged', ...ofQueries],
    sql: ['encoding', ...ofText, ...ofTables, 'sheet', 'merged'],
  } as const;

  for (const format of ['csv', 'xlsx', 'ndjson', 'sql'] as const) {
    it(`are named where it is ${format}`, () => {
      const found = sourceFaults(layoutOf({ ...values, format }));
      expect(found.map(({ key, found: { code } }) => `${key} ${code}`)).to.have.members(
        idle[format].map(key => `${key} layout_key_idle`),
      );
    });
  }

  it('say of which formats they are', () => {
    const [merged] = sourceFaults(layoutOf({ format: 'csv', merged: 'fill' }));
    expect(whatOf(merged?.found)).to.equal('`merged:` says nothing about a source of format csv, only of xlsx.');
  });

  it('are none where they leave to be found out what they are about', () => {
    expect(idleKeys(layoutOf({ encoding: 'auto', delimiter: 'auto' }), 'xlsx')).to.deep.equal([]);
  });

  it('are named at the import, all at once, where the layout leaves the format open', () => {
    const place = { file: 'in.csv', layout: 'config/a.yaml' };
    const [found, ...more] = idleForFile(layoutOf({ merged: 'fill', sheet: 'June', quote: 'none' }), 'csv', place);
    expect(more).to.deep.equal([]);
    expect(found).to.deep.include({ code: 'layout_keys_idle_here', severity: 'warning' });
    expect(whatOf(found)).to.equal(
      'config/a.yaml names no format, and this file is csv: `sheet:`, `merged:` have no effect on it.',
    );
    expect(idleForFile(layoutOf({ format: 'csv', merged: 'fill' }), 'csv', place)).to.deep.equal([]);
  });
});
