import type { FormOf } from '../../contract/config-forms.js';
import { contractFaults } from '../../faults/contracts.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import type { Language } from '../../facts/label.js';
import { plainNumber } from '../../reports/contract-workbook/read-values.js';
import { expressionOf, type RuleItem } from '../../reports/contract-workbook/rule-forms.js';
import { headingIn, type RuleChoice, ruleChoices } from '../../reports/contract-workbook/words.js';
import type { PlainMap } from '../../rulebook/plain.js';
import type { Wanted, WantedMap } from '../../rulebook/wanted.js';
import { comparators } from '../../standards/standard.js';
import { exactly, labelFrom, orNull } from './labels.js';

type Form = FormOf<'contract'>;
type Measure = Form['groups'][number]['measures'][number];
type Rule = Form['rules'][number];

/** What a contract is to say, by its form; a Stop where a rule lacks what its choice needs. */
export const wantedContract = (
  form: Form,
  now: PlainMap,
  { items, language }: { readonly items: readonly RuleItem[]; readonly language: Language },
): WantedMap => ({
  id: form.id.trim(),
  client: orNull(form.client),
  segment: orNull(form.segment),
  from: orNull(form.from),
  until: orNull(form.until),
  reference: labelFrom(form.name),
  month_starts_on: numberOrNull(form.month_starts_on),
  rules: wantedRules(form.rules, now, { items, language }),
  measures: form.groups.map(({ name, weight, measures }) => ({
    group: labelFrom(name),
    weight: numberOrNull(weight),
    metrics: measures.map(measure => wantedMeasure(measure, language)),
  })),
  credits: wantedCredits(form.credits, language),
  handout: wantedHandout(form.handout),
});

const numberOrNull = (text: string): string | null => (text.trim() === '' ? null : plainNumber(text));

/** A map without what is left out; null where nothing is left. */
function filledOrNull(map: WantedMap): WantedMap | null {
  return Object.values(map).every(value => value === null) ? null : map;
}

const wantedMeasure = ({ site, carrier, lane, department, ...measure }: Measure, language: Language): WantedMap => ({
  metric: measure.metric,
  ...compared({ ...measure, language }),
  minimum: numberOrNull(measure.minimum),
  stretch: numberOrNull(measure.stretch),
  min_population: numberOrNull(measure.min_population),
  weight: numberOrNull(measure.weight),
  scope: filledOrNull({
    department: orNull(department),
    site: orNull(site),
    carrier: orNull(carrier),
    lane: orNull(lane),
  }),
  reference: orNull(measure.reference),
});

interface Compared {
  readonly metric: string;
  readonly comparator: string;
  readonly level: string;
  readonly language: Language;
}

/** The comparison that is chosen, and none of the others; a Stop where only one half of it is filled in. */
function compared({ metric, comparator, level, language }: Compared): WantedMap {
  if ((comparator === '') !== (level.trim() === '')) {
    const heading = `${metric}: ${headingIn(comparator === '' ? 'comparator' : 'level', language)}`;
    throw new Stop(2, [fault(contractFaults, 'contract_cell_missing', { heading })]);
  }
  return Object.fromEntries(comparators.map(one => [one, one === comparator ? plainNumber(level) : null]));
}

function wantedRules(
  rules: readonly Rule[],
  now: PlainMap,
  known: { readonly items: readonly RuleItem[]; readonly language: Language },
): WantedMap | null {
  if (rules.length === 0) return null;
  return exactly(Object.fromEntries(rules.map(rule => [rule.name, wantedRule(rule, known)])), now['rules']);
}

function wantedRule(
  { name, choice, number, field, expression, says }: Rule,
  { items, language }: { readonly items: readonly RuleItem[]; readonly language: Language },
): Wanted {
  const item = items.find(one => one.name === name);
  const chosen = isChoice(choice) ? choice : 'own';
  const counted = item?.fields.find(one => one.name === field);
  const found = expressionOf(
    item ?? { name, label: { en: name, zh: name }, gives: 'other', usual: '', choices: [], fields: [] },
    {
      choice: chosen,
      ...(number.trim() === '' ? {} : { number: plainNumber(number) }),
      ...(counted === undefined ? {} : { field: counted }),
      ...(expression.trim() === '' ? {} : { expression: expression.trim() }),
    },
  );
  if ('needs' in found) {
    const heading = `${item?.label[language] ?? name}: ${headingIn(found.needs, language)}`;
    throw new Stop(2, [fault(contractFaults, 'contract_cell_missing', { heading })]);
  }
  const label = labelFrom(says);
  return label === null ? found.is : { is: found.is, says: label };
}

const isChoice = (text: string): text is RuleChoice => text in ruleChoices;

function wantedCredits({ items, ...terms }: Form['credits'], language: Language): WantedMap | null {
  const wanted = {
    fee: numberOrNull(terms.fee),
    per: orNull(terms.per),
    currency: orNull(terms.currency),
    at_risk: numberOrNull(terms.at_risk),
    bonus_cap: numberOrNull(terms.bonus_cap),
    point_value: numberOrNull(terms.point_value),
  };
  if (items.length === 0 && filledOrNull(wanted) === null) return null;
  return {
    ...wanted,
    items: items.map(({ metric, steps, ...item }) => ({
      metric,
      pool: numberOrNull(item.pool),
      steps:
        steps.length === 0
          ? null
          : steps.map(({ comparator, limit, effect, amount }) => ({
              ...compared({ metric, comparator, level: limit, language }),
              credit: effect === 'bonus' ? null : plainNumber(amount),
              bonus: effect === 'bonus' ? plainNumber(amount) : null,
            })),
      each: numberOrNull(item.each),
      free: numberOrNull(item.free),
      at_most: numberOrNull(item.at_most),
    })),
  };
}

function wantedHandout({ annex, sheets, sign_off: signs, ...flags }: Form['handout']): WantedMap | null {
  const labels = signs.flatMap(names => labelFrom(names) ?? []);
  return filledOrNull({
    year_to_date: orNull(flags.year_to_date),
    same_month_last_year: orNull(flags.same_month_last_year),
    annex: annex === 'some' ? sheets : orNull(annex),
    sign_off: labels.length === 0 ? null : labels,
  });
}
