import { factKind, type FactKind } from '../../facts/kinds.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { rowFaults } from '../../faults/rows.js';
import type { Columns } from './columns.js';
import { type CellDoubt, doubtOf } from '../../facts/cell-doubts.js';
import { namingFields } from './key-fields.js';
import type { SourceRow } from './row.js';
import { columnsNamed, type FieldMapping, type Layout } from './schema.js';
import { mappingsOf, positionsOf } from './sources.js';

/**
 * A number as a spreadsheet or a program writes it when it is long: 7.76012E+14, 1E+10, 7.0E14. A code such as 1E10 or 3E-12, without
 * sign or decimals, is taken for a code.
 */
const exponentForm = /^[+-]?(?:\d{1,3}(?:[.,]\d+)?[eE]\+\d{1,3}|\d{1,3}[.,]\d+[eE]-?\d{1,3})$/;

/** A whole number as a program writes it that takes it for an amount. */
const decimalForm = /^\d+[.,]0+$/;

/** Whether a text is a number in exponent form, which has lost digits of a key. */
export const isInExponentForm = (text: string): boolean => exponentForm.test(text);

/** The fewest characters of a number in exponent form. */
const shortest = '1E+5'.length;

/** A spreadsheet keeps so many digits of a number. */
const digitsKept = 15;
const longNumber = /^\d{16,40}$/;
const endsInZeros = /^\d{15}0+$/;

const digitZero = '0'.charCodeAt(0);

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
  /** Which cells are no names in it. */
  readonly refused: Refused;
  long: number;
  rounded: number;
  example: string;
}

/** What a field that names facts is not made of, beside numbers that have lost digits. */
interface Refused {
  readonly decimals: boolean;
  readonly shown: 'any' | 'letters' | 'none';
  readonly types: ReadonlySet<string>;
}

/** Fields whose names are numbers or codes, and no words, days or measures. */
const isCode = (field: string): boolean =>
  field.endsWith('_no') || field === 'repeat_of' || field === 'sku' || field === 'location';

/** Counts are often named by their day, and lines of lines are 1.1 and 1.2. */
const allowedTypes: Readonly<Record<string, readonly string[]>> = { count_no: ['date'], line_no: ['fraction'] };

/** What the layout has made of the cells by itself is as it means it. */
function refusedIn(field: string, { column, exact, lookup, pad }: FieldMapping): Refused {
  const isPlain = column !== undefined && exact !== true && lookup === undefined;
  const isAlone = isPlain && !Array.isArray(column) && isCode(field);
  const types = ['date', 'boolean', 'fraction'].filter(type => allowedTypes[field]?.includes(type) !== true);
  return {
    decimals: isAlone,
    shown: !isPlain ? 'none' : pad === undefined ? 'any' : 'letters',
    types: new Set(isAlone ? types : []),
  };
}

const fieldsRead = (kind: FactKind): ReadonlySet<string> => new Set(namingFields(kind).filter(name => name !== 'client'));

/** The columns, as a layout names them, whose cells are names of facts as they stand. */
export function columnsOfNames(layout: Layout): readonly (string | number)[] {
  const kind = factKind(layout.fact);
  if (kind === undefined) return [];
  const fields = fieldsRead(kind);
  return [...new Set(mappingsOf(layout).flatMap(([name, mapping]) => (fields.has(name) ? columnsNamed(mapping) : [])))];
}

/** Makes the check for a file's columns; undefined where no field that names a fact is read from one. */
export function spoiledKeys(layout: Layout, kind: FactKind, columns: Columns, shown: string): SpoiledKeys | undefined {
  const keys = [...fieldsRead(kind)].flatMap((field): readonly Key[] => {
    const mapping = layout.fields[field];
    const mapped = new Set(Object.keys(mapping?.map ?? {}).map(text => text.trim()));
    return positionsOf(mapping, columns).map(at => {
      const column = columns.names[at] ?? '';
      return { field, at, column, mapped, refused: refusedIn(field, mapping ?? {}), long: 0, rounded: 0, example: '' };
    });
  });
  if (keys.length === 0) return undefined;
  return {
    faultsOf: ({ cells, doubts }, place) => {
      let faults: Map<string, Fault> | undefined;
      for (const key of keys) {
        const cell = cells[key.at] ?? '';
        // Nearly all cells are out of the question at their first look.
        const isShort = cell.length < shortest || (cell.length <= digitsKept && !/[eE]/.test(cell));
        const mayHaveDecimals = key.refused.decimals && cell.length > 2 && cell.charCodeAt(cell.length - 1) <= digitZero;
        if (doubts === undefined && isShort && !mayHaveDecimals) continue;
        const text = cell.trim();
        if (text.length > digitsKept && longNumber.test(text)) noteLong(key, text);
        const found = faultOf(key, text, doubtOf(doubts, key.at), shown);
        if (found !== undefined && !key.mapped.has(text)) {
          (faults ??= new Map()).set(key.field, { ...found, place: place(key.column) });
        }
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

/** What is wrong with a cell that names something. */
function faultOf(key: Key, value: string, doubt: CellDoubt | undefined, layout: string): Fault | undefined {
  const { field, column, refused } = key;
  const cell = { value, field, layout };
  const why = doubt?.why;
  if (why === 'digits_lost') return fault(rowFaults, 'key_digits_lost', cell);
  if (why === 'no_result') return fault(rowFaults, 'key_without_result', cell);
  if (why === 'shown_otherwise' && refused.shown !== 'none') {
    const showed = doubt?.shown ?? '';
    const isPadded = showed.endsWith(value) && /^0+$/.test(showed.slice(0, -value.length));
    // Zeros are given back by the layout, letters are not.
    if (isPadded && refused.shown === 'letters') return undefined;
    return fault(rowFaults, 'key_shown_otherwise', { ...cell, shown: showed, pad: isPadded ? showed.length : undefined });
  }
  if ((why === 'date' || why === 'boolean' || why === 'fraction') && refused.types.has(why)) {
    return fault(rowFaults, 'key_of_other_type', { ...cell, as: why });
  }
  if (isInExponentForm(value)) return fault(rowFaults, 'key_in_exponent_form', cell);
  if (!refused.decimals || !decimalForm.test(value)) return undefined;
  return fault(rowFaults, 'key_with_decimals', { ...cell, key: value.replace(/[.,]0+$/, ''), column });
}

function noteLong(key: Key, text: string): void {
  key.long++;
  if (!endsInZeros.test(text)) return;
  key.rounded++;
  key.example = text;
}
