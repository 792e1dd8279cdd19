import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { remedyOf, whatOf } from '../support/worded.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const layout = (name: string, quotes: string): string =>
  `layout: ${name}\nfact: shipment\nformat: csv\n${quotes}fields:\n  client: { const: ACME }\n  shipment_no: { column: No }\n  consignee: { column: Product }\n  carrier: { column: Carrier }\n`;

/** The rows of a file of rejects behind its header, as they stand in it. */
const rowsOf = async (rejects: string | null): Promise<readonly string[]> =>
  (await readFile(rejects ?? '', 'utf8')).split('\r\n').slice(1, -1);

describe('rejected rows whose quotes are wrong', () => {
  let borrowed: Borrowed | undefined;
  let deps: Deps;
  before(async () => {
    borrowed = await borrowDatabase();
    const workspace = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [{ code: ACME }]\n',
      'config/layouts/quoted.yaml': layout('quoted', ''),
      'config/layouts/plain.yaml': layout('plain', 'quote: none\n'),
      'config/layouts/escaped.yaml': layout('escaped', 'escape: "\\\\"\n'),
    });
    deps = await depsFor(borrowed.database, workspace);
  });
  after(() => borrowed?.giveBack());

  const written = (name: string, text: string): Promise<void> => writeFile(path.join(deps.workspace.directory, name), text);
  const facts = async (prefix: string): Promise<readonly string[]> => {
    const { rows } = await deps.database.transaction(tx =>
      tx.raw<{ rows: { said: string }[] }>(
        `select concat_ws('|', shipment_no, consignee, carrier) as said from fact_shipment
         where superseded_by is null and shipment_no like ? order by shipment_no`,
        [`${prefix}%`],
      ),
    );
    return rows.map(({ said }) => said);
  };
  const again = (rejects: string | null): string => path.relative(deps.workspace.directory, rejects ?? '');

  it('stand as in the source, and are imported as they are once the layout says that it never quotes', async () => {
    await written(
      'a.csv',
      'No;Product;Carrier\nA1;box;DPD\nA2;"Eco" line, 3 pcs;DPD\nA3;"5" pipe;"3" pipe\nA4;"Eco; big" bag;DHL\n',
    );
    const first = await imported(deps, 'a.csv', 'quoted');
    expect(first.findings.map(({ code, place }) => `${place.line} ${code}`)).to.deep.equal([
      '3 quote_misplaced',
      '4 quote_misplaced',
      '5 quote_misplaced',
    ]);
    for (const found of first.findings) {
      expect(remedyOf(found)).to.contain('say `quote: none` in the layout and import the file of rejected rows as it is');
    }
    expect((await rowsOf(first.rejects)).map(row => row.slice(row.indexOf('"a.csv"')))).to.deep.equal([
      '"a.csv","csv ;","A2","""Eco"" line, 3 pcs","DPD"',
      '"a.csv","csv ;","A3","""5"" pipe","""3"" pipe"',
      '"a.csv","csv ;","A4","""Eco"," big"" bag","DHL"',
    ]);
    const second = await imported(deps, again(first.rejects), 'plain');
    expect(Object.values(second.rows)).to.deep.equal([3, 2, 0, 0, 1, 0]);
    // Where nothing is quoted, a semicolon is always the end of a cell.
    expect(whatOf(second.findings[0])).to.equal('The row has 4 cells instead of 3.');
    expect(await facts('A')).to.deep.equal(['A1|box|DPD', 'A2|"Eco" line, 3 pcs|DPD', 'A3|"5" pipe|"3" pipe']);
  });

  it('are rejected as before where nothing has changed, and read by another escape where that was wrong', async () => {
    await written('b.csv', 'No,Product,Carrier\nB1,"Box, \\"big\\", red",DPD\nB2,box,DHL\n');
    const first = await imported(deps, 'b.csv', 'quoted');
    const second = await imported(deps, again(first.rejects), 'quoted');
    expect(second.findings.map(({ code }) => code)).to.deep.equal(['quote_misplaced']);
    expect((await rowsOf(second.rejects)).map(row => row.slice(row.indexOf('"b.csv"')))).to.deep.equal(
      (await rowsOf(first.rejects)).map(row => row.slice(row.indexOf('"b.csv"'))),
    );
    const third = await imported(deps, again(second.rejects), 'escaped');
    expect(Object.values(third.rows)).to.deep.equal([1, 1, 0, 0, 0, 0]);
    expect(await facts('B')).to.deep.equal(['B1|Box, "big", red|DPD', 'B2|box|DHL']);
  });

  it('are taken as they stand where a person empties the code, or writes the quotes as the source should', async () => {
    await written('c.csv', 'No,Product,Carrier\nC1,"Eco" line,DPD\nC2,"Eco" bag,DHL\n');
    const first = await imported(deps, 'c.csv', 'quoted');
    const text = await readFile(first.rejects ?? '', 'utf8');
    const mended = text.replace('2,"quote_misplaced"', '2,').replace('"""Eco"" bag"', '"""""""Eco"""" bag"""');
    await written('mended.csv', mended);
    const second = await imported(deps, 'mended.csv', 'quoted');
    expect(Object.values(second.rows)).to.deep.equal([2, 2, 0, 0, 0, 0]);
    expect(await facts('C')).to.deep.equal(['C1|"Eco" line|DPD', 'C2|"Eco" bag|DHL']);
  });

  it('do not come in by themselves where a stray quote opened a line above', async () => {
    const row = (i: number): string => `D${i},box ${i},DPD`;
    const rows = [row(1), row(2), 'D3,"box 3,DPD', row(4), 'D5,5" box 5,DPD', row(6)];
    await written('d.csv', `No,Product,Carrier\n${rows.join('\n')}\n`);
    const first = await imported(deps, 'd.csv', 'quoted');
    expect(first.findings.map(({ code, place }) => `${place.line} ${code}`)).to.deep.equal([
      '4 quote_spans_rows',
      '6 quote_spans_rows',
    ]);
    const second = await imported(deps, again(first.rejects), 'quoted');
    expect(second.findings.map(({ code }) => code)).to.deep.equal(['quote_unterminated', 'reject_unchanged']);
    const third = await imported(deps, again(first.rejects), 'plain');
    expect(Object.values(third.rows)).to.deep.equal([2, 2, 0, 0, 0, 0]);
    expect((await facts('D')).filter(one => one.includes('"'))).to.deep.equal(['D3|"box 3|DPD', 'D5|5" box 5|DPD']);
  });

  it('are the last alone where a quote opens in the last line and is never closed', async () => {
    for (const end of ['\n', '']) {
      await written('e.csv', `No,Product,Carrier\nE1,box,DPD\nE2,bag,DHL\nE3,"19 rack,DPD${end}`);
      const found = await imported(deps, 'e.csv', 'quoted');
      expect(found.rows).to.include({ read: 3, rejected: 1 });
      expect(found.findings.map(({ code, place }) => `${place.line} ${code}`)).to.deep.equal(['4 quote_unterminated']);
      expect(whatOf(found.findings[0])).to.equal(
        'The quote that opens in this line is never closed: the file ends inside its cell.',
      );
      const second = await imported(deps, again(found.rejects), 'plain');
      expect(second.rows).to.include({ read: 1, rejected: 0 });
    }
    expect(await facts('E')).to.deep.equal(['E1|box|DPD', 'E2|bag|DHL', 'E3|"19 rack|DPD']);
  });

  it('hold the further lines of a text that is never closed, but no line that is a row', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `F${i + 10},box,DPD`).join('\n');
    await written('f.csv', `No,Product,Carrier\n${rows}\nF90,"driver waited\nfor the key, and left,\nwithout signature\n`);
    const last = await imported(deps, 'f.csv', 'quoted');
    expect(last.rows).to.include({ read: 21, new: 20, rejected: 1 });
    expect(whatOf(last.findings[0])).to.contain('its cell holds all 3 lines up to the end of the file');
    await written('g.csv', `No,Product,Carrier\nG10,"driver waited\n${rows.replaceAll('F', 'G').replace('G10', 'G40')}\n`);
    const inside = await imported(deps, 'g.csv', 'quoted');
    expect(inside.rows).to.include({ read: 21, new: 20, rejected: 1 });
    expect(inside.findings.map(({ code, place }) => `${place.line} ${code}`)).to.deep.equal(['2 quote_spans_rows']);
  });
});
