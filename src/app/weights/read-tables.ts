import { basename } from 'node:path';
import { compare, divide, type Exact, parseShare } from '../../facts/exact.js';
import { compatibleForm } from '../../facts/folded.js';
import { fault } from '../../faults/make.js';
import type { Phrase } from '../../faults/phrase.js';
import { Stop } from '../../faults/stop.js';
import { weightFaults } from '../../faults/weights.js';
import { openSource, sniffFormat } from '../../import/readers/open.js';
import type { ExpertJudgements } from '../../weights/methods/pairwise.js';
import type { Weighed } from '../../weights/methods/weighed.js';
import { type Level, findNode } from './levels.js';

/** A file of comparisons or weights and what it is about. */
export interface TableFile<T> {
  /** Its name, without folders. */
  readonly name: string;
  readonly sha256: string;
  readonly content: T;
}

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
  readonly sha256: string;
}

async function tableOf(path: string): Promise<Table> {
  const source = await openSource({ path, format: await sniffFormat(path) });
  try {
    const rows: Table['rows'][number][] = [];
    for await (const some of source.rows) {
      const broken = some.flatMap(row => row.fault ?? []);
      if (broken.length > 0) throw new Stop(2, broken);
      rows.push(...some.filter(({ cells }) => cells.some(cell => cell.trim() !== '')));
    }
    return { header: source.columns, rows, sha256: source.sha256() };
  } finally {
    await source.close();
  }
}

/** A number as people write it in a table: 3, 1/3, ⅓, 0.33, 0,33, 33%, also in full width. */
function numberOf(text: string): Exact | undefined {
  const plain = compatibleForm(text).replaceAll('\u2044', '/').trim();
  return parseShare(/^-?\d*,\d+\s*%?$/.test(plain) ? plain.replace(',', '.') : plain);
}

const isNumberOrEmpty = (text: string): boolean => text.trim() === '' || numberOf(text) !== undefined;

/** The table's own names of columns; where its first row holds numbers already, the names of its rows. */
function withHeader({ header, rows, sha256 }: Table): Table {
  if (!header.slice(1).some(cell => cell.trim() !== '') || !header.slice(1).every(isNumberOrEmpty))
    return { header, rows, sha256 };
  const all = [{ number: 1, cells: header }, ...rows];
  return { header: ['', ...all.map(({ cells }) => cells[0] ?? '')], rows: all, sha256 };
}

/**
 * Reads one expert's matrix: the first column, and the first row where it holds no numbers, name the nodes, by id or label, in the
 * same order. Of a triangle the other half is its reciprocals.
 */
export async function readMatrix(path: string, levels: readonly Level[]): Promise<TableFile<ExpertJudgements>> {
  const { header, rows, sha256 } = withHeader(await tableOf(path));
  const columns = header
    .slice(1)
    .filter((name, i) => name.trim() !== '' || rows.some(({ cells }) => (cells[i + 1] ?? '').trim() !== ''));
  const names = rows.map(({ cells }) => (cells[0] ?? '').trim());
  const refuse = (reason: Phrase): Stop => new Stop(2, [fault(weightFaults, 'matrix_form', { reason }, { file: path })]);
  if (columns.length === 0) throw refuse('no_columns_of_nodes');
  if (names.length !== columns.length) throw refuse({ phrase: 'columns_and_rows', columns: columns.length, rows: names.length });
  const nodes = idsOf(columns, levels, path);
  if (idsOf(names, levels, path).some((node, i) => node !== nodes[i])) throw refuse('rows_and_columns_differ');
  const judgements = rows.map(({ cells, number }, i) =>
    nodes.map((column, j) => judgement(cells[j + 1] ?? '', { row: nodes[i] ?? '', column }, { file: path, line: number })),
  );
  return { name: basename(path), sha256, content: { name: path, nodes, judgements: mirrored(judgements) } };
}

