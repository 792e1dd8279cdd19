import type { Call, Expression } from '../expressions/expression.js';
import { ofFacts, takenApart } from '../expressions/group-operations.js';
import type { Surrounding } from '../expressions/operations.js';
import { toFunction } from '../expressions/to-function.js';
import { decimalText } from '../facts/exact.js';
import type { Value, Values } from '../facts/fact.js';
import { type Column, no, unknown, valueAt, yes } from './column.js';
import type { ColumnReader } from './column-reader.js';

/** What a condition takes of a group: the value so far, `undefined` before the first member. */
interface Taken {
  readonly name: string;
  readonly call: Call;
  readonly column: Column;
  soFar: Value | undefined;
}

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
    this.#taken = [...ofGroup].flatMap(([name, call]) =>
      call.arguments.slice(0, 1).map(argument => ({ name, call, column: reader.column(argument), soFar: undefined })),
    );
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
    for (const one of this.#taken) one.soFar = undefined;
    this.#asked = new Map();
  }

  /** Looks at a member that surely is in the population. */
  join(row: number): void {
    for (const one of this.#taken) {
      const value = valueAt(one.column, row);
      one.soFar = one.soFar === undefined ? value : ofFacts(one.call, [one.soFar, value]);
    }
  }

  /** Asks the condition of a member, too. */
  ask(row: number): void {
    const around = this.#around(row);
    const values = Object.fromEntries(this.#each.map(({ name, column }) => [name, valueAt(column, row)]));
    const alike = this.#asked.get(around) ?? new Map<string, Asked>();
    this.#asked.set(around, alike.set(keyOf(values), { values, around }));
  }

  /** What the group comes to: it passes where all members that were asked do, and fails where any does. */
  ended(): typeof yes | typeof no | typeof unknown {
    const ofGroup = Object.fromEntries(this.#taken.map(({ name, soFar }) => [name, soFar ?? null]));
    let isUnknown = false;
    for (const alike of this.#asked.values())
      for (const { values, around } of alike.values()) {
        const passes = this.#passes({ values: { ...values, ...ofGroup }, around });
        if (passes === false) return no;
        isUnknown ||= passes === null;
      }
    return isUnknown ? unknown : yes;
  }
}

const keyOf = (values: Values): string =>
  JSON.stringify(
    Object.values(values).map(value => (typeof value === 'object' && value !== null ? ['exact', decimalText(value)] : value)),
  );
