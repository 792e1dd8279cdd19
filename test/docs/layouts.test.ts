import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import ExcelJS from 'exceljs';
import { parse } from 'yaml';
import { z } from 'zod';
import { layoutSchema } from '../../src/import/layout/schema.js';
import { factKinds, type FactKindName } from '../../src/facts/kinds.js';
import type { Value, Values } from '../../src/facts/fact.js';
import type { Database } from '../../src/store/connect.js';
import { borrowDatabase, type Borrowed } from '../support/databases.js';
import { plumbline } from '../support/program.js';
import { lendDatabase, workspaceWith } from '../support/workspaces.js';
import { factsOf } from '../store/facts/loading.js';

/**
 * docs/layouts.md: each example is a `yaml` block with the layout, blocks with the files that it reads or needs (`csv orders.csv`,
 * `ndjson …`, `excel … [sheet]`), and what becomes of them: a table of the facts' fields, or a `text` block with what the import says.
 */
const page = readFileSync(new URL('../../docs/layouts.md', import.meta.url), 'utf8');

interface Example {
  readonly title: string;
  readonly layout: string;
  readonly settings: string;
  readonly files: readonly { readonly name: string; readonly sheet: string; readonly kind: string; readonly text: string }[];
  readonly table: readonly (readonly string[])[];
  readonly says: readonly string[];
}

const named = z.looseObject({ layout: z.string(), fact: z.enum(factKinds.map(kind => kind.name)) });
const blockPattern = /```(yaml|csv|ndjson|excel|text)([^\n]*)\n([\s\S]*?)```/g;

/** The examples of a section: each begins with its layout. */
function examplesOf(section: string): readonly Example[] {
  const title = section.slice(0, section.indexOf('\n')).replace(/^#+ /, '');
  const starts = [...section.matchAll(/```yaml[^\n]*\nlayout:/g)].map(({ index }) => index);
  return starts.map((start, i) => {
    const text = section.slice(start, starts[i + 1]);
    const blocks = [...text.matchAll(blockPattern)].map(([, kind = '', rest = '', body = '']) => ({
      kind,
      rest: rest.trim(),
      body,
    }));
    const end = text.lastIndexOf('```');
    return {
      title: starts.length === 1 ? title : `${title} (${i + 1})`,
      layout: blocks[0]?.body ?? '',
      settings: blocks.find(block => block.rest === 'plumbline.yaml')?.body ?? 'time_zone: UTC\non_unknown_client: register\n',
      files: blocks
        .filter(block => !['yaml', 'text'].includes(block.kind))
        .map(({ kind, rest, body }) => {
          const [name = '', ...sheet] = rest.split(' ');
          return { kind, name, sheet: sheet.join(' '), text: body };
        }),
      table: tableIn(text.slice(end + 3)),
      says: blocks.filter(block => block.kind === 'text').flatMap(block => block.body.trim().split('\n')),
    };
  });
}

function tableIn(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n').filter(line => line.startsWith('|'));
  return lines
    .filter((_, i) => i !== 1)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim().replace(/^`(.*)`$/, '$1')),
    );
}

const sections = page.split(/\n(?=#{2,4} )/);
const examples = sections.flatMap(examplesOf);

/** A sheet as the page writes it: one row a line, cells between bars; numbers and days are such cells, "…" is text, ^ and < are merged. */
function fillSheet(sheet: ExcelJS.Worksheet, text: string): void {
  const rows = text
    .replace(/\n$/, '')
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim()));
  // The cell that each cell is merged into, and the last cell of each.
  const first = rows.map(cells => cells.map(() => ({ top: 0, left: 0, bottom: 0, right: 0 })));
  rows.forEach((cells, row) =>
    cells.forEach((text, column) => {
      const into = text === '^' ? first[row - 1]?.[column] : text === '<' ? first[row]?.[column - 1] : undefined;
      const area = into ?? { top: row, left: column, bottom: row, right: column };
      Object.assign(area, { bottom: row, right: column });
      (first[row] ?? [])[column] = area;
      if (into === undefined) sheet.getCell(row + 1, column + 1).value = cellOf(text);
    }),
  );
  for (const { top, left, bottom, right } of new Set(first.flat()))
    if (top !== bottom || left !== right) sheet.mergeCells(top + 1, left + 1, bottom + 1, right + 1);
}