/** A matrix of which one half is empty throughout, with that half as the other's reciprocals; any other as it is. */
function mirrored(judgements: ExpertJudgements['judgements']): ExpertJudgements['judgements'] {
  const isEmpty = (half: (i: number, j: number) => boolean): boolean =>
    judgements.every((row, i) => row.every((cell, j) => cell === null || !half(i, j)));
  const isTriangle = judgements.length > 1 && isEmpty((i, j) => i > j) !== isEmpty((i, j) => i < j);
  if (!isTriangle) return judgements;
  return judgements.map((row, i) =>
    row.map((cell, j) => {
      if (cell !== null) return cell;
      if (i === j) return 1;
      const mirror = judgements[j]?.[i] ?? null;
      return mirror === null || compare(mirror, 0) <= 0 ? null : divide(1, mirror);
    }),
  );
}

function judgement(
  text: string,
  at: { readonly row: string; readonly column: string },
  place: { readonly file: string; readonly line: number },
): Exact | null {
  if (text.trim() === '') return null;
  const value = numberOf(text);
  if (value === undefined)
    throw new Stop(2, [fault(weightFaults, 'matrix_cell_unreadable', { ...at, value: text.trim() }, place)]);
  return value;
}

/** Reads weights that somebody gives: a column of nodes, by id or label, and one of their weights. */
export async function readShares(path: string, levels: readonly Level[]): Promise<TableFile<readonly Weighed[]>> {
  const { header, rows, sha256 } = await tableOf(path);
  // A file without a header begins with a weight.
  const isHeader = numberOf(header[1] ?? '') === undefined;
  const lines = isHeader ? rows : [{ number: 1, cells: header }, ...rows];
  const nodes = idsOf(
    lines.map(({ cells }) => cells[0] ?? ''),
    levels,
    path,
  );
  const refuse = (reason: Phrase, line?: number): Stop =>
    new Stop(2, [fault(weightFaults, 'shares_form', { reason }, { file: path, ...(line === undefined ? {} : { line }) })]);
  if (lines.length === 0) throw refuse('no_weights');
  const twice = nodes.find((node, i) => nodes.indexOf(node) !== i);
  if (twice !== undefined) throw refuse({ phrase: 'node_stands_twice', node: twice });
  const content = lines.map(({ cells, number }, i) => {
    const text = (cells[1] ?? '').trim();
    const share = numberOf(text);
    if (share === undefined) throw refuse({ phrase: 'weight_not_a_number', text, node: nodes[i] ?? '' }, number);
    return { node: nodes[i] ?? '', share };
  });
  return { name: basename(path), sha256, content };
}

function idsOf(names: readonly string[], levels: readonly Level[], path: string): readonly string[] {
  const found = names.map(name => findNode(levels, name)?.node);
  const unknown = names.find((_, i) => found[i] === undefined);
  if (unknown !== undefined) throw notOneLevel(names, unknown, levels, path);
  return found.filter(node => node !== undefined);
}

/** The level whose children are exactly these nodes. */
export function levelWith(nodes: readonly string[], levels: readonly Level[], path: string): Level {
  const level = levels.find(({ children }) => children.some(child => child.node === nodes[0]));
  const others = nodes.filter(node => level?.children.every(child => child.node !== node) ?? true);
  const isWhole = new Set(nodes).size === nodes.length && level?.children.length === nodes.length && others.length === 0;
  if (level === undefined || !isWhole) throw notOneLevel(nodes, others[0] ?? '', levels, path);
  return level;
}

function notOneLevel(found: readonly string[], unknown: string, levels: readonly Level[], path: string): Stop {
  const known = levels.flatMap(({ children }) => children.map(child => child.node));
  const shown = levels.map(({ of, children }) => `${of}: ${children.map(child => child.node).join(', ')}`);
  return new Stop(2, [fault(weightFaults, 'nodes_unmatched', { found, levels: shown, unknown, known }, { file: path })]);
}
