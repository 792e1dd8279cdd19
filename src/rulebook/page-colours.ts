import { contrastOf, leastContrast, mixed } from './contrast.js';

/** A house colour on the pages, each part as RRGGBB. */
export interface PageColours {
  /** Of links, heads and buttons. */
  readonly accent: string;
  /** Of text on the accent. */
  readonly ink: string;
  /** Of a band behind text. */
  readonly soft: string;
}

interface Ground {
  /** What text in the accent stands on; the pages' own colours, in src/web/styles/tokens.css. */
  readonly grounds: readonly string[];
  readonly ink: string;
  readonly soft: (colour: string) => string;
  /** Where a colour that cannot be read moves to. */
  readonly towards: string;
}

const light: Ground = {
  grounds: ['FFFFFF', 'F4F6F8', 'EEF1F5'],
  ink: 'FFFFFF',
  soft: colour => mixed('FFFFFF', colour, 0.12),
  towards: '000000',
};
const dark: Ground = {
  grounds: ['10161D', '18212B', '1E2833', '212C38'],
  ink: '0D1A25',
  soft: colour => mixed('18212B', colour, 0.25),
  towards: 'FFFFFF',
};

/** A house colour for light and for dark pages: as it is, or as much darker or lighter as it takes to read it everywhere. */
export const pageColours = (colour: string): { readonly light: PageColours; readonly dark: PageColours } => ({
  light: readable(colour, light),
  dark: readable(colour, dark),
});

function readable(colour: string, { grounds, ink, soft: softOf, towards }: Ground): PageColours {
  const soft = softOf(colour);
  const isRead = (accent: string): boolean => [...grounds, soft, ink].every(other => contrastOf(accent, other) >= leastContrast);
  const steps = Array.from({ length: 51 }, (_, step) => mixed(colour, towards, step / 50));
  return { accent: steps.find(isRead) ?? towards, ink, soft };
}
