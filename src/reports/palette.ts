import type { Status } from '../evaluation/document.js';

/** Colours as RRGGBB. Statuses stay apart for the colour-blind (blue-green against vermilion), and always come with a sign and a word. */
export const palette = {
  ink: '1B2A3D',
  text: '2F3B4A',
  quiet: '6A7685',
  rule: 'D5DBE2',
  wash: 'F4F6F8',
  white: 'FFFFFF',
  accent: '1F5F8B',
  accentLight: 'E4EEF5',
  second: 'B07A1E',
} as const;

/** How a status looks: strong for text and lines, soft for fills. */
export const tones: Readonly<Record<Status, { readonly strong: string; readonly soft: string; readonly sign: string }>> = {
  met: { strong: '0B6E69', soft: 'DDF0EE', sign: '▲' },
  at_risk: { strong: '8A5A00', soft: 'FDF1D3', sign: '◆' },
  missed: { strong: 'A8321A', soft: 'FBE2DA', sign: '▼' },
  insufficient: { strong: '55607A', soft: 'E9ECF3', sign: '◇' },
  no_standard: { strong: '5A6675', soft: 'FFFFFF', sign: '–' },
  no_data: { strong: '87919D', soft: 'F1F3F5', sign: '○' },
};

/** Colours of a chart's series, in order. */
export const seriesColours: readonly string[] = ['1F5F8B', 'B07A1E', '4C8C7D', '7A5C99', '8C4A3C', '4F5D73'];

/** Colours of heads and bands, which a firm's own takes the place of. */
const ownColours: readonly string[] = [palette.ink, palette.accent];

/** A fill in the house style: a firm's own colour, where it has one, in place of those of heads and bands. */
export const inHouseColour = (fill: string, colour: string | undefined): string =>
  colour !== undefined && ownColours.includes(fill) ? colour : fill;
