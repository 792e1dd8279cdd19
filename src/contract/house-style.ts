import { z } from 'zod';
import type { Answer } from './answer.js';
import { labelSchema } from './scalars.js';

const colour = z.string().describe('RRGGBB.');

const colours = z.strictObject({
  accent: colour.describe('Of links, heads and buttons; RRGGBB.'),
  ink: colour.describe('Of text on the accent; RRGGBB.'),
  soft: colour.describe('Of a band behind text; RRGGBB.'),
});

/** GET /house-style. */
export const houseStyleSchema = z
  .strictObject({
    organisation: labelSchema.nullable().describe('Whose pages they are; null where plumbline.yaml does not say.'),
    logo: z
      .strictObject({
        organisation: labelSchema.describe('Whose logo it is.'),
        width: z.int().describe('Pixels.'),
        height: z.int().describe('Pixels.'),
      })
      .nullable()
      .describe('Null where there is none; GET /house-style/logo is the picture.'),
    colours: z
      .strictObject({ light: colours, dark: colours })
      .nullable()
      .describe('The house colour on light and on dark pages, each with a contrast of 4.5:1; null where there is none.'),
    font: z.string().nullable(),
  })
  .meta({ id: 'HouseStyle' });
export type HouseStyle = Answer<typeof houseStyleSchema>;
