import type { Call, Expression } from '../expressions/expression.js';
import { groupOperations } from '../expressions/group-operations.js';
import { decimalText } from '../facts/exact.js';
import { type FactKindName, kindOf, type OwnField } from '../facts/kinds.js';
import type { Language } from '../facts/label.js';
import { dayText } from '../facts/time.js';
import { valueWords } from '../facts/value-words.js';
import { fieldInSentence } from '../words/field-name.js';
import { say } from '../words/say.js';
import { comparisons, extremes, functions, signs, zhUnits } from './operation-words.js';

/** A part of an expression that has words of its own. */
export interface OwnWords {
  readonly expression: Expression;
  readonly says: string;
}

/** Says in words what an expression asks of a fact: what is computed, without a fact at hand. */
export class ExpressionWriter {
  readonly #of: FactKindName;
  readonly #language: Language;
  readonly #labels: ReadonlyMap<string, string>;
  readonly #own: ReadonlyMap<string, string>;

  constructor(of: FactKindName, fields: readonly OwnField[], language: Language, own: readonly OwnWords[] = []) {
    this.#of = of;
    this.#language = language;
    const labels = [
      ...kindOf(of).fields.map(field => [field.name, fieldInSentence(language, field)] as const),
      ...fields.filter(field => field.fact === of).map(field => [field.id, fieldInSentence(language, field)] as const),
    ];
    this.#labels = new Map([
      ...labels,
      ['as_of', this.#say('the moment known of', '数据截至时刻')],
      ['period_start', this.#say('the beginning of the period', '期间开始')],
      ['period_end', this.#say('the end of the period', '期间结束')],
    ]);
    this.#own = new Map(own.map(({ expression, says }) => [JSON.stringify(expression), says]));
  }

  /** An expression in words; conditions that hold together without brackets around them all. */
  words(expression: Expression): string {
    const own = this.#own.get(JSON.stringify(expression));
    if (own !== undefined) return own;
    if (expression.node === 'name') return this.#labels.get(expression.name) ?? expression.name;
    if (expression.node === 'literal') return this.#literal(expression);
    const { operation, arguments: given } = expression;
    if (operation === 'and' || operation === 'or') return this.#joined(operation, given);
    if (operation in groupOperations) return this.#ofGroup(expression);
    return this.#time(operation, given) ?? this.#condition(operation, given) ?? this.#plain(operation, given);
  }

  #say(en: string, zh: string): string {
    return say(this.#language, en, zh);
  }

  #literal({ type, value }: Extract<Expression, { node: 'literal' }>): string {
    if (value === null) return this.#say('nothing', '无');
    if (typeof value === 'boolean') return value ? this.#say('always', '一律') : this.#say('never', '一律不');
    if (typeof value === 'string') return this.#say(`"${value}"`, `“${value}”`);
    return type === 'day' && typeof value === 'number' ? dayText(value) : decimalText(value);
  }

  #joined(operation: 'and' | 'or', given: readonly Expression[]): string {
    const isSame = (one: Expression): boolean => one.node === 'call' && one.operation === operation && !this.#hasWords(one);
    const all = given.flatMap(one => (one.node === 'call' && isSame(one) ? this.#flat(operation, one.arguments) : [one]));
    // What always holds adds nothing to what must hold besides.
    const telling = operation === 'and' ? withoutImplied(all) : all;
    const texts = telling.map(one => {
      const isOther = one.node === 'call' && (one.operation === 'and' || one.operation === 'or') && !this.#hasWords(one);
      return isOther && telling.length > 1 ? this.#say(`(${this.words(one)})`, `（${this.words(one)}）`) : this.words(one);
    });
    if (texts.length === 0) return this.#say('always', '一律');
    // The contract's own words are a clause that can have an "and" of its own.
    const comma = telling.some(one => this.#hasWords(one)) ? this.#say(',', '，') : '';
    return texts.join(`${comma}${operation === 'and' ? this.#say(' and ', '且') : this.#say(' or ', '或')}`);
  }

  /** What is taken of all facts of a group, or of those that have something in common. */
  #ofGroup({ operation, arguments: given, type }: Call): string {
    const [of = '', part] = given.map(one => this.words(one));
    const by = part === undefined ? '' : this.#say(` by ${part}`, `（按${part}）`);
    if (operation === 'sum_of') return this.#say(`the sum of ${of}${by}`, `${of}合计${by}`);
    const isTime = type === 'instant' || type === 'day';
    const [en, zh] = extremes[operation === 'largest_of' ? 'largest' : 'smallest'][isTime ? 1 : 0];
    return this.#say(`the ${en} ${of}${by}`, `${zh}${of}${by}`);
  }

  #flat(operation: 'and' | 'or', given: readonly Expression[]): readonly Expression[] {
    return given.flatMap(one =>
      one.node === 'call' && one.operation === operation && !this.#hasWords(one) ? this.#flat(operation, one.arguments) : [one],
    );
  }

