import { factKind, type FactKindName, type OwnField } from '../../facts/kinds.js';
import type { Label, Language } from '../../facts/label.js';
import type { Metric } from '../../metrics/definition.js';
import type { Definition } from '../../metrics/definitions.js';
import { resolveDefinitions } from '../../metrics/resolve-definitions.js';
import { contractFaults } from '../../faults/contracts.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { say } from '../../words/say.js';
import { paramWords, type RuleChoice, ruleChoices } from './words.js';

/** What contracts can word anew: metrics and definitions as they are written, and the workspace's own fields. */
export interface Wordable {
  readonly metrics: readonly Metric[];
  readonly definitions: readonly Definition[];
  readonly fields: readonly OwnField[];
}

/** A field that something can be due from. */
export interface TimeField {
  readonly name: string;
  readonly label: Label;
}

/** A definition or parameter as a row of the workbook. */
export interface RuleItem {
  /** As `rules:` of a contract names it. */
  readonly name: string;
  readonly label: Label;
  /** The kind of facts that it is about; undefined where it is about several. */
  readonly of: FactKindName | undefined;
  /** A length of time, a moment at which something is due, the ends of a delivery that count, quantities damaged or lost, or anything else. */
  readonly gives: 'duration' | 'moment' | 'ends' | 'losses' | 'other';
  /** What it is without a contract. */
  readonly usual: string;
  readonly choices: readonly RuleChoice[];
  /** The fields that it can be counted from, where it is a moment. */
  readonly fields: readonly TimeField[];
}

/** A rule as it is chosen in the cells of its row. */
export interface RuleForm {
  readonly choice: RuleChoice;
  readonly number?: string;
  readonly field?: TimeField;
  readonly expression?: string;
}

const choicesOf: Readonly<Record<RuleItem['gives'], readonly RuleChoice[]>> = {
  duration: ['minutes', 'hours', 'days', 'own'],
  moment: [
    'by_the_hour',
    'end_of_day',
    'end_of_next_working_day',
    'next_working_day',
    'working_days',
    'end_of_working_day',
    'own',
  ],
  ends: ['refused_failed', 'refused_left_out', 'own'],
  losses: ['unrecorded_is_none', 'unrecorded_is_open', 'own'],
  other: ['own'],
};

/** Every definition and parameter that a contract can word: parameters of all, then definitions with the parameters of their own. */
export function ruleItems(known: Wordable): readonly RuleItem[] {
  const items = itemsOf.get(known) ?? itemsIn(known);
  itemsOf.set(known, items);
  return items;
}

const itemsOf = new WeakMap<Wordable, readonly RuleItem[]>();

function itemsIn(known: Wordable): readonly RuleItem[] {
  const { metrics, definitions, fields } = known;
  const resolved = resolveDefinitions(definitions, fields).definitions;
  const shared = new Map([...metrics, ...definitions].flatMap(one => Object.entries(one.params)));
  const items = [...shared].map(([name, usual]) =>
    itemOf({ name, of: undefined }, paramLabel(name, metrics), usual, isDuration(usual) ? 'duration' : 'other'),
  );
  const ofDefinitions = definitions.flatMap(({ id, of, is, says, params }) => {
    // Where two are called the same, the id tells them apart.
    const isShared = definitions.some(one => one.id !== id && (one.says?.en === says?.en || one.says?.zh === says?.zh));
    const label =
      isShared && says !== undefined ? { en: `${says.en} (${id})`, zh: `${says.zh}（${id}）` } : (says ?? { en: id, zh: id });
    const isMoment = resolved.get(id)?.type === 'instant' && id.endsWith('_due');
    const gives = isMoment ? 'moment' : givenBy(is);
    const own = itemOf({ name: id, of }, label, is, gives, gives === 'moment' ? timeFields(of, fields) : []);
    const parts = Object.entries(params).map(([name, usual]) => {
      const about = paramLabel(name, metrics);
      const inWords = { en: `${about.en}, only for: ${label.en}`, zh: `${about.zh}，仅用于：${label.zh}` };
      return itemOf({ name: `${id}.${name}`, of }, inWords, usual, isDuration(usual) ? 'duration' : 'other');
    });
    return [own, ...parts];
  });
  return [...items, ...ofDefinitions];
}

