import { truncate } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { LineCounter, parseAllDocuments } from 'yaml';
import { boundedDocuments, boundsOfSent, fileBounds } from '../../src/rulebook/bounded-yaml.js';
import { parseFile, parseText } from '../../src/rulebook/source-text.js';
import { inFolder } from './workspace-folder.js';

const codes = (text: string, bounds = fileBounds): readonly string[] =>
  parseText(text, 'rules', 'rules', 'trial', bounds).faults.map(({ code }) => code);
const nested = (depth: number): string => `a: ${'['.repeat(depth)}1${']'.repeat(depth)}\n`;
const indented = (depth: number): string => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:`).join('\n');

describe('YAML', () => {
  it('is not parsed where it nests too deep, however that is written', () => {
    const texts = ['['.repeat(100_000), '{'.repeat(20_000), '- '.repeat(20_000), '? '.repeat(5000), '[ #]\n'.repeat(2000)];
    expect(texts.map(text => codes(text))).to.deep.equal(texts.map(() => ['yaml_too_deep']));
    expect(codes(indented(200))).to.deep.equal(['yaml_too_deep']);
    expect([codes(nested(50)), codes(indented(50)), codes(nested(70))]).to.deep.equal([[], [], ['yaml_too_deep']]);
  });

  const sentBounds = boundsOfSent('k: 1');

  it('that a request brings is not parsed where it is larger than others can wait for', () => {
    const text = (keys: number) => Array.from({ length: keys }, (_, i) => `k${i}: 1`).join('\n');
    expect(codes(text(1100), sentBounds)).to.deep.equal([]);
    expect(codes(text(8000), sentBounds)).to.deep.equal(['yaml_too_large']);
    expect(codes(text(8000), fileBounds)).to.deep.equal([]);
    expect(codes(`a: ${'x'.repeat(sentBounds.characters)}`, sentBounds)).to.deep.equal(['yaml_too_large']);
  });

  it('of contracts alone may be longer, wherever else something stands in it', () => {
    const more = ['contracts:\n  - id: a\n', '# ours\ncontracts:\n- id: a\n'].map(text => boundsOfSent(text).signs);
    const usual = [
      'contracts: []\nstandards:\n',
      'contracts:\n---\n standards:\n',
      ' contracts:\n standards:\n',
      '"contracts:"\n',
    ];
    expect(more.every(signs => signs > sentBounds.signs)).to.equal(true);
    expect(usual.map(text => boundsOfSent(text).signs)).to.deep.equal(usual.map(() => sentBounds.signs));
  });

  it('is not read from a file that is larger than any config', async () => {
    const faults = await inFolder({ files: { 'rules.yaml': 'metrics: []\n' } }, async folder => {
      const file = path.join(folder, 'rules.yaml');
      // A hole in the file: as large as it says, without a byte on the disk.
      await truncate(file, 50_000_000_000);
      return (await parseFile(file, 'rules.yaml', 'workspace')).faults;
    });
    expect(faults.map(({ code, place }) => [code, place.file])).to.deep.equal([['yaml_too_large', 'rules.yaml']]);
  });

  it('within the bounds is read as the library reads it', () => {
    const texts = ['', '# nothing\n', 'a: [1, {b: c}]\n---\n- x\n- "y\n  z"\n', 'a: 1\na: 2\n', '\ta: [1', 'a: &b 1\nc: *b\n'];
    for (const text of texts) {
      const [ours, theirs] = [new LineCounter(), new LineCounter()];
      const read = boundedDocuments(text, ours, fileBounds);
      const wanted = parseAllDocuments(text, { lineCounter: theirs, prettyErrors: false });
      expect(JSON.stringify(read)).to.equal(JSON.stringify('empty' in wanted ? [] : wanted));
      expect(ours.lineStarts).to.deep.equal(theirs.lineStarts);
    }
  });
});