  #hasWords(expression: Expression): boolean {
    return this.#own.has(JSON.stringify(expression));
  }

  /** Moments and lengths of time. */
  #time(operation: string, given: readonly Expression[]): string | undefined {
    const [a, b] = given;
    if (a === undefined) return undefined;
    const first = this.words(a);
    if (operation === 'minutes' || operation === 'hours' || operation === 'days' || operation === 'seconds')
      return this.#say(`${first} ${first === '1' ? operation.slice(0, -1) : operation}`, `${first} ${zhUnits[operation]}`);
    // "the end of the day 4 working days after ordered", but "the end of the day of promised".
    const isCounted = a.node === 'call' && (a.operation === 'add' || a.operation === 'add_working_days') && !this.#hasWords(a);
    if (operation === 'end_of_day' && isCounted && a.operation === 'add_working_days' && this.#language === 'zh') {
      const [from, days] = a.arguments;
      if (from !== undefined && days !== undefined) return `${this.words(from)}后第 ${this.words(days)} 个工作日结束时`;
    }
    if (operation === 'on_working_day')
      return this.#say(
        `${first} (on a day off: the same time on the next working day)`,
        `${first}（遇休息日顺延至下一工作日同一时刻）`,
      );
    const [moved] = a.node === 'call' && a.operation === 'on_working_day' && !this.#hasWords(a) ? a.arguments : [];
    if (operation === 'end_of_day' && moved !== undefined)
      return this.#say(
        `the end of the day of ${this.words(moved)} (on a day off: of the next working day)`,
        `${this.words(moved)}当日结束时（遇休息日顺延至下一工作日）`,
      );
    if (operation === 'end_of_day')
      return this.#say(`the end of the day ${isCounted ? '' : 'of '}${first}`, `${first}当日结束时`);
    if (operation === 'start_of_day')
      return this.#say(`the beginning of the day ${isCounted ? '' : 'of '}${first}`, `${first}当日开始时`);
    if (operation === 'end_of_month') return this.#say(`the end of the month of ${first}`, `${first}当月月末`);
    if (operation === 'day') return this.#say(`the day of ${first}`, `${first}当日`);
    if (b === undefined) return undefined;
    const second = this.words(b);
    if (operation === 'add_working_days')
      return this.#say(`${second} working ${second === '1' ? 'day' : 'days'} after ${first}`, `${first}后 ${second} 个工作日`);
    if (b.type !== 'duration' || a.type !== 'instant') return undefined;
    if (operation !== 'add' && operation !== 'subtract') return undefined;
    if (isNoTime(b)) return first;
    return operation === 'add'
      ? this.#say(`${second} after ${first}`, `${first}后 ${second}`)
      : this.#say(`${second} before ${first}`, `${first}前 ${second}`);
  }

  #condition(operation: string, given: readonly Expression[]): string | undefined {
    const [a, b] = given;
    if (a === undefined) return undefined;
    if (operation === 'not') return this.#negated(a);
    const first = this.words(a);
    if (operation === 'is_missing') return this.#say(`${first} is not there`, `没有${first}`);
    const state = this.#state(operation, given);
    if (state !== undefined) return state;
    if (operation === 'coalesce' && b?.node === 'literal' && typeof b.value === 'boolean')
      return b.value ? this.#say(`${first} (also where it is not recorded)`, `${first}（未记录的也算）`) : first;
    if (operation === 'coalesce') {
      const sum = partsOfSum(given)
        ?.map(one => this.words(one))
        .join(' + ');
      if (sum !== undefined) return this.#say(`(${sum}; 0 for what is not recorded)`, `（${sum}；未记录的按 0 计）`);
      const others = given.slice(1).map(one => this.words(one));
      return this.#say([first, ...others].join(', else '), [first, ...others].join('，否则'));
    }
    if (b === undefined) return undefined;
    if (operation === 'less' && b.node === 'name' && b.name === 'as_of') return this.#say(`${first} has passed`, `${first}已过`);
    const isTime = a.type === 'instant' || a.type === 'day';
    const compared = comparisons[operation]?.[isTime ? 1 : 0];
    if (compared === undefined) return undefined;
    return `${this.#operand(a)}${this.#say(` ${compared[0]} `, compared[1])}${this.#operand(b)}`;
  }

  /** What a field or value is, of several things or one: `status is delivered, refused or lost`; undefined for anything else. */
  #state(operation: string, [subject, ...among]: readonly Expression[], isNegated = false): string | undefined {
    const isNot = (operation === 'unequal') !== isNegated;
    if (operation !== 'one_of' && operation !== 'equal' && operation !== 'unequal') return undefined;
    if (subject === undefined || !among.every(one => one.node === 'literal')) return undefined;
    const { known, otherwise } = this.#hasWords(subject) ? { known: subject } : withoutFallback(subject);
    const own = known.node === 'name' ? valueWords(this.#of, known.name) : undefined;
    const texts = among.map(one => own?.[String(one.value)]?.[this.#language] ?? this.words(one));
    // What stands in for a missing value matters only where it is one of these.
    if (otherwise !== undefined && among.some(({ value }) => String(value) === otherwise))
      texts.push(this.#say('missing', '未填'));
    const last = texts.pop() ?? '';
    const listed = texts.length === 0 ? last : `${texts.join(this.#say(', ', '、'))}${this.#say(' or ', '或')}${last}`;
    return `${this.#operand(known)}${isNot ? this.#say(' is not ', '不为') : this.#say(' is ', '为')}${listed}`;
  }

  #negated(a: Expression): string {
    if (a.node === 'call' && !this.#hasWords(a)) {
      const [one] = a.arguments;
      if (a.operation === 'is_missing' && one !== undefined)
        return this.#say(`${this.words(one)} is there`, `有${this.words(one)}`);
      const state = this.#state(a.operation, a.arguments, true);
      if (state !== undefined) return state;
    }
    return this.#say(`not (${this.words(a)})`, `并非（${this.words(a)}）`);
  }

  /** An operand of a comparison: one value in place of another is set apart. */
  #operand(expression: Expression): string {
    const text = this.words(expression);
    const isChoice = expression.node === 'call' && expression.operation === 'coalesce' && !this.#hasWords(expression);
    return isChoice ? this.#say(`(${text})`, `（${text}）`) : text;
  }

  #plain(operation: string, given: readonly Expression[]): string {
    const texts = given.map(one => this.words(one));
    const [a, b, c] = texts;
    if (operation === 'choose' && b !== undefined && c !== undefined)
      return this.#say(`if ${a}: ${b}, else ${c}`, `如${a}则为${b}，否则为${c}`);
    const sign = signs[operation];
    if (sign !== undefined && b !== undefined) return `(${a} ${sign} ${b})`;
    return functions[operation]?.(texts)[this.#language] ?? `${operation}(${texts.join(', ')})`;
  }
}

