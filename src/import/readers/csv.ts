import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { readersFaults } from '../../faults/readers.js';
import type { Stop } from '../../faults/stop.js';
import { delimiterNamed, delimiterOf, newlineOf } from './csv-dialect.js';
import { CsvScanner, LONGEST_RECORD, type Scanned } from './csv-scan.js';
import { columnsOf, withColumnCount, withoutNul } from './header.js';
import { joinedHeader } from './header-lines.js';
import { refuse } from './refuse.js';
import { withoutRepeatedHeader } from './repeated-header.js';
import type { Reader, Row, Source, SourceSpec } from './source.js';
import { openText, type TextFile } from './text.js';

/** Reads delimited text. */
export const csvReader: Reader = { format: 'csv', open: openCsv };

async function openCsv(spec: SourceSpec): Promise<Source> {
  const text = await openText(spec);
  try {
    const newline = newlineOf(text.sample);
    const delimiter = settledDelimiter(spec, text, newline);
    const batches = scanned(spec.path, text, new CsvScanner(delimiter, newline));
    const { lines, rest } = await headerOf(spec, batches);
    const columns = columnsOf(joinedHeader(lines), spec.path, text.findings);
    const rows = fittedRows({ file: spec.path, columns, delimiter }, rest, batches);
    return {
      columns,
      rows: withoutRepeatedHeader(rows, lines, spec.path, text.findings),
      sha256: text.bytes.sha256,
      progress: text.bytes.progress,
      encoding: text.encoding,
      delimiter,
      findings: text.findings,
      close: text.bytes.close,
    };
  } catch (error) {
    await text.bytes.close();
    throw error;
  }
}

function settledDelimiter(spec: SourceSpec, text: TextFile, newline: string): string {
  const named = spec.delimiter ?? 'auto';
  if (named === 'auto') return delimiterOf(text.sample, newline, spec.header_row ?? 1, text.complete);
  const delimiter = delimiterNamed(named);
  if (delimiter === undefined) throw refuse('delimiter_bad', { delimiter: named }, { file: spec.path });
  return delimiter;
}

interface Batch {
  readonly rows: Scanned[];
  /** From the first NUL on, every row has to be looked at. */
  readonly nul: boolean;
  /** The last of them ends the file without a line end. */
  readonly unended: boolean;
}

async function* scanned(file: string, text: TextFile, scanner: CsvScanner): AsyncGenerator<Batch> {
  let nul = false;
  for await (const piece of text.pieces(more => scanner.lineAfter(more))) {
    nul ||= piece.includes('\0');
    yield { rows: scanner.push(piece), nul, unended: false };
    if (scanner.broken !== undefined) throw broken(file, scanner.broken);
  }
  const rows = scanner.push('', true);
  if (scanner.broken !== undefined) throw broken(file, scanner.broken);
  yield { rows, nul, unended: scanner.unended };
}

function broken(file: string, { code, line, atEnd }: NonNullable<CsvScanner['broken']>): Stop {
  const megabytes = LONGEST_RECORD >> 20;
  const place = { file, line };
  return code === 'record_too_long'
    ? refuse(code, { megabytes }, place)
    : refuse(code, { megabytes: atEnd ? undefined : megabytes }, place);
}

/** The header's lines, from the first row or the one that the layout names, and what else came with them. */
async function headerOf(spec: SourceSpec, batches: AsyncGenerator<Batch>): Promise<{ lines: readonly Row[]; rest: Batch }> {
  const { header_row: from = 1, header_rows: wanted = 1 } = spec;
  const lines: Row[] = [];
  for (let next = await batches.next(); next.done !== true; next = await batches.next()) {
    const { rows, ...more } = next.value;
    const at = lines.length > 0 ? 0 : rows.findIndex(row => row.number >= from);
    if (at < 0) continue;
    const end = at + wanted - lines.length;
    lines.push(...rows.slice(at, end));
    if (lines.length === wanted) return { lines, rest: { rows: rows.slice(end), ...more } };
  }
  // A header that the file ends within has no rows below it.
  if (lines.length > 0) return { lines, rest: { rows: [], nul: false, unended: false } };
  throw refuse('header_missing', { row: spec.header_row }, { file: spec.path });
}

/** What rows are fitted to. */
interface Fitting {
  readonly file: string;
  readonly columns: readonly string[];
  readonly delimiter: string;
}

async function* fittedRows(fitting: Fitting, rest: Batch, batches: AsyncGenerator<Batch>): AsyncGenerator<readonly Row[]> {
  try {
    yield fittedBatch(fitting, rest);
    for await (const batch of batches) if (batch.rows.length > 0) yield fittedBatch(fitting, batch);
  } finally {
    // Ends the file's own generator when the rows are not read to their end.
    await batches.return(undefined);
  }
}

function fittedBatch({ file, columns, delimiter }: Fitting, { rows, nul, unended }: Batch): readonly Row[] {
  const width = columns.length;
  if (unended) refuseCutOff(rows.at(-1), columns, file);
  const out: Row[] = rows;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (row === undefined || (row.cells.length === width && row.misplaced === undefined && !nul)) continue;
    const written = { ...row, text: row.text ?? row.cells.join(delimiter) };
    out[i] = withoutNul(withColumnCount(unquoted(written, file), columns, file), file, columns);
  }
  return out;
}

/** A last row that breaks off before its last cell: the rows that would follow it are not there, so none of the file is taken. */
function refuseCutOff(row: Scanned | undefined, columns: readonly string[], file: string): void {
  if (row === undefined || row.cells.length >= columns.length) return;
  const { number, cells } = row;
  if (withColumnCount({ number, cells }, columns, file).fault === undefined) return;
  throw refuse('record_cut_off', { cells: cells.length, columns: columns.length }, { file, line: number });
}

function unquoted(row: Scanned, file: string): Row {
  const { misplaced, ...plain } = row;
  if (misplaced === undefined) return row;
  const found: Fault = fault(readersFaults, 'quote_misplaced', { found: misplaced }, { file, line: row.number });
  return { ...plain, fault: found };
}
