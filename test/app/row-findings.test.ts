import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { Database } from '../../src/store/connect.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { remedyOf } from '../support/worded.js';
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
  'config/layouts/receipts.yaml': `layout: receipts
fact: shipment
fields:
  client: { const: ACME }
  shipment_no: { column: no }
  pod_returned_at: { column: returned }
  shipped_qty: { column: pieces }
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

describe('errors of one column', () => {
  let borrowed: Borrowed | undefined;
  before(async () => (borrowed = await borrowDatabase()));
  after(() => borrowed?.giveBack());

  const found = async (text: string): Promise<readonly (readonly unknown[])[]> => {
    if (borrowed === undefined) throw new Error('no database');
    const directory = await workspaceOf({ ...files, 'in.csv': text });
    const { errors } = await imported(await depsFor(borrowed.database, directory), 'in.csv', 'receipts', true);
    return errors.map(one => [one.rows, one.values?.map(({ value }) => value), remedyOf(one)?.replace(/ at \w+ in .*$/, '')]);
  };

  it('are told apart where they call for different remedies', async () => {
    const text = 'no;returned;pieces\n1;20/03/2026;\n2;brak;\n3;03/04/2026;\n4;25/03/2026;\n5;w drodze;\n6;04/04/2026;\n';
    expect(await found(text)).to.deep.equal([
      [[2, 5], ['20/03/2026', '25/03/2026'], 'Say `format: dd/MM/yyyy`'],
      [
        [3, 6],
        ['brak', 'w drodze'],
        'Correct the cell; where it means that there is no date, add it to `blank`; where it is one, name its form, such as `format: dd/MM/yyyy`,',
      ],
      [[4, 7], ['03/04/2026', '04/04/2026'], 'Name the form of these dates: `format: dd/MM/yyyy` or `format: MM/dd/yyyy`,'],
    ]);
  });

  it('are counted with the first where there are too many remedies to tell apart', async () => {
    const units = ['kg', 'lb', 'Pcs', 'Ctn', 'Plt', 'Box', 'Bag', 'Set'];
    const text = `no;returned;pieces\n${units.map((unit, i) => `${i};;5 ${unit}\n`).join('')}`;
    const errors = await found(text);
    expect(errors.map(([rows]) => rows)).to.deep.equal([[2, 8, 9], [3], [4], [5], [6], [7]]);
    expect(errors[1]?.[2]).to.contain('`unit: "lb"`');
  });
});