/** What is added up where `coalesce` takes the sum of two, else the one that is there, else 0; undefined for anything else. */
function partsOfSum([sum, ...rest]: readonly Expression[]): readonly Expression[] | undefined {
  if (sum?.node !== 'call' || sum.operation !== 'add') return undefined;
  const last = rest.at(-1);
  const isNone = last?.node === 'literal' && String(last.value) === '0';
  return isNone && JSON.stringify(rest.slice(0, -1)) === JSON.stringify(sum.arguments) ? sum.arguments : undefined;
}

/** A value without the text or number that stands in where it is missing, and that text. */
function withoutFallback(subject: Expression): { readonly known: Expression; readonly otherwise?: string } {
  if (subject.node !== 'call' || subject.operation !== 'coalesce') return { known: subject };
  const [known, fallback] = subject.arguments;
  const isPlain = fallback?.node === 'literal' && (fallback.type === 'text' || fallback.type === 'number');
  return known === undefined || subject.arguments.length > 2 || !isPlain
    ? { known: subject }
    : { known, otherwise: String(fallback.value) };
}

/** Whether a length of time is none. */
export const isNoTime = (expression: Expression): boolean =>
  expression.node === 'call' &&
  expression.arguments.length === 1 &&
  expression.arguments.every(one => one.node === 'literal' && one.value === 0);

/**
 * Conditions that hold together, without those that the words of the others say: what always holds, and the state "delivered" beside
 * "delivered no later than", as the packaged sentences have it.
 */
function withoutImplied(all: readonly Expression[]): readonly Expression[] {
  const isDeliveredBy = all.some(
    one => one.node === 'call' && one.operation === 'done_by' && isName(one.arguments[0], 'delivered_at'),
  );
  return all.filter(one => {
    if (one.node === 'literal') return one.value !== true;
    if (one.node !== 'call' || one.operation !== 'equal' || !isDeliveredBy) return true;
    const [a, b] = one.arguments;
    return !(isName(a, 'status') && b?.node === 'literal' && b.value === 'delivered');
  });
}

const isName = (expression: Expression | undefined, name: string): boolean =>
  expression?.node === 'name' && expression.name === name;
