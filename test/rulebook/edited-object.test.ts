import { expect } from 'chai';
import { withObject as edited } from '../../src/rulebook/edited-object.js';
import type { WantedMap } from '../../src/rulebook/wanted.js';

const text = `# ours
time_zone: UTC      # of the firm

clients:
  # the first one
  - code: ACME   # since 2019
    name: { en: Acme,   zh: 艾克美 } # as on their letters
    depth: 2

  # taken over from the old system
  - { code: "007",  name: Beta }      # since 2020
  - code: CORA
    hours:
      - 2026-01-01 # New Year
      - 2026-05-01
# sites follow
sites: []  # none yet
`;
const withObject = async (...given: Parameters<typeof edited>): Promise<string | undefined> => {
  const made = await edited(...given);
  return 'text' in made ? made.text : undefined;
};
const client = (id: string | undefined) => ({ list: 'clients', key: 'code', id }) as const;
const changed = async (id: string | undefined, wanted: WantedMap | null, from = text): Promise<readonly string[]> => {
  const made = await withObject(from, client(id), wanted);
  if (made === undefined) return ['refused'];
  const [before, after] = [from.split('\n'), made.split('\n')];
  return [
    ...before.filter(line => !after.includes(line)).map(line => `- ${line}`),
    ...after.filter(line => !before.includes(line)).map(line => `+ ${line}`),
  ];
};

describe('an object in a file of config', () => {
  it('is changed in the lines that say otherwise, and nothing else is touched', async () => {
    expect(await changed('ACME', { depth: '3', segment: 'food' })).to.deep.equal([
      '-     depth: 2',
      '+     depth: 3',
      '+     segment: food',
    ]);
    expect(await changed('ACME', { name: { en: 'Acme Foods', zh: '艾克美' } })).to.deep.equal([
      '-     name: { en: Acme,   zh: 艾克美 } # as on their letters',
      '+     name: { en: Acme Foods, zh: 艾克美 } # as on their letters',
    ]);
    expect(await changed('007', { name: { en: 'Beta', zh: '贝塔' }, depth: null })).to.deep.equal([
      '-   - { code: "007",  name: Beta }      # since 2020',
      '+   - { code: "007", name: { en: Beta, zh: 贝塔 } }      # since 2020',
    ]);
    expect(await changed('CORA', { hours: ['2026-01-01', '2026-05-01', '2026-12-25..2026-12-26'] })).to.deep.equal([
      '+       - 2026-12-25..2026-12-26',
    ]);
    expect(await withObject(text, client('ACME'), { code: 'ACME', depth: '2' })).to.equal(text);
  });

  it('is added behind the others in their form, or with a list of its own', async () => {
    expect(await changed(undefined, { code: 'DELI', name: { en: 'Deli', zh: '德利' }, depth: '1' })).to.deep.equal([
      '+   - code: DELI',
      '+     name: { en: Deli, zh: 德利 }',
      '+     depth: 1',
    ]);
    const site = { list: 'sites', key: 'code', id: undefined } as const;
    expect(await withObject(text, site, { code: 'SHA1' })).to.contain('sites:\n  - code: SHA1  # none yet\n');
    for (const [from, to] of [
      ['', 'sites:\n  - code: "1"\n'],
      ['# a\nx: 1', '# a\nx: 1\n\nsites:\n  - code: "1"\n'],
      ['sites:\n  # - { code: A }\nx: 1\n', 'sites:\n  - code: "1"\n  # - { code: A }\nx: 1\n'],
      ['sites:\n- code: A\n', 'sites:\n- code: A\n- code: "1"\n'],
      ['sites:\n  - { code: A } # a\n', 'sites:\n  - { code: A } # a\n  - { code: "1" }\n'],
      ['sites: [{ code: A }]\n', 'sites: [{ code: A }, { code: "1" }]\n'],
    ] as const)
      expect(await withObject(from, site, { code: '1' }), from).to.equal(to);
  });

  it('is taken away with its lines', async () => {
    expect(await changed('007', null)).to.deep.equal(['-   - { code: "007",  name: Beta }      # since 2020']);
    const one = 'sites:\n  - code: A\n    name: x\ny: 1\n';
    expect(await withObject(one, { list: 'sites', key: 'code', id: 'A' }, null)).to.equal('sites:\ny: 1\n');
  });

  it('is left to hands where others share what it says, or the file has errors', async () => {
    expect(await changed('A', { depth: '1' }, 'x: &d { depth: 2 }\nclients:\n  - { code: A, <<: *d }\n')).to.deep.equal([
      'refused',
    ]);
    expect(await changed('A', { depth: '1' }, 'clients:\n  - &a { code: A }\n  - *a\n')).to.deep.equal(['refused']);
    expect(await changed('A', { depth: '1' }, 'clients:\n  - { code: A\n')).to.deep.equal(['refused']);
    expect(await changed('A', { depth: '1' }, 'clients: [ { code: A } ]\n---\nclients: []\n')).to.deep.equal(['refused']);
    expect(await changed('B', { depth: '1' }, 'clients: [ { code: A } ]\n')).to.deep.equal(['refused']);
  });
});
