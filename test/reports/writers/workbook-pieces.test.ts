import { expect } from 'chai';
import { exact } from '../../../src/facts/exact.js';
import { ArrivingFile, piecesOf, type WantedFile } from '../../../src/reports/writers/workbook-pieces.js';
import { sampleInput } from '../../support/sample-input.js';

describe('a scorecard on its way to another thread', () => {
  it('arrives as it was sent, its exact numbers too, and facts with the same reason share it', () => {
    const { language, organisation, evidence: _, ...content } = sampleInput({ evidence: [] });
    const because = { en: 'not delivered in time' };
    const missing = [{ en: 'delivered', zh: '送达时间' }];
    const row = (number: number) => ({ values: [`S${number}`, exact('12.5'), null, true], batch: 2, file: 'a.csv', row: number });
    const rows = [
      ...Array.from({ length: 700 }, (__, at) => ({ ...row(at), because, missing, unrecorded: [] })),
      { ...row(700), because: { en: 'late', zh: '晚到' }, missing: [], unrecorded: missing },
      { ...row(701), because: undefined, missing: undefined, unrecorded: undefined },
    ];
    const types = ['text', 'number', 'instant', 'boolean'] as const;
    const columns = types.map(type => ({ label: { en: type, zh: type }, type }));
    const list = { metric: 'otif', membership: 'failed', fact: 'shipment', keys: 1, columns, totalCount: 702 } as const;
    const wanted: WantedFile = {
      form: 'xlsx',
      look: { language, organisation },
      content: { ...content, evidence: [{ ...list, rows }] },
    };
    const arriving = new ArrivingFile();
    for (const piece of piecesOf(wanted)) arriving.add(structuredClone(piece));
    const [arrived] = arriving.whole().content.evidence ?? [];
    expect(arrived).to.deep.equal({ ...list, rows });
    expect(arrived?.rows[1]?.because).to.equal(arrived?.rows[0]?.because);
  });
});
