import { expect } from 'chai';
import { layoutNameOf } from '../../src/import/propose/layout-name.js';

describe('the name of a layout for a file', () => {
  it('has no date, month or counter in it, in whatever language', () => {
    for (const file of [
      'entregas-octubre-2026',
      'Entregas octubre',
      'entregas_2026-10-31',
      '31.10.2026 entregas',
      'entregas20261031',
      'ENTREGAS_OCT26',
      'entregas 2026 okt',
      '2026_października_entregas',
      'entregas-10-2026 (1)',
      'entregas_20261031_101500',
      'copia_entregas',
      'entregas KW 41',
      'entregas_q4',
      'entregas-März',
      'entregas 10月5日',
      '2026年10月entregas',
    ])
      expect(layoutNameOf(file), file).to.equal('entregas');
    for (const file of ['运单2026年十月', '10月份运单', '运单 第3季度', '运单 - 副本'])
      expect(layoutNameOf(file), file).to.equal('运单');
  });

  it('keeps what names the file, also where it looks like a month or number', () => {
    for (const [file, name] of [
      ['data_set', 'data_set'],
      ['check-out list', 'check_out_list'],
      ['site 12 stock', 'site_12_stock'],
      ['3pl_export', '3pl_export'],
      ['tms-v2-deliveries', 'tms_deliveries'],
      ['一号仓库库存', '一号仓库库存'],
      ['order120200', 'order120200'],
      ['2026-10', ''],
      ['2026年10月', ''],
    ] as const)
      expect(layoutNameOf(file), file).to.equal(name);
  });
});
