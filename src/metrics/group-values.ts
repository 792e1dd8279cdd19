import type { Call, Expression } from '../expressions/expression.js';
import { groupCalls, ofFacts } from '../expressions/group-operations.js';
import type { Read } from '../expressions/operations.js';
import type { Value, Values } from '../facts/fact.js';
import { groupedBy } from '../facts/grouped.js';
import type { CompiledTerm, Part } from './compile.js';

/** How a value of the group is read off a fact that has it beside its own; a fact without is a group by itself. */
export const readOfGroup =
  (name: string, alone: Read<Values>): Read<Values> =>
  values =>
    name in values ? (values[name] ?? null) : alone(values);

/** The calls by which a term's facts pass together with their group, by the names of their values. */
export const groupCallsOf = ({ passes }: Pick<CompiledTerm, 'passes'>): ReadonlyMap<string, Call> =>
  passes === undefined ? new Map() : groupCalls(passes);

/** The fields that say which facts are taken together; none where each is judged by itself, however groups are made of them. */
export const fieldsOfGroups = ({ per, terms }: Pick<Part, 'per' | 'terms'>): readonly string[] =>
  terms.some(term => groupCallsOf(term).size > 0) ? per : [];

/**
 * Gives each member of a group what the term takes of all: of those that surely are in the population. Excluded ones are among them:
 * to leave out a delivery does not unmake what an order received.
 */
export function withGroupValues(
  term: CompiledTerm,
  readerOf: (expression: Expression) => Read<Values>,
): (members: readonly Values[]) => readonly Values[] {
  const taken = [...groupCallsOf(term)].map(([name, call]) => {
    const [read = () => null, partOf] = call.arguments.map(readerOf);
    return { name, call, read, partOf: partOf ?? (() => '') };
  });
  if (taken.length === 0) return members => members;
  const population = readerOf(term.when);
  return members => {
    const sure = members.filter(values => population(values) === true);
    const ofParts = taken.map(({ name, call, read, partOf }) => {
      const parts = groupedBy(sure, partOf);
      const values = new Map([...parts].map(([part, among]) => [part, ofFacts(call, among.map(read))]));
      // A fact that may be of any part leaves open what each of them comes to.
      return { name, ofPart: (fact: Values): Value => (parts.has(null) ? null : (values.get(partOf(fact)) ?? null)) };
    });
    return members.map(fact => ({ ...fact, ...Object.fromEntries(ofParts.map(({ name, ofPart }) => [name, ofPart(fact)])) }));
  };
}
