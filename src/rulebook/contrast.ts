/** The least contrast of text that people can read. Source: WCAG 2.1, success criterion 1.4.3. */
export const leastContrast = 4.5;

const parts = [0, 2, 4] as const;

const partOf = (colour: string, at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = parts.map(at => {
    const share = partOf(colour, at) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours (RRGGBB), from 1 to 21. Source: WCAG 2.1, relative luminance. */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The contrast of white text on a colour (RRGGBB), from 1 to 21. */
export const contrastWithWhite = (colour: string): number => contrastOf('FFFFFF', colour);

/** A colour (RRGGBB) with a share, from 0 to 1, of another in it. */
export const mixed = (colour: string, other: string, share: number): string =>
  parts
    .map(at => Math.round(partOf(colour, at) * (1 - share) + partOf(other, at) * share))
    .map(part => part.toString(16).toUpperCase().padStart(2, '0'))
    .join('');
