import { decimalText } from '../../facts/exact.js';
import type { Value, Values } from '../../facts/fact.js';
import type { FactKind } from '../../facts/kinds.js';
import { dayText } from '../../facts/time.js';
import type { Outcome } from '../../import/layout/compiled.js';
import type { SourceRow } from '../../import/layout/row.js';
import { nameBefore } from '../../import/rejects.js';
import { markOfKey, markOfText, type RejectedMark } from '../../store/rejected-marks.js';

/** A source of which more rows are rejected is wrong as a whole: its rows are not looked for in later files. */
const mostMarked = 50_000;

/** The layout of a source, the kind of its facts, and its name. */
export interface MarkedSource {
  readonly layout: string;
  readonly kind: FactKind;
  readonly file: string;
}

/** By what the rejected rows of a source are found again in later files: by the key of their fact where it can be read, else by their text. */
export class RowMarks {
  readonly #found: RejectedMark[] = [];
  readonly #source: MarkedSource;
  readonly #isPersonal: boolean;
  #rows = 0;

  constructor(source: MarkedSource) {
    this.#source = source;
    // Of a person the store keeps a pseudonym in the key.
    this.#isPersonal = source.kind.fields.some(({ name, personal }) => personal === true && source.kind.key.includes(name));
  }

  /** Takes in a rejected row, and what was made of it. */
  add(row: SourceRow, outcome: Outcome): void {
    if (++this.#rows > mostMarked) return;
    const key = outcome !== 'skipped' && 'reject' in outcome ? this.#keyOf(outcome.read) : undefined;
    const { layout, file } = this.#source;
    const mark = key === undefined ? markOfText(layout, file, row.written?.cells ?? row.cells) : markOfKey(layout, key);
    this.#found.push({ row: nameBefore(row), mark });
  }

  /** They, with rows of one key and different values. */
  with(conflicts: readonly { readonly row: string; readonly key: readonly string[] }[]): readonly RejectedMark[] {
    if (this.#rows + conflicts.length > mostMarked) return [];
    const { layout } = this.#source;
    const ofKeys = this.#isPersonal ? [] : conflicts;
    return [...this.#found, ...ofKeys.map(({ row, key }) => ({ row, mark: markOfKey(layout, key) }))];
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
