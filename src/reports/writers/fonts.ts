import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Slices of a packaged font, and the family that they are registered as. */
export interface PackagedFont {
  readonly name: 'noto-sans-sc' | 'noto-sans';
  readonly family: string;
  /** All of them where they are left out. */
  readonly slices?: readonly string[];
}

/**
 * Each character is drawn by the first that has it. Letters such as ś come before the Chinese font, which lacks them and would put them
 * together of a letter and an accent beside it; Chinese, English and Western European ones are of that font, as in the pages.
 */
export const packagedFonts: readonly PackagedFont[] = [
  { name: 'noto-sans', family: 'Plumbline Letters', slices: ['latin-ext', 'vietnamese', 'greek', 'greek-ext', 'cyrillic-ext'] },
  { name: 'noto-sans-sc', family: 'Plumbline Sans' },
  { name: 'noto-sans', family: 'Plumbline Other Letters', slices: ['latin'] },
];

/** The families that charts and pages are drawn in, regular and bold, on a machine without any font. */
export const fontFamilies = packagedFonts.map(({ family }) => `"${family}"`).join(', ');

/** The folder of a packaged font. */
const fontFolder = ({ name }: PackagedFont): string =>
  path.dirname(createRequire(import.meta.url).resolve(`@fontsource-variable/${name}/package.json`));

/** The files of a packaged font by their slices, in the folder `files`. */
const fileOf = ({ name }: PackagedFont, slice: string): string => `${name}-${slice.replace(/[[\]]/g, '')}-wght-normal.woff2`;

/** A slice of a packaged font: its file, and the ranges of characters that it is published with. */
export interface FontSlice {
  readonly file: string;
  /** Such as `U+0104-0107,U+0131`. */
  readonly ranges: string;
}

/** The slices of a packaged font that are used. */
export function slicesOf(font: PackagedFont): readonly FontSlice[] {
  const folder = fontFolder(font);
  // The package's own list: U+ ranges by the name of the slice.
  const listed = JSON.parse(readFileSync(path.join(folder, 'unicode.json'), 'utf8')) as Readonly<Record<string, string>>;
  return Object.entries(listed)
    .filter(([slice]) => font.slices === undefined || font.slices.includes(slice))
    .map(([slice, ranges]) => ({ file: path.join(folder, 'files', fileOf(font, slice)), ranges }));
}

let registered = false;

/** Registers the packaged fonts' slices, once for the process. */
export async function registerFonts(): Promise<void> {
  if (registered) return;
  registered = true;
  const { GlobalFonts } = await import('@napi-rs/canvas');
  for (const font of packagedFonts)
    for (const { file } of slicesOf(font).toSorted((a, b) => (a.file < b.file ? -1 : 1)))
      GlobalFonts.registerFromPath(file, font.family);
}
