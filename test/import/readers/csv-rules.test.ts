import { expect } from 'chai';
import { readCsv, cells, faultsOf, written } from './reading.js';
import { remedyOf, whatOf } from '../../support/worded.js';

/** The rows that are taken, and line and code of those that are not. */
async function read(text: string | Uint8Array, spec: Parameters<typeof readCsv>[1] = {}) {
  const reading = await readCsv(text, spec);
  return {
    columns: reading.source.columns,
    taken: reading.rows.filter(row => row.fault === undefined).map(row => row.cells),
    rejected: reading.rows.flatMap(({ fault }) => (fault === undefined ? [] : [`${fault.place.line} ${fault.code}`])),
    warnings: reading.source.findings.map(({ code }) => code),
    faults: reading.rows.flatMap(({ fault }) => fault ?? []),
  };
}

const header = 'Waybill,Client,Delivered,Pieces,Remark\n';

describe('how wide the rows of a delimited text are', () => {
  it('rejects a row with a delimiter too many, also where only its last cell is blank', async () => {
    const { taken, rejected } = await read(
      `${header}W-1001,Aldi,2026-03-02,4,\nW-1002,,Aldi,2026-03-02,7,\nW-1003,Lidl,2026-03-03,2,\nW-1004,Lidl,2026-03-03,2,,\n`,
    );
    expect(taken.map(row => row[0])).to.deep.equal(['W-1001', 'W-1003']);
    expect(rejected).to.deep.equal(['3 row_ragged', '5 row_ragged']);
  });

  it('rejects a row with a delimiter too few under a header that ends in one, where the others have it', async () => {
    const { taken, rejected } = await read('Waybill,Client,Pieces,\nW-1,Aldi,4,\nW-2Lidl,5,\nW-3,Lidl,6,\n');
    expect(taken.map(row => row[0])).to.deep.equal(['W-1', 'W-3']);
    expect(rejected).to.deep.equal(['3 row_ragged']);
  });

  it('takes rows that all end in a delimiter, and says so, since the header may lack one', async () => {
    const text = 'Waybill,Client,Pieces\nW-1,Aldi,4,\nW-2,Lidl,5,\nW-3,Lidl,6\n';
    const { taken, rejected, warnings } = await read(text);
    expect(taken).to.deep.equal([
      ['W-1', 'Aldi', '4'],
      ['W-2', 'Lidl', '5'],
      ['W-3', 'Lidl', '6'],
    ]);
    expect({ rejected, warnings }).to.deep.equal({ rejected: [], warnings: ['cells_surplus'] });
    expect((await read(text, { ragged: 'pad' })).warnings).to.deep.equal([]);
  });

  it('does not cut rows of which one has something beyond the header', async () => {
    const { taken, rejected } = await read('Waybill,Pieces\nW-1,4,\nW-2,5,x\nW-3,6,\n');
    expect(taken).to.deep.equal([]);
    expect(rejected).to.have.length(3);
  });

  it('fills short rows up where the layout says `ragged: pad`, and still rejects one with too many values', async () => {
    const text = `${header}W-1,Aldi,2026-03-02,4\nW-2,Aldi\nW-3,Lidl,2026-03-03,2,late,x\n`;
    expect((await read(text)).rejected).to.deep.equal(['2 row_ragged', '3 row_ragged', '4 row_ragged']);
    const { taken, rejected } = await read(text, { ragged: 'pad' });
    expect(taken).to.deep.equal([
      ['W-1', 'Aldi', '2026-03-02', '4', ''],
      ['W-2', 'Aldi', '', '', ''],
    ]);
    expect(rejected).to.deep.equal(['4 row_ragged']);
  });
});

