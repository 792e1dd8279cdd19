import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isOnlyProposed, type Measure, type Offered, usualComparator } from '../contract-start.js';
import { useTranslation } from '../language.js';
import { useMetricLabels, useMetrics } from '../metric-labels.js';
import { filled } from '../words/en.js';
import { useAreFieldsFaulty } from './faulty-fields.js';
import { MeasureDetails } from './measure-details.js';
import { MetricChoiceField } from './metric-choice-field.js';
import { NumberField } from './number-field.js';

interface Props extends Offered {
  readonly measure: Measure;
  readonly number: number;
  readonly isLast: boolean;
  readonly figureHead: string;
  readonly change: (part: Partial<Measure>) => void;
  readonly remove: () => void;
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

/** One measure: what it is, its figure, the level that is agreed and its weight; everything else unfolds below it. */
export function MeasureRow({ measure, number, isLast, figureHead, change, remove, ...offered }: Props) {
  const { forms } = useTranslation().words;
  const { contract } = forms;
  const { unit = '', improves } = useMetrics().find(({ id }) => id === measure.metric) ?? {};
  const title = useMetricLabels()(measure.metric) || filled(contract.measure, { number });
  const row = useRef<HTMLTableRowElement>(null);
  const wasChosen = useRef(measure.metric !== '');
  useLayoutEffect(() => {
    // Who has chosen what is measured goes on with its level.
    if (!wasChosen.current && measure.metric !== '') row.current?.querySelector<HTMLElement>('.level input')?.focus();
    wasChosen.current = measure.metric !== '';
  }, [measure.metric]);
  const [isUnfolded, setUnfolded] = useState(() => isOfPart(measure));
  const isOpen = useAreFieldsFaulty(detailFields) || isUnfolded;
  const id = useId();
  const { figures } = offered;
  const figure = isOfPart(measure) ? undefined : figures?.texts.get(measure.metric);
  return (
    <>
      <tr ref={row} class={isLast ? 'is-last' : ''}>
        <th scope="row">
          <WhatIsMeasured {...{ measure, title, unit, figures, change }} />
        </th>
        <td class={figure === undefined ? 'number empty' : 'number'} data-label={figureHead}>
          {figure}
        </td>
        <td class="level" data-label={contract.level}>
          <Level {...{ measure, unit, improves, change }} {...offered} />
        </td>
        <td class="weight" data-label={contract.weight}>
          {measure.metric !== '' && (
            <NumberField
              of="share"
              label={contract.weight}
              isLabelHidden
              name="weight"
              value={measure.weight}
              write={weight => change({ weight })}
            />
          )}
        </td>
        <td>
          {measure.metric === '' ? (
            <button type="button" class="plain" aria-label={`${contract.removeMeasure}: ${title}`} onClick={remove}>
              {forms.take}
            </button>
          ) : (
            <More {...{ id, title, isOpen }} press={() => setUnfolded(!isOpen)} />
          )}
        </td>
      </tr>
      <tr id={id} class="details-row" hidden={!isOpen}>
        <td colSpan={5}>
          <MeasureDetails {...{ measure, title, unit, change, remove }} {...offered} />
        </td>
      </tr>
    </>
  );
}

interface MoreProps {
  readonly id: string;
  readonly title: string;
  readonly isOpen: boolean;
  readonly press: () => void;
}

/** Unfolds the details of a measure. */
function More({ id, title, isOpen, press }: MoreProps) {
  const { contract } = useTranslation().words.forms;
  const says = `${contract.more}: ${title}`;
  return (
    <button type="button" class="plain" aria-expanded={isOpen} aria-controls={id} aria-label={says} onClick={press}>
      {contract.more}
    </button>
  );
}

/** Whether a measure is of a part of the work. */
const isOfPart = ({ site, carrier, lane, department }: Measure): boolean =>
  [site, carrier, lane, department].some(text => text !== '');

/** What stands in the part that unfolds. */
const detailFields = ['comparator', 'minimum', 'stretch', 'min_population', 'site', 'carrier', 'lane', 'department', 'reference'];

interface WhatProps extends Pick<Props, 'measure' | 'change' | 'figures'> {
  readonly title: string;
  readonly unit: string;
}

/** The metric: a list to choose from, until one is chosen. */
function WhatIsMeasured({ measure, title, unit, figures, change }: WhatProps) {
  const { contract } = useTranslation().words.forms;
  const metrics = useMetrics();
  if (measure.metric !== '')
    return (
      <>
        {title} {unit !== '' && <span class="quiet">{filled(contract.inUnit, { unit })}</span>}
      </>
    );
  const choose = (metric: string): void => {
    const improves = metrics.find(({ id }) => id === metric)?.improves;
    change({ metric, comparator: usualComparator(improves) });
  };
  return <MetricChoiceField value="" figures={figures?.texts} choose={choose} />;
}

interface LevelProps extends Pick<Props, 'measure' | 'change' | 'comparators' | 'proposed'> {
  readonly unit: string;
  readonly improves: 'up' | 'down' | undefined;
}

/** The level that is agreed, behind the comparison that holds. */
function Level({ measure, unit, improves, comparators, proposed, change }: LevelProps) {
  const { words, say } = useTranslation();
  const { contract } = words.forms;
  if (measure.metric === '') return null;
  if (measure.comparator === '') return <span class="quiet">{contract.noLevel}</span>;
  const example = unit === '%' ? (improves === 'down' ? '0.2%' : '97.5%') : (examples[unit] ?? '');
  return (
    <>
      <span class="quiet">{say(comparators.find(({ value }) => value === measure.comparator)?.label)}</span>
      <NumberField
        of={{ unit }}
        label={contract.level}
        isLabelHidden
        name="level"
        required={!isOnlyProposed(measure, proposed)}
        title={contract.levelHint}
        placeholder={example === '' ? '' : filled(contract.forExample, { example })}
        value={measure.level}
        write={level => change({ level })}
      />
    </>
  );
}
