import { expect } from 'chai';
import { type Names, namesEn } from '../../src/words/en.js';
import { capital, nameIn } from '../../src/words/name.js';
import { namesOf } from '../../src/words/names.js';

describe('names that users read', () => {
  it('are there in Chinese for all that has an English one, and in Chinese characters', () => {
    const ids = (names: Names): readonly string[] =>
      Object.entries(names).flatMap(([kind, named]) => Object.keys(named).map(id => `${kind}.${id}`));
    expect(ids(namesOf('zh'))).to.have.members(ids(namesOf('en')));
    for (const [kind, names] of Object.entries(namesOf('zh')))
      for (const [id, name] of Object.entries(names)) expect(name, `${kind}.${id}`).to.match(/\p{Script=Han}/u);
  });

  it('differ within a kind, so that a reader can tell what is meant', () => {
    for (const language of ['en', 'zh'] as const)
      for (const [kind, names] of Object.entries(namesOf(language)))
        expect(new Set(Object.values(names)).size, `${kind} in ${language}`).to.equal(Object.keys(names).length);
  });

  it('leave an id as it is that has none, also one that every object has', () => {
    expect(nameIn(namesEn.dimensions, 'site')).to.equal('site');
    expect(nameIn(namesOf('zh').dimensions, 'site')).to.equal('站点');
    expect(nameIn(namesEn.dimensions, 'product')).to.equal('product');
    expect(nameIn(namesEn.dimensions, 'constructor')).to.equal('constructor');
  });

  it('get a capital letter at the beginning of a line', () => {
    expect(capital('not effective')).to.equal('Not effective');
    expect(capital('')).to.equal('');
  });
});
