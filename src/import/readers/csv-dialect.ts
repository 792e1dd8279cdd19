import { wrongQuoting } from '../../facts/source-quoting.js';
import type { Quoting, Scanned } from './csv-quoting.js';
import { CsvScanner } from './csv-scan.js';
import { type RowForm, rowForm, usualWidth } from './csv-row-form.js';
import { refuse } from './refuse.js';
import type { SourceSpec } from './source.js';

/** Which character separates cells is looked for among these; of two that serve alike, the first. */
const delimiters = ['\t', '|', '; ', ';', ', ', ','];
const LOOKED_AT = 100;

/** How a file is divided into rows and cells, and the cells of its first sound rows below the header as they come out then. */
export interface Dialect {
  readonly newline: string;
  readonly delimiter: string;
  readonly quoting: Quoting;
  readonly rows: Rows;
}

/** The dialect of a text, as far as the layout does not name it by its first hundred thousand characters or so. */
export function dialectOf(spec: SourceSpec, sample: string, complete: boolean): Dialect {
  const quoting = quotingOf(spec);
  const newline = newlineOf(sample, quoting.quote);
  const named = spec.delimiter ?? 'auto';
  const from = spec.header === undefined ? (spec.header_row ?? 1) : (spec.header_row ?? 0) + 1;
  const delimiter =
    named === 'auto'
      ? delimiterOf(each => new CsvScanner(each, newline, quoting).push(sample, complete), from)
      : delimiterNamed(named, quoting.quote);
  if (delimiter === undefined) throw refuse('delimiter_bad', { delimiter: named }, { file: spec.path });
  const { header_rows: headerRows = 1 } = spec;
  const soundRows = (quotes: Quoting): Rows => {
    const rows = new CsvScanner(delimiter, newline, quotes).push(sample, complete).filter(({ number }) => number >= from);
    const below = rows.slice(spec.header === undefined ? headerRows : 0);
    return below.filter(({ flaw }) => flaw === undefined).map(({ cells }) => cells);
  };
  const rows = soundRows(quoting);
  const inOneLine = rows.filter(cells => !cells.some(cell => cell.includes(newline)));
  // Where a quote in the first row swallows all others, their form is that of the lines.
  const form =
    rowForm(inOneLine) ?? (rows.length > 0 ? undefined : clearForm(rowForm(soundRows({ ...quoting, multiline: false }))));
  return { newline, delimiter, quoting: { ...quoting, form }, rows };
}

type Rows = readonly (readonly string[])[];

/** A form that lines of prose would not have: in some column every value has a digit, or none has a blank. */
const clearForm = (form: RowForm | undefined): RowForm | undefined =>
  form !== undefined && [...form.numbered, ...form.solid].includes(true) ? form : undefined;

function quotingOf(spec: SourceSpec): Quoting {
  const { quote = '"', escape, comment, multiline } = spec;
  const [wrong] = wrongQuoting(spec);
  if (wrong !== undefined) throw refuse('quoting_bad', wrong, { file: spec.path });
  return {
    quote: quote === 'none' ? undefined : quote,
    // A quote that escapes itself is the quote written twice.
    escape: escape === quote ? undefined : escape,
    comment,
    multiline,
  };
}

/** The character that ends lines: the first of \n and \r outside quotes (\r only where no \n follows it). */
export function newlineOf(sample: string, quote: string | undefined): string {
  let isQuoted = false;
  for (const match of sample.matchAll(quote === undefined ? /\n|\r\n?/g : new RegExp(`\\${quote}|\n|\r\n?`, 'g'))) {
    if (match[0] === quote) isQuoted = !isQuoted;
    else if (!isQuoted) return match[0] === '\r' && match.index + 1 < sample.length ? '\r' : '\n';
  }
  return sample.includes('\n') || !sample.includes('\r') ? '\n' : '\r';
}

/**
 * The delimiter by which the first rows most often have one number of cells, the header's or nearly so; among equals the one that
 * makes most columns. A tab comes first, since it does not stand in text.
 */
function delimiterOf(scanned: (delimiter: string) => readonly Scanned[], from: number): string {
  let best = { delimiter: ',', score: 0, columns: 1 };
  for (const delimiter of delimiters) {
    const rows = scanned(delimiter).filter(row => row.number >= from);
    const columns = rows[0]?.cells.length ?? 1;
    if (columns < 2) continue;
    const score = likelihood(columns, rows.slice(1, LOOKED_AT + 1));
    if (delimiter === '\t' && score >= 0.5) return delimiter;
    if (score > best.score || (score === best.score && columns > best.columns)) best = { delimiter, score, columns };
  }
  return best.delimiter;
}

/** How likely rows and header are divided rightly: from 0 to 1. */
function likelihood(columns: number, rows: readonly Scanned[]): number {
  const usual = usualWidth(rows.map(({ cells }) => cells));
  if (usual === undefined) return 1;
  if (usual.width < 2) return 0;
  const sound = rows.filter(row => row.flaw === undefined && row.cells.length === usual.width).length / rows.length;
  const apart = Math.abs(usual.width - columns);
  return apart === 0 ? sound : sound * (apart === 1 ? 0.9 : 0.3);
}

/** The delimiter that a layout names; undefined when it names none that can be. */
function delimiterNamed(name: string, quote: string | undefined): string | undefined {
  const text = { '\\t': '\t', tab: '\t', space: ' ' }[name.toLowerCase()] ?? name;
  return /^[^\r\n]{1,8}$/u.test(text) && (quote === undefined || !text.includes(quote)) ? text : undefined;
}
