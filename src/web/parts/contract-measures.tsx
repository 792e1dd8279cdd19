import type { ConfigObjects, ContractChoices, FormOf } from '../../contract/config-forms.js';
import { changedAt, withoutAt } from '../edited-list.js';
import { useTranslation } from '../language.js';
import { useMetricLabels, useMetrics } from '../metric-labels.js';
import { filled } from '../words/en.js';
import { ChoiceField } from './choice-field.js';
import { FieldsAt } from './faulty-fields.js';
import { MetricChoiceField } from './metric-choice-field.js';
import { MetricMeaning } from './metric-meaning.js';
import { NumberField } from './number-field.js';
import { SuggestField } from './suggest-field.js';
import { TextField } from './text-field.js';

type Group = FormOf<'contract'>['groups'][number];
type Measure = Group['measures'][number];

const emptyMeasure: Measure = {
  metric: '',
  comparator: '',
  level: '',
  minimum: '',
  stretch: '',
  min_population: '',
  weight: '',
  site: '',
  carrier: '',
  lane: '',
  department: '',
  reference: '',
};

interface Offered {
  readonly comparators: ContractChoices['comparators'];
  readonly sites: ConfigObjects['sites'];
}

interface Props extends Offered {
  readonly groups: readonly Group[];
  readonly change: (groups: Group[]) => void;
}

/** What was agreed, in groups, in the order in which it is shown. */
export function ContractMeasures({ groups, change, ...offered }: Props) {
  const { contract } = useTranslation().words.forms;
  return (
    <section class="stack" aria-label={contract.measures}>
      <h3>{contract.measures}</h3>
      <p class="hint">{contract.measuresHint}</p>
      {groups.map((group, i) => (
        <FieldsAt key={i} at={['groups', i]}>
          <GroupFields
            number={i + 1}
            group={group}
            change={part => change([...changedAt(groups, i, part)])}
            remove={() => change([...withoutAt(groups, i)])}
            {...offered}
          />
        </FieldsAt>
      ))}
      <p>
        <button
          type="button"
          onClick={() => change([...groups, { name: { en: '', zh: '' }, weight: '', measures: [emptyMeasure] }])}
        >
          {contract.addGroup}
        </button>
      </p>
    </section>
  );
}

interface GroupProps extends Offered {
  readonly group: Group;
  readonly number: number;
  readonly change: (part: Partial<Group>) => void;
  readonly remove: () => void;
}

function GroupFields({ group, number, change, remove, ...offered }: GroupProps) {
  const { words, say, language } = useTranslation();
  const { contract, fields } = words.forms;
  const { name, weight, measures } = group;
  const title = say({ en: name.en || name.zh, zh: name.zh || name.en }) || filled(contract.group, { number });
  return (
    <fieldset class="boxed stack">
      <legend>{title}</legend>
      <div class="fields">
        <TextField
          label={fields.en}
          name="name.en"
          required={language === 'en' && name.zh === ''}
          value={name.en}
          write={en => change({ name: { ...name, en } })}
        />
        <TextField
          label={fields.zh}
          name="name.zh"
          required={language === 'zh' && name.en === ''}
          value={name.zh}
          write={zh => change({ name: { ...name, zh } })}
        />
        <NumberField
          of="share"
          label={contract.groupWeight}
          name="weight"
          placeholder="0.6"
          value={weight}
          write={text => change({ weight: text })}
        />
      </div>
      {measures.map((measure, i) => (
        <FieldsAt key={i} at={['measures', i]}>
          <MeasureFields
            number={i + 1}
            measure={measure}
            change={part => change({ measures: [...changedAt(measures, i, part)] })}
            remove={() => change({ measures: [...withoutAt(measures, i)] })}
            {...offered}
          />
        </FieldsAt>
      ))}
      <p class="form-row">
        <button type="button" onClick={() => change({ measures: [...measures, emptyMeasure] })}>
          {contract.addMeasure}
        </button>
        <button type="button" class="plain" aria-label={`${contract.removeGroup}: ${title}`} onClick={remove}>
          {contract.removeGroup}
        </button>
      </p>
    </fieldset>
  );
}

interface MeasureProps extends Offered {
  readonly measure: Measure;
  readonly number: number;
  readonly change: (part: Partial<Measure>) => void;
  readonly remove: () => void;
}

