import type { ContractChoices, FormOf } from '../../contract/config-forms.js';
import { type NumberOf, percentages } from '../../digits/written-number.js';
import type { Measure } from '../contract-start.js';
import { changedAt, withoutAt } from '../edited-list.js';
import { useTranslation } from '../language.js';
import { useMetricLabels, useMetrics } from '../metric-labels.js';
import { ChoiceField } from './choice-field.js';
import { FieldsAt } from './faulty-fields.js';
import { MetricChoiceField } from './metric-choice-field.js';
import { MetricMeaning } from './metric-meaning.js';
import { NumberField } from './number-field.js';
import { TextField } from './text-field.js';

type Credits = FormOf<'contract'>['credits'];
type Item = Credits['items'][number];
type Step = Item['steps'][number];

interface Offered {
  readonly comparators: ContractChoices['comparators'];
  readonly effects: ContractChoices['effects'];
  /** What the contract has a level for, or at least shows. */
  readonly agreed: readonly Measure[];
}

interface Props extends Offered {
  readonly credits: Credits;
  readonly per: ContractChoices['per'];
  readonly change: (part: Partial<Credits>) => void;
}

const emptyItem: Item = { metric: '', pool: '', each: '', free: '', at_most: '', steps: [] };
const emptyStep: Step = { comparator: '', limit: '', effect: 'credit', amount: '' };

/** What misses a level, by how that is compared. */
const missing: Readonly<Record<string, string>> = {
  at_least: 'less_than',
  more_than: 'at_most',
  at_most: 'more_than',
  less_than: 'at_least',
};

/** A credit begins where its measure misses what was agreed; how much it is remains to be said. */
function begunSteps(metric: string, agreed: readonly Measure[]): Item['steps'] {
  const measure = agreed.find(one => one.metric === metric && one.level.trim() !== '');
  const comparator = missing[measure?.comparator ?? ''];
  return measure === undefined || comparator === undefined ? [] : [{ ...emptyStep, comparator, limit: measure.level }];
}

/** The next credit: of the first measure with a level that has none yet; where it is the only one, of all that is at risk. */
function begunItem(items: readonly Item[], agreed: readonly Measure[]): Item {
  const taken = new Set(items.map(({ metric }) => metric));
  const metric = agreed.find(one => !taken.has(one.metric) && begunSteps(one.metric, agreed).length > 0)?.metric ?? '';
  const isAll = items.length === 0 && metric !== '';
  return { ...emptyItem, metric, pool: isAll ? '100%' : '', steps: begunSteps(metric, agreed) };
}

/** What the client gets back: of a fee in steps, or an amount for each case. */
export function ContractCredits({ credits, per, change, ...offered }: Props) {
  const { words, say } = useTranslation();
  const { contract } = words.forms;
  const { items } = credits;
  const put = (key: 'fee' | 'at_risk' | 'bonus_cap' | 'point_value', label: string, of: NumberOf = 'plain') => (
    <NumberField of={of} label={label} name={key} value={credits[key]} write={text => change({ [key]: text })} />
  );
  return (
    <>
      <p class="hint">{contract.creditsHint}</p>
      <div class="fields tight">
        <TextField label={contract.currency} name="currency" value={credits.currency} write={currency => change({ currency })} />
        {put('fee', contract.fee)}
        <ChoiceField
          label={contract.per}
          name="per"
          choices={per.map(({ value, label }) => ({ value, label: say(label) }))}
          unchosen={contract.asUsual}
          value={credits.per}
          choose={value => change({ per: value })}
        />
        {put('at_risk', contract.atRisk, percentages)}
        {put('bonus_cap', contract.bonusCap, percentages)}
        {put('point_value', contract.pointValue)}
      </div>
      {items.map((item, i) => (
        <FieldsAt key={i} at={['items', i]}>
          <ItemFields
            item={item}
            change={part => change({ items: [...changedAt(items, i, part)] })}
            remove={() => change({ items: [...withoutAt(items, i)] })}
            {...offered}
          />
        </FieldsAt>
      ))}
      <p>
        <button type="button" onClick={() => change({ items: [...items, begunItem(items, offered.agreed)] })}>
          {contract.addItem}
        </button>
      </p>
    </>
  );
}

