import type { Call, Expression } from '../expressions/expression.js';
import { ofFacts, takenApart } from '../expressions/group-operations.js';
import type { Surrounding } from '../expressions/operations.js';
import { toFunction } from '../expressions/to-function.js';
import { decimalText } from '../facts/exact.js';
import type { Value, Values } from '../facts/fact.js';
import { type Column, no, unknown, valueAt, yes } from './column.js';
import type { ColumnReader } from './column-reader.js';

/** What a condition takes of a group, or of each part of it: the values so far. */
interface Taken {
  readonly name: string;
  readonly call: Call;
  readonly column: Column | undefined;
  readonly part: Column | undefined;
  readonly soFar: Map<Value, Value>;
}

const partAt = ({ part }: Taken, row: number): Value => (part === undefined ? '' : valueAt(part, row));
const partName = ({ name }: Taken): string => `part of ${name}`;

/** What is asked of one member, and what surrounds it. */
interface Asked {
  readonly values: Values;
  readonly around: Surrounding;
}

/** A condition over the facts of a group, whose members come by one after another: members that answer alike are kept once. */
export class RunningCondition {
  readonly #taken: readonly Taken[];
  readonly #each: readonly { readonly name: string; readonly column: Column }[];
  readonly #passes: (asked: Asked) => Value;
  readonly #around: (row: number) => Surrounding;
  #asked = new Map<Surrounding, Map<string, Asked>>();

  constructor(condition: Expression, reader: ColumnReader) {
    const { rest, each, ofGroup } = takenApart(condition);
    this.#taken = [...ofGroup].map(([name, call]) => {
      const [column, part] = call.arguments.map(argument => reader.column(argument));
      return { name, call, column, part, soFar: new Map<Value, Value>() };
    });
    this.#each = [...each].map(([name, expression]) => ({ name, column: reader.column(expression) }));
    this.#around = reader.around;
    this.#passes = toFunction<Asked>(rest, {
      name:
        name =>
        ({ values }) =>
          values[name] ?? null,
      around: ({ around }) => around,
    });
  }

  /** Forgets the members that came by. */
  begin(): void {
    for (const { soFar } of this.#taken) soFar.clear();
    this.#asked = new Map();
  }

  /** Looks at a member that surely is in the population. */
  join(row: number): void {
    for (const one of this.#taken) {
      const value = one.column === undefined ? null : valueAt(one.column, row);
      const part = partAt(one, row);
      const before = one.soFar.get(part);
      one.soFar.set(part, before === undefined ? value : ofFacts(one.call, [before, value]));
    }
  }

  /** Asks the condition of a member, too. */
  ask(row: number): void {
    const around = this.#around(row);
    const values = Object.fromEntries([
      ...this.#each.map(({ name, column }) => [name, valueAt(column, row)] as const),
      ...this.#taken.map(one => [partName(one), partAt(one, row)] as const),
    ]);
    const alike = this.#asked.get(around) ?? new Map<string, Asked>();
    this.#asked.set(around, alike.set(keyOf(values), { values, around }));
  }

  /** What the group comes to: it passes where all members that were asked do, and fails where any does. */
  ended(): typeof yes | typeof no | typeof unknown {
    let isUnknown = false;
    for (const alike of this.#asked.values())
      for (const { values, around } of alike.values()) {
        const passes = this.#passes({ values: { ...values, ...this.#ofGroup(values) }, around });
        if (passes === false) return no;
        isUnknown ||= passes === null;
      }
    return isUnknown ? unknown : yes;
  }

  /** What the condition takes of the group for a member; unknown where some member may be of any part. */
  #ofGroup(values: Values): Values {
    return Object.fromEntries(
      this.#taken.map(one => {
        const part = values[partName(one)] ?? null;
        return [one.name, one.soFar.has(null) ? null : (one.soFar.get(part) ?? null)];
      }),
    );
  }
}

const keyOf = (values: Values): string =>
  JSON.stringify(
    Object.values(values).map(value => (typeof value === 'object' && value !== null ? ['exact', decimalText(value)] : value)),
  );
