import { expect } from 'chai';
import fc from 'fast-check';
import { columnOf, pageRows, put } from '../../src/recount/column.js';
import { RowSlices, whole } from '../../src/recount/row-slices.js';
import { Texts } from '../../src/recount/texts.js';
import { none, verdicts } from '../../src/recount/verdict.js';
import { VerdictCounts } from '../../src/recount/verdict-counts.js';

describe('Verdicts of pages', () => {
  const row = fc.record({ site: fc.constantFrom('A', 'B', 'C', null), verdict: fc.constantFrom(0, 2, 3, 3, 3, none, 12, 15) });
  const pages = fc.array(fc.array(row, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 6 });

  it('are counted in every slice as often as they came, whatever most rows of a page come to', () => {
    const texts = new Texts();
    const column = columnOf('text', texts);
    const slices = new RowSlices(['site'], { column: () => column, texts });
    const counts = new VerdictCounts(slices);
    fc.assert(
      fc.property(pages, all => {
        slices.begin();
        counts.begin();
        const of = new Uint8Array(pageRows);
        for (const page of all) {
          page.forEach(({ site, verdict }, at) => {
            put(column, at, site);
            of[at] = verdict;
          });
          slices.compute(page.length);
          counts.addPage(page.length, of);
        }
        const rows = all.flat();
        const found = [{ key: undefined, slice: whole }, ...slices.by('site')];
        for (const { key, slice } of found)
          for (let verdict = 0; verdict < verdicts; verdict++) {
            if (verdict === none) continue;
            const alike = rows.filter(one => one.verdict === verdict && (key === undefined || one.site === key));
            expect(counts.of(slice, verdict), `${key} ${verdict}`).to.equal(alike.length);
          }
        const sites = [...new Set(rows.map(({ site }) => site))];
        const inOrder = [...sites.filter(site => site !== null).sort(), ...sites.filter(site => site === null)];
        expect(slices.by('site').map(({ key }) => key)).to.deep.equal(inOrder);
      }),
    );
  });
});
