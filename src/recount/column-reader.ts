import type { Call, Expression } from '../expressions/expression.js';
import { groupOperations, ofOneFact } from '../expressions/group-operations.js';
import { operations, type Surrounding } from '../expressions/operations.js';
import { applied } from '../expressions/to-function.js';
import { decimalText } from '../facts/exact.js';
import type { Value } from '../facts/fact.js';
import type { View } from '../metrics/membership.js';
import { type Column, columnOf, likeFirst, pageRows, put, valueAt } from './column.js';
import type { Texts } from './texts.js';
import { loopOf } from './column-operations.js';

/** What expressions are computed from. */
export interface Source {
  /** A field's values, page by page in the same column. */
  readonly column: (name: string) => Column | undefined;
  readonly texts: Texts;
}

/** Computes expressions a page of rows at a time, each only once however many metrics share it. */
export class ColumnReader {
  readonly #source: Source;
  readonly #asOf: number;
  readonly #constants: Readonly<Record<string, number>>;
  /** Zone, calendar and moment that hold for a row. */
  readonly around: (row: number) => Surrounding;
  readonly #known = new Map<string, Column>();
  /** Columns of which every row has the same value on all pages. */
  readonly #constant = new Set<Column>();
  readonly #keys = new WeakMap<Expression, string>();
  /** What a page is computed by: arguments come before what they are arguments of. */
  readonly #steps: ((rows: number) => void)[] = [];

  constructor(source: Source, view: View) {
    this.#source = source;
    this.#asOf = view.asOf;
    this.#constants = { as_of: view.asOf, period_start: view.from, period_end: view.to };
    this.around = surroundingOf(source, view);
  }

  /** The column of an expression; its values are those of the page that was computed last. All are asked for before the first page. */
  column(expression: Expression): Column {
    // Rows are computed one by one; `RunningCondition` takes those of a group together.
    if (expression.node === 'call' && expression.operation in groupOperations) return this.column(ofOneFact(expression));
    const key = this.#keyOf(expression);
    const column = this.#known.get(key) ?? this.#make(expression);
    this.#known.set(key, column);
    return column;
  }

  /** Computes everything that was asked for. */
  compute(rows: number): void {
    for (const step of this.#steps) step(rows);
  }

  #make(expression: Expression): Column {
    if (expression.node === 'call') return this.#called(expression);
    const constant = expression.node === 'literal' ? expression.value : this.#constants[expression.name];
    if (constant === undefined && expression.node === 'name') return this.#field(expression.name);
    const column = columnOf(expression.type, this.#source.texts);
    if (typeof constant === 'string') this.#source.texts.keep(constant);
    return this.#filled(column, constant ?? null);
  }

  #filled(column: Column, value: Value): Column {
    for (let row = 0; row < pageRows; row++) put(column, row, value);
    column.isAlike = true;
    this.#constant.add(column);
    return column;
  }

  #field(name: string): Column {
    const column = this.#source.column(name);
    if (column === undefined) throw new TypeError(`${name} is not among the fields that are read`);
    return column;
  }

  #called(call: Call): Column {
    const given = call.arguments.map(argument => this.column(argument));
    const into = columnOf(call.type, this.#source.texts);
    const reads = given.map(column => (row: number) => valueAt(column, row));
    const read = applied(call, reads, { around: this.around });
    const oneByOne = (rows: number): void => {
      if (into.holds === 'numbers') into.odd.clear();
      for (let row = 0; row < rows; row++) put(into, row, read(row));
    };
    const isAlike = alikeOf(call, given);
    // Texts are numbered anew from time to time, and zones and calendars differ by site.
    if (!isPlaced(call) && into.holds !== 'texts' && given.every(column => this.#constant.has(column)))
      return this.#filled(into, read(0));
    const loop = loopOf({ call, given, into, asOf: this.#asOf, texts: this.#source.texts });
    this.#steps.push(rows => {
      if (into.holds === 'numbers' && into.odd.size > 0) into.odd.clear();
      into.isAlike = isAlike();
      const different = into.isAlike ? 1 : rows;
      if (loop === undefined || !loop(different)) oneByOne(different);
      if (into.isAlike) likeFirst(into, rows);
    });
    return into;
  }

  /** The expression as a text that no other expression has. */
  #keyOf(expression: Expression): string {
    const known = this.#keys.get(expression) ?? this.#written(expression);
    this.#keys.set(expression, known);
    return known;
  }

  #written(expression: Expression): string {
    if (expression.node === 'name') return expression.name;
    if (expression.node === 'call') return `${expression.operation}(${expression.arguments.map(one => this.#keyOf(one)).join()})`;
    const { type, value } = expression;
    return JSON.stringify([type, typeof value === 'number' || (typeof value === 'object' && value) ? decimalText(value) : value]);
  }
}

/** Whether what an operation gives depends on the zone or the calendar of a row's site, too. */
const isPlaced = (call: Call): boolean => operations[call.operation]?.isCostly === true;

/** Whether an operation gives all rows of a page the same: what it reads is alike, or it lacks what it needs. */
function alikeOf(call: Call, given: readonly Column[]): () => boolean {
  const operation = operations[call.operation];
  const isStrict = operation !== undefined && 'apply' in operation;
  const isByPlace = isPlaced(call);
  return () =>
    (!isByPlace && given.every(column => column.isAlike)) ||
    (isStrict && given.some(column => column.isAlike && valueAt(column, 0) === null));
}

/** The zone and working time of each row, by its site. */
function surroundingOf({ column, texts }: Source, view: View): (row: number) => Surrounding {
  const sites = column('site');
  const anywhere = view.around({});
  if (sites?.holds !== 'texts') return () => anywhere;
  const known: Surrounding[] = [];
  const places = new Map<string | null, Surrounding>();
  let age = texts.age;
  return row => {
    if (age !== texts.age) known.length = 0;
    age = texts.age;
    const number = sites.at[row] ?? 0;
    const at = known[number];
    if (at !== undefined) return at;
    const site = texts.text(number);
    const place = places.get(site) ?? view.around({ site });
    places.set(site, place);
    known[number] = place;
    return place;
  };
}
