import { operations } from '../../expressions/operations.js';
import { parseExpression, type Syntax } from '../../expressions/parse.js';
import type { Contract } from '../../standards/contract.js';
import { lastHoliday } from '../../facts/calendar.js';
import { configFaults } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import type { Rule } from '../read.js';
import type { WrittenCalendar } from '../shapes/calendar.js';
import type { WrittenContract } from '../shapes/contract.js';
import type { RulesToWord } from '../contract-rules.js';
import type { KnownObjects } from './known-objects.js';

/** Whether an expression adds 0 working days: it looks as if it left days off out, and does not. */
export function addsNoDays(source: string): boolean {
  return calledIn(source).some(({ name, arguments: [, days] }) => {
    return name === 'add_working_days' && days?.form === 'constant' && days.value === 0;
  });
}

/** Whether an expression asks which days are worked, by itself or by a definition that it names, as the rules word it. */
export function asksForCalendar(source: string, rules: Contract['rules'], { definitions }: RulesToWord): boolean {
  const seen = new Set<string>();
  const asks = (text: string): boolean => {
    const parts = partsIn(text);
    if (parts.some(one => one.form === 'function' && operations[one.name]?.needsCalendar === true)) return true;
    return parts.some(one => {
      if (one.form !== 'name' || seen.has(one.name)) return false;
      seen.add(one.name);
      const named = rules[one.name]?.is ?? definitions.find(({ id }) => id === one.name)?.is;
      return named !== undefined && asks(named);
    });
  };
  return asks(source);
}

/** The clients of a contract that have no calendar, where sites have none either; none where it cannot be known. */
export function withoutCalendar({ client, segment }: Contract['scope'], known: KnownObjects): readonly string[] {
  const { clients = [], sites = [], arePlacesKnown } = known;
  const haveSites = sites.length > 0 && sites.every(site => site.calendar !== undefined);
  if (!arePlacesKnown || haveSites) return [];
  if (client !== undefined) return clients.some(one => one.code === client && one.calendar !== undefined) ? [] : [client];
  return clients.filter(one => one.segment === segment && one.calendar === undefined).map(({ code }) => code);
}

/** Calendars of a contract's clients whose holidays end in an earlier year than it does, or begins where it is open, though it asks which days are worked. */
export function calendarEndFaults(
  { value, title, entry }: Rule<Pick<WrittenContract, 'scope' | 'from' | 'until' | 'rules'>>,
  { clients = [] }: KnownObjects,
  calendars: readonly WrittenCalendar[],
  toWord: RulesToWord,
): readonly Fault[] {
  const { scope, from, until, rules } = value;
  const day = until ?? from;
  const own = clients.filter(({ code, segment }) =>
    scope.client === undefined ? segment !== undefined && segment === scope.segment : code === scope.client,
  );
  const ended = calendars.flatMap(calendar => {
    const last = lastHoliday(calendar);
    const of = own.filter(client => client.calendar === calendar.id).map(({ code }) => code);
    return last === undefined || of.length === 0 || day.slice(0, 4) <= last.slice(0, 4)
      ? []
      : [{ calendar: calendar.id, last, of }];
  });
  if (ended.length === 0 || !Object.values(rules).some(({ is }) => asksForCalendar(is, rules, toWord))) return [];
  return ended.map(({ calendar, last, of: codes }) => {
    const params = { of: title, day, isOpen: until === undefined, calendar, holiday: last, clients: codes };
    return fault(configFaults, 'contract_calendar_ends', params, entry.spot.place([until === undefined ? 'from' : 'until']));
  });
}

function partsIn(source: string): readonly Syntax[] {
  const parsed = parseExpression(source, {});
  const below = (syntax: Syntax): readonly Syntax[] =>
    syntax.form === 'function' || syntax.form === 'operation' ? [syntax, ...syntax.arguments.flatMap(below)] : [syntax];
  return 'syntax' in parsed ? below(parsed.syntax) : [];
}

const calledIn = (source: string): readonly Extract<Syntax, { readonly form: 'function' }>[] =>
  partsIn(source).filter(one => one.form === 'function');
