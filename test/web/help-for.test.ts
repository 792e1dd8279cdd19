import { expect } from 'chai';
import { helpPage } from '../../src/app/help/help.js';
import { helpFor, type HelpReader, sectionsOfPages } from '../../src/web/help-for.js';
import { buildPages } from '../browser/browsing.js';

describe('the help of each page', () => {
  before(buildPages);

  it('is a section that is there', async () => {
    const targets = Object.values(sectionsOfPages).flatMap(sections => Object.values(sections));
    const found = await Promise.all(
      targets.map(async target => {
        const [page = '', at] = target.split('/');
        return { target, there: await helpPage(page, 'en', at), at };
      }),
    );
    expect(
      found.filter(({ there, at }) => there === undefined || there.at !== (at ?? null)).map(({ target }) => target),
    ).to.deep.equal([]);
  });

  for (const [path, reader, expected] of [
    ['/clients/ACME', 'client', '/help/client'],
    ['/clients/ACME/disputes', 'client', '/help/client/if-you-disagree'],
    ['/clients/ACME/improvement', 'staff', `/help/${sectionsOfPages.staff['improvement']}`],
    ['/jobs/daily', 'staff', '/help/operator/jobs'],
    ['/clients/ACME', 'staff', '/help/quality-manager/reading-the-scorecard'],
    ['/constructor', 'client', '/help/client'],
  ] as const satisfies readonly (readonly [string, HelpReader, string])[])
    it(`of ${path} for ${reader === 'client' ? 'a client' : 'staff'} is ${expected}`, () => {
      expect(helpFor(path.split('/').filter(Boolean), reader)).to.equal(expected);
    });
});
