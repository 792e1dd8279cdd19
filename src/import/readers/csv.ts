import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { readersFaults } from '../../faults/readers.js';
import type { Stop } from '../../faults/stop.js';
import { type Dialect, dialectOf } from './csv-dialect.js';
import { type Batch, type Fitting, fittedBatch, widthRule } from './csv-fit.js';
import { usualWidth } from './csv-row-form.js';
import type { Scanned } from './csv-quoting.js';
import { CsvScanner } from './csv-scan.js';
import { LONGEST_RECORD } from './csv-long-cells.js';
import { withoutLast } from './footer.js';
import { columnsOf } from './header.js';
import { joinedHeader } from './header-lines.js';
import { refuse } from './refuse.js';
import { withoutRepeatedHeader } from './repeated-header.js';
import { delimiterInside } from './rows-quoted-whole.js';
import type { Reader, Row, Source, SourceSpec } from './source.js';
import { openText, type TextFile } from './text.js';

/** Reads delimited text. */
export const csvReader: Reader = { format: 'csv', open: openCsv };

async function openCsv(spec: SourceSpec): Promise<Source> {
  const text = await openText(spec);
  try {
    const dialect = dialectOf(spec, text.sample, text.complete);
    const batches = scanned(spec.path, text, new CsvScanner(dialect.delimiter, dialect.newline, dialect.quoting));
    const { lines, rest } = await headerOf(spec, dialect, batches);
    refuseOpen(lines, spec.path);
    const header = joinedHeader(lines);
    const inside = delimiterInside(header.cells, dialect, text.sample);
    if (inside !== undefined)
      throw refuse(
        'rows_quoted_whole',
        { delimiter: inside, heading: header.cells[0] ?? '' },
        { file: spec.path, line: header.number },
      );
    const columns = columnsOf(header, spec.path, text.findings);
    const rule = widthRule(columns, dialect.rows, spec.ragged === 'pad');
    if (rule.usual > columns.length && !rule.pad) text.findings.push(surplus(rule.usual, columns, spec.path));
    const fitting = { file: spec.path, columns, delimiter: dialect.delimiter, rule };
    const rows = fittedRows(fitting, rest, batches, spec.footer_rows ?? 0);
    return {
      columns,
      rows: withoutRepeatedHeader(rows, lines, spec.path, text.findings),
      sha256: text.bytes.sha256,
      progress: text.bytes.progress,
      encoding: text.encoding,
      delimiter: dialect.delimiter,
      findings: text.findings,
      close: text.bytes.close,
    };
  } catch (error) {
    await text.bytes.close();
    throw error;
  }
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

function broken(file: string, { code, line }: NonNullable<CsvScanner['broken']>): Stop {
  const megabytes = LONGEST_RECORD >> 20;
  const place = { file, line };
  return code === 'record_too_long' ? refuse(code, { megabytes }, place) : refuse(code, { megabytes, lines: undefined }, place);
}

/** A header whose quote is never closed has the whole file in it. */
function refuseOpen(header: readonly Scanned[], file: string): void {
  for (const { flaw } of header) {
    if (flaw?.code !== 'quote_unterminated') continue;
    throw refuse(flaw.code, { megabytes: undefined, lines: undefined }, { file, line: flaw.opened });
  }
}

/** The header's lines, from the first row or the one that the layout names, and what else came with them. */
async function headerOf(
  spec: SourceSpec,
  dialect: Dialect,
  batches: AsyncGenerator<Batch>,
): Promise<{ lines: readonly Scanned[]; rest: Batch }> {
  if (spec.header !== undefined)
    return { lines: [declaredHeader(spec, dialect)], rest: await below(spec.header_row ?? 0, batches) };
  const { header_row: from = 1, header_rows: wanted = 1 } = spec;
  const lines: Scanned[] = [];
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

/** A header that the layout gives: its names, or the positions of the columns that most rows have. */
function declaredHeader({ header, header_row: number = 1 }: SourceSpec, dialect: Dialect): Row {
  const width = usualWidth(dialect.rows)?.width ?? 0;
  const positions = Array.from({ length: width }, (_, i) => String(i + 1));
  return { number, cells: header === undefined || header === 'none' ? positions : header };
}

/** The first batch with rows below the row of this number. */
async function below(number: number, batches: AsyncGenerator<Batch>): Promise<Batch> {
  for (let next = await batches.next(); next.done !== true; next = await batches.next()) {
    const rows = next.value.rows.filter(row => row.number > number);
    if (rows.length > 0) return { ...next.value, rows };
  }
  return { rows: [], nul: false, unended: false };
}

async function* fittedRows(
  fitting: Fitting,
  rest: Batch,
  batches: AsyncGenerator<Batch>,
  footerRows: number,
): AsyncGenerator<readonly Row[]> {
  const withoutFooter = withoutLast<Scanned>(footerRows);
  const fitted = (batch: Batch): readonly Row[] =>
    fittedBatch(fitting, { ...batch, rows: withoutFooter(batch.rows), unended: batch.unended && footerRows === 0 });
  try {
    yield fitted(rest);
    for await (const batch of batches) if (batch.rows.length > 0) yield fitted(batch);
  } finally {
    // Ends the file's own generator when the rows are not read to their end.
    await batches.return(undefined);
  }
}

const surplus = (cells: number, columns: readonly string[], file: string): Fault =>
  fault(readersFaults, 'cells_surplus', { cells, columns: columns.length }, { file });
