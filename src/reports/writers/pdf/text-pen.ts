import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Language } from '../../../facts/label.js';
import { composedForm } from '../../../facts/folded.js';
import { fontFamilies } from '../fonts.js';
import { hasGlyph } from './font-coverage.js';
import type { Measure, MeasureFor } from './lines.js';

/** The size that texts are measured in. */
const measuredSize = 100;

const fontOf = (isBold: boolean, size: number): string => `${isBold ? 'bold' : 'normal'} ${size}px ${fontFamilies}`;

/** Prepares a page for text, alike on every machine: its own language would choose other forms of some characters. */
export function preparePen(pen: SKRSContext2D, language: Language): void {
  pen.lang = 'zh-CN';
  // No text can be read out of a PDF where two letters share a glyph (`fi`), or where a glyph stands in for the character's own.
  pen.fontVariantLigatures = 'none';
  // Quotes and apostrophes are as wide as a Chinese character in this font, which tears English words apart.
  pen.fontFeatureSettings = language === 'en' ? '"locl" 0, "palt" 1' : '"locl" 0';
  // Letters stand where the font has them, not at whole pixels of a screen.
  pen.textRendering = 'geometricPrecision';
  pen.textBaseline = 'alphabetic';
  pen.textAlign = 'left';
}

/** Measures texts with a prepared pen; each text once. */
export function measureWith(pen: SKRSContext2D): MeasureFor {
  const known = { true: new Map<string, number>(), false: new Map<string, number>() };
  return (isBold, size): Measure => {
    const widths = known[`${isBold}`];
    return text => {
      let width = widths.get(text);
      if (width === undefined) {
        pen.font = fontOf(isBold, measuredSize);
        width = pen.measureText(text).width / measuredSize;
        widths.set(text, width);
      }
      return width * size;
    };
  };
}

/** Writes a text from a point of its base line on. */
export function writeText(
  pen: SKRSContext2D,
  text: string,
  {
    x,
    y,
    size,
    isBold,
    colour,
  }: { readonly x: number; readonly y: number; readonly size: number; readonly isBold: boolean; readonly colour: string },
): void {
  if (text === '') return;
  pen.font = fontOf(isBold, size);
  pen.fillStyle = `#${colour}`;
  pen.fillText(text, x, y);
}

/** The sign for a character that the packaged fonts do not have. */
const unknownCharacter = '□';

/** A text as the packaged fonts can write it: what they lack shows as □, and what nobody sees is left out. */
export const writable = (text: string): string =>
  /^[\n -~]*$/.test(text) ? text : Array.from(composedForm(text)).map(signOf).join('');

function signOf(character: string): string {
  if (character === '\n') return character;
  if (/[\p{Cc}\p{Cf}\p{DI}]/u.test(character)) return '';
  return hasGlyph(character) ? character : /\p{Mn}/u.test(character) ? '' : unknownCharacter;
}
