import { expect } from 'chai';
import fc from 'fast-check';
import { CopyBytes, copyEscaped } from '../../../src/store/facts/copy-bytes.js';

/** A line of cells in bytes, in chunks of the length given, each line a number and its texts. */
function written(lines: readonly (readonly (string | number | undefined)[])[], length: number): string {
  const bytes = new CopyBytes(length);
  const chunks: Buffer[] = [];
  for (const cells of lines) {
    cells.forEach((cell, i) => {
      if (i > 0) bytes.tab();
      if (cell === undefined) bytes.missing();
      else if (typeof cell === 'string') bytes.text(cell);
      else bytes.whole(cell);
    });
    bytes.endLine();
    chunks.push(...bytes.takeFull());
  }
  return Buffer.concat([...chunks, ...bytes.takeRest()]).toString('utf8');
}

const plainly = (lines: readonly (readonly (string | number | undefined)[])[]): string =>
  lines.map(cells => `${cells.map(cell => (cell === undefined ? '\\N' : copyEscaped(String(cell)))).join('\t')}\n`).join('');

describe('lines of COPY', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.constantFrom('a\\b', 'a\tb', 'line\nline', '华东仓', 'x'.repeat(64), 'x'.repeat(65), '\u001f', '\u007f', ''),
  );
  const cell = fc.oneof(text, fc.maxSafeInteger(), fc.nat(), fc.constant(undefined));

  it('are the bytes of their texts, whatever these hold and however long a chunk is', () => {
    const lines = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 30 });
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 300 }), (given, length) => {
        const fromUtf8 = Buffer.from(plainly(given)).toString('utf8');
        expect(written(given, length)).to.equal(fromUtf8);
      }),
    );
  });

  it('hold whole numbers of any size', () => {
    const numbers = Array.from({ length: 17 }, (_, i) => [10 ** i - 1, 10 ** i, 10 ** i + 1]).flat();
    const whole = [...numbers, 0, -0, -1, Number.MAX_SAFE_INTEGER, 1_767_225_600_000, 999_999_000_000, 1_000_000_000_000];
    expect(written([whole], 1000)).to.equal(`${whole.map(String).join('\t')}\n`);
  });

  it('are of no chunk where there are none', () => {
    expect(new CopyBytes(10).takeRest()).to.deep.equal([]);
  });
});
