import type { ObjectForm } from '../contract/config-forms.js';
import type { Fault } from '../contract/fault.js';
import type { FieldPath } from './merged-form.js';

/** What a fault is about in a form: the way to a field, or to what surrounds it; undefined for what is about none. */
export type FieldOf = (fault: Fault) => FieldPath | undefined;

/** The same of the form of an object, which stands at a path of its file as the form would have it. */
export const fieldOfObject =
  (form: ObjectForm, at: FieldPath): FieldOf =>
  fault => {
    const { file, path } = fault.place;
    if (file === undefined) return path ?? sentField(fault, ['form', 'values']);
    if (path === undefined || at.some((part, i) => path[i] !== part)) return undefined;
    return path.length === at.length ? undefined : fieldsOf[form.kind](path.slice(at.length), form);
  };

/** The field of what a request said wrong, below what its body has around them. */
export function sentField({ code, params }: Fault, around: FieldPath): FieldPath | undefined {
  if (code !== 'parameter_wrong' || !('where' in params) || params.where !== 'body' || !('name' in params)) return undefined;
  const path = String(params.name).split('.');
  return around.every((part, i) => path[i] === part) ? path.slice(around.length) : undefined;
}

/** The name of a client or site may stand under either key. */
const placeField = ([key = '', ...rest]: FieldPath): FieldPath => [key === 'label' ? 'name' : key, ...rest];

/** Where config and form call something by other names, or put it elsewhere. */
const fieldsOf: Readonly<Record<ObjectForm['kind'], (path: FieldPath, form: ObjectForm) => FieldPath>> = {
  client: placeField,
  site: placeField,
  calendar: calendarField,
  contract: (path, form) => (form.kind === 'contract' ? contractField(path, form.values) : path),
};

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Hours stand at their weekday, where it has some of its own; days stand in a field together. */
function calendarField([key = '', part]: FieldPath, form: ObjectForm): FieldPath {
  if (key === 'weekdays') return ['days'];
  if (key !== 'hours' || typeof part !== 'string' || form.kind !== 'calendar') return [key];
  const day = days.indexOf(part.slice(0, 3));
  return (form.values.days[day]?.hours ?? '') === '' ? ['hours'] : ['days', day, 'hours'];
}

type Contract = Extract<ObjectForm, { readonly kind: 'contract' }>['values'];

function contractField(path: FieldPath, { groups, rules, credits }: Contract): FieldPath {
  const [key = '', first, second, third, fourth, ...rest] = path;
  if (key === 'reference') return ['name'];
  if (key === 'measures' && typeof first === 'number') {
    if (second !== 'metrics') return named(['groups', first], second === 'group' ? 'name' : second);
    const measure = typeof third === 'number' ? groups[first]?.measures[third] : undefined;
    const field = fourth === 'scope' ? rest[0] : fourth === measure?.comparator ? 'level' : fourth;
    return named(['groups', first, 'measures', third ?? 0], field);
  }
  if (key === 'rules' && first !== undefined) {
    const at = rules.findIndex(({ name }) => name === first);
    return second === 'says' ? ['rules', at, 'says'] : ['rules', at, ...worded(rules[at])];
  }
  if (key === 'credits' && third === 'steps' && typeof second === 'number' && typeof fourth === 'number') {
    const step = credits.items[second]?.steps[fourth];
    const [field] = rest;
    const name = field === step?.comparator ? 'limit' : field === 'credit' || field === 'bonus' ? 'amount' : field;
    return named(['credits', 'items', second, 'steps', fourth], name);
  }
  return path;
}

const named = (around: FieldPath, name: string | number | undefined): FieldPath =>
  name === undefined ? around : [...around, name];

/** What is written of a rule: its expression, else the number that goes into it. */
function worded(rule: Contract['rules'][number] | undefined): FieldPath {
  if (rule === undefined) return [];
  return [rule.expression !== '' ? 'expression' : rule.number !== '' ? 'number' : 'choice'];
}

/** Whether a field still holds what it held: what was said of it says nothing of another text, nor of a list that is longer or shorter. */
export function isAsItWas(path: FieldPath, then: unknown, now: unknown): boolean {
  const [part, ...rest] = path;
  if (Array.isArray(then) !== Array.isArray(now)) return false;
  if (Array.isArray(then) && Array.isArray(now) && then.length !== now.length) return false;
  if (part === undefined) return JSON.stringify(then) === JSON.stringify(now);
  return isAsItWas(rest, inside(then, part), inside(now, part));
}

const inside = (value: unknown, part: string | number): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