describe('quotes that do not match', () => {
  it('rejects the line of a quote that runs over whole rows, and reads these', async () => {
    const { taken, rejected, faults } = await read(
      `${header}W-1,Aldi,2026-03-02,4,"left at gate\nW-2,Aldi,2026-03-02,7,ok\nW-3,Lidl,2026-03-03,2,ok\nW-4,Lidl,2026-03-03,9,"said ""fine"""\n`,
    );
    expect(taken.map(row => row.at(-1))).to.deep.equal(['ok', 'ok', 'said "fine"']);
    expect(rejected).to.deep.equal(['2 quote_spans_rows']);
    expect(remedyOf(faults[0])).to.contain('multiline: true');
  });

  it('rejects both rows of a stray pair of quotes that would make them one', async () => {
    const { taken, rejected, faults } = await read(
      'Waybill,Client,Pieces,Remark\nW-0,Aldi,3,ok\nW-1,Aldi,"12,ok\nW-2,Lidl,14",ok\n',
    );
    expect(taken.map(row => row[0])).to.deep.equal(['W-0']);
    expect(rejected).to.deep.equal(['3 quote_spans_rows', '4 quote_spans_rows']);
    expect(whatOf(faults[1])).to.contain('line 3');
  });

  it('reads a quote that is never closed as the one wrong row it is', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `W-${i},Aldi,2026-03-02,${i},ok\n`).join('');
    const { taken, rejected } = await read(`${header}W-x,Lidl,2026-03-01,"1,late\n${rows}`);
    expect(taken).to.have.length(50);
    expect(rejected).to.deep.equal(['2 quote_spans_rows']);
  });

  it('leaves remarks of several lines alone, with delimiters in them, in the first, a middle and the last column', async () => {
    for (const order of [
      ['Remark', 'Waybill', 'Pieces'],
      ['Waybill', 'Remark', 'Pieces'],
      ['Waybill', 'Pieces', 'Remark'],
    ]) {
      const remark = '"Delivered late, because of snow\nspoke to Bob, Alice, and Joe\n\nsecond try, on Monday, worked"';
      const row = (values: Readonly<Record<string, string>>): string => `${order.map(name => values[name]).join(',')}\n`;
      const plain = Array.from({ length: 5 }, (_, i) => row({ Waybill: `W-${i}`, Pieces: '3', Remark: 'ok' })).join('');
      const { taken, rejected } = await read(
        `${order.join(',')}\n${plain}${row({ Waybill: 'W-9', Pieces: '1', Remark: remark })}${plain}`,
      );
      expect(rejected).to.deep.equal([]);
      expect(taken).to.have.length(11);
      expect(taken[5]?.[order.indexOf('Remark')]).to.equal(remark.slice(1, -1));
    }
  });

  it('takes a cell as it stands where the layout says that cells run over lines, and rejects each where they never do', async () => {
    const text = 'Waybill,Remark\nW-1,ok\nW-2,"see also\nW-3,lost"\nW-4,ok\n';
    expect((await read(text)).rejected).to.deep.equal(['3 quote_spans_rows', '4 quote_spans_rows']);
    expect((await read(text, { multiline: true })).taken[1]).to.deep.equal(['W-2', 'see also\nW-3,lost']);
    expect((await read('Waybill,Remark\nW-1,"one\ntwo"\nW-2,ok\n', { multiline: false })).taken).to.deep.equal([['W-2', 'ok']]);
  });

  it('rejects a row in which a delimiter before a quoted cell is missing, though it has as many cells as the header', async () => {
    const { taken, rejected } = await read('Waybill,Client,Goods,Remark\nW-1,Aldi"Shoes, brown",\nW-2,Lidl,"Hats, grey",late\n');
    expect(taken.map(row => row[0])).to.deep.equal(['W-2']);
    expect(rejected).to.deep.equal(['2 quotes_bare']);
  });

  it('keeps inches, and a quotation inside a cell without quotes', async () => {
    const { taken, rejected } = await read('Waybill,Goods,Remark\nW-1,5" pipe,ok\nW-2,hose,driver said "no" twice\n');
    expect(taken.map(row => row.slice(1))).to.deep.equal([
      ['5" pipe', 'ok'],
      ['hose', 'driver said "no" twice'],
    ]);
    expect(rejected).to.deep.equal([]);
  });
});

