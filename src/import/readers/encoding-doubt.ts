import { analyse } from 'chardet';
import iconv from 'iconv-lite';

/** Encodings by the names under which they are declared: the detector names the families. */
const declaredAs: Readonly<Record<string, string>> = {
  'iso-8859-2': 'windows-1250',
  'iso-8859-5': 'windows-1251',
  'koi8-r': 'koi8-r',
  'iso-8859-7': 'windows-1253',
  'iso-8859-8': 'windows-1255',
  'iso-8859-9': 'windows-1254',
};
const western = /^(iso-8859-(1|15)|windows-1252)$/;
/** What the detector names of any text, and what is looked for by other means. */
const noCandidate = /^(ascii|utf|iso-2022|gb18030$)/;
const MOST = 3;
/** What the detector gives to any bytes that an encoding of several bytes a character could have. */
const NOISE = 10;
/** From here on the detector is surer than what single letters say. */
const SURE = 40;

/** Letters that Windows-1252 and Windows-1250 have at different places: which of the two it is depends on the language. */
const ambiguous = /[àèìòùãåæêñõøûïÀÈÌÒÙÃÅÆÊÑÕØÛÏ]/;
/** Letters of Windows-1252 that hardly any language written in it uses, by what their bytes are where they are everyday letters. */
const turkish = /[ýþðÝÞÐ]/;
const centralEuropean = /[šžŠŽŸ]|[£¥¯¹]\p{L}|\p{L}[³¹¿¼¾¯]\p{L}/u;
/** High characters in a row, as no language in Latin letters has them (the umlauts may stand in a list of letters). */
const highRun = /(?![äöüßÄÖÜ]{4})[\u0080-\u00ff\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]{4}/;
/** Bytes that Windows-1252 leaves free. */
const free = /[\u0081\u008d\u008f\u0090\u009d]/;

/** The encodings that a text read as Windows-1252 may be in instead, likeliest first; none where its letters are those of the West. */
export function besidesWestern(sample: Buffer): readonly string[] {
  const bytes = sample.subarray(0, 1 << 16);
  const text = iconv.decode(bytes, 'windows-1252');
  const ranked = analyse(bytes).map(({ name, confidence }) => ({ name: name.toLowerCase(), confidence }));
  const others = ranked.filter(({ name }) => !western.test(name) && !noCandidate.test(name));
  const ours = ranked.find(({ name }) => western.test(name))?.confidence ?? 0;
  const isOdd = [turkish, centralEuropean, highRun, free].some(form => form.test(text));
  const best = others[0]?.confidence ?? 0;
  if (!isOdd && !(ambiguous.test(text) && best > 0 && best >= ours)) return [];
  const byLetters = [
    ...(isShiftJis(bytes) ? ['shift_jis'] : []),
    ...(highRun.test(text) && isCyrillic(bytes) ? ['windows-1251'] : []),
    ...(turkish.test(text) && !centralEuropean.test(text) ? ['windows-1254'] : []),
    ...(centralEuropean.test(text) ? ['windows-1250'] : []),
  ];
  const named = (least: number): readonly string[] =>
    others.filter(({ confidence }) => confidence >= least).map(({ name }) => declaredAs[name] ?? name);
  const inOrder = [...named(SURE), ...byLetters, ...named(NOISE + 1)];
  return [...new Set(inOrder)].filter(name => decodes(bytes, name)).slice(0, MOST);
}

/** The encodings that a text with the bytes of Chinese may be in instead: those of which the detector is surer. */
export function besidesChinese(sample: Buffer): readonly string[] {
  const ranked = analyse(sample.subarray(0, 1 << 16));
  const [best] = ranked;
  const ours = ranked.find(({ name }) => /^gb/i.test(name))?.confidence ?? 0;
  return best !== undefined && best.confidence >= 90 && best.confidence > ours + 10 ? [best.name.toLowerCase()] : [];
}

/** Whether every byte has a meaning in the encoding; the last ones may be the half of a character. */
function decodes(bytes: Buffer, encoding: string): boolean {
  if (!iconv.encodingExists(encoding)) return false;
  const at = iconv.decode(bytes, encoding).indexOf('\ufffd');
  return at < 0 || at >= iconv.decode(bytes.subarray(0, -3), encoding).length;
}

/** Whether the characters beyond ASCII are nearly all kana and everyday Chinese characters when read as Shift-JIS. */
function isShiftJis(bytes: Buffer): boolean {
  const high = iconv.decode(bytes, 'shift_jis').match(/[^\p{ASCII}]/gu) ?? [];
  return (
    high.length > 0 && high.filter(one => /[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]/.test(one)).length >= high.length * 0.95
  );
}

/** Whether the words beyond ASCII are Cyrillic when read as Windows-1251: a small letter follows a small one, not a capital. */
function isCyrillic(bytes: Buffer): boolean {
  const words = iconv.decode(bytes, 'windows-1251').match(/[А-Яа-яЁё]{2,}/g) ?? [];
  return words.length > 0 && words.filter(word => /^.[а-яё]+$|^[А-ЯЁ]+$/.test(word)).length >= words.length * 0.8;
}

/** Words of a file as an encoding reads them. */
export interface Reading {
  readonly encoding: string;
  readonly words: readonly string[];
}

const mostWords = 5;

/** The first words of a file that these encodings read differently, as each of them does. */
export function readingsOf(sample: Buffer, encodings: readonly string[]): readonly Reading[] {
  const written = new Set(
    sample
      .subarray(0, 1 << 16)
      .toString('latin1')
      .match(/[A-Za-z\u0080-\u00ff]{2,40}/g) ?? [],
  );
  const readings: (readonly string[])[] = [];
  for (const word of written) {
    if (readings.length === mostWords) break;
    if (!/[\u0080-\u00ff]/.test(word)) continue;
    const bytes = Buffer.from(word, 'latin1');
    const read = encodings.map(encoding => iconv.decode(bytes, encoding));
    if (new Set(read).size > 1) readings.push(read);
  }
  return encodings.map((encoding, i) => ({ encoding, words: readings.map(read => read[i] ?? '') }));
}
