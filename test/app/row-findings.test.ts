import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { Database } from '../../src/store/connect.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const files = {
  'plumbline.yaml': 'time_zone: UTC\n',
  'config/layouts/plain.yaml': `layout: plain
fact: shipment
time_zone: UTC
fields:
  client: { const: ACME }
  shipment_no: { column: no }
  status: { const: open }
  promised_at: { column: promised, format: yyyy-MM-dd }
  consignee: { column: to }
`,
};

describe('the excerpt of a rejected row', () => {
  let database: Database;
  let borrowed: Borrowed | undefined;
  let directory: string;
  before(async () => {
    borrowed = await borrowDatabase();
    database = borrowed.database;
    directory = await workspaceOf(files);
  });
  after(() => borrowed?.giveBack());

  const excerpts = async (name: string, text: string): Promise<readonly (string | undefined)[]> => {
    await writeFile(path.join(directory, name), text);
    const { findings } = await imported(await depsFor(database, directory), name, 'plain', true);
    return findings.map(({ place }) => place.excerpt);
  };

  for (const [name, text] of Object.entries({
    'commas, and a semicolon that is none of its delimiters': 'no,promised,to\nS-1,never,Lin; Wu\n',
    semicolons: 'no;promised;to\nS-1;never;Lin, Wu\n',
    bars: 'no|promised|to\nS-1|never|Lin;Wu\n',
    tabs: 'no\tpromised\tto\nS-1\tnever\tLin;Wu\n',
    quotes: 'no,promised,to\n"S-1",never,"Lin, ""Wu"""\n',
    'an empty cell too many': 'no,promised,to\nS-1,never,Lin,\n',
    'a cell too few': 'no,promised,to\nS-1,never\nS-2,2026-01-31,Wu\n',
  })) {
    it(`is the file’s own text: ${name}`, async () => {
      expect(await excerpts('in.csv', text)).to.deep.equal([text.split('\n')[1]]);
    });
  }

  it('says that it is only the beginning, and shows a row of several lines as one', async () => {
    const long = 'x'.repeat(200);
    expect(await excerpts('in.csv', `no,promised,to\nS-1,never,"a\nb${long}"\n`)).to.deep.equal([
      `S-1,never,"a b${long}`.slice(0, 120) + '…',
    ]);
  });
});