/** One measure: the metric, and the level that is agreed. */
function MeasureFields({ measure, number, change, remove, comparators, sites }: MeasureProps) {
  const { words, say } = useTranslation();
  const { contract } = words.forms;
  const metrics = useMetrics();
  const nameOf = useMetricLabels();
  const { unit = '', improves } = metrics.find(({ id }) => id === measure.metric) ?? {};
  const title = measure.metric === '' ? filled(contract.measure, { number }) : nameOf(measure.metric);
  return (
    <fieldset class="boxed stack">
      <legend>
        {title} {unit !== '' && <span class="quiet">{filled(contract.inUnit, { unit })}</span>}
      </legend>
      <div class="fields tight">
        <MetricChoiceField value={measure.metric} choose={metric => change({ metric })} />
        <ChoiceField
          label={contract.comparator}
          name="comparator"
          choices={comparators.map(({ value, label }) => ({ value, label: say(label) }))}
          unchosen={contract.noLevel}
          value={measure.comparator}
          choose={comparator => change({ comparator, ...(comparator === '' ? { level: '' } : {}) })}
        />
        {measure.comparator !== '' && <LevelFields {...{ measure, unit, improves, change }} />}
        <NumberField
          of="share"
          label={contract.weight}
          name="weight"
          value={measure.weight}
          write={weight => change({ weight })}
        />
        <TextField
          label={contract.clause}
          name="reference"
          value={measure.reference}
          write={reference => change({ reference })}
        />
      </div>
      <MetricMeaning metric={measure.metric} />
      <PartFields measure={measure} sites={sites} change={change} />
      <p>
        <button type="button" class="plain" aria-label={`${contract.removeMeasure}: ${title}`} onClick={remove}>
          {contract.removeMeasure}
        </button>
      </p>
    </fieldset>
  );
}

interface FieldsProps {
  readonly measure: Measure;
  readonly change: (part: Partial<Measure>) => void;
}

interface LevelProps extends FieldsProps {
  readonly unit: string;
  readonly improves: 'up' | 'down' | undefined;
}

/** Levels as they are commonly agreed, by unit. */
const examples: Readonly<Record<string, string>> = {
  hours: '2',
  minutes: '30',
  seconds: '20',
  days: '3',
  points: '8.5',
  count: '5',
};

/** The level that is agreed, and what goes with it. */
function LevelFields({ measure, unit, improves, change }: LevelProps) {
  const { contract } = useTranslation().words.forms;
  const example = unit === '%' ? (improves === 'down' ? '0.2%' : '97.5%') : (examples[unit] ?? '');
  const of = { unit };
  return (
    <>
      <NumberField
        of={of}
        label={contract.level}
        name="level"
        required
        placeholder={example === '' ? '' : filled(contract.forExample, { example })}
        value={measure.level}
        write={level => change({ level })}
      />
      <NumberField
        of={of}
        label={contract.minimum}
        name="minimum"
        title={contract.minimumHint}
        value={measure.minimum}
        write={minimum => change({ minimum })}
      />
      <NumberField
        of={of}
        label={contract.stretch}
        name="stretch"
        value={measure.stretch}
        write={stretch => change({ stretch })}
      />
      <TextField
        label={contract.minPopulation}
        name="min_population"
        type="number"
        min="0"
        value={measure.min_population}
        write={min_population => change({ min_population })}
      />
    </>
  );
}

/** Of which part of the work a measure is. */
function PartFields({ measure, sites, change }: FieldsProps & Pick<Offered, 'sites'>) {
  const { contract } = useTranslation().words.forms;
  const isPart = [measure.site, measure.carrier, measure.lane, measure.department].some(text => text !== '');
  return (
    <details class="part" open={isPart}>
      <summary>{contract.onlyPart}</summary>
      <div class="fields tight">
        <SuggestField
          label={contract.site}
          name="site"
          known={sites.map(({ id }) => id)}
          value={measure.site}
          write={site => change({ site })}
        />
        <TextField label={contract.carrier} name="carrier" value={measure.carrier} write={carrier => change({ carrier })} />
        <TextField label={contract.lane} name="lane" value={measure.lane} write={lane => change({ lane })} />
        <TextField
          label={contract.department}
          name="department"
          value={measure.department}
          write={department => change({ department })}
        />
      </div>
    </details>
  );
}
