/** The least contrast of text that people can read. Source: WCAG 2.1, success criterion 1.4.3. */
export const leastContrast = 4.5;

/** The contrast of white text on a colour (RRGGBB), from 1 to 21. Source: WCAG 2.1, relative luminance. */
export function contrastWithWhite(colour: string): number {
  const part = (at: number): number => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 1.05 / (0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4) + 0.05);
}
