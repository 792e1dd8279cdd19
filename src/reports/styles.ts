import { palette } from './palette.js';

/** How a cell looks. */
export interface Look {
  readonly size: number;
  readonly bold?: boolean;
  readonly colour: string;
  readonly fill?: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly vertical?: 'top' | 'middle' | 'bottom';
  readonly wrap?: boolean;
  readonly line?: string;
  /** Room between a left-aligned text and its edge. Numbers have none: LibreOffice doubles it next to an empty cell. */
  readonly indent?: number;
}

const plain = { size: 10, colour: palette.text, vertical: 'middle', line: palette.rule, indent: 1 } as const;
const header = {
  size: 10,
  bold: true,
  colour: palette.white,
  fill: palette.ink,
  vertical: 'middle',
  wrap: true,
  indent: 1,
} as const;
const tile = { size: 9, colour: palette.quiet, fill: palette.wash, align: 'center', vertical: 'middle' } as const;
const hero = { ...tile, colour: 'C9D6E3', fill: palette.ink } as const;

/** Every look that a report uses, by name. */
export const styles = {
  title: { size: 18, bold: true, colour: palette.ink, vertical: 'middle' },
  client: { size: 24, bold: true, colour: palette.ink, vertical: 'middle' },
  clientLong: { size: 15, bold: true, colour: palette.ink, vertical: 'middle', wrap: true },
  over: { size: 10, bold: true, colour: palette.accent, vertical: 'middle' },
  overRight: { size: 10, colour: palette.quiet, vertical: 'middle', align: 'right' },
  note: { size: 10, colour: palette.quiet, vertical: 'middle' },
  small: { size: 9, colour: palette.quiet, vertical: 'top', wrap: true },
  smallLeft: { size: 9, colour: palette.quiet, vertical: 'top', align: 'left' },
  finding: { size: 12, bold: true, colour: palette.ink, fill: palette.accentLight, vertical: 'middle', wrap: true },
  section: { size: 12, bold: true, colour: palette.ink, vertical: 'bottom', line: palette.ink },
  paragraph: { size: 11, colour: palette.text, vertical: 'top', wrap: true },
  header,
  headerRight: { ...header, align: 'right', indent: 0 },
  headerCenter: { ...header, align: 'center' },
  column: { size: 9, bold: true, colour: palette.quiet, vertical: 'bottom', line: palette.rule, indent: 1 },
  columnRight: { size: 9, bold: true, colour: palette.quiet, vertical: 'bottom', align: 'right', line: palette.rule, indent: 0 },
  text: { ...plain },
  fit: { ...plain, wrap: true },
  wrapped: { ...plain, wrap: true, vertical: 'top' },
  top: { ...plain, vertical: 'top', align: 'left' },
  strong: { ...plain, bold: true },
  strongFit: { ...plain, bold: true, wrap: true },
  code: { ...plain, size: 9, colour: palette.quiet },
  codeFit: { ...plain, size: 9, colour: palette.quiet, wrap: true },
  codeRight: { ...plain, size: 9, colour: palette.quiet, align: 'right', indent: 0 },
  codeWrapped: { ...plain, size: 9, colour: palette.quiet, wrap: true, vertical: 'top' },
  number: { ...plain, align: 'right', indent: 0 },
  numberFit: { ...plain, align: 'right', indent: 0, wrap: true },
  numberTop: { ...plain, align: 'right', indent: 0, vertical: 'top' },
  boldTop: { ...plain, align: 'right', bold: true, indent: 0, vertical: 'top' },
  bold: { ...plain, align: 'right', bold: true, indent: 0 },
  status: { ...plain, bold: true },
  center: { ...plain, align: 'center' },
  branch: { ...plain, bold: true, fill: palette.wash },
  branchNumber: { ...plain, bold: true, fill: palette.wash, align: 'right', indent: 0 },
  root: { ...plain, bold: true, size: 11, colour: palette.white, fill: palette.accent },
  rootNumber: { ...plain, bold: true, size: 11, colour: palette.white, fill: palette.accent, align: 'right', indent: 0 },
  band: { size: 11, bold: true, colour: palette.white, fill: palette.ink, vertical: 'middle', indent: 1 },
  bandRight: { size: 10, colour: palette.white, fill: palette.ink, vertical: 'middle', align: 'right', indent: 1 },
  group: {
    size: 10,
    bold: true,
    colour: palette.ink,
    fill: palette.accentLight,
    vertical: 'middle',
    line: palette.rule,
    indent: 1,
  },
  quote: { size: 10, colour: palette.text, fill: palette.wash, vertical: 'top', wrap: true, indent: 1 },
  centerBold: { ...plain, bold: true, align: 'center', indent: 0 },
  signature: { size: 10, colour: palette.text, vertical: 'bottom', line: palette.ink },
  heroLabel: { ...hero, bold: true },
  heroNumber: { ...hero, size: 28, bold: true, colour: palette.white },
  heroWords: { ...hero, size: 16, bold: true, colour: palette.white },
  heroNote: { ...hero, size: 9 },
  tileLabel: { ...tile, bold: true },
  tileNumber: { ...tile, size: 26, bold: true, colour: palette.ink },
  tileNote: tile,
} as const satisfies Record<string, Look>;

/** The name of a look. */
export type Style = keyof typeof styles;
