/** As many marks in a row stand on no letter of any language; Unicode's stream-safe text has no more either. */
const mostMarks = 30;
/** Up to here the square is little. */
const shortText = 200;
const longRuns = new RegExp(`(\\p{M}{${mostMarks}})(?=\\p{M})`, 'gu');

/**
 * A text in Unicode's compatible form. Marks in a row are put in order by comparing each with those before it, which takes the square of
 * their number: a long run of them is divided by a sign that is not seen, as Unicode proposes.
 */
export const compatibleForm = (text: string): string => dividedRuns(text).normalize('NFKC');

/** A text in Unicode's composed form, which leaves width and compatible forms as they are; long runs of marks are divided as above. */
export const composedForm = (text: string): string => dividedRuns(text).normalize('NFC');

const dividedRuns = (text: string): string => (text.length <= shortText ? text : text.replace(longRuns, '$1\u034F'));

/**
 * Full-width and other compatible forms of characters as the usual ones, every dash as a hyphen and the full stop 。 as a point. A text
 * of usual characters alone comes back as it is, which is nearly every text.
 */
export function usualCharacters(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127)
      return compatibleForm(text)
        .replace(/[‐‑‒–—―−]/g, '-')
        .replaceAll('。', '.')
        .trim();
  }
  return text;
}

/** Signs that show nothing: without width, for the direction of a text, or for where a word may be broken. */
export const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** A text in small letters with the letters of the English alphabet for those with accents; ß and ł are among them. */
export const withoutAccents = (text: string): string =>
  dividedRuns(text.toLowerCase())
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l');

/** A text as it is compared where case, width and spaces do not matter, nor signs that cannot be seen. */
export const foldedText = (text: string): string =>
  // Small letters of capitals: so ß and SS are alike, and so are the two small sigmas.
  compatibleForm(text).replace(invisible, '').replaceAll('\u2010', '-').toUpperCase().toLowerCase().replace(/\s+/g, ' ').trim();

/** A search among texts: as they stand, then with case, width and spaces folded, unless it is to be exact. */
export function finderOf<T>(
  entries: Iterable<readonly [text: string, found: T]>,
  exact = false,
): (text: string) => T | undefined {
  const known = new Map(entries);
  if (exact) return text => known.get(text);
  const folded = new Map([...known].map(([text, found]) => [foldedText(text), found] as const));
  return text => known.get(text) ?? folded.get(foldedText(text));
}

/** Whether a text without spaces at its ends is one of some texts, in the same way; made for texts of which nearly none is. */
export function oneOfTexts(texts: readonly string[], exact = false): (text: string) => boolean {
  const known = new Set(texts);
  if (exact) return text => known.has(text);
  const folded = new Set(texts.map(foldedText));
  // What begins with another letter is not folded as a whole: this is asked for every cell of a column.
  const beginnings = new Set([...folded].map(text => text.normalize('NFKD').charCodeAt(0)));
  return text => {
    const first = text.charCodeAt(0);
    const small = first >= 65 && first <= 90 ? first + 32 : first;
    return (first > 127 || beginnings.has(small)) && (known.has(text) || folded.has(foldedText(text)));
  };
}

/** Pairs of texts that only case, width or spaces tell apart, although they stand for different things. */
export function alikeTexts<T>(
  entries: Iterable<readonly [text: string, found: T]>,
  isSame: (a: T, b: T) => boolean,
): readonly (readonly [first: string, second: string])[] {
  const seen = new Map<string, readonly [text: string, found: T]>();
  const pairs: (readonly [string, string])[] = [];
  for (const [text, found] of entries) {
    const folded = foldedText(text);
    const before = seen.get(folded);
    if (before === undefined) seen.set(folded, [text, found]);
    else if (!isSame(before[1], found)) pairs.push([before[0], text]);
  }
  return pairs;
}
