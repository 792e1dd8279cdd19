import { checkExpression } from '../expressions/check.js';
import type { ExprType } from '../expressions/expression.js';
import { namesWritten, written } from '../expressions/writing.js';
import type { OwnField } from '../facts/kinds.js';
import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { ruleFaults } from '../faults/rules.js';
import type { RuleFault } from './check.js';
import { anyType, vocabularyOf } from './compile.js';
import type { Definition, Definitions, Resolved } from './definitions.js';

/** The definitions without faults, and the faults of the others by their ids. */
export interface ResolvedDefinitions {
  readonly definitions: Definitions;
  readonly faults: ReadonlyMap<string, readonly RuleFault[]>;
}

/** Writes out every definition, those that it uses first; one that is part of a circle, or at fault itself, is not among them. */
export function resolveDefinitions(list: readonly Definition[], own: readonly OwnField[]): ResolvedDefinitions {
  const byId = new Map(list.map(one => [one.id, one]));
  const definitions = new Map<string, Resolved>();
  const faults = new Map<string, readonly RuleFault[]>();
  const resolve = (definition: Definition, path: readonly string[]): void => {
    const { id } = definition;
    if (definitions.has(id) || faults.has(id)) return;
    const used = usedBy(definition, byId);
    const circle = used.find(name => path.includes(name));
    if (circle !== undefined) {
      faults.set(id, [ofText(fault(ruleFaults, 'definition_circle', { path: [...path.slice(path.indexOf(circle)), circle] }))]);
      return;
    }
    for (const name of used) {
      const one = byId.get(name);
      if (one !== undefined) resolve(one, [...path, name]);
    }
    const parts = used.flatMap(name => definitions.get(name) ?? []);
    // What it uses has the fault.
    const read = parts.length < used.length ? { faults: [] } : resolved(definition, parts, own);
    if ('faults' in read) faults.set(id, read.faults);
    else definitions.set(id, read);
  };
  for (const one of list) resolve(one, [one.id]);
  return { definitions, faults };
}

/** The other definitions of its kind that a definition names; its parameters stand before them. */
function usedBy({ is, of, params }: Definition, byId: ReadonlyMap<string, Definition>): readonly string[] {
  return [...namesWritten(is)].filter(name => !(name in params) && byId.get(name)?.of === of);
}

function resolved(
  definition: Definition,
  used: readonly Resolved[],
  own: readonly OwnField[],
): Resolved | { readonly faults: readonly RuleFault[] } {
  const { is, of } = definition;
  const fields = vocabularyOf(of, own);
  const names = new Map<string, ExprType>([...fields, ...used.map(one => [one.definition.id, one.type] as const)]);
  const params: Record<string, string> = { ...definition.params };
  const found: RuleFault[] = [];
  for (const one of used) {
    for (const [name, text] of Object.entries(one.params)) {
      if (params[name] !== undefined && params[name] !== text && !(name in definition.params))
        found.push(ofText(fault(ruleFaults, 'definition_params_differ', { name, texts: [params[name], text] })));
      params[name] ??= text;
    }
  }
  for (const [name, text] of Object.entries(params)) {
    const checked = checkExpression(text, { names: fields }, anyType, {});
    if ('expression' in checked) names.set(name, checked.expression.type);
    else if (name in definition.params)
      found.push(...checked.located.map(({ fault: one, at }) => ({ path: ['params', name], offset: at, fault: one })));
  }
  const checked = checkExpression(is, { names, hasGroups: true }, anyType, {});
  if ('located' in checked)
    found.push(...checked.located.map(({ fault: one, at }) => ({ path: ['is'], offset: at, fault: one })));
  if ('located' in checked || found.length > 0) return { faults: found };
  const text = written(is, new Map(used.map(one => [one.definition.id, one.is])));
  // What is short by its names can be long without them.
  const whole = checkExpression(text, { names, hasGroups: true }, anyType, {});
  if ('faults' in whole) return { faults: whole.faults.map(ofText) };
  return { definition, is: text, params, type: checked.expression.type };
}

const ofText = (one: Fault): RuleFault => ({ path: ['is'], offset: 0, fault: one });
