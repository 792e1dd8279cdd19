import type { FactKind } from '../../facts/kinds.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { rowFaults } from '../../faults/rows.js';
import type { Columns } from './columns.js';
import { type Doubt, doubtOf } from '../../facts/cell-doubts.js';
import type { SourceRow } from './row.js';
import type { Layout } from './schema.js';
import { positionsOf } from './sources.js';

/**
 * A number as a spreadsheet or a program writes it when it is long: 7.76012E+14, 1E+10, 7.0E14. A code such as 1E10 or 3E-12, without
 * sign or decimals, is taken for a code.
 */
const exponentForm = /^[+-]?(?:\d{1,3}(?:[.,]\d+)?[eE]\+\d{1,3}|\d{1,3}[.,]\d+[eE]-?\d{1,3})$/;

const codeOf = {
  digits_lost: 'key_digits_lost',
  no_result: 'key_without_result',
} as const satisfies Readonly<Record<Doubt, keyof typeof rowFaults>>;

/** Whether a text is a number in exponent form, which has lost digits of a key. */
export const isInExponentForm = (text: string): boolean => exponentForm.test(text);

/** The fewest characters of a number in exponent form. */
const shortest = '1E+5'.length;

/** A spreadsheet keeps so many digits of a number. */
const digitsKept = 15;
const longNumber = /^\d{16,40}$/;
const endsInZeros = /^\d{15}0+$/;

/** From so many rounded-looking numbers on, chance does not explain that there are no others. */
const tellingCount = 3;

/** Looks at the cells that name facts, row after row of one file, for what a spreadsheet has made of them. */
export interface SpoiledKeys {
  /** What is wrong with a row's keys, by field; undefined where nothing is. */
  readonly faultsOf: (row: SourceRow, place: (column: string) => FaultPlace) => ReadonlyMap<string, Fault> | undefined;
  /** What only the whole file shows. */
  readonly notices: (file: string) => readonly Fault[];
}

interface Key {
  readonly field: string;
  readonly at: number;
  readonly column: string;
  /** Cells that the layout gives a meaning of its own. */
  readonly mapped: ReadonlySet<string>;
  long: number;
  rounded: number;
  example: string;
}

/** The fields of a kind that name a fact, their own or another: texts by which rows are told apart, grouped or found. */
const namingFields = (kind: FactKind): readonly string[] =>
  kind.fields
    .filter(({ name, type, oneOf }) => type === 'text' && oneOf === undefined && name !== 'client')
    .map(({ name }) => name)
    .filter(name => kind.key.includes(name) || name.endsWith('_no') || name === 'repeat_of');

/** Makes the check for a file's columns; undefined where no field that names a fact is read from one. */
export function spoiledKeys(layout: Layout, kind: FactKind, columns: Columns, shown: string): SpoiledKeys | undefined {
  const keys = namingFields(kind).flatMap((field): readonly Key[] => {
    const mapping = layout.fields[field];
    const mapped = new Set(Object.keys(mapping?.map ?? {}).map(text => text.trim()));
    return positionsOf(mapping, columns).map(at => {
      return { field, at, column: columns.names[at] ?? '', mapped, long: 0, rounded: 0, example: '' };
    });
  });
  if (keys.length === 0) return undefined;
  return {
    faultsOf: ({ cells, doubts }, place) => {
      let faults: Map<string, Fault> | undefined;
      for (const key of keys) {
        const cell = cells[key.at] ?? '';
        // Nearly all cells are out of the question at their first look.
        if (doubts === undefined && (cell.length < shortest || (cell.length <= digitsKept && !/[eE]/.test(cell)))) continue;
        const text = cell.trim();
        if (text.length > digitsKept && longNumber.test(text)) noteLong(key, text);
        const doubt = doubtOf(doubts, key.at);
        const code = doubt !== undefined ? codeOf[doubt] : isInExponentForm(text) ? 'key_in_exponent_form' : undefined;
        if (code === undefined || key.mapped.has(text)) continue;
        const params = { value: text, field: key.field, layout: shown };
        (faults ??= new Map()).set(key.field, fault(rowFaults, code, params, place(key.column)));
      }
      return faults;
    },
    notices: file =>
      keys.flatMap(({ field, column, long, rounded, example }) =>
        long < tellingCount || rounded < long
          ? []
          : [fault(rowFaults, 'keys_end_in_zeros', { field, layout: shown, count: long, example }, { file, column })],
      ),
  };
}

function noteLong(key: Key, text: string): void {
  key.long++;
  if (!endsInZeros.test(text)) return;
  key.rounded++;
  key.example = text;
}