const itemOf = (
  named: Pick<RuleItem, 'name' | 'of'>,
  label: Label,
  usual: string,
  gives: RuleItem['gives'],
  fields: readonly TimeField[] = [],
): RuleItem => ({ ...named, label, gives, usual, choices: choicesOf[gives], fields });

function givenBy(is: string): RuleItem['gives'] {
  if (withoutRefused(is) !== undefined) return 'ends';
  return withNoneUnrecorded(is) === undefined ? 'other' : 'losses';
}

const lossesForm = /^(damaged_qty|lost_qty)(?: \+ (damaged_qty|lost_qty))?( == 0)?$/;

/** Quantities damaged or lost, none where they are not recorded; undefined for any other expression. */
function withNoneUnrecorded(is: string): string | undefined {
  const [, first, second, compared = ''] = lossesForm.exec(is) ?? [];
  if (first === undefined) return undefined;
  // What is recorded of the two counts by itself. One `coalesce`, so that it is unknown where no file ever brought either.
  const recorded = second === undefined ? first : `${first} + ${second}, ${first}, ${second}`;
  return `coalesce(${recorded}, none)${compared}`;
}

/** The states in which a delivery has ended, without that it was refused; undefined for any other expression. */
function withoutRefused(is: string): string | undefined {
  const isOfEnds = is.startsWith('one_of(status, ') && is.includes('"delivered"') && is.includes('"refused", ');
  return isOfEnds ? is.replace('"refused", ', '') : undefined;
}

/** What a parameter is. One that the workspace made has no name in words, so its metrics say what it is about. */
function paramLabel(name: string, metrics: readonly Metric[]): Label {
  const known = paramWords.get(name);
  if (known !== undefined) return known;
  const having = metrics.filter(one => name in one.params).map(({ label }) => label);
  if (having.length === 0) return { en: name, zh: name };
  const [en, zh] = [having.map(one => one.en).join(', '), having.map(one => one.zh).join('、')];
  return { en: `${name} (parameter of: ${en})`, zh: `${name}（参数，用于：${zh}）` };
}

const lengthForm = /^(minutes|hours|days)\((\d{1,9}(?:\.\d{1,9})?)\)$/;

const isDuration = (text: string): boolean => lengthForm.test(text);

function timeFields(kind: FactKindName, own: readonly OwnField[]): readonly TimeField[] {
  const builtIn = (factKind(kind)?.fields ?? []).filter(({ type }) => type === 'instant');
  const added = own.filter(one => one.fact === kind && one.type === 'instant').map(one => ({ ...one, name: one.id }));
  return [...builtIn, ...added].map(({ name, en, zh }) => ({ name, label: { en, zh } }));
}

const nextWorkingForm = /^(end_of_day\()?on_working_day\((\w+)\)(\))?$/;
const workingForm = /^(end_of_day\()?add_working_days\((\w+), (\d{1,4})\)(\))?$/;

/** The choice that says a rule; its own expression where none does. */
export function formOf(item: RuleItem, is: string): RuleForm {
  const { gives, usual, fields } = item;
  const own: RuleForm = { choice: 'own', expression: is };
  if (gives === 'duration') {
    const [, unit, number] = lengthForm.exec(is) ?? [];
    return number === undefined || (unit !== 'minutes' && unit !== 'hours' && unit !== 'days') ? own : { choice: unit, number };
  }
  if (gives === 'ends' && is === usual) return { choice: 'refused_failed' };
  if (gives === 'ends' && is === withoutRefused(usual)) return { choice: 'refused_left_out' };
  if (gives === 'losses' && is === usual) return { choice: 'unrecorded_is_open' };
  if (gives === 'losses' && is === withNoneUnrecorded(usual)) return { choice: 'unrecorded_is_none' };
  if (gives === 'other' || gives === 'ends' || gives === 'losses') return own;
  const fieldOf = (name: string | undefined): TimeField | undefined => fields.find(one => one.name === name);
  const plain = fieldOf(is);
  if (plain !== undefined) return { choice: 'by_the_hour', field: plain };
  const [, ofNext, moved, endsNext] = nextWorkingForm.exec(is) ?? [];
  const movable = fieldOf(moved);
  if (movable !== undefined && (ofNext === undefined) === (endsNext === undefined))
    return { choice: ofNext === undefined ? 'next_working_day' : 'end_of_next_working_day', field: movable };
  const [, day, from, number, end] = workingForm.exec(is) ?? [];
  const counted = fieldOf(from);
  if (counted !== undefined && number !== undefined && (day === undefined) === (end === undefined))
    return { choice: day === undefined ? 'working_days' : 'end_of_working_day', number, field: counted };
  const ofUsual = choicesOfUsual.find(choice => JSON.stringify(expressionOf(item, { choice })) === JSON.stringify({ is }));
  if (ofUsual !== undefined) return { choice: ofUsual, ...fieldNamed(fieldOf(usual)) };
  const inner = is.startsWith('end_of_day(') && is.endsWith(')') ? fieldOf(is.slice('end_of_day('.length, -1)) : undefined;
  return inner === undefined ? own : { choice: 'end_of_day', field: inner };
}

