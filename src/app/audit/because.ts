import type { Surrounding } from '../../expressions/operations.js';
import type { Expression, ExprType } from '../../expressions/expression.js';
import { namesIn } from '../../expressions/expression.js';
import { toFunction } from '../../expressions/to-function.js';
import { compare, decimalText, type Exact } from '../../facts/exact.js';
import type { Value, Values } from '../../facts/fact.js';
import { type FactKindName, kindOf, type OwnField } from '../../facts/kinds.js';
import { dayText, endOfDay, localDay, localOf } from '../../facts/time.js';
import type { View } from '../../metrics/membership.js';

/** Says in words why an expression is what it is for a fact. */
export class Because {
  readonly #view: View;
  readonly #labels: ReadonlyMap<string, string>;
  readonly #functions = new WeakMap<Expression, (values: Values) => Value>();

  constructor(of: FactKindName, own: readonly OwnField[], view: View) {
    this.#view = view;
    const fields = [
      ...kindOf(of).fields.map(({ name, en }) => [name, en] as const),
      ...own.map(({ id, en }) => [id, en] as const),
    ];
    this.#labels = new Map([
      ...fields.map(([name, en]) => [name, (en.charAt(0).toLowerCase() + en.slice(1)).replace(/ at$/, '')] as const),
      ['as_of', 'the moment known of'],
      ['period_start', 'the beginning of the period'],
      ['period_end', 'the end of the period'],
    ]);
  }

  /** The value of an expression for a fact. */
  value(expression: Expression, values: Values): Value {
    const known = this.#functions.get(expression);
    if (known !== undefined) return known(values);
    const { asOf, from, to, around } = this.#view;
    const constants: Readonly<Record<string, number>> = { as_of: asOf, period_start: from, period_end: to };
    const read = toFunction(expression, {
      name: (name: string) => (fact: Values) => constants[name] ?? fact[name] ?? null,
      around,
    });
    this.#functions.set(expression, read);
    return read(values);
  }

  /** Why a condition is true, false or unknown. */
  says(condition: Expression, values: Values): string {
    const value = this.value(condition, values);
    if (condition.node === 'literal')
      return value === null ? 'no source records whether it was done' : value === true ? everything : 'nothing counts';
    if (condition.node === 'name')
      return value === null
        ? this.missing(condition, values)
        : `${this.label(condition.name)} is ${value === true ? 'yes' : 'no'}`;
    return this.#call(condition.operation, condition.arguments, value, values);
  }

  /** Which fields that an expression needs are missing. */
  missing(expression: Expression, values: Values): string {
    const absent = [...namesIn(expression)].filter(name => (values[name] ?? null) === null && !constantNames.has(name));
    const names = absent.map(name => this.label(name));
    if (names.length === 0) return 'it cannot be said';
    return `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} missing`;
  }

  label(name: string): string {
    return this.#labels.get(name) ?? name;
  }

  #call(operation: string, given: readonly Expression[], value: Value, values: Values): string {
    const [a, b, c] = given;
    if (a === undefined) return String(value);
    if (operation === 'and' || operation === 'or') return this.#several(operation, given, value, values);
    if (operation === 'not') return this.says(a, values);
    if (operation === 'coalesce') return this.#first(given, values);
    if (operation === 'choose' && b !== undefined && c !== undefined) {
      const chosen = this.value(a, values);
      return chosen === null
        ? this.says(a, values)
        : `${this.says(a, values)}, and ${this.says(chosen === true ? b : c, values)}`;
    }
    if (operation === 'done_by' && b !== undefined) return this.#doneBy(a, b, values);
    if (operation === 'is_missing') return value === true ? this.missing(a, values) : `${this.told(a, values)} is there`;
    if (value === null) return this.missing({ node: 'call', type: 'boolean', operation, arguments: given }, values);
    if (operation === 'one_of') return this.#oneOf(a, given.slice(1), value, values);
    if (b === undefined) return String(value);
    if ((operation === 'equal' || operation === 'unequal') && b.node === 'literal') {
      const isSame = (operation === 'equal') === value;
      return `${this.#holds(a, values)}${isSame ? '' : `, not ${this.told(b, values)}`}`;
    }
    return `${this.told(a, values)} ${relation(operation, a.type, value === true)} ${this.told(b, values)}`;
  }

  #several(operation: 'and' | 'or', given: readonly Expression[], value: Value, values: Values): string {
    const decides = operation === 'or';
    // One that is enough decides; where all were needed, or one is unknown, all of these are told.
    const alike = given.filter(one => this.value(one, values) === value);
    const told = value === decides ? alike.slice(0, 1) : alike;
    const texts = [...new Set(told.map(one => this.says(one, values)))].filter(text => text !== everything);
    return texts.length === 0 ? everything : texts.join(', and ');
  }

  #first(given: readonly Expression[], values: Values): string {
    const [a, b] = given;
    if (a === undefined) return '';
    if (this.value(a, values) !== null || b === undefined) return this.says(a, values);
    const instead = this.value(b, values);
    return `${this.missing(a, values)}, which stands for ${instead === true ? 'yes' : instead === false ? 'no' : 'nothing'}`;
  }

  #doneBy(done: Expression, due: Expression, values: Values): string {
    const [doneAt, dueAt] = [this.value(done, values), this.value(due, values)];
    if (dueAt === null) return this.missing(due, values);
    if (doneAt !== null)
      return `${this.told(done, values)} ${compare(doneAt as Exact, dueAt as Exact) <= 0 ? 'no later than' : 'after'} ${this.told(due, values)}`;
    const asOf = this.shown(this.#view.asOf, 'instant', values);
    const isPast = compare(dueAt as Exact, this.#view.asOf) < 0;
    return `${this.missing(done, values)} and ${this.told(due, values)} ${isPast ? `is past, as of ${asOf}` : `is not past yet, as of ${asOf}`}`;
  }

  #oneOf(subject: Expression, among: readonly Expression[], value: Value, values: Values): string {
    if (value === true) return this.#holds(subject, values);
    const texts = among.map(one => this.shown(this.value(one, values), one.type, values));
    return `${this.#holds(subject, values)}, not ${texts.length > 1 ? `${texts.slice(0, -1).join(', ')} or ` : ''}${texts.at(-1) ?? ''}`;
  }

  /** What a field holds, as a clause of its own. */
  #holds(subject: Expression, values: Values): string {
    const value = this.value(subject, values);
    if (subject.node !== 'name' || value === null) return this.told(subject, values);
    return `${this.label(subject.name)} is ${this.shown(value, subject.type, values)}`;
  }

  /** An operand with its value, e.g. `promised 2026-06-03 12:00 plus 15 minutes`. */
  told(expression: Expression, values: Values): string {
    const value = this.value(expression, values);
    if (value === null) return this.missing(expression, values);
    const shown = this.shown(value, expression.type, values);
    if (expression.node === 'literal') return shown;
    if (expression.node === 'name') return `${this.label(expression.name)} ${shown}`;
    const [a, b] = expression.arguments;
    const { operation } = expression;
    if ((operation === 'add' || operation === 'subtract') && a !== undefined && b?.type === 'duration' && a.type === 'instant') {
      const shift = this.value(b, values);
      if (shift === 0) return this.told(a, values);
      return `${this.told(a, values)} ${operation === 'add' ? 'plus' : 'less'} ${this.shown(shift, 'duration', values)}`;
    }
    if (operation === 'coalesce') {
      const there = expression.arguments.find(one => this.value(one, values) !== null);
      if (there !== undefined && there.node !== 'literal') return this.told(there, values);
    }
    const names = [...namesIn(expression)].filter(name => !constantNames.has(name)).map(name => this.label(name));
    return names.length === 0 ? shown : `${shown} (from ${names.join(', ')})`;
  }

  /** A value as a sentence writes it: instants by the clock of the fact's place. */
  shown(value: Value, type: ExprType, values: Values): string {
    if (value === null) return 'nothing';
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (type === 'instant' && typeof value === 'number') return clockText(value, this.#view.around(values));
    if (type === 'day' && typeof value === 'number') return dayText(value);
    if (type === 'duration' && typeof value === 'number') return durationText(value);
    return decimalText(value);
  }
}

