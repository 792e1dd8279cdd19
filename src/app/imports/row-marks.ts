import { decimalText } from '../../facts/exact.js';
import type { Value, Values } from '../../facts/fact.js';
import type { FactKind } from '../../facts/kinds.js';
import { dayText } from '../../facts/time.js';
import type { Outcome } from '../../import/layout/compiled.js';
import type { SourceRow } from '../../import/layout/row.js';
import type { Fault } from '../../faults/fault.js';
import { nameBefore } from '../../import/rejects.js';
import type { Conflict } from '../../store/facts/duplicate-keys.js';
import { markOfContent, markOfKey, markOfText, type RejectedMark } from '../../store/rejected-marks.js';

/** A source of which more rows are rejected is wrong as a whole: its rows are not looked for in later files. */
const mostMarked = 50_000;

/** The layout of a source, the kind of its facts, its name, and its columns. */
export interface MarkedSource {
  readonly layout: string;
  readonly kind: FactKind;
  readonly file: string;
  readonly columns: readonly string[];
}

/** A row with one key and other values than another one, by its name in the source. */
export type NamedConflict = Pick<Conflict, 'key' | 'says'> & { readonly row: string };

/** By what the rejected rows of a source are found again in later files: by the key of their fact where it can be read, else by their text. */
export class RowMarks {
  readonly #found: RejectedMark[] = [];
  readonly #times = new Map<string, number>();
  readonly #columns: string;
  readonly #source: MarkedSource;
  readonly #isPersonal: boolean;
  #rows = 0;

  constructor(source: MarkedSource) {
    this.#source = source;
    this.#columns = JSON.stringify(source.columns);
    // Of a person the store keeps a pseudonym in the key.
    this.#isPersonal = source.kind.fields.some(({ name, personal }) => personal === true && source.kind.key.includes(name));
  }

  /** Takes in a rejected row, what was made of it, and why it was rejected. */
  add(row: SourceRow, outcome: Outcome, faults: readonly Fault[]): void {
    if (++this.#rows > mostMarked) return;
    const key = outcome !== 'skipped' && 'reject' in outcome ? this.#keyOf(outcome.read) : undefined;
    const { layout, file } = this.#source;
    const cells = row.written?.cells ?? row.cells;
    const mark = key === undefined ? markOfText(layout, file, cells) : markOfKey(layout, key);
    this.#found.push({ row: nameBefore(row), mark, content: this.#contentOfRow(row, outcome, faults) });
  }

  /** Two rows with the same cells are of other facts where the layout takes something of them from their sheet, file, or the rows above. */
  #contentOfRow(row: SourceRow, outcome: Outcome, faults: readonly Fault[]): string | null {
    if (faults.some(({ code }) => code === 'group_start_lost')) return null;
    const { client = '', read = undefined } = outcome !== 'skipped' && 'reject' in outcome ? outcome : {};
    const sheet = row.sheet?.name ?? row.sheetBefore ?? '';
    const from = read === undefined ? this.#source.file : this.#textOfRead(read);
    const why = faults.map(({ code, place }) => [code, place.column ?? null]);
    return this.#contentOf([this.#columns, JSON.stringify(why), client, sheet, from, ...(row.written?.cells ?? row.cells)]);
  }

  #textOfRead(read: Values): string {
    return JSON.stringify(this.#source.kind.fields.map(({ name, type }) => textOf(read[name] ?? null, type) ?? null));
  }

  /** They, with rows of one key and different values. */
  with(conflicts: readonly NamedConflict[]): readonly RejectedMark[] {
    if (this.#rows + conflicts.length > mostMarked) return [];
    const { layout } = this.#source;
    const ofKeys = this.#isPersonal ? [] : conflicts;
    const ofConflicts = ofKeys.map(({ row, key, says }) => ({
      row,
      mark: markOfKey(layout, key),
      content: this.#contentOf([says, ...key]),
    }));
    return [...this.#found, ...ofConflicts];
  }

  /** The same row twice in a source is two rows, of which one may be settled without the other. */
  #contentOf(parts: readonly string[]): string {
    const { layout } = this.#source;
    const first = markOfContent(layout, parts, 1);
    const time = (this.#times.get(first) ?? 0) + 1;
    this.#times.set(first, time);
    return time === 1 ? first : markOfContent(layout, parts, time);
  }

  #keyOf(values: Values | undefined): readonly string[] | undefined {
    if (values === undefined || this.#isPersonal) return undefined;
    const { kind } = this.#source;
    const parts = kind.key.map(name => textOf(values[name] ?? null, kind.fields.find(field => field.name === name)?.type));
    return parts.every(part => part !== undefined) ? parts : undefined;
  }
}

/** A part of a key as the store has it as text. */
function textOf(value: Value, type: string | undefined): string | undefined {
  if (value === null) return undefined;
  if (type === 'day') return typeof value === 'number' ? dayText(value) : undefined;
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : decimalText(value);
}
