import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { importFile } from '../../src/app/imports/import-file.js';
import { proposedLayout, proposeLayout, writeLayout } from '../../src/app/imports/propose-layout.js';
import type { Fault } from '../../src/faults/fault.js';
import { importFaults } from '../../src/faults/import.js';
import { Stop } from '../../src/faults/stop.js';
import type { Database } from '../../src/store/connect.js';
import { type Borrowed, borrowDatabase } from '../support/databases.js';
import { depsFor, workspaceOf } from './importing.js';
import { remedyOf } from '../support/worded.js';

const shape = z.strictObject({
  code: z.string(),
  says: z.string(),
  /** The layout that is named: `acme` where nothing is said, none where it is null. */
  layout: z.string().nullable().default('acme'),
  /** A layout is proposed and written, instead of an import. */
  propose: z.boolean().default(false),
  files: z.record(z.string(), z.string()),
  expect: z.strictObject({
    line: z.number().optional(),
    column: z.union([z.number(), z.string()]).optional(),
    remedy: z.string(),
  }),
});

const folder = fileURLToPath(new URL('../messages/', import.meta.url));
const codes = Object.keys(importFaults);
const inputs = readdirSync(folder)
  .filter(name => codes.includes(name.replace(/\.yaml$/, '')))
  .map(name => shape.parse(parse(readFileSync(folder + name, 'utf8'))));

describe('the smallest input of every import fault', () => {
  let database: Database;
  let borrowed: Borrowed | undefined;
  before(async () => {
    borrowed = await borrowDatabase();
    database = borrowed.database;
  });
  after(() => borrowed?.giveBack());

  it('exists for each code of the catalogue', () => expect(inputs.map(input => input.code)).to.have.members(codes));

  for (const { code, says, layout, propose, files, expect: expected } of inputs) {
    it(`${code}: ${says}`, async () => {
      const directory = await workspaceOf({ 'plumbline.yaml': 'time_zone: UTC\n', ...files });
      const found = await met(
        directory,
        files['in.ndjson'] === undefined ? 'in.csv' : 'in.ndjson',
        propose ? propose : (layout ?? undefined),
      );
      const [first] = found;
      // A row that conflicts with another is told, and so is the other.
      expect(new Set(found.map(fault => fault.code))).to.deep.equal(new Set([code]));
      expect([first?.place.line, first?.place.column]).to.deep.equal([expected.line, expected.column]);
      expect(remedyOf(first)).to.contain(expected.remedy);
    });
  }

  async function met(directory: string, file: string, layout: string | undefined | true): Promise<readonly Fault[]> {
    try {
      const deps = await depsFor(database, directory);
      if (layout === true)
        await writeLayout(deps.workspace, proposedLayout(await proposeLayout(deps, { path: path.join(directory, file) }), 'en'));
      if (layout === true) return [];
      const { findings, warnings } = await importFile(deps, {
        path: path.join(directory, file),
        layout,
        dryRun: true,
        actor: 'lin',
      });
      return [...findings, ...warnings];
    } catch (error) {
      if (error instanceof Stop) return error.faults;
      throw error;
    }
  }
});
