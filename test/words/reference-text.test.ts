import { expect } from 'chai';
import { referenceIn } from '../../src/words/reference-text.js';

describe('a reference in one language', () => {
  const both = 'Quality agreement QA-2026, Annex C / 质量协议 QA-2026 附件 C, C.1';

  it('leaves out the other one, and keeps the clause that belongs to both', () => {
    expect(referenceIn('en', both)).to.equal('Quality agreement QA-2026, Annex C, C.1');
    expect(referenceIn('zh', both)).to.equal('质量协议 QA-2026 附件 C, C.1');
    expect(referenceIn('en', 'Annex B / 附件 B')).to.equal('Annex B');
  });

  it('is whole where it is not in two languages', () => {
    for (const text of ['Contract 7 / 2025', '合同 / 附件 B', 'Annex B', '', 'A / 甲 / B'])
      for (const language of ['en', 'zh'] as const) expect(referenceIn(language, text), text).to.equal(text);
  });
});
