import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { besidesChinese, besidesWestern } from './encoding-doubt.js';

/** What the bytes are written in, and which other encodings they may as well be in, likeliest first. */
export interface Detected {
  readonly encoding: string;
  readonly candidates: readonly string[];
}

/** Names for remedies; any other name that iconv knows is taken too. */
export const encodingNames = [
  'auto',
  'utf-8',
  'utf-16',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'gbk',
  'gb2312',
  'big5',
  'windows-1252',
  'latin1',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1251',
];

/** The encoding that a name in a layout means for these bytes; undefined when nobody knows the name. */
export function encodingNamed(name: string, sample: Buffer): string | undefined {
  const plain = name.trim().toLowerCase();
  if (/^utf-?8$/.test(plain)) return 'utf-8';
  if (/^(utf-?16|ucs-?2|unicode)$/.test(plain)) return utf16(sample) ?? 'utf-16le';
  return iconv.encodingExists(plain) ? plain : undefined;
}

/** The encoding of a file by its first bytes: byte order mark, UTF-16 by its NULs, valid UTF-8, else GB18030 or Windows-1252 by content. */
export function detectEncoding(sample: Buffer, complete: boolean): Detected {
  const sure = (encoding: string): Detected => ({ encoding, candidates: [] });
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return sure('utf-8');
  const wide = utf16(sample);
  if (wide !== undefined) return sure(wide);
  const cut = complete ? sample : sample.subarray(0, sample.length - unfinished(sample));
  if (isUtf8(cut) || isDamagedUtf8(cut)) return sure('utf-8');
  return isChinese(sample)
    ? { encoding: 'gb18030', candidates: besidesChinese(sample) }
    : { encoding: 'windows-1252', candidates: besidesWestern(sample) };
}

/** UTF-16 by its mark, or by NULs that stand in every other place, as the high bytes of letters and digits do. */
function utf16(sample: Buffer): string | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  const nuls = [0, 0];
  const length = Math.min(sample.length, 8192);
  for (let i = 0; i < length; i++) if (sample[i] === 0) nuls[i % 2] = (nuls[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (Math.max(even, odd) < Math.max(2, length / 20)) return undefined;
  if (even * 10 < odd) return 'utf-16le';
  return odd * 10 < even ? 'utf-16be' : undefined;
}

/** How many bytes at the end begin a UTF-8 character without finishing it. */
export function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

/** Mostly good multi-byte characters with a few bad bytes between: UTF-8 that was damaged, which must be said, not guessed away. */
function isDamagedUtf8(sample: Buffer): boolean {
  let good = 0;
  let bad = 0;
  for (const character of sample.toString('utf8')) {
    if (character === '\ufffd') bad++;
    else if (character > '\u007f') good++;
  }
  return good >= 4 * bad;
}

/**
 * Whether the high bytes are Chinese: nearly all pairs are everyday characters (GB2312 level 1, punctuation, full-width forms).
 * Western text in Windows-1252 has single high bytes before ASCII, which are bad GB18030 or rare characters.
 */
function isChinese(sample: Buffer): boolean {
  let pairs = 0;
  let everyday = 0;
  for (let i = 0; i + 1 < sample.length; i++) {
    const lead = sample[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = sample[++i] ?? 0;
    pairs++;
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))) everyday++;
  }
  return everyday >= pairs * 0.75;
}
