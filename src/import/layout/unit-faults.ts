import type { Values } from '../../facts/fact.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { constantText } from './cell.js';
import type { FieldMapping, Layout } from './schema.js';
import { canBeOneCurrency, currenciesMeant, factorMeant } from './units.js';

const unitsOf = ({ unit }: Pick<FieldMapping, 'unit'>): readonly string[] => [unit ?? []].flat();

/** What is wrong with the units of a field: they are none, or of several currencies. */
export function unitFaults(field: string, mapping: FieldMapping): readonly Fault[] {
  const units = unitsOf(mapping);
  return units.flatMap((unit, i) => {
    const other = units.slice(0, i).find(before => !canBeOneCurrency(before, unit)) ?? '';
    const why = !/[\p{L}\p{Sc}%％°]/u.test(unit)
      ? 'no_mark'
      : factorMeant(unit) !== undefined
        ? 'factor'
        : other === ''
          ? undefined
          : 'other_currency';
    return why === undefined ? [] : [fault(importFaults, 'layout_unit_unfit', { field, unit, why, other })];
  });
}

/** The fields whose unit is a currency other than the one that the layout gives all rows. */
export function constantCurrencyFaults({ fields }: Layout): readonly { readonly field: string; readonly fault: Fault }[] {
  const given = fields['currency']?.const;
  if (given === undefined) return [];
  const other = constantText(given);
  return Object.entries(fields).flatMap(([field, mapping]) => {
    const unit = unitsOf(mapping).find(one => !canBeOneCurrency(one, other));
    return unit === undefined
      ? []
      : [{ field, fault: fault(importFaults, 'layout_unit_unfit', { field, unit, why: 'other_currency', other }) }];
  });
}

/** A check of a row's own currency against the units of its amounts; undefined where no unit is a currency. */
export function currencyCheck(
  { fields }: Layout,
  layout: string,
): ((values: Values, placeOf: (field: string) => FaultPlace) => Fault | undefined) | undefined {
  const units = Object.entries(fields).flatMap(([field, mapping]) => {
    const unit = unitsOf(mapping).find(one => currenciesMeant(one).length > 0);
    return unit === undefined ? [] : [{ field, unit }];
  });
  if (units.length === 0 || fields['currency'] === undefined) return undefined;
  return (values, placeOf) => {
    const { currency } = values;
    if (typeof currency !== 'string') return undefined;
    const wrong = units.find(({ field, unit }) => (values[field] ?? null) !== null && !canBeOneCurrency(unit, currency));
    if (wrong === undefined) return undefined;
    return fault(importFaults, 'currency_differs', { value: currency, ...wrong, layout }, placeOf('currency'));
  };
}
