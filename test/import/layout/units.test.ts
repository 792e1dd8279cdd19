import { expect } from 'chai';
import { canBeOneCurrency } from '../../../src/import/layout/units.js';
import { faultsOf, layoutOf, outcome } from './reading.js';

const complaint = (more: string) =>
  layoutOf(`{ client: { const: ACME }, complaint_no: { column: no }, received_at: { column: at }, ${more} }`, {
    fact: 'complaint',
  });

describe('the unit of a column', () => {
  it('is taken off, and the currency stands beside it', () =>
    expect(
      outcome(
        complaint('compensation: { column: claim, unit: ["€", EUR], decimal: "," }, currency: { const: EUR }'),
        'no|at|claim',
        'C-1|2026-03-02|€ 1.234,50',
      ),
    ).to.include({ compensation: '1234.5', currency: 'EUR' }));

  it('is that of each row, where rows name their currency', () => {
    const layout = complaint('compensation: { column: claim, unit: "¥" }, currency: { column: ccy }');
    const read = (claim: string, currency: string) => outcome(layout, 'no|at|claim|ccy', `C-1|2026-03-02|${claim}|${currency}`);
    expect(read('￥588.54', 'CNY')).to.include({ compensation: '588.54' });
    expect(read('￥588', 'JPY')).to.include({ compensation: 588 });
    expect(read('￥588.54', '')).to.include({ compensation: '588.54' });
    expect(read('￥588.54', 'USD')).to.deep.equal(['currency_differs']);
    expect(read('588.54', 'USD')).to.deep.equal(['currency_differs']);
    expect(read('', 'USD')).to.include({ compensation: null });
    expect(read('$588.54', 'USD')).to.include.members(['number_marked']);
  });

  it('is read inside of expressions too', () =>
    expect(
      outcome(complaint(`compensation: { value: 'number(col("claim")) * 2', unit: "€" }`), 'no|at|claim', 'C-1|2026-03-02|€ 5'),
    ).to.include({ compensation: 10 }));

  it('is checked', () => {
    const faults = (more: string) => faultsOf(complaint(more));
    expect(faults('compensation: { column: x, unit: "€" }, currency: { const: USD }')).to.deep.equal([
      'fields.compensation.unit+0 layout_unit_unfit',
    ]);
    expect(faults('compensation: { column: x, unit: "€" }, currency: { const: EUR }')).to.deep.equal([]);
    expect(faults('compensation: { column: x, unit: ["€", "$"] }')).to.deep.equal([
      'fields.compensation.unit+0 layout_unit_unfit',
    ]);
    expect(faults('compensation: { column: x, unit: ["€", EUR, Euro] }')).to.deep.equal([]);
    expect(faults('compensation: { column: x, unit: 万元 }')).to.deep.equal(['fields.compensation.unit+0 layout_unit_unfit']);
    expect(faults('compensation: { column: x, unit: "-" }')).to.deep.equal(['fields.compensation.unit+0 layout_unit_unfit']);
    expect(faults('category: { column: x, unit: "€" }')).to.deep.equal(['fields.category.unit+0 layout_setting_idle']);
    expect(faults('compensation: { const: 5, unit: "€" }')).to.deep.equal(['fields.compensation.unit+0 layout_setting_idle']);
  });

  it('is of one currency with another mark unless they cannot mean the same', () => {
    expect(canBeOneCurrency('￥', 'JPY')).to.equal(true);
    expect(canBeOneCurrency('$', 'cad')).to.equal(true);
    expect(canBeOneCurrency('元', '€')).to.equal(false);
    expect(canBeOneCurrency('Pcs', 'EUR')).to.equal(true);
    expect(canBeOneCurrency('constructor', 'EUR')).to.equal(true);
  });
});
