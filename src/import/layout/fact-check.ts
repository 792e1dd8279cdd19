import type { Value, Values } from '../../facts/fact.js';
import type { FactKind } from '../../facts/kinds.js';
import { dayMillis, localOf } from '../../facts/time.js';
import type { Fault } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import type { CurrentRow } from './current-row.js';
import { orderOfMoments } from './order.js';
import { rangeCheck } from './range.js';
import { itemCheck } from './survey-item.js';
import type { currencyCheck } from './unit-faults.js';

/** What facts of a file are checked against. */
interface Checked {
  readonly layout: string;
  /** Whether the row's currency is that of the units that its amounts have by the layout. */
  readonly currencies?: ReturnType<typeof currencyCheck>;
  readonly clients: ReadonlySet<string> | undefined;
  /** Rows are about facts that are there already, which have their dates. */
  readonly isAboutKnown: boolean;
  readonly items?: ReadonlySet<string> | undefined;
}

/** What is checked of a whole fact: its key, its client, its ranges, and whether its dates make sense. */
export function factChecker(
  kind: FactKind,
  columnOf: ReadonlyMap<string, string | undefined>,
  context: Checked,
): (
  values: Record<string, Value>,
  state: CurrentRow,
  refused: ReadonlyMap<string, Fault> | undefined,
) => readonly Fault[] | undefined {
  const keys = kind.key.map(name => ({
    name,
    initial: kind.fields.find(field => field.name === name)?.initial,
    column: columnOf.get(name),
  }));
  const pairs = orderOfMoments[kind.name].filter(pair => pair.every(name => columnOf.has(name)));
  const instants = kind.fields.filter(field => field.type === 'instant' && columnOf.has(field.name)).map(field => field.name);
  const isDated = instants.length > 0 && !context.isAboutKnown;
  const outOfRange = rangeCheck(
    kind.fields.filter(({ name, range }) => range !== undefined && columnOf.has(name)),
    context.layout,
  );
  const unknownItem = itemCheck(kind, context);
  const known = context.clients;
  const names = known === undefined ? [] : [...known].filter(code => code !== '*');
  return (values, state, refused) => {
    let faults = refused === undefined ? undefined : [...refused.values()];
    for (const { name, initial, column } of keys) {
      // A cell that could not be read is not missing besides.
      if ((values[name] ?? null) !== null || refused?.has(name)) continue;
      if (initial !== undefined) values[name] = initial;
      else (faults ??= []).push(keyMissing(name, column, context.layout, state));
    }
    const { client } = values;
    if (known !== undefined && typeof client === 'string' && !known.has(client)) {
      (faults ??= []).push(
        fault(importFaults, 'client_unknown', { value: client, known: names }, state.place(columnOf.get('client'), state.number)),
      );
    }
    const outside = outOfRange(values, name => state.place(columnOf.get(name), state.number));
    if (outside.length > 0) (faults ??= []).push(...outside);
    const ofItem = unknownItem?.(values, state.place(columnOf.get('item'), state.number));
    if (ofItem !== undefined) (faults ??= []).push(ofItem);
    const ofCurrency = context.currencies?.(values, name => state.place(columnOf.get(name), state.number));
    if (ofCurrency !== undefined) (faults ??= []).push(ofCurrency);
    if (faults === undefined) {
      for (const [first, second] of pairs) warnOfOrder(first, second, values, state);
      if (isDated && instants.every(name => values[name] === null)) {
        state.warn(instants[0] ?? '', fault(importFaults, 'fact_undated', { fields: instants }));
      }
    }
    return faults;
  };
}

function keyMissing(field: string, column: string | undefined, layout: string, state: CurrentRow): Fault {
  return fault(importFaults, 'key_missing', { field, layout, column }, state.place(column, state.number));
}

function warnOfOrder(first: string, second: string, values: Values, state: CurrentRow): void {
  const a = values[first];
  const b = values[second];
  if (typeof a !== 'number' || typeof b !== 'number' || b >= a) return;
  // A date without a time stands at its midnight, and may mean any moment of its day.
  const wholeDay = localOf(state.zone(), b) % dayMillis === 0;
  if (wholeDay && a < b + dayMillis) return;
  state.warn(second, fault(importFaults, 'order_implausible', { first, second }));
}
