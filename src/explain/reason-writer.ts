import type { Call, Expression, ExprType } from '../expressions/expression.js';
import { namesIn } from '../expressions/expression.js';
import { groupCalls, groupOperations, takenApart } from '../expressions/group-operations.js';
import { toFunction } from '../expressions/to-function.js';
import { compare, decimalText, type Exact } from '../facts/exact.js';
import type { Value, Values } from '../facts/fact.js';
import { type FactKindName, kindOf, type OwnField } from '../facts/kinds.js';
import type { Language } from '../facts/label.js';
import { dayText } from '../facts/time.js';
import type { FieldCoverage, Part } from '../metrics/compile.js';
import { coverageNames, isUnrecorded, whereUnrecorded } from '../metrics/coverage.js';
import { readOfGroup } from '../metrics/group-values.js';
import type { View } from '../metrics/membership.js';
import { wordingsOf } from '../metrics/worded-within.js';
import { groupNamed, reasonWords } from './reason-words.js';
import type { GroupNamed, ReasonWords, Relation, TakenOfGroup } from './reason-words-en.js';
import { clockText, durationText, withClockText } from './time-texts.js';

/** Says in words why an expression is what it is for a fact. */
export class ReasonWriter {
  readonly #view: View;
  readonly #words: ReasonWords;
  readonly #labels: ReadonlyMap<string, string>;
  readonly #of: FactKindName;
  readonly #group: GroupNamed;
  readonly #types: ReadonlyMap<string, ExprType>;
  readonly #coverage: readonly (FieldCoverage & { readonly isUnrecorded: Expression })[];
  readonly #functions = new WeakMap<Expression, (values: Values) => Value>();

