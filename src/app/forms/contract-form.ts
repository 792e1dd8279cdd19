import type { FormOf } from '../../contract/config-forms.js';
import { asMap, type Plain, type PlainMap } from '../../rulebook/plain.js';
import { formOf, type RuleItem } from '../../reports/contract-workbook/rule-forms.js';
import { comparators } from '../../standards/standard.js';
import { namesOf, textIn } from './labels.js';

type Form = FormOf<'contract'>;
type Group = Form['groups'][number];
type Item = Form['credits']['items'][number];

/** A contract in the fields of its form; `items` are the rules that can be worded. */
export const contractForm = (plain: PlainMap, items: readonly RuleItem[]): Form => ({
  id: textIn(plain['id']),
  client: textIn(plain['client']),
  segment: textIn(plain['segment']),
  from: textIn(plain['from']),
  until: textIn(plain['until']),
  month_starts_on: textIn(plain['month_starts_on']),
  name: namesOf(plain['reference']),
  groups: listIn(plain['measures']).map(groupForm),
  rules: Object.entries(asMap(plain['rules'] ?? null)).map(([name, rule]) => ruleForm(name, rule, items)),
  credits: creditsForm(asMap(plain['credits'] ?? null)),
  handout: handoutForm(asMap(plain['handout'] ?? null)),
});

const listIn = (plain: Plain | undefined): readonly PlainMap[] => (Array.isArray(plain) ? plain.map(asMap) : []);

const groupForm = (plain: PlainMap): Group => ({
  name: namesOf(plain['group']),
  weight: textIn(plain['weight']),
  measures: listIn(plain['metrics']).map(measure => {
    const scope = asMap(measure['scope'] ?? null);
    return {
      metric: textIn(measure['metric']),
      ...levelIn(measure, 'level'),
      minimum: textIn(measure['minimum']),
      stretch: textIn(measure['stretch']),
      min_population: textIn(measure['min_population']),
      weight: textIn(measure['weight']),
      site: textIn(scope['site']),
      carrier: textIn(scope['carrier']),
      lane: textIn(scope['lane']),
      department: textIn(scope['department']),
      reference: textIn(measure['reference']),
    };
  }),
});

/** A comparison, and what is compared with. */
function levelIn<K extends string>(plain: PlainMap, key: K): { readonly [name in K | 'comparator']: string } {
  const comparator = comparators.find(one => one in plain);
  const level = comparator === undefined ? '' : textIn(plain[comparator]);
  // The two keys of the type.
  return { comparator: comparator ?? '', [key]: level } as { readonly [name in K | 'comparator']: string };
}

function ruleForm(name: string, rule: Plain, items: readonly RuleItem[]): Form['rules'][number] {
  const is = typeof rule === 'string' ? rule : textIn(asMap(rule)['is']);
  const item = items.find(one => one.name === name);
  const { choice, number, field, expression } =
    item === undefined ? ({ choice: 'own', expression: is } as const) : formOf(item, is);
  return {
    name,
    choice,
    number: number ?? '',
    field: field?.name ?? '',
    expression: expression ?? '',
    says: namesOf(asMap(rule)['says']),
  };
}

const creditsForm = (plain: PlainMap): Form['credits'] => ({
  currency: textIn(plain['currency']),
  fee: textIn(plain['fee']),
  per: textIn(plain['per']),
  at_risk: textIn(plain['at_risk']),
  bonus_cap: textIn(plain['bonus_cap']),
  point_value: textIn(plain['point_value']),
  items: listIn(plain['items']).map(
    (item): Item => ({
      metric: textIn(item['metric']),
      pool: textIn(item['pool']),
      each: textIn(item['each']),
      free: textIn(item['free']),
      at_most: textIn(item['at_most']),
      steps: listIn(item['steps']).map(step => {
        const effect = 'bonus' in step ? 'bonus' : 'credit';
        return { ...levelIn(step, 'limit'), effect, amount: textIn(step[effect]) };
      }),
    }),
  ),
});

function handoutForm(plain: PlainMap): Form['handout'] {
  const { annex, sign_off: signs } = plain;
  return {
    year_to_date: textIn(plain['year_to_date']),
    same_month_last_year: textIn(plain['same_month_last_year']),
    annex: Array.isArray(annex) ? 'some' : textIn(annex),
    sheets: Array.isArray(annex) ? annex.map(textIn) : [],
    sign_off: Array.isArray(signs) ? signs.map(namesOf) : [],
  };
}
