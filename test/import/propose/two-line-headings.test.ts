import { expect } from 'chai';
import path from 'node:path';
import { parse } from 'yaml';
import { proposeLayout, type ProposalRequest } from '../../../src/app/imports/propose-layout.js';
import type { LayoutProposal } from '../../../src/faults/proposal.js';
import { Stop } from '../../../src/faults/stop.js';
import { proposalEn } from '../../../src/faults/words/en/proposal.js';
import { type Layout, layoutSchema } from '../../../src/import/layout/schema.js';
import { emptyDirectory } from '../../support/databases.js';
import { remedyOf, whatOf } from '../../support/worded.js';
import { writeWorkbook } from './sheets.js';

type Sheet = Parameters<typeof writeWorkbook>[1][string];

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

/** Deliveries of a week below a heading of two lines, names in the first line or in the second. */
function week(number: string, namesBelow: boolean): Sheet {
  const names = ['Customer', 'Consignment', 'Result', 'Pcs', null, null, null, null];
  const groups = [null, null, null, null, 'Delivery promised', null, 'Delivery actual', null];
  const leaves = [null, null, null, null, 'Date', 'Time', 'Date', 'Time'];
  const both = (above: readonly (string | null)[], below: readonly (string | null)[]): readonly (string | null)[] =>
    above.map((text, i) => text ?? below[i] ?? null);
  const results = ['Delivered', 'Delivered late', 'Refused', 'Delivered'];
  return [
    ['Northline Haulage – delivery performance'],
    [],
    namesBelow ? groups : both(names, groups),
    namesBelow ? both(names, leaves) : leaves,
    ...results.map((result, i) => [
      i % 2 === 0 ? 'Oak' : 'Elm',
      `${number}-${i}`,
      result,
      i + 1,
      day(`2026-03-0${i + 2}`),
      '12:00',
      day(`2026-03-0${i + 2}`),
      i === 1 ? '13:15' : '09:15',
    ]),
  ];
}

async function proposedFor(
  sheets: Readonly<Record<string, Sheet>>,
  more: Omit<ProposalRequest, 'path'> = {},
): Promise<LayoutProposal> {
  const file = path.join(await emptyDirectory(), 'performance.xlsx');
  await writeWorkbook(file, sheets);
  return proposeLayout({ env: {} }, { path: file, ...more });
}

const layoutOf = (made: LayoutProposal): Layout => layoutSchema.parse(parse(proposalEn(made)));

describe('headings of two lines', () => {
  const fields = {
    client: { column: 'Customer' },
    shipment_no: { column: 'Consignment' },
    status: {
      column: 'Result',
      map: { Delivered: 'delivered', 'Delivered late': 'delivered', Refused: 'refused' },
    },
    promised_at: { column: ['Delivery promised Date', 'Delivery promised Time'] },
    delivered_at: { column: ['Delivery actual Date', 'Delivery actual Time'] },
    shipped_qty: { column: 'Pcs' },
  };

  it('are found above several sheets that are read together, each of which has them', async () => {
    const made = await proposedFor({ wk10: week('wk10', false), wk11: week('wk11', false) }, { sheet: 'wk*' });
    expect(made.settings).to.deep.equal([
      ['format', 'xlsx'],
      ['sheet', 'wk*'],
      ['header_row', 3],
      ['header_rows', 2],
    ]);
    expect(layoutOf(made).fields).to.deep.equal(fields);
  });

  it('are found where the names of the columns stand in the second', async () => {
    for (const sheets of [{ wk10: week('wk10', true) }, { wk10: week('wk10', true), wk11: week('wk11', true) }]) {
      const made = await proposedFor(sheets, { sheet: 'wk*' });
      expect(made.settings).to.deep.include(['header_row', 3]).and.deep.include(['header_rows', 2]);
      expect(layoutOf(made).fields).to.deep.equal(fields);
    }
  });

  it('are not made of a title and the headings below it', async () => {
    const [, , , , ...rows] = week('wk10', false);
    const names = ['Customer', 'Consignment', 'Result', 'Pcs', 'Promised', 'Due by', 'Delivered', 'At'];
    const made = await proposedFor({ wk10: [['Performance', 'March'], names, ...rows] });
    expect(made.settings).to.deep.equal([
      ['format', 'xlsx'],
      ['header_row', 2],
    ]);
  });
});

describe('a workbook that begins with a cover', () => {
  it('is refused with the names of its other sheets, and how to name one', async () => {
    const cover: Sheet = [
      ['Prepared by', 'Kim'],
      ['For', 'Northline'],
    ];
    const stop = await proposedFor({
      Cover: cover,
      wk10: week('wk10', false),
      Legend: [
        ['a', 'b'],
        ['x', 'y'],
      ],
    }).then(
      () => undefined,
      (problem: unknown) => (problem instanceof Stop ? problem : undefined),
    );
    const [fault] = stop?.faults ?? [];
    expect(fault?.code).to.equal('layout_not_proposable');
    expect(whatOf(fault)).to.contain('The workbook also has the sheets "wk10", "Legend"; facts stand in "wk10".');
    expect(remedyOf(fault)).to.contain('Name the sheet that holds the facts.');
    expect(fault?.command).to.equal('plumbline layout propose FILE --sheet "wk10"');
  });

  it('are found where a name is merged over both lines, of which the second leaves it blank', async () => {
    const rows = Array.from({ length: 6 }, (_, i) => [`WZ/${i}`, day(`2026-10-0${i + 1}`), 10 + i, 10 + i, 'Dostarczone']);
    const made = await proposedFor({
      X: [
        ['Meble Jantar: wydania, październik 2026'],
        [],
        ['Nr WZ', 'Termin obiecany', 'Ilości', null, 'Status'],
        [null, null, 'Zamówiono', 'Wydano', null],
        ...rows,
      ],
    });
    expect(made.settings).to.deep.include.members([
      ['header_row', 3],
      ['header_rows', 2],
    ]);
    expect(JSON.stringify(made)).to.include('"Status"');
  });

  it('are not found where a title stands above a column without a name', async () => {
    const rows = Array.from({ length: 6 }, (_, i) => [`C-${i}`, 'Oak', day(`2026-10-0${i + 1}`), 'x']);
    const made = await proposedFor({
      X: [[null, null, null, 'Performance'], ['Consignment', 'Customer', 'Delivered', null], ...rows],
    });
    expect(made.settings).to.deep.include.members([['header_row', 2]]);
    expect(made.settings.map(([name]) => name)).to.not.include('header_rows');
  });
});
