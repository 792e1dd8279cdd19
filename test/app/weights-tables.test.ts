import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import exceljs from 'exceljs';
import { readMatrix, readShares } from '../../src/app/weights/read-tables.js';
import { decimalText, toDouble } from '../../src/facts/exact.js';
import { hierarchy } from '../../src/weights/methods/ahp.js';
import { comparisons } from '../../src/weights/methods/pairwise.js';
import { stopOf } from './importing.js';

const child = (node: string, zh: string) => ({ node, label: { en: node, zh }, weight: { text: '0.25', value: 0.25 } });
const levels = [
  {
    of: 'kpi',
    label: { en: 'kpi', zh: '内部指标' },
    children: [child('transport', '运输'), child('inventory', '库存'), child('customer_service', '客户服务')],
  },
];

const whole = ['transport,1,3,2', 'inventory,1/3,1,1/2', 'customer_service,1/2,2,1'];
const head = ',transport,inventory,customer_service';

describe('Tables of comparisons and weights', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-tables-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const file = async (content: string | Uint8Array, name = 'matrix.csv'): Promise<string> => {
    const at = path.join(folder, name);
    await writeFile(at, content);
    return at;
  };
  const weights = async (content: string | Uint8Array, name?: string): Promise<readonly string[]> => {
    const { content: judged } = await readMatrix(await file(content, name), levels);
    return hierarchy(comparisons(judged)).vector.map(one => one.toFixed(4));
  };

  const forms: readonly [says: string, content: string][] = [
    ['with names in the first row and column', [head, ...whole].join('\n')],
    ['without a first row of names', whole.join('\n')],
    ['with its upper triangle alone', [head, 'transport,1,3,2', 'inventory,,1,1/2', 'customer_service,,,1'].join('\n')],
    [
      'with its lower triangle alone, and no diagonal',
      [head, 'transport,,,', 'inventory,1/3,,', 'customer_service,1/2,2,'].join('\n'),
    ],
    ['with Chinese names and semicolons', ';运输;库存;客户服务\n运输;1;3;2\n库存;1/3;1;1/2\n客户服务;1/2;2;1\n'],
    [
      'with commas as decimal points',
      ';transport;inventory;customer_service\ntransport;1;3;2,0\ninventory;0,333;1;0,5\ncustomer_service;0,5;2;1\n',
    ],
    [
      'with signs of fractions and full-width digits',
      [head, 'transport,1,３,2', 'inventory,⅓,1,½', 'customer_service,１／２,2,1'].join('\n'),
    ],
  ];
  for (const [says, content] of forms) {
    it(`a matrix ${says}`, async () => {
      expect(await weights(content)).to.deep.equal(['0.5396', '0.1634', '0.2970']);
    });
  }

  it('a matrix in a spreadsheet, with texts, numbers and formulas', async () => {
    const book = new exceljs.Workbook();
    book.addWorksheet('AHP').addRows([
      ['', '运输', '库存', '客户服务'],
      ['运输', 1, 3, 2],
      ['库存', { formula: '1/C2', result: 1 / 3 }, 1, '1/2'],
      ['客户服务', 0.5, 2, 1],
    ]);
    const content = new Uint8Array(await book.xlsx.writeBuffer());
    expect(await weights(content, 'matrix.xlsx')).to.deep.equal(['0.5396', '0.1634', '0.2970']);
  });

  const refused: readonly [says: string, content: string, code: string][] = [
    ['one empty cell in a full matrix', [head, 'transport,1,,2', ...whole.slice(1)].join('\n'), 'matrix_incomplete'],
    [
      'a triangle with a hole',
      [head, 'transport,1,,2', 'inventory,,1,1/2', 'customer_service,,,1'].join('\n'),
      'matrix_incomplete',
    ],
    ['a word', [head, 'transport,1,three,2', ...whole.slice(1)].join('\n'), 'matrix_cell_unreadable'],
    ['rows in another order', [head, whole[1], whole[0], whole[2]].join('\n'), 'matrix_form'],
    ['no names at all', '1,3,2\n1/3,1,1/2\n1/2,2,1\n', 'nodes_unmatched'],
  ];
  for (const [says, content, code] of refused) {
    it(`are refused for ${says}`, async () => {
      const stop = await stopOf(weights(content));
      expect(stop.faults[0]?.code, JSON.stringify(stop.faults)).to.equal(code);
    });
  }

  it('weights with and without a header, as decimals with commas, shares and per cent', async () => {
    const read = async (content: string) =>
      (await readShares(await file(content), levels)).content.map(({ node, share }) => [node, decimalText(share)]);
    const expected = [
      ['transport', '0.5'],
      ['inventory', '0.25'],
      ['customer_service', '0.25'],
    ];
    expect(await read('节点;权重\n运输;0,5\n库存;25%\n客户服务;1/4\n')).to.deep.equal(expected);
    expect(await read('transport;0,50\ninventory;25 %\ncustomer_service;¼\n')).to.deep.equal(expected);
    expect(toDouble((await readShares(await file('transport,37.8%\n'), levels)).content[0]?.share ?? 0)).to.equal(0.378);
  });
});
