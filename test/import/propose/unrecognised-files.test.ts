import { expect } from 'chai';
import iconv from 'iconv-lite';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { proposeLayout, type ProposalRequest } from '../../../src/app/imports/propose-layout.js';
import { sampleOf } from '../../../src/app/imports/sample-of.js';
import type { LayoutProposal } from '../../../src/faults/proposal.js';
import { Stop } from '../../../src/faults/stop.js';
import { proposalEn } from '../../../src/faults/words/en/proposal.js';
import { proposalZh } from '../../../src/faults/words/zh/proposal.js';
import { emptyDirectory } from '../../support/databases.js';
import { remedyOf, whatOf } from '../../support/worded.js';

async function proposedFor(
  name: string,
  content: string | Buffer,
  more: Omit<ProposalRequest, 'path'> = {},
): Promise<LayoutProposal> {
  const file = path.join(await emptyDirectory(), name);
  await writeFile(file, content);
  return proposeLayout({ env: {} }, { path: file, ...more });
}

async function stopFor(name: string, content: string | Buffer): Promise<Stop> {
  try {
    await proposedFor(name, content);
  } catch (problem) {
    if (problem instanceof Stop) return problem;
    throw problem;
  }
  throw new Error('a layout was proposed');
}

describe('a file in an encoding that it does not name', () => {
  const polish = iconv.encode(
    ['Waybill;Client;Delivered;Odbiorca', ...[1, 2, 3, 4].map(i => `W${i};Łódź Spółka;2026-03-0${i};Święty Książę Gęś`)].join(
      '\n',
    ),
    'windows-1250',
  );

  it('is refused with the encodings that it may be in, where its headings are not recognised', async () => {
    const russian = ['Клиент;Накладная;Статус', ...[1, 2, 3].map(i => `Ромашка;Н-${i};доставлено`)].join('\n');
    const [fault] = (await stopFor('march.csv', iconv.encode(russian, 'windows-1251'))).faults;
    expect(fault?.code).to.equal('layout_not_proposable');
    expect(whatOf(fault)).to.contain('The file does not say its encoding; it may be windows-1251');
    expect(remedyOf(fault)).to.contain('Where the headings look wrong, name the encoding.');
    expect(fault?.command).to.equal('plumbline layout propose FILE --encoding windows-1251');
  });

  it('gets a layout that says so, and one that names it where it is named', async () => {
    const doubtful = await proposedFor('march.csv', polish);
    expect(proposalEn(doubtful)).to.contain('# encoding: windows-1250  # The file does not say its encoding');
    expect(proposalZh(doubtful)).to.contain('# encoding: windows-1250  # 文件没有说明编码');
    const named = await proposedFor('march.csv', polish, { encoding: 'windows-1250' });
    expect(named.settings).to.deep.include(['encoding', 'windows-1250']);
    expect(named.encodings).to.equal(undefined);
    expect(named.fields.find(({ field }) => field === 'client')?.samples).to.deep.equal(['Łódź Spółka']);
  });

  it('is not doubted where it is in UTF-8', async () => {
    const made = await proposedFor('march.csv', iconv.decode(polish, 'windows-1250'));
    expect(made.encodings).to.equal(undefined);
  });
});

describe('a file without headings', () => {
  it('is not proposed for by a row further down that happens to have a word of the trade', async () => {
    const scans = [
      '1Z000X744;PELICAN;PU;2026-03-11T05:47:00Z;2026-03-13T18:00:00Z;A;1,234.50',
      '1Z000X745;PELICAN;EX;2026-03-12T07:47:00Z;2026-03-13T18:00:00Z;A;7',
      '1Z001X557;NOVA;OK;2026-03-19T22:18:00Z;2026-03-20T18:00:00Z;Priority;Status',
    ].join('\n');
    const [fault] = (await stopFor('scans.csv', scans)).faults;
    expect(whatOf(fault)).to.contain('The first row holds values, not headings: "1Z000X744"');
    expect(remedyOf(fault)).to.contain('`header: none`');
  });
});

describe('a file of very many columns', () => {
  const wide = (columns: number, rows: number): string =>
    [
      ['Waybill', 'Client', 'Status', ...Array.from({ length: columns - 3 }, (_, i) => `Field ${i}`)].join(';'),
      ...Array.from({ length: rows }, (_, i) => `W${i};ACME;delivered${';x'.repeat(columns - 3)}`),
    ].join('\n');

  it('is judged by fewer rows, and refused beyond what can be weighed in a few seconds', async () => {
    const file = path.join(await emptyDirectory(), 'wide.csv');
    const lookedAt = async (columns: number): Promise<number> => {
      await writeFile(file, wide(columns, 1100));
      return (await sampleOf({ path: file }, {})).rows.length;
    };
    expect([await lookedAt(300), await lookedAt(600), await lookedAt(2000)]).to.deep.equal([1000, 500, 150]);
    const [fault] = (await stopFor('wide.csv', wide(2001, 2))).faults;
    expect(fault?.code).to.equal('layout_columns_too_many');
    expect(whatOf(fault)).to.equal('The table has 2001 columns; a layout is proposed for 2000 at most.');
  });
});