function cellOf(text: string): ExcelJS.CellValue {
  if (text === '') return null;
  if (/^".*"$/.test(text)) return text.slice(1, -1);
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (/^\d{4}-\d\d-\d\d( \d\d:\d\d)?$/.test(text))
    return new Date(`${text.replace(' ', 'T')}${text.length > 10 ? '' : 'T00:00'}Z`);
  if (text.startsWith('=')) return { formula: text.slice(1), date1904: false };
  return text;
}

async function bytesOf(files: Example['files']): Promise<Readonly<Record<string, string | Uint8Array>>> {
  const out: Record<string, string | Uint8Array> = {};
  const books = new Map<string, ExcelJS.Workbook>();
  for (const { kind, name, sheet, text } of files) {
    if (kind === 'excel') {
      const book = books.get(name) ?? new ExcelJS.Workbook();
      books.set(name, book);
      fillSheet(book.addWorksheet(sheet === '' ? 'Sheet1' : sheet), text);
    } else out[name] = text;
  }
  for (const [name, book] of books) out[name] = new Uint8Array(await book.xlsx.writeBuffer());
  return out;
}

/** A fact's field as the page writes it: instants and days in UTC, numbers as they are. */
const written = (field: string, value: Value | undefined): string => {
  if (value === undefined || value === null) return '';
  if (field.endsWith('_at') && typeof value === 'number') return new Date(value).toISOString().slice(0, 16).replace('T', ' ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
};

async function allFactsOf(database: Database, kind: FactKindName): Promise<readonly Values[]> {
  const { rows } = await database.transaction(tx =>
    tx.raw<{ rows: { client: string }[] }>(`select distinct client from fact_${kind}`),
  );
  return (await Promise.all(rows.map(({ client }) => factsOf(database, client, { kind })))).flat();
}

describe('docs/layouts.md', () => {
  it('has an example for each key of a layout and of a field', () => {
    const { fields, ...keys } = layoutSchema.shape;
    const fieldKeys = Object.keys(fields.valueType.shape);
    const named = new Set(
      sections.flatMap(section => [...(section.split('\n')[0]?.matchAll(/`(\w+)/g) ?? [])].map(([, key]) => key)),
    );
    expect([...Object.keys(keys), 'fields', ...fieldKeys].filter(key => !named.has(key))).to.deep.equal([]);
  });

  let borrowed: Borrowed;
  before(async () => {
    borrowed = await borrowDatabase();
  });
  after(() => borrowed.giveBack());

  for (const example of examples) {
    it(`${example.title}`, async () => {
      const { layout, fact } = named.parse(parse(example.layout));
      const directory = await workspaceWith({
        'plumbline.yaml': example.settings,
        'config/layout.yaml': example.layout,
        ...(await bytesOf(example.files)),
      });
      const takeBack = await lendDatabase(directory, borrowed);
      try {
        // Nothing is left of the example before.
        expect(await allFactsOf(borrowed.database, fact)).to.deep.equal([]);
        const place = { cwd: directory };
        const file = example.files[0]?.name;
        // A query has no file here: its layout is only checked.
        if (file === undefined) {
          const checked = await plumbline(place, 'check');
          expect(checked.code, checked.stderr).to.equal(0);
          return;
        }
        expect(example.table.length + example.says.length, 'what becomes of it').to.be.above(0);
        const { stdout, stderr } = await plumbline(place, 'import', file, '--layout', layout);
        const rejects = path.join(directory, 'rejects');
        const rejected = existsSync(rejects)
          ? readdirSync(rejects)
              .filter(name => name.endsWith('.csv'))
              .map(name => readFileSync(path.join(rejects, name), 'utf8'))
          : [];
        const answer = [stdout, stderr, ...rejected].join('\n');
        for (const line of example.says) expect(answer).to.include(line.trim());
        const [head = [], ...rows] = example.table;
        const facts = await allFactsOf(borrowed.database, fact);
        const lines = facts.map(values => head.map(name => written(name, values[name])).join(' | '));
        expect(lines.toSorted(), answer).to.deep.equal(rows.map(row => row.join(' | ')).toSorted());
      } finally {
        await takeBack();
      }
    });
  }
});
