import type { FormOf } from '../../contract/config-forms.js';
import { type NumberOf, percentages, shownLevel, writtenAs } from '../../digits/written-number.js';
import { contractFaults } from '../../faults/contracts.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import type { Language } from '../../facts/label.js';
import type { HeadingId } from '../../words/contract-headings.js';
import { headingIn } from '../../reports/contract-workbook/words.js';
import type { Metric } from '../../metrics/definition.js';

type Form = FormOf<'contract'>;
type FieldPath = readonly (string | number)[];

/** A field of a contract's form that holds a number. */
interface NumberField {
  readonly text: string;
  readonly of: NumberOf;
  readonly heading: HeadingId;
  readonly at: FieldPath;
  /** The metric that it is about. */
  readonly metric?: string;
}

type ReadField = (field: NumberField) => string;
type Metrics = readonly Pick<Metric, 'id' | 'unit' | 'label'>[];

/** A form with every number in it read in one way. */
function withNumbers(form: Form, metrics: Metrics, read: ReadField): Form {
  const { month_starts_on, groups, rules, credits } = form;
  return {
    ...form,
    month_starts_on: read({ text: month_starts_on, of: 'plain', heading: 'month_starts_on', at: ['month_starts_on'] }),
    groups: groups.map((group, g) => ({
      ...group,
      weight: read({ text: group.weight, of: 'share', heading: 'group_weight', at: ['groups', g, 'weight'] }),
      measures: group.measures.map((measure, m) => measureNumbers(measure, ['groups', g, 'measures', m], metrics, read)),
    })),
    rules: rules.map((rule, i) => ({
      ...rule,
      number: read({ text: rule.number, of: 'plain', heading: 'number', at: ['rules', i, 'number'] }),
    })),
    credits: creditNumbers(credits, metrics, read),
  };
}

type Measure = Form['groups'][number]['measures'][number];

function measureNumbers(measure: Measure, at: FieldPath, metrics: Metrics, read: ReadField): Measure {
  const { metric } = measure;
  const unit = metrics.find(({ id }) => id === metric)?.unit;
  const own = (name: 'level' | 'minimum' | 'stretch' | 'min_population' | 'weight', of: NumberOf): string =>
    read({ text: measure[name], of, heading: name, at: [...at, name], metric });
  return {
    ...measure,
    level: own('level', { unit }),
    minimum: own('minimum', { unit }),
    stretch: own('stretch', { unit }),
    min_population: own('min_population', 'plain'),
    weight: own('weight', 'share'),
  };
}

type Credits = Form['credits'];

function creditNumbers(credits: Credits, metrics: Metrics, read: ReadField): Credits {
  const own = (name: 'fee' | 'at_risk' | 'bonus_cap' | 'point_value', of: NumberOf): string =>
    read({ text: credits[name], of, heading: name, at: ['credits', name] });
  return {
    ...credits,
    fee: own('fee', 'plain'),
    at_risk: own('at_risk', percentages),
    bonus_cap: own('bonus_cap', percentages),
    point_value: own('point_value', 'plain'),
    items: credits.items.map((item, i) => itemNumbers(item, ['credits', 'items', i], metrics, read)),
  };
}

type Item = Credits['items'][number];

function itemNumbers(item: Item, at: FieldPath, metrics: Metrics, read: ReadField): Item {
  const { metric, pool } = item;
  const unit = metrics.find(({ id }) => id === metric)?.unit;
  const own = (name: 'pool' | 'each' | 'free' | 'at_most', of: NumberOf): string =>
    read({ text: item[name], of, heading: name, at: [...at, name], metric });
  return {
    ...item,
    pool: own('pool', percentages),
    each: own('each', 'plain'),
    free: own('free', 'plain'),
    at_most: own('at_most', 'plain'),
    steps: item.steps.map((step, s) => ({
      ...step,
      limit: read({ text: step.limit, of: { unit }, heading: 'limit', at: [...at, 'steps', s, 'limit'], metric }),
      amount: read({
        text: step.amount,
        of: pool === '' ? 'plain' : percentages,
        heading: 'amount',
        at: [...at, 'steps', s, 'amount'],
        metric,
      }),
    })),
  };
}

/** A form as it is shown: a level that config has as a number from 0 to 1 is the percentage that it is. */
export const shownNumbers = (form: Form, metrics: Metrics): Form =>
  withNumbers(form, metrics, ({ text, of }) => (typeof of === 'object' ? shownLevel(text, of.unit) : text));

/** Where a number stands, and what it is of: a number of another metric at the same place is another one. */
const placeOf = ({ at, metric, of }: NumberField): string => JSON.stringify([at, metric, of]);

interface Known {
  readonly metrics: Metrics;
  readonly language: Language;
}

/**
 * A form with its numbers as config writes them, and a fault for each that can be meant in two ways. A field that says what it was shown
 * with says what config has, to the letter, unless it is now about another metric or a share instead of an amount; `was` is the form as
 * config fills it.
 */
export function readNumbers(
  form: Form,
  was: Form,
  { metrics, language }: Known,
): { readonly form: Form; readonly faults: readonly Fault[] } {
  const before = new Map<string, string>();
  withNumbers(was, metrics, field => (before.set(placeOf(field), field.text), field.text));
  const faults: Fault[] = [];
  const read = withNumbers(form, metrics, field => {
    const { text, of, heading, at, metric } = field;
    const then = before.get(placeOf(field));
    if (then !== undefined && text === (typeof of === 'object' ? shownLevel(then, of.unit) : then)) return then;
    const found = writtenAs(of, text);
    if ('text' in found) return found.text;
    const about = metrics.find(({ id }) => id === metric)?.label[language] ?? metric;
    const own = headingIn(heading, language);
    const params = { heading: about === undefined ? own : `${about}: ${own}`, found: text.trim(), readings: found.readings };
    faults.push(fault(contractFaults, 'contract_number_doubtful', params, { path: [...at] }));
    return text;
  });
  return { form: read, faults };
}