describe('how a layout says that cells are written', () => {
  it('knows sources that do not quote', async () => {
    const { taken, rejected } = await read('Waybill;Goods;Size\nW-1;"A" steel;5"\nW-2;"open;3" x 2"\n', { quote: 'none' });
    expect(taken).to.deep.equal([
      ['W-1', '"A" steel', '5"'],
      ['W-2', '"open', '3" x 2"'],
    ]);
    expect(rejected).to.deep.equal([]);
  });

  it('knows another quote, written twice inside', async () => {
    const { taken } = await read("Waybill,Goods\nW-1,'Men''s boots, 5\" heel'\nW-2,plain\n", { quote: "'" });
    expect(taken[0]).to.deep.equal(['W-1', 'Men\'s boots, 5" heel']);
  });

  it('knows another escape, in quotes and without, and keeps it before other characters', async () => {
    const text = 'Waybill,Goods,Path\nW-1,"5\\" pipe, bent","C:\\\\in\\box"\nW-2,tubes\\, long,"a\\\\"\n';
    const { taken, rejected } = await read(text, { escape: '\\' });
    expect(taken).to.deep.equal([
      ['W-1', '5" pipe, bent', 'C:\\in\\box'],
      ['W-2', 'tubes, long', 'a\\'],
    ]);
    expect(rejected).to.deep.equal([]);
    expect((await read('Waybill;Remark\nW-1;a\\;b\n', { quote: 'none', escape: '\\', delimiter: ';' })).taken).to.deep.equal([
      ['W-1', 'a;b'],
    ]);
  });

  it('passes over comments, above the header and among the rows, with lines counted as in the file', async () => {
    const text = '# exported by "TMS, v2\nWaybill,Pieces\nW-1,4\n# page 2\nW-2,x,5\n#end\n';
    const { columns, taken, rejected } = await read(text, { comment: '#' });
    expect({ columns, taken, rejected }).to.deep.equal({
      columns: ['Waybill', 'Pieces'],
      taken: [['W-1', '4']],
      rejected: ['5 row_ragged'],
    });
  });

  it('leaves out the last rows where the layout says that they are a footer, with or without a line end', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `W-${i},Aldi,2026-03-02,${i},ok\n`).join('');
    for (const footer of ['Total,30000\n\nprinted by Smith\n', 'Total,30000\n"printed by Smith"']) {
      const { taken, rejected } = await read(header + rows + footer, { footer_rows: 2 });
      expect({ taken: taken.length, rejected }).to.deep.equal({ taken: 30_000, rejected: [] });
    }
  });

  it('numbers or names the columns of a file without a header', async () => {
    const text = 'W-1,Aldi,4\nW-2,Lidl,5\n';
    expect(await read(text, { header: 'none' })).to.deep.include({ columns: ['1', '2', '3'], rejected: [] });
    const named = await read(text, { header: ['Waybill', 'Client', 'Pieces'] });
    expect(named.columns).to.deep.equal(['Waybill', 'Client', 'Pieces']);
    expect(named.taken).to.deep.equal([
      ['W-1', 'Aldi', '4'],
      ['W-2', 'Lidl', '5'],
    ]);
  });

  it('passes over a header that cannot be used where the layout names the columns', async () => {
    const { columns, taken, rejected } = await read('Report 2026\nWaybillClient,Pieces\nW-1,Aldi,4\n', {
      header: ['Waybill', 'Client', 'Pieces'],
      header_row: 2,
    });
    expect({ columns, taken, rejected }).to.deep.equal({
      columns: ['Waybill', 'Client', 'Pieces'],
      taken: [['W-1', 'Aldi', '4']],
      rejected: [],
    });
  });

  it('refuses quotes, escapes, comments and delimiters that cannot be', async () => {
    for (const spec of [
      { quote: 'ab' },
      { quote: 'x' },
      { escape: ' ' },
      { comment: ' ' },
      { delimiter: '"' },
      { delimiter: "'", quote: "'" },
    ]) {
      const { faults, exitCode } = await faultsOf({ path: await written('a.csv', 'a,b\n1,2\n'), format: 'csv', ...spec });
      expect(faults.map(({ code }) => code)).to.deep.equal([spec.delimiter === undefined ? 'quoting_bad' : 'delimiter_bad']);
      expect(exitCode).to.equal(2);
    }
  });
});

describe('delimiters', () => {
  it('takes two characters, named or found', async () => {
    const text = 'Waybill, Client, Goods\nW-1, Aldi, "Shoes, brown"\nW-2, Lidl, Hats\n';
    for (const spec of [{}, { delimiter: ', ' }]) {
      const { columns, taken } = await read(text, spec);
      expect(columns).to.deep.equal(['Waybill', 'Client', 'Goods']);
      expect(taken[0]).to.deep.equal(['W-1', 'Aldi', 'Shoes, brown']);
    }
  });

  it('takes a space, by its name or as it is', async () => {
    for (const delimiter of ['space', ' ']) {
      expect((await read('Waybill Pieces Remark\nW-1 4 "at gate"\n', { delimiter })).taken).to.deep.equal([
        ['W-1', '4', 'at gate'],
      ]);
    }
  });

  it('finds tabs though headers and cells are full of commas, and rows end in one tab more', async () => {
    const names = Array.from({ length: 5 }, (_, i) => `Column ${i}, in kg, net, gross`).join('\t');
    const rows = Array.from({ length: 20 }, (_, i) => `W-${i}\tAldi, Essen\t1,5\t2,5\tok, left, at gate\t\n`).join('');
    const { columns, taken } = await read(`${names}\n${rows}`);
    expect(columns).to.have.length(5);
    expect(taken).to.have.length(20);
    expect(taken[3]?.[1]).to.equal('Aldi, Essen');
  });

  it('finds semicolons where decimal commas and commas in headers divide the rows as often', async () => {
    const { columns } = await read('Gewicht, kg;Preis, EUR;Land\n1,5;2,5;DE\n3,5;4,5;FR\n');
    expect(columns).to.deep.equal(['Gewicht, kg', 'Preis, EUR', 'Land']);
  });

  it('agrees with what was read before where all is well', async () => {
    expect(cells(await readCsv('a;b\n1;"x;y"\n'))).to.deep.equal([['1', 'x;y']]);
  });
});

