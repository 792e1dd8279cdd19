import type { Measure, Offered } from '../contract-start.js';
import { useTranslation } from '../language.js';
import { ChoiceField } from './choice-field.js';
import { MetricMeaning } from './metric-meaning.js';
import { NumberField } from './number-field.js';
import { SuggestField } from './suggest-field.js';
import { TextField } from './text-field.js';

interface Props extends Pick<Offered, 'comparators' | 'sites'> {
  readonly measure: Measure;
  readonly title: string;
  readonly unit: string;
  readonly change: (part: Partial<Measure>) => void;
  readonly remove: () => void;
}

/** What many contracts do not say of a measure. */
export function MeasureDetails({ measure, title, unit, comparators, sites, change, remove }: Props) {
  const { words, say } = useTranslation();
  const { contract } = words.forms;
  const level = (name: 'minimum' | 'stretch') => (
    <NumberField
      of={{ unit }}
      label={contract[name]}
      name={name}
      title={name === 'minimum' ? contract.minimumHint : ''}
      value={measure[name]}
      write={text => change({ [name]: text })}
    />
  );
  return (
    <div class="stack">
      <div class="fields tight">
        <ChoiceField
          label={contract.comparator}
          name="comparator"
          choices={comparators.map(({ value, label }) => ({ value, label: say(label) }))}
          unchosen={contract.noLevel}
          value={measure.comparator}
          choose={comparator => change({ comparator, ...(comparator === '' ? { level: '' } : {}) })}
        />
        {level('minimum')}
        {level('stretch')}
        <TextField
          label={contract.minPopulation}
          name="min_population"
          type="number"
          min="0"
          value={measure.min_population}
          write={min_population => change({ min_population })}
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
    </div>
  );
}

/** Of which part of the work a measure is. */
function PartFields({ measure, sites, change }: Pick<Props, 'measure' | 'sites' | 'change'>) {
  const { contract } = useTranslation().words.forms;
  return (
    <fieldset class="field">
      <legend>{contract.onlyPart}</legend>
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
    </fieldset>
  );
}
