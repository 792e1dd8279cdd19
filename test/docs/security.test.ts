import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
const claims = [...page.matchAll(/`((?:\w[\w-]*\/)+[\w-]+): ([^`]*)`/g)].map(([, file = '', title = '']) => ({
  file,
  title: title.trim(),
}));

describe('docs/security.md', () => {
  it('names a test for each claim, by its file and words of its title', () => {
    expect(claims.length).to.be.above(40);
    const missing = claims.filter(({ file, title }) => {
      const source = new URL(`../${file}.test.ts`, import.meta.url);
      return !existsSync(source) || !readFileSync(source, 'utf8').includes(title);
    });
    expect(missing).to.deep.equal([]);
  });

  it('has no claim without a test', () => {
    const parts = page.slice(page.indexOf('\n## Who can see what'), page.indexOf('\n## What an operator must do'));
    const items = parts.split('\n- ').slice(1);
    expect(items.filter(item => !/`[\w/-]+: /.test(item))).to.deep.equal([]);
  });
});
