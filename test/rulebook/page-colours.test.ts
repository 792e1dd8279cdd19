import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { contrastOf, contrastWithWhite, leastContrast } from '../../src/rulebook/contrast.js';
import { pageColours } from '../../src/rulebook/page-colours.js';

const tokens = readFileSync(new URL('../../src/web/styles/tokens.css', import.meta.url), 'utf8');
const [lightTokens = '', darkTokens = ''] = tokens.split('@media screen');

/** A token of the pages, RRGGBB. */
function token(text: string, name: string): string {
  const [, colour] = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(text) ?? [];
  if (colour === undefined) throw new Error(`no --${name}`);
  return colour.toUpperCase();
}

/** Colours that plumbline.yaml can have: white can be read on them. */
const allowed = fc
  .tuple(...([0, 1, 2] as const).map(() => fc.integer({ min: 0, max: 255 })))
  .map(parts =>
    parts
      .map(part => part.toString(16).padStart(2, '0'))
      .join('')
      .toUpperCase(),
  )
  .filter(colour => contrastWithWhite(colour) >= leastContrast);

describe('a house colour on the pages', () => {
  it('can be read on every ground of the pages, light and dark, and text on it and on its band', () => {
    fc.assert(
      fc.property(allowed, colour => {
        const colours = pageColours(colour);
        for (const [theme, text] of [
          ['light', lightTokens],
          ['dark', darkTokens],
        ] as const) {
          const { accent, ink, soft } = colours[theme];
          const grounds = ['ground', 'surface', 'raised', 'wash'].map(name => token(text, name));
          for (const other of [...grounds, ink, soft])
            expect(contrastOf(accent, other), `${accent} on ${other}, ${theme}`).to.be.at.least(leastContrast);
          for (const name of ['ink', 'text'])
            expect(contrastOf(token(text, name), soft), `${name} on ${soft}, ${theme}`).to.be.at.least(leastContrast);
        }
      }),
    );
  });

  it('stays as it is where it can be read already', () => {
    const { light, dark } = pageColours('7A1F3D');
    expect(light.accent).to.equal('7A1F3D');
    expect(dark.accent).to.not.equal('7A1F3D');
  });
});
