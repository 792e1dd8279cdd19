import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { packagedFonts, slicesOf } from '../fonts.js';

// A character that the packaged fonts lack would be drawn in whatever font the machine has, and on another machine the same PDF
// would have other bytes. So it must be known which characters the fonts have: the ranges that they are published with name more.

interface Slice {
  readonly file: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

let slices: readonly Slice[] | undefined;
const drawable = new Map<string, ReadonlySet<number>>();

/** Whether a packaged font has a character. */
export function hasGlyph(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  slices ??= packagedFonts.flatMap(slicesOf).map(({ file, ranges }) => ({ file, ranges: rangesIn(ranges) }));
  return slices.some(
    ({ file, ranges }) => ranges.some(([first, last]) => first <= code && code <= last) && charactersOf(file).has(code),
  );
}

const rangesIn = (text: string): Slice['ranges'] =>
  text.split(',').map(range => {
    const [first = '', last = first] = range.trim().slice(2).split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });

function charactersOf(file: string): ReadonlySet<number> {
  const known = drawable.get(file) ?? mappedCharacters(characterMapOf(readFileSync(file)));
  drawable.set(file, known);
  return known;
}

const headerBytes = 48;
/** Numbers of tables in the directory of a WOFF2 file (section 5.1 there): `cmap`; `glyf` and `loca`, which are transformed by default. */
const [cmapTag, glyfTag, locaTag, ownTag] = [0, 10, 11, 63];

/** The table of a WOFF2 file that maps characters to glyphs. */
function characterMapOf(font: Buffer): Buffer {
  const tables = font.readUInt16BE(12);
  let at = headerBytes;
  const number = (): number => {
    let value = 0;
    for (let byte = 0x80; (byte & 0x80) !== 0; ) {
      byte = font.readUInt8(at++);
      value = value * 128 + (byte & 0x7f);
    }
    return value;
  };
  let start = 0;
  let found: readonly [start: number, end: number] = [0, 0];
  for (let table = 0; table < tables; table++) {
    const flags = font.readUInt8(at++);
    const tag = flags & 0x3f;
    if (tag === ownTag) at += 4;
    const plain = tag === glyfTag || tag === locaTag ? 3 : 0;
    const length = number();
    const stored = flags >> 6 === plain ? length : number();
    if (tag === cmapTag) found = [start, start + stored];
    start += stored;
  }
  return brotliDecompressSync(font.subarray(at, at + font.readUInt32BE(20))).subarray(...found);
}

/** The characters of a `cmap` table, in its forms 4 and 12. */
function mappedCharacters(map: Buffer): ReadonlySet<number> {
  const characters = new Set<number>();
  for (let record = 0; record < map.readUInt16BE(2); record++) {
    const table = map.subarray(map.readUInt32BE(4 + record * 8 + 4));
    const form = table.readUInt16BE(0);
    for (const [first, last] of form === 12 ? longRanges(table) : form === 4 ? shortRanges(table) : []) {
      for (let code = first; code <= last; code++) characters.add(code);
    }
  }
  return characters;
}

const longRanges = (table: Buffer): readonly (readonly [number, number])[] =>
  Array.from({ length: table.readUInt32BE(12) }, (_, at) => [table.readUInt32BE(16 + at * 12), table.readUInt32BE(20 + at * 12)]);

function shortRanges(table: Buffer): readonly (readonly [number, number])[] {
  const count = table.readUInt16BE(6) / 2;
  return Array.from(
    { length: count },
    (_, at) => [table.readUInt16BE(16 + count * 2 + at * 2), table.readUInt16BE(14 + at * 2)] as const,
  ).filter(([, last]) => last !== 0xffff);
}
