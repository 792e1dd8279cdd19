import type { Words } from './words/en.js';

/** What the fields of forms are called, by their names; a name that no form has words for stands for itself. */
export function fieldWords({ forms }: Words): (name: string) => string {
  const { contract, fields, days } = forms;
  const known: Readonly<Record<string, unknown>> = {
    ...contract,
    ...days,
    ...fields,
    groups: contract.measures,
    reference: contract.clause,
    min_population: contract.minPopulation,
    month_starts_on: contract.starts,
    choice: contract.agreed,
    field: contract.countedFrom,
    at_risk: contract.atRisk,
    bonus_cap: contract.bonusCap,
    point_value: contract.pointValue,
    at_most: contract.atMost,
    year_to_date: contract.yearToDate,
    same_month_last_year: contract.lastYear,
    sign_off: contract.signature,
    works: fields.days,
  };
  return name => {
    const found = known[name];
    return typeof found === 'string' ? found : name;
  };
}