  constructor(
    { of, per = [], coverage = [] }: Pick<Part, 'of' | 'coverage'> & Partial<Pick<Part, 'per'>>,
    own: readonly OwnField[],
    view: View,
    language: Language = 'en',
  ) {
    this.#of = of;
    this.#types = coverageNames(of, own);
    this.#coverage = coverage.map(one => ({ ...one, isUnrecorded: isUnrecorded(one) }));
    this.#view = view;
    const words = reasonWords(language);
    this.#words = words;
    this.#labels = new Map([
      ...kindOf(of).fields.map(field => [field.name, words.field(field)] as const),
      ...own.map(field => [field.id, words.field(field)] as const),
      ...Object.entries(words.constants),
    ]);
    this.#group = groupNamed(of, per, name => this.label(name));
  }

  /** The value of an expression for a fact. */
  value(expression: Expression, values: Values): Value {
    const known = this.#functions.get(expression);
    if (known !== undefined) return known(values);
    const { asOf, from, to, around } = this.#view;
    const constants: Readonly<Record<string, number>> = { as_of: asOf, period_start: from, period_end: to };
    const read = toFunction(expression, {
      name: (name: string) => (fact: Values) => constants[name] ?? fact[name] ?? null,
      ofGroup: readOfGroup,
      around,
    });
    this.#functions.set(expression, read);
    return read(values);
  }

  /** Why a condition is true, false or unknown. */
  says(condition: Expression, values: Values): string {
    const value = this.value(condition, values);
    const known = whereUnrecorded(condition);
    if (known !== undefined)
      return this.value(known.condition, values) === true ? this.missing(condition, values) : this.says(known.otherwise, values);
    if (condition.node === 'literal')
      return value === null ? this.#words.noSource : value === true ? this.#words.everything : this.#words.nothingCounts;
    if (condition.node === 'name')
      return value === null
        ? this.missing(condition, values)
        : this.#words.is(this.label(condition.name), this.#words.truth(value === true));
    const wording = this.#wordingFor(condition, values);
    return wording === undefined ? this.#call(condition, value, values) : this.says(wording, values);
  }

  /** Which fields that an expression needs are missing, or were not recorded. */
  missing(expression: Expression, values: Values): string {
    const known = whereUnrecorded(expression);
    if (known !== undefined) {
      const isOpen = this.value(known.condition, values) === true;
      // What was not recorded says enough, where the expression is unknown because of it.
      return isOpen ? this.#unrecorded(this.#openIn(known.condition, values), values) : this.missing(known.otherwise, values);
    }
    const ofGroup = this.#missingInGroup(expression, values);
    if (ofGroup !== undefined) return ofGroup;
    const open = this.#openIn(expression, values);
    const isAbsent = (name: string): boolean => (values[name] ?? null) === null && !constantNames.has(name);
    const names = [...namesIn(expression)].filter(name => isAbsent(name) && !open.some(({ field }) => field === name));
    const labels = names.map(name => this.label(name));
    if (open.length === 0) return labels.length === 0 ? this.#words.unsaid : this.#words.missing(labels);
    const others = labels.length === 0 ? [] : [this.#words.missing(labels)];
    return this.#words.together([this.#unrecorded(open, values), ...others]);
  }

  /** What an expression takes of the group and does not find: it is missing of another fact of the group, where this one has it. */
  #missingInGroup(expression: Expression, values: Values): string | undefined {
    const lacking = [...groupCalls(expression).values()].filter(
      call => this.value(call, values) === null && call.arguments.every(taken => this.value(taken, values) !== null),
    );
    if (lacking.length === 0) return undefined;
    const labelOf = (name: string): string => this.label(name);
    const clauses = lacking.map(call => this.#words.missingInGroup([...namesIn(call)].map(labelOf), this.#group));
    const alone = [...takenApart(expression).each.values()].filter(one => this.value(one, values) === null);
    return this.#words.together([...new Set([...clauses, ...alone.map(one => this.missing(one, values))])]);
  }

  /** What an expression takes of the group, with its value. */
  #ofGroup(call: Call, shown: string, values: Values): string {
    const [of = call, part] = call.arguments;
    const names = [...namesIn(of)].filter(name => !constantNames.has(name)).map(name => this.label(name));
    const [ofNumbers, ofTimes] = takenOfGroup[call.operation] ?? takenOfGroup['sum_of'] ?? ['sum', 'sum'];
    const taken = ofTime.includes(call.type) ? ofTimes : ofNumbers;
    const among = part === undefined ? undefined : this.describe(part, values);
    const [only] = names;
    return names.length === 1 && only !== undefined
      ? this.#words.ofGroup(taken, only, shown, among)
      : this.#words.from(this.#words.ofGroup(taken, undefined, shown, among), names);
  }

  /** The fields that no source recorded of a fact. */
  fieldsUnrecorded(values: Values): ReadonlySet<string> {
    const open = this.#coverage.filter(one => this.value(one.isUnrecorded, values) === true);
    return new Set(open.map(({ field }) => field));
  }

  /** The fields of an expression that were not recorded of a fact. */
  #openIn(expression: Expression, values: Values): readonly FieldCoverage[] {
    const names = namesIn(expression);
    return this.#coverage.filter(one => names.has(one.field) && this.value(one.isUnrecorded, values) === true);
  }

  #unrecorded(fields: readonly FieldCoverage[], values: Values): string {
    const clauses = fields.map(({ field, isCovered }) => {
      const names = [...namesIn(isCovered)].filter(name => name !== field);
      const has = names.filter(name => (values[name] ?? null) !== null);
      const shown = has.map(
        name => `${this.label(name)} ${this.shown(values[name] ?? null, this.#types.get(name) ?? 'text', values)}`,
      );
      const lacks = names.filter(name => !has.includes(name)).map(name => this.label(name));
      return this.#words.unrecorded(this.label(field), this.#of, shown, lacks);
    });
    return this.#words.together(clauses);
  }

  label(name: string): string {
    return this.#labels.get(name) ?? name;
  }

  #call(condition: Call, value: Value, values: Values): string {
    const { operation, arguments: given } = condition;
    const [a, b, c] = given;
    if (a === undefined) return String(value);
    if (operation === 'and' || operation === 'or') return this.#several(operation, given, value, values);
    if (operation === 'not') return this.says(a, values);
    if (operation === 'coalesce') return this.#first(given, values);
    if (operation === 'choose' && b !== undefined && c !== undefined) {
      const chosen = this.value(a, values);
      return chosen === null
        ? this.says(a, values)
        : this.#words.together([this.says(a, values), this.says(chosen === true ? b : c, values)]);
    }
    if (operation === 'done_by' && b !== undefined) return this.#doneBy(a, b, values);
    if (operation === 'is_missing')
      return value === true ? this.missing(a, values) : this.#words.isThere(this.describe(a, values));
    if (value === null) return this.missing(condition, values);
    if (operation === 'one_of') return this.#oneOf(a, given.slice(1), value, values);
    if (b === undefined) return String(value);
    if ((operation === 'equal' || operation === 'unequal') && b.node === 'literal') {
      const isSame = (operation === 'equal') === value;
      return isSame ? this.#holds(a, values) : this.#words.but(this.#holds(a, values), [this.describe(b, values)]);
    }
    const asked = relations[operation];
    if (asked === undefined) return String(value);
    const [relation, isTurned] = asked;
    const holds = (value === true) !== isTurned;
    return this.#words.compared(this.describe(a, values), relation, holds, this.describe(b, values), ofTime.includes(a.type));
  }

  /** The wording that holds of a fact, where an expression goes by that alone: the days of a contract are no reason of a fact. */
  #wordingFor(expression: Expression, values: Values): Expression | undefined {
    const wordings = wordingsOf(expression);
    const isWorded = wordings === undefined ? null : this.value(wordings.isWorded, values);
    return isWorded === null ? undefined : isWorded === true ? wordings?.worded : wordings?.otherwise;
  }

  #several(operation: 'and' | 'or', given: readonly Expression[], value: Value, values: Values): string {
    const decides = operation === 'or';
    // Where one condition decides, it is named; where all were needed, or one is unknown, all that came to this are named.
    const alike = given.filter(one => this.value(one, values) === value);
    const deciding = value === decides ? alike.slice(0, 1) : alike;
    const texts = [...new Set(deciding.map(one => this.says(one, values)))].filter(text => text !== this.#words.everything);
    return texts.length === 0 ? this.#words.everything : this.#words.together(texts);
  }

  #first(given: readonly Expression[], values: Values): string {
    const [a, b] = given;
    if (a === undefined) return '';
    if (this.value(a, values) !== null || b === undefined) return this.says(a, values);
    const instead = this.value(b, values);
    if (instead === null && whereUnrecorded(b) !== undefined) return this.says(b, values);
    return this.#words.standsFor(this.missing(a, values), typeof instead === 'boolean' ? instead : null);
  }

  #doneBy(done: Expression, due: Expression, values: Values): string {
    const [doneAt, dueAt] = [this.value(done, values), this.value(due, values)];
    if (dueAt === null) return this.missing(due, values);
    if (doneAt !== null) {
      const isInTime = compare(doneAt as Exact, dueAt as Exact) <= 0;
      return this.#words.compared(this.describe(done, values), 'less_equal', isInTime, this.describe(due, values), true);
    }
    const isPast = compare(dueAt as Exact, this.#view.asOf) < 0;
    // To the minute, unless only the seconds say which of the two is earlier.
    const minute = this.#view.asOf - (this.#view.asOf % 60_000);
    const isEnough = isPast === compare(dueAt as Exact, minute) < 0;
    const asOf = this.shown(isEnough ? minute : this.#view.asOf, 'instant', values);
    return this.#words.due(this.missing(done, values), this.describe(due, values), isPast, asOf);
  }

  #oneOf(subject: Expression, among: readonly Expression[], value: Value, values: Values): string {
    if (value === true) return this.#holds(subject, values);
    const texts = among.map(one => this.shown(this.value(one, values), one.type, values));
    return this.#words.but(this.#holds(subject, values), texts);
  }

  /** What a field holds, as a clause of its own. */
  #holds(subject: Expression, values: Values): string {
    const value = this.value(subject, values);
    if (subject.node !== 'name' || value === null) return this.describe(subject, values);
    return this.#words.is(this.label(subject.name), this.shown(value, subject.type, values));
  }

  /** An operand with its value, e.g. `promised 2026-06-03 12:00 plus 15 minutes`. */
  describe(expression: Expression, values: Values): string {
    const value = this.value(expression, values);
    if (value === null) return this.missing(expression, values);
    const known = whereUnrecorded(expression)?.otherwise ?? this.#wordingFor(expression, values);
    if (known !== undefined) return this.describe(known, values);
    const shown = this.shown(value, expression.type, values);
    if (expression.node === 'literal') return shown;
    if (expression.node === 'name') return `${this.label(expression.name)} ${shown}`;
    const [a, b] = expression.arguments;
    const { operation } = expression;
    if (operation in groupOperations && a !== undefined) {
      // What the fact has itself is plainer than what it makes of the group, where both are the same; both are numbers or times.
      const own = this.value(a, values);
      const isOwn = own !== null && compare(own as Exact, value as Exact) === 0;
      return isOwn ? this.describe(a, values) : this.#ofGroup(expression, shown, values);
    }
    if ((operation === 'add' || operation === 'subtract') && a !== undefined && b?.type === 'duration' && a.type === 'instant') {
      const shift = this.value(b, values);
      if (shift === 0) return this.describe(a, values);
      const shifted = this.#words.shifted(this.describe(a, values), operation === 'add', this.shown(shift, 'duration', values));
      return typeof value === 'number' ? withClockText(shifted, value, this.#view.around(values), this.#words) : shifted;
    }
    if (operation === 'coalesce') {
      const there = expression.arguments.find(one => this.value(one, values) !== null);
      if (there !== undefined && there.node !== 'literal') return this.describe(there, values);
    }
    const names = [...namesIn(expression)].filter(name => !constantNames.has(name)).map(name => this.label(name));
    return names.length === 0 ? shown : this.#words.from(shown, names);
  }

  /** A value as a sentence writes it: instants by the clock of the fact's place. */
  shown(value: Value, type: ExprType, values: Values): string {
    if (value === null || typeof value === 'boolean') return this.#words.truth(value);
    if (typeof value === 'string') return JSON.stringify(value);
    if (type === 'instant' && typeof value === 'number') return clockText(value, this.#view.around(values), this.#words);
    if (type === 'day' && typeof value === 'number') return dayText(value);
    if (type === 'duration' && typeof value === 'number') return durationText(value, this.#words);
    return decimalText(value);
  }
}

const constantNames = new Set(['as_of', 'period_start', 'period_end']);

const ofTime: readonly ExprType[] = ['instant', 'day'];

/** What an operation takes of a group: of numbers and of times. */
const takenOfGroup: Readonly<Record<string, readonly [TakenOfGroup, TakenOfGroup]>> = {
  sum_of: ['sum', 'sum'],
  largest_of: ['largest', 'latest'],
  smallest_of: ['smallest', 'earliest'],
};

/** What an operation asks, and whether it asks for the opposite. */
const relations: Readonly<Record<string, readonly [Relation, boolean]>> = {
  equal: ['equal', false],
  unequal: ['equal', true],
  less: ['less', false],
  less_equal: ['less_equal', false],
  greater: ['less_equal', true],
  greater_equal: ['less', true],
  contains: ['contains', false],
  starts_with: ['starts_with', false],
};
