import type { FormOf } from '../../contract/config-forms.js';
import { contractFaults } from '../../faults/contracts.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import type { Language } from '../../facts/label.js';
import { expressionOf, type RuleItem, withoutDays } from '../../reports/contract-workbook/rule-forms.js';
import { headingIn, type RuleChoice, ruleChoices } from '../../reports/contract-workbook/words.js';
import type { Metric } from '../../metrics/definition.js';
import type { PlainMap } from '../../rulebook/plain.js';
import type { Wanted, WantedMap } from '../../rulebook/wanted.js';
import { comparators } from '../../standards/standard.js';
import { contractForm } from './contract-form.js';
import { readNumbers } from './form-numbers.js';
import { exactly, labelFrom, orNull } from './labels.js';

type Form = FormOf<'contract'>;
type Measure = Form['groups'][number]['measures'][number];
type Rule = Form['rules'][number];

interface Known {
  readonly items: readonly RuleItem[];
  readonly metrics: readonly Metric[];
  readonly language: Language;
}

/** What a contract is to say, by its form; a Stop with every cell that lacks the other half of what is filled in, or that can be meant in two ways. */
export function wantedContract(filled: Form, now: PlainMap, known: Known): WantedMap {
  const { form, faults } = readNumbers(filled, contractForm(now, known.items), known);
  const wrong = [...halves(form, known), ...ruleNeeds(form.rules, known), ...faults];
  if (wrong.length > 0) throw new Stop(2, wrong);
  return {
    id: form.id.trim(),
    client: orNull(form.client),
    segment: orNull(form.segment),
    from: orNull(form.from),
    until: orNull(form.until),
    reference: labelFrom(form.name),
    month_starts_on: orNull(form.month_starts_on),
    rules: wantedRules(form.rules, now, known.items),
    measures: form.groups.map(({ name, weight, measures }) => ({
      group: labelFrom(name),
      weight: orNull(weight),
      metrics: measures.map(wantedMeasure),
    })),
    credits: wantedCredits(form.credits),
    handout: wantedHandout(form.handout),
  };
}

type FieldPath = readonly (string | number)[];

/** Comparisons without a level, and levels without a comparison. */
function halves({ groups, credits }: Form, { metrics, language }: Known): readonly Fault[] {
  const named = (metric: string): string => metrics.find(({ id }) => id === metric)?.label[language] ?? metric;
  const measures = groups.flatMap((group, g) =>
    group.measures.flatMap(({ metric, comparator, level }, m) =>
      half({ metric: named(metric), comparator, level, language, name: 'level', at: ['groups', g, 'measures', m] }),
    ),
  );
  const steps = credits.items.flatMap(({ metric, steps: own }, i) =>
    own.flatMap(({ comparator, limit }, s) =>
      half({ metric: named(metric), comparator, level: limit, language, name: 'limit', at: ['credits', 'items', i, 'steps', s] }),
    ),
  );
  return [...measures, ...steps];
}

interface Compared {
  readonly metric: string;
  readonly comparator: string;
  readonly level: string;
  readonly language: Language;
  /** What the level is called in the form, and the way to what it is a part of. */
  readonly name: 'level' | 'limit';
  readonly at: FieldPath;
}

function half({ metric, comparator, level, language, name, at }: Compared): readonly Fault[] {
  if ((comparator === '') === (level.trim() === '')) return [];
  const lacks = comparator === '' ? 'comparator' : 'level';
  const heading = `${metric}: ${headingIn(lacks, language)}`;
  return [fault(contractFaults, 'contract_cell_missing', { heading }, { path: [...at, lacks === 'level' ? name : lacks] })];
}

/** What the choices of rules need besides. */
function ruleNeeds(rules: readonly Rule[], { items, language }: Known): readonly Fault[] {
  return rules.flatMap((rule, i) => {
    const found = wordedRule(rule, items);
    if ('is' in found) return [];
    const label = items.find(one => one.name === rule.name)?.label[language] ?? rule.name;
    const cell = 'needs' in found ? found.needs : 'number';
    const heading = `${label}: ${headingIn(cell, language)}`;
    const place = { path: ['rules', i, cell] };
    return 'needs' in found
      ? [fault(contractFaults, 'contract_cell_missing', { heading }, place)]
      : [withoutDays(heading, language, place)];
  });
}

/** A map without what is left out; null where nothing is left. */
function filledOrNull(map: WantedMap): WantedMap | null {
  return Object.values(map).every(value => value === null) ? null : map;
}

const wantedMeasure = ({ site, carrier, lane, department, ...measure }: Measure): WantedMap => ({
  metric: measure.metric,
  ...compared(measure.comparator, measure.level),
  minimum: orNull(measure.minimum),
  stretch: orNull(measure.stretch),
  min_population: orNull(measure.min_population),
  weight: orNull(measure.weight),
  scope: filledOrNull({
    department: orNull(department),
    site: orNull(site),
    carrier: orNull(carrier),
    lane: orNull(lane),
  }),
  reference: orNull(measure.reference),
});

/** The comparison that is chosen, and none of the others. */
const compared = (comparator: string, level: string): WantedMap =>
  Object.fromEntries(comparators.map(one => [one, one === comparator ? level.trim() : null]));

function wantedRules(rules: readonly Rule[], now: PlainMap, items: readonly RuleItem[]): WantedMap | null {
  if (rules.length === 0) return null;
  return exactly(Object.fromEntries(rules.map(rule => [rule.name, wantedRule(rule, items)])), now['rules']);
}

function wantedRule(rule: Rule, items: readonly RuleItem[]): Wanted {
  const found = wordedRule(rule, items);
  if (!('is' in found)) throw new TypeError('what rules need was asked before');
  const label = labelFrom(rule.says);
  return label === null ? found.is : { is: found.is, says: label };
}

/** The expression of a rule, or what its choice needs besides. */
function wordedRule(
  { name, choice, number, field, expression }: Rule,
  items: readonly RuleItem[],
): ReturnType<typeof expressionOf> {
  const item = items.find(one => one.name === name);
  const counted = item?.fields.find(one => one.name === field);
  return expressionOf(
    item ?? { name, label: { en: name, zh: name }, of: undefined, gives: 'other', usual: '', choices: [], fields: [] },
    {
      choice: isChoice(choice) ? choice : 'own',
      ...(number.trim() === '' ? {} : { number: number.trim() }),
      ...(counted === undefined ? {} : { field: counted }),
      ...(expression.trim() === '' ? {} : { expression: expression.trim() }),
    },
  );
}

const isChoice = (text: string): text is RuleChoice => text in ruleChoices;

function wantedCredits({ items, ...terms }: Form['credits']): WantedMap | null {
  const wanted = {
    fee: orNull(terms.fee),
    per: orNull(terms.per),
    currency: orNull(terms.currency),
    at_risk: orNull(terms.at_risk),
    bonus_cap: orNull(terms.bonus_cap),
    point_value: orNull(terms.point_value),
  };
  if (items.length === 0 && filledOrNull(wanted) === null) return null;
  return {
    ...wanted,
    items: items.map(({ metric, steps, ...item }) => ({
      metric,
      pool: orNull(item.pool),
      steps:
        steps.length === 0
          ? null
          : steps.map(({ comparator, limit, effect, amount }) => ({
              ...compared(comparator, limit),
              credit: effect === 'bonus' ? null : amount.trim(),
              bonus: effect === 'bonus' ? amount.trim() : null,
            })),
      each: orNull(item.each),
      free: orNull(item.free),
      at_most: orNull(item.at_most),
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
