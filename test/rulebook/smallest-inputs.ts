import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const texts = z.record(z.string(), z.string());

const shape = z.strictObject({
  code: z.string(),
  /** The sentence that says what is broken. */
  says: z.string(),
  /** How the fault is met: loading a workspace, looking for one, naming one, or making one. */
  do: z.enum(['load', 'find', 'name', 'init']).default('load'),
  files: texts.default({}),
  base64: texts.default({}),
  links: texts.default({}),
  expect: z.strictObject({ line: z.number().optional(), column: z.number().optional(), remedy: z.string() }),
});

/** The smallest input for one code of the catalogue, as a file of test/messages has it. */
export type SmallestInput = z.infer<typeof shape>;

const folder = fileURLToPath(new URL('../messages/', import.meta.url));

/** The smallest input of every code among `codes` that has one. */
export const smallestInputs = (codes: readonly string[]): readonly SmallestInput[] =>
  readdirSync(folder)
    .filter(name => codes.includes(name.replace(/\.yaml$/, '')))
    .sort()
    .map(name => shape.parse(parse(readFileSync(folder + name, 'utf8'))));
