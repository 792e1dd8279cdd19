import type { Label } from '../facts/label.js';
import { annexSheets, type Contract, type ContractRule, type HandoutTerms, type Measure } from './contract.js';
import type { ContractTerms } from './contract-terms.js';
import type { CreditItem, CreditRule } from './improvement/credits.js';

/** A value as config has it: every scalar is the text that is written. */
export type PlainTerms = string | readonly PlainTerms[] | { readonly [key: string]: PlainTerms };

type PlainMap = { readonly [key: string]: PlainTerms };

/** A contract as it stands in config, key by key; what it leaves out is left out. */
export function plainContract({ contract, credits }: ContractTerms): PlainMap {
  const { id, scope, from, until, reference, month_starts_on: starts, rules, measures, handout } = contract;
  return {
    id,
    ...scope,
    from,
    ...given('until', until),
    ...(reference === undefined ? {} : { reference: plainLabel(reference) }),
    ...(starts === undefined ? {} : { month_starts_on: String(starts) }),
    ...plainRules(rules),
    measures: measures.map(({ group, weight, metrics }) => ({
      group: plainLabel(group),
      ...given('weight', weight?.text),
      metrics: metrics.map(plainMeasure),
    })),
    ...(credits === undefined ? {} : { credits: plainCredits(credits) }),
    ...(handout === undefined ? {} : { handout: plainHandout(handout) }),
  };
}

const given = (key: string, text: string | undefined): PlainMap => (text === undefined ? {} : { [key]: text });

const plainLabel = ({ en, zh }: Label): PlainTerms => (en === zh ? en : { en, zh });

function plainRules(rules: Contract['rules']): PlainMap {
  const plain = ({ is, says }: ContractRule): PlainTerms => (says === undefined ? is : { is, says: plainLabel(says) });
  const named = Object.entries(rules).map(([name, rule]) => [name, plain(rule)] as const);
  return named.length === 0 ? {} : { rules: Object.fromEntries(named) };
}

function plainMeasure(measure: Measure): PlainMap {
  const { metric, comparator, level, minimum, stretch, min_population: least, weight, scope, reference } = measure;
  return {
    metric,
    ...(comparator === undefined ? {} : given(comparator, level?.text)),
    ...given('minimum', minimum?.text),
    ...given('stretch', stretch?.text),
    ...(least === 1 ? {} : { min_population: String(least) }),
    ...given('weight', weight?.text),
    ...(Object.keys(scope).length === 0 ? {} : { scope: { ...scope } }),
    ...given('reference', reference),
  };
}

function plainCredits({ fee, per, currency, at_risk, bonus_cap, point_value, items }: CreditRule): PlainMap {
  return {
    ...given('fee', fee?.text),
    per,
    currency,
    ...given('at_risk', at_risk?.text),
    ...given('bonus_cap', bonus_cap?.text),
    ...given('point_value', point_value?.text),
    items: items.map(plainItem),
  };
}

function plainItem({ metric, pool, steps, each }: CreditItem): PlainMap {
  if (each === undefined)
    return {
      metric,
      ...given('pool', pool?.text),
      steps: steps.map(({ comparator, limit, effect, amount }) => ({ [comparator]: limit.text, [effect]: amount.text })),
    };
  const { amount, free, at_most: most } = each;
  return { metric, each: amount.text, ...(free === 0 ? {} : { free: String(free) }), ...given('at_most', most?.text) };
}

function plainHandout({ year_to_date: year, same_month_last_year: last, annex, sign_off: signs }: HandoutTerms): PlainMap {
  const isAll = annex.length === annexSheets.length && annexSheets.every((sheet, at) => annex[at] === sheet);
  return {
    year_to_date: String(year),
    same_month_last_year: String(last),
    annex: isAll ? 'all' : annex.length === 0 ? 'none' : [...annex],
    ...(signs.length === 0 ? {} : { sign_off: signs.map(plainLabel) }),
  };
}