interface ItemProps extends Offered {
  readonly item: Item;
  readonly change: (part: Partial<Item>) => void;
  readonly remove: () => void;
}

function ItemFields({ item, change, remove, agreed, ...offered }: ItemProps) {
  const { words } = useTranslation();
  const { contract } = words.forms;
  const metrics = useMetrics();
  const title = useMetricLabels()(item.metric) || contract.addItem;
  const unit = metrics.find(({ id }) => id === item.metric)?.unit ?? '';
  const { steps } = item;
  const choose = (metric: string): void => {
    // Steps that somebody has changed stay.
    const isAsBegun = JSON.stringify(steps) === JSON.stringify(begunSteps(item.metric, agreed));
    const isByCase = [item.each, item.free, item.at_most].some(text => text !== '');
    change({ metric, ...(isAsBegun && !isByCase ? { steps: begunSteps(metric, agreed) } : {}) });
  };
  return (
    <fieldset class="boxed stack">
      <legend>{title}</legend>
      <div class="fields tight">
        <MetricChoiceField value={item.metric} agreed={agreed.map(one => one.metric)} choose={choose} />
        <NumberField of={percentages} label={contract.pool} name="pool" value={item.pool} write={pool => change({ pool })} />
        {steps.length === 0 && (
          <>
            <NumberField of="plain" label={contract.each} name="each" value={item.each} write={each => change({ each })} />
            <NumberField of="plain" label={contract.free} name="free" value={item.free} write={free => change({ free })} />
            <NumberField
              of="plain"
              label={contract.atMost}
              name="at_most"
              value={item.at_most}
              write={at_most => change({ at_most })}
            />
          </>
        )}
      </div>
      <MetricMeaning metric={item.metric} />
      {steps.map((step, i) => (
        <FieldsAt key={i} at={['steps', i]}>
          <StepFields
            step={step}
            unit={unit}
            hasPool={item.pool !== ''}
            change={part => change({ steps: [...changedAt(steps, i, part)] })}
            remove={() => change({ steps: [...withoutAt(steps, i)] })}
            {...offered}
          />
          {item.pool !== '' && <p class="hint">{contract.worth}</p>}
        </FieldsAt>
      ))}
      <p class="form-row">
        <button type="button" onClick={() => change({ steps: [...steps, emptyStep] })}>
          {contract.addStep}
        </button>
        <button type="button" class="plain" aria-label={`${contract.removeItem}: ${title}`} onClick={remove}>
          {contract.removeItem}
        </button>
      </p>
    </fieldset>
  );
}

interface StepProps extends Omit<Offered, 'agreed'> {
  readonly step: Step;
  /** That of the metric. */
  readonly unit: string;
  /** Whether what a step gives is a share and not points. */
  readonly hasPool: boolean;
  readonly change: (part: Partial<Step>) => void;
  readonly remove: () => void;
}

function StepFields({ step, unit, hasPool, change, remove, comparators, effects }: StepProps) {
  const { words, say } = useTranslation();
  const { contract } = words.forms;
  return (
    <div class="fields tight">
      <ChoiceField
        label={contract.comparator}
        name="comparator"
        choices={comparators.map(({ value, label }) => ({ value, label: say(label) }))}
        unchosen={contract.choose}
        isRequired
        value={step.comparator}
        choose={comparator => change({ comparator })}
      />
      <NumberField
        of={{ unit }}
        label={contract.limit}
        name="limit"
        required
        value={step.limit}
        write={limit => change({ limit })}
      />
      <ChoiceField
        label={contract.effect}
        name="effect"
        choices={effects.map(({ value, label }) => ({ value, label: say(label) }))}
        value={step.effect}
        choose={effect => change({ effect })}
      />
      <NumberField
        of={hasPool ? percentages : 'plain'}
        label={contract.amount}
        name="amount"
        required
        value={step.amount}
        write={amount => change({ amount })}
      />
      <p class="at-end">
        <button type="button" class="plain" onClick={remove}>
          {contract.removeStep}
        </button>
      </p>
    </div>
  );
}
