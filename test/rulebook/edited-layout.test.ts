import { expect } from 'chai';
import { layoutIn, withLayout } from '../../src/rulebook/edited-layout.js';

const text = `# ours
layout: april     # of the TMS
fact: shipment
header_row: 3
fields:
  client: { column:   Kunde, map: { "Beta GmbH": BETA } }   # as they sign
  # the number
  shipment_no: { column: Sendungsnr. }
  delivered_at:
    column: Zugestellt am   # theirs
    format: d.M.yyyy H:mm
  pieces: { column: Stück }

# words of theirs
metrics:
  - { id: x,   of: y }
`;
const keys = ['layout', 'fact', 'header_row', 'encoding', 'fields', 'each'];

describe('a layout in a file of config', () => {
  it('is changed in the fields and settings that say otherwise, and nothing else of the file is touched', () => {
    const wanted = `layout: april
fact: shipment
encoding: utf-8
fields:
  client: { column: Kunde, map: { Beta GmbH: BETA, "007": null, Ja: true } }
  shipment_no: { column: Sendungsnr. }
  delivered_at: { column: Zugestellt am, format: d.M.yyyy H:mm }
  order_no: { column: 7 }
each:
  - { field: item, columns: { a: x }, cell: { score: {} } }
`;
    expect(withLayout(text, wanted, keys)).to.equal(`# ours
layout: april     # of the TMS
fact: shipment
encoding: utf-8
fields:
  client: { column: Kunde, map: { Beta GmbH: BETA, "007": null, Ja: true } } # as they sign
  # the number
  shipment_no: { column: Sendungsnr. }
  delivered_at:
    column: Zugestellt am   # theirs
    format: d.M.yyyy H:mm
  order_no: { column: 7 }
each:
  - { field: item, columns: { a: x }, cell: { score: {} } }

# words of theirs
metrics:
  - { id: x,   of: y }
`);
  });

  it('is left to whoever writes text where the file has several documents, shared values or errors', () => {
    const wanted = 'layout: april\nfact: complaint\nfields: {}\n';
    const shared = 'layout: april\nfact: shipment\nfields: { client: &c { column: a }, site: *c }\n';
    for (const before of [`${text}---\nmetrics: []\n`, shared, `${text}fields: {}\n`, ''])
      expect(withLayout(before, wanted, keys), before).to.equal(undefined);
    expect([layoutIn(text)?.layout, layoutIn('layout: x\n')]).to.deep.equal(['april', undefined]);
  });
});