/** What can be said of the moment that is usual, whatever expression gives it. */
const choicesOfUsual = ['end_of_day', 'next_working_day', 'end_of_next_working_day'] as const;

const fieldNamed = (field: TimeField | undefined): Pick<RuleForm, 'field'> => (field === undefined ? {} : { field });

/** What keeps a choice from being an expression: the cell that it lacks, or that it counts 0 working days, which changes nothing. */
type Unfinished = { readonly needs: 'number' | 'field' | 'expression' } | { readonly isWithoutDays: true };

/** The expression that a choice stands for. */
export function expressionOf(
  { usual }: RuleItem,
  { choice, number, field, expression }: RuleForm,
): { readonly is: string } | Unfinished {
  const from = field?.name ?? usual;
  if (choice === 'own') return expression === undefined ? { needs: 'expression' } : { is: expression };
  if (choice === 'refused_failed' || choice === 'unrecorded_is_open') return { is: usual };
  if (choice === 'unrecorded_is_none') return { is: withNoneUnrecorded(usual) ?? usual };
  if (choice === 'refused_left_out') return { is: withoutRefused(usual) ?? usual };
  if (choice === 'by_the_hour') return { is: from };
  if (choice === 'end_of_day') return { is: `end_of_day(${from})` };
  if (choice === 'next_working_day') return { is: `on_working_day(${from})` };
  if (choice === 'end_of_next_working_day') return { is: `end_of_day(on_working_day(${from}))` };
  if (number === undefined) return { needs: 'number' };
  if ((choice === 'working_days' || choice === 'end_of_working_day') && Number(number) === 0) return { isWithoutDays: true };
  if (choice === 'working_days') return field === undefined ? { needs: 'field' } : { is: `add_working_days(${from}, ${number})` };
  if (choice === 'end_of_working_day')
    return field === undefined ? { needs: 'field' } : { is: `end_of_day(add_working_days(${from}, ${number}))` };
  return { is: `${choice}(${number})` };
}

/** The fault of a rule that counts 0 working days. */
export function withoutDays(heading: string, language: Language, place: FaultPlace): Fault {
  const [moved, stays] = [ruleChoices.end_of_next_working_day[language], ruleChoices.end_of_day[language]];
  return fault(contractFaults, 'contract_no_working_days', { heading, moved, stays }, place);
}

/** What a rule says, in words: `30 minutes`, `by the end of the day: Promised at`; its expression where no choice says it. */
export function ruleMeaning({ choice, number, field, expression }: RuleForm, language: Language): string {
  const name = field?.label[language] ?? '';
  const from = name === '' ? '' : say(language, `: ${name}`, `：${name}`);
  if (choice === 'own') return expression ?? '';
  if (choice === 'minutes' || choice === 'hours' || choice === 'days') return `${number ?? ''} ${ruleChoices[choice][language]}`;
  if (choice === 'working_days')
    return say(language, `within ${number ?? ''} working days of: ${name}`, `${name}后 ${number ?? ''} 个工作日内`);
  if (choice === 'end_of_working_day')
    return say(
      language,
      `by the end of the day ${number ?? ''} working days after: ${name}`,
      `${name}后第 ${number ?? ''} 个工作日结束前`,
    );
  return `${ruleChoices[choice][language]}${from}`;
}
