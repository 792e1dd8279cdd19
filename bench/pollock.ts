import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Stop } from '../src/faults/stop.js';
import { openWithHeader } from '../src/app/imports/find-header.js';
import type { LayoutContext } from '../src/import/layout/compile.js';
import type { Layout } from '../src/import/layout/schema.js';
import { openSource } from '../src/import/readers/open.js';
import type { SourceSpec } from '../src/import/readers/source.js';
import { type Loaded, type Measures, measures, parsed, verdict, verdicts, written } from './pollock-measures.js';

// How polluted csv files are read, by the files of the Pollock benchmark (HPI-Information-Systems/Pollock, `polluted_files`), which are
// no part of this project. Run: node --import tsx bench/pollock.ts <folder with csv, clean and parameters> [folder for what was read]

/** What the benchmark says of a file. */
interface Parameters {
  readonly delimiter: string;
  readonly quotechar: string;
  readonly escapechar: string;
  readonly header_lines: number;
  readonly preamble_lines: number;
  readonly footnote_lines: number;
  readonly column_names: readonly string[];
}

/** One way to import the files: what their layout says of them. */
interface Way {
  readonly name: string;
  readonly spec: (parameters: Parameters) => Partial<SourceSpec>;
}

const cellsOf = ({ delimiter, quotechar, escapechar, footnote_lines: footer }: Parameters): Partial<SourceSpec> => ({
  ...(delimiter === '' ? {} : { delimiter }),
  ...(quotechar === '' ? {} : { quote: quotechar }),
  ...(escapechar === '' ? {} : { escape: escapechar }),
  ...(footer === 0 ? {} : { footer_rows: footer }),
});

const ways: readonly Way[] = [
  {
    name: 'all that a layout can declare: cells, columns and where the rows begin',
    spec: parameters => {
      const above = parameters.preamble_lines + parameters.header_lines;
      const names = parameters.column_names.length === 0 ? 'none' : parameters.column_names;
      return { ...cellsOf(parameters), header: names, ...(above === 0 ? {} : { header_row: above }) };
    },
  },
  {
    name: 'cells and header row declared, the names of the columns as the file has them',
    spec: parameters => ({
      ...cellsOf(parameters),
      ...(parameters.header_lines === 0
        ? { header: 'none' as const }
        : { header_row: parameters.preamble_lines + 1, header_rows: parameters.header_lines }),
    }),
  },
  { name: 'left to itself, with a layout that names the columns', spec: () => ({}) },
];

/** Nine columns as text fields: what an import would need to find. */
const fields = ['client', 'shipment_no', 'line_no', 'order_no', 'site', 'carrier', 'mode', 'origin', 'destination'];
const layoutOf = (columns: readonly string[], { header, header_row }: Partial<SourceSpec>): Layout => ({
  layout: 'pollock',
  fact: 'shipment',
  format: 'csv',
  header: header === undefined || header === 'none' ? header : [...header],
  header_row,
  fields: Object.fromEntries(columns.map((column, i) => [fields[i] ?? `x_${i}`, { column }])),
});

const contextOf = (file: string): LayoutContext => ({
  file,
  layout: 'pollock.yaml',
  typedCells: false,
  ownFields: [],
  tables: new Map(),
  zoneOf: () => 'UTC',
  clients: undefined,
});

/** Reads a file as an import would: with the layout's columns found in it, and every row that has a fault left out. */
async function load(file: string, spec: Partial<SourceSpec>, columns: readonly string[]): Promise<Loaded> {
  try {
    const open = (headerRow?: number) => {
      const row = headerRow === undefined ? {} : { header_row: headerRow };
      return openSource({ path: file, format: 'csv', ...spec, ...row });
    };
    const { header } = spec;
    const layout = layoutOf(columns, spec);
    const source = header === 'none' ? await open() : (await openWithHeader(open, layout, async () => contextOf(file))).source;
    const rows: (readonly string[])[] = [];
    let rejected = 0;
    for await (const batch of source.rows) {
      for (const row of batch) if (row.fault === undefined) rows.push(row.cells);
      rejected += batch.filter(row => row.fault !== undefined).length;
    }
    return {
      rows: header === 'none' ? rows : [source.columns, ...rows],
      rejected,
      warnings: source.findings.map(({ code }) => code),
    };
  } catch (error) {
    if (!(error instanceof Stop)) return { crash: error };
    return { refused: error.faults.map(({ code }) => code) };
  }
}

/** The folder that holds `csv`, and the weights beside it or in it. */
const [folder = '', out] = process.argv.slice(2);
if (!existsSync(path.join(folder, 'csv'))) throw new Error('Name the folder that holds csv, clean and parameters.');
const weightsFile = [folder, path.dirname(path.resolve(folder))]
  .map(place => path.join(place, 'pollock_weights.json'))
  .find(place => existsSync(place));
const weights: Readonly<Record<string, number>> =
  weightsFile === undefined ? {} : (JSON.parse(await readFile(weightsFile, 'utf8')) as Record<string, number>);

const names = (await readdir(path.join(folder, 'csv'))).filter(name => name.endsWith('.csv')).toSorted();
/** The names of the columns where a file's parameters have none: those of the files that have. */
let usualColumns: readonly string[] = [];
for (const way of ways) await report(way);

async function report(way: Way): Promise<void> {
  const counts = Object.fromEntries(verdicts.map(one => [one, 0])) as Record<(typeof verdicts)[number], number>;
  const silent: string[] = [];
  const sums: number[] = [];
  let weighted = 0;
  let weight = 0;
  for (const name of names) {
    const parametersFile = path.join(folder, 'parameters', `${name}_parameters.json`);
    const parameters = JSON.parse(await readFile(parametersFile, 'utf8')) as Parameters;
    if (name === 'source.csv' || usualColumns.length === 0) usualColumns = parameters.column_names;
    const columns = parameters.column_names.length === 0 ? usualColumns : parameters.column_names;
    const loaded = await load(path.join(folder, 'csv', name), way.spec(parameters), columns);
    const clean = parsed(await readFile(path.join(folder, 'clean', name), 'utf8'));
    const found = verdict(clean, loaded);
    counts[found]++;
    if (found === 'silently wrong' || found === 'crashed') silent.push(name);
    const score: Measures = measures(clean, loaded);
    score.forEach((value, i) => (sums[i] = (sums[i] ?? 0) + value));
    weighted += score.reduce((a, b) => a + b, 0) * (weights[name] ?? -1);
    weight += weights[name] ?? -1;
    if (out !== undefined && way === ways[0]) await keep(name, loaded);
  }
  const simple = sums.reduce((a, b) => a + b / names.length, 0);
  console.log(`${way.name}\n  ${names.length} files: ${verdicts.map(one => `${counts[one]} ${one}`).join(', ')}`);
  console.log(`  score ${simple.toFixed(3)} simple, ${(weighted / weight).toFixed(3)} weighted`);
  if (silent.length > 0) console.log(`  wrong or crashed: ${silent.slice(0, 20).join(' ')}`);
}

/** Writes what was read in the form that Pollock's own `evaluate.py` takes. */
async function keep(name: string, loaded: Loaded): Promise<void> {
  if (out === undefined) return;
  await mkdir(out, { recursive: true });
  await writeFile(path.join(out, `${name}_converted.csv`), written(loaded));
}
