import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { proposeLayout } from '../../../src/app/imports/propose-layout.js';
import type { LayoutProposal } from '../../../src/faults/proposal.js';
import { proposalEn } from '../../../src/faults/words/en/proposal.js';
import { proposalZh } from '../../../src/faults/words/zh/proposal.js';
import { layoutFaults } from '../../../src/import/layout/check.js';
import { layoutSchema } from '../../../src/import/layout/schema.js';
import { loadWorkspace } from '../../../src/rulebook/load-workspace.js';
import { emptyDirectory } from '../../support/databases.js';
import { sheets, writeSheet } from './sheets.js';

const shape = z.strictObject({
  fact: z.string(),
  /** Named where the bytes do not show it. */
  encoding: z.string().optional(),
  header_row: z.number().optional(),
  /** What is said of rows that belong together. */
  rows: z.record(z.string(), z.unknown()).default({}),
  /** What of the key the file does not show. */
  lacking: z.array(z.string()),
  /** What a person who knows the file would write. */
  fields: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const folder = path.join(import.meta.dirname, 'files');
const root = path.join(import.meta.dirname, '..', '..', '..');
const cases = readdirSync(folder)
  .filter(name => name.endsWith('.expected.yaml'))
  .map(name => ({
    name: name.replace('.expected.yaml', ''),
    expected: shape.parse(parse(readFileSync(path.join(folder, name), 'utf8'))),
  }));

/** Of all fields that a person would write or that are proposed, so many at least are proposed as the person would write them. */
const floor = 0.99;

const written = (made: LayoutProposal): ReadonlyMap<string, unknown> =>
  new Map(made.fields.filter(({ confidence }) => confidence !== 'unsure').map(({ field, mapping }) => [field, mapping]));

describe('layouts proposed for files of many makers', () => {
  const count = { right: 0, of: 0 };
  const misses: string[] = [];
  const score = (name: string, made: ReadonlyMap<string, unknown>, wanted: ReadonlyMap<string, unknown>): void => {
    for (const field of new Set([...made.keys(), ...wanted.keys()])) {
      count.of++;
      if (isDeepStrictEqual(made.get(field), wanted.get(field))) count.right++;
      else misses.push(`${name}: ${field} is ${JSON.stringify(made.get(field))}, wanted ${JSON.stringify(wanted.get(field))}`);
    }
  };

  for (const { name, expected } of cases) {
    it(name, async () => {
      let file = path.join(folder, `${name}.csv`);
      const rows = sheets[name];
      if (rows !== undefined) {
        file = path.join(await emptyDirectory(), `${name}.xlsx`);
        await writeSheet(file, rows);
      }
      const made = await proposeLayout({ env: {} }, { path: file, encoding: expected.encoding });
      expect(made.fact).to.equal(expected.fact);
      expect(new Map(made.settings).get('header_row')).to.equal(expected.header_row);
      const ofRows = new Map(made.settings.filter(([key]) => key === 'fill' || key === 'lines'));
      expect(Object.fromEntries(ofRows)).to.deep.equal(expected.rows);
      expect(made.lacking.map(({ field }) => field)).to.deep.equal(expected.lacking);
      const layout = layoutSchema.parse(parse(proposalEn(made)));
      expect(layoutFaults(layout, { fields: [] }).filter(({ fault }) => fault.severity === 'error')).to.deep.equal([]);
      expect(parse(proposalZh(made))).to.deep.equal(parse(proposalEn(made)));
      score(name, written(made), new Map(Object.entries(expected.fields)));
    });
  }

  it('the demo and the public history, whose own layouts are the measure', async () => {
    const demo = await loadWorkspace(path.join(root, 'seeds', 'demo'));
    const month = path.join(root, 'seeds', 'demo', 'files', '2026-01');
    const known = {
      'rtm-shipments.csv': 'rtm_shipments',
      'tms-china.csv': 'tms_china',
      'pod-returns.csv': 'pod_returns',
      'complaints.ndjson': 'complaints',
    };
    for (const [file, name] of Object.entries(known)) {
      const layout = demo.layouts.find(one => one.name === name)?.layout;
      const made = await proposeLayout({ env: {}, workspace: demo }, { path: path.join(month, file) });
      expect(made.fact).to.equal(layout?.fact);
      // Their authors also fill fields from columns of other fields, which nobody could guess.
      const columns = new Map(
        Object.entries(layout?.fields ?? {}).flatMap(([field, { column }]) => (column === undefined ? [] : [[field, column]])),
      );
      const found = new Map(
        [...written(made)].flatMap(([field, mapping]) =>
          columns.has(field) ? [[field, (mapping as { column?: unknown }).column]] : [],
        ),
      );
      score(file, found, columns);
    }
  });

  after(() => {
    console.log(`      ${count.right} of ${count.of} fields as a person would write them`);
    for (const miss of misses) console.log(`        ${miss}`);
  });

  it('are right in nearly all fields', () => expect(count.right / count.of, misses.join('\n')).to.be.at.least(floor));
});