const everything = 'everything counts';
const constantNames = new Set(['as_of', 'period_start', 'period_end']);

/** An instant by the clock of a zone; the last millisecond of a day as that day's end. */
export function clockText(at: number, { zone }: Pick<Surrounding, 'zone'>): string {
  const day = localDay(zone, at);
  if (at === endOfDay(zone, day)) return `the end of ${dayText(day)}`;
  const text = new Date(localOf(zone, at)).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, text.endsWith(':00.000Z') ? 16 : text.endsWith('.000Z') ? 19 : 23)}`;
}

function durationText(millis: number): string {
  const units: readonly (readonly [number, string])[] = [
    [86_400_000, 'days'],
    [3_600_000, 'hours'],
    [60_000, 'minutes'],
    [1000, 'seconds'],
  ];
  const [size, name] = units.find(([one]) => millis % one === 0) ?? [1, 'milliseconds'];
  return `${millis / size} ${Math.abs(millis) === size ? name.slice(0, -1) : name}`;
}

const ofTime: readonly ExprType[] = ['instant', 'day'];

/** A comparison as it turned out, whichever way it was asked. */
function relation(operation: string, type: ExprType, holds: boolean): string {
  const time = ofTime.includes(type);
  const words: Readonly<Record<string, readonly [string, string]>> = {
    equal: ['is', 'is not'],
    unequal: ['is not', 'is'],
    less: [time ? 'before' : 'is less than', time ? 'not before' : 'is not less than'],
    less_equal: [time ? 'no later than' : 'is at most', time ? 'after' : 'is more than'],
    greater: [time ? 'after' : 'is more than', time ? 'no later than' : 'is at most'],
    greater_equal: [time ? 'not before' : 'is at least', time ? 'before' : 'is less than'],
    contains: ['contains', 'does not contain'],
    starts_with: ['starts with', 'does not start with'],
  };
  const [yes, no] = words[operation] ?? [operation, `not ${operation}`];
  return holds ? yes : no;
}