describe('a cell that is longer than any field takes', () => {
  const long = 256 * 1024 + 1;
  const file = (cell: string): string =>
    `${header}W-1,Aldi,2026-03-02,4,\nW-2,Aldi,2026-03-02,4,${cell}\nW-3,Lidl,2026-03-03,2,\n`;
  const cases: readonly (readonly [says: string, cell: string, spec?: Parameters<typeof readCsv>[1]])[] = [
    ['without quotes', 'x'.repeat(long)],
    ['in quotes', `"${'x'.repeat(long)}"`],
    ['with quotes inside', `"${'""'.repeat(long)}"`],
    ['over many lines', `"${'x y\n'.repeat(long / 2)}"`],
    ['with escaped quotes', `"${'\\\\"'.repeat(long)}"`, { escape: '\\' }],
    ['with a text behind its quotes', `"a"${'x'.repeat(long)}`],
  ];
  for (const [says, cell, spec] of cases) {
    it(`is refused ${says}, and the rows around it are read`, async () => {
      const { taken, faults } = await read(file(cell), spec);
      expect(taken.map(row => row[0])).to.deep.equal(['W-1', 'W-3']);
      expect(faults.map(({ code, place }) => [code, place.line, place.column])).to.deep.equal([['cell_too_long', 3, 'Remark']]);
      expect(faults.map(remedyOf).join()).to.contain('column "Remark"');
    });
  }

  it('is read up to that length', async () => {
    const { taken, rejected } = await read(file(`"${'x'.repeat(long - 3)}"""`));
    expect(rejected).to.deep.equal([]);
    expect(taken[1]?.[4]).to.have.length(long - 2);
    const { taken: all } = await read(file('x'.repeat(long - 1)));
    expect(all[1]?.[4]).to.have.length(long - 1);
  });

  it('is still too long in what is kept of it, so that the row is refused again when it comes back', async () => {
    const reading = await readCsv(file(`"${'x'.repeat(2 * long)}"`));
    const kept = reading.rows[1]?.cells[4] ?? '';
    expect(kept).to.have.length(long);
    expect((await read(file(kept))).rejected).to.deep.equal(['3 cell_too_long']);
  });

  it('takes no longer than others, however it is made', async () => {
    const worst = ['"'.repeat(2), '\n', 'a b,c,d,e,f\n'].map(unit => `"x\n${unit.repeat((12 * 1024 * 1024) / unit.length)}"`);
    for (const cell of worst) {
      const before = process.cpuUsage();
      expect((await read(file(cell))).rejected).to.deep.equal(['3 cell_too_long']);
      // With the cell put together piece by piece, or each of its lines looked at, it is 2 to 10 seconds.
      expect(process.cpuUsage(before).user / 1000).to.be.lessThan(1500);
    }
  });
});

describe('the sign with which older systems end a text file', () => {
  const text = 'Waybill;Pieces\r\nW-1;4\r\nW-2;5\r\n';
  const all = [
    ['W-1', '4'],
    ['W-2', '5'],
  ];
  for (const [says, end] of [
    ['once', '\x1a'],
    ['before a line end', '\x1a\r\n'],
    ['filling up a block', '\x1a'.repeat(128)],
  ] as const) {
    it(`is no row: ${says}`, async () => {
      expect(await read(text + end)).to.deep.include({ taken: all, rejected: [], warnings: [] });
      expect((await read(`${text.trimEnd()}${end}`)).taken).to.deep.equal(all);
    });
  }

  it('is no row in UTF-16, nor at the end of a file that is read in pieces', async () => {
    expect((await read(Buffer.from(`\ufeff${text}\x1a`, 'utf16le'))).taken).to.deep.equal(all);
    const many = 'W-3;6\r\n'.repeat(60_000);
    const { taken, rejected } = await read(`${text}${many}\x1a`);
    expect([taken.length, rejected]).to.deep.equal([60_002, []]);
  });

  it('is text where more follows, and a file that breaks off is still refused', async () => {
    expect((await read('Waybill;Pieces\nW-1\x1a;4\n\x1aW-2;5\n')).taken).to.deep.equal([
      ['W-1\x1a', '4'],
      ['\x1aW-2', '5'],
    ]);
    const { faults } = await faultsOf({ path: await written('b.csv', 'Waybill;Pieces\nW-1;4\nW-2\x1a'), format: 'csv' });
    expect(faults.map(({ code }) => code)).to.deep.equal(['record_cut_off']);
  });
});
