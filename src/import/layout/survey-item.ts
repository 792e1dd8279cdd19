import type { Values } from '../../facts/fact.js';
import type { FactKind } from '../../facts/kinds.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';

/** A check of a whole answer: whether anything counts its item. Undefined where there is nothing to check. */
export function itemCheck(
  kind: FactKind,
  { items, layout }: { readonly items?: ReadonlySet<string> | undefined; readonly layout: string },
): ((values: Values, place: FaultPlace) => Fault | undefined) | undefined {
  if (kind.name !== 'survey_answer' || items === undefined) return undefined;
  const known = [...items];
  return ({ item }, place) =>
    typeof item !== 'string' || items.has(item)
      ? undefined
      : fault(importFaults, 'survey_item_unknown', { value: item, field: 'item', layout, known }, place);
}
