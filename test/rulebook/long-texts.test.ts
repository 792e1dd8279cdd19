import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { fileConcern } from '../../src/rulebook/concern.js';
import { parseFile, parseText } from '../../src/rulebook/source-text.js';
import { growth, halfwayToSquare } from '../support/growth.js';

const concern = (text: string): ReturnType<typeof fileConcern> =>
  fileConcern({ ...parseText('', '/w/a.yaml', 'a.yaml', 'trial').source, text });

describe('a config file of many characters', () => {
  const broken: readonly (readonly [says: string, text: (length: number) => string])[] = [
    ['spaces within a value', length => `metrics:\n  - id: a${' '.repeat(length)}x\n    kind: [\n`],
    ['signs of comments that begin none', length => `metrics:\n  - id: a${'#'.repeat(length)}\n    kind: [\n`],
    ['tabs before each of its signs', length => `metrics:\n  - id: ${'\t#'.repeat(length / 2)}\r\n    kind: [\n`],
    ['spaces before a key', length => `${' '.repeat(length)}metrics\n: [\n`],
    ['spaces behind a key', length => `metrics${' '.repeat(length)}x\n: [\n`],
    ['empty lines', length => `${'\n'.repeat(length)}x: [\n`],
    ['letters', length => `${'m'.repeat(length)}\n: [\n`],
  ];

  it('takes no more than its share of time where it is broken and what it is about is guessed', () => {
    const grown = broken.map(([what, text]) => {
      const factor = growth(length => {
        const given = text(length);
        return () => concern(given);
      }, 20_000);
      return factor < halfwayToSquare ? '' : `${what}: ${factor.toFixed(1)} times the work`;
    });
    expect(grown.filter(Boolean)).to.deep.equal([]);
  });

  it('says of which layouts it is, whatever comments stand behind their names', () => {
    expect(concern('layout: acme   # of June #2\nfields: [\n').names).to.deep.equal(['acme']);
    expect(concern("layout: 'acme#1'\nfields: [\n").names).to.deep.equal(['acme#1']);
    expect(concern('layout: # none\nfields: [\n').names).to.deep.equal(['']);
  });

  describe('that is no UTF-8', () => {
    let folder: string;
    before(async () => (folder = await mkdtemp(join(tmpdir(), 'plumbline-'))));
    after(() => rm(folder, { recursive: true }));

    const lineOf = async (bytes: Uint8Array): Promise<number | undefined> => {
      const path = join(folder, 'a.yaml');
      await writeFile(path, bytes);
      const { faults } = await parseFile(path, 'a.yaml', 'workspace');
      expect(faults.map(({ code }) => code)).to.deep.equal(['config_encoding']);
      return faults[0]?.place.line;
    };
    const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

    it('names the first line that is none, also where a character is cut off at its end', async () => {
      expect(await lineOf(latin1('a: 1\nb: é\nc: é\n'))).to.equal(2);
      expect(await lineOf(latin1('é: 1'))).to.equal(1);
      expect(await lineOf(Buffer.concat([Buffer.from('a: 1\nb: 中').subarray(0, -1), latin1('\nc: 1\n')]))).to.equal(2);
      expect(await lineOf(Buffer.concat([Buffer.from('a: 中\n\nb: '), latin1('ü')]))).to.equal(3);
    });

    it('reads each of many lines once', async () => {
      // Were the beginning of the file decoded anew for each of these lines, that would be 4e10 bytes.
      expect(await lineOf(latin1(`${'a\n'.repeat(200_000)}é\n`))).to.equal(200_001);
    }).timeout(20_000);
  });
});
