import type { MetricDefinition } from '../../contract/rules.js';
import { useTranslation } from '../language.js';
import { useMetrics } from '../metric-labels.js';
import { type Area, areaOf, GroupedChoice } from './grouped-choice.js';

interface Props {
  readonly value: string;
  readonly choose: (metric: string) => void;
  /** Those that the contract has already, which come first. */
  readonly agreed?: readonly string[];
  /** Their figures in the month that is looked at; what has one comes first, with it. */
  readonly figures?: ReadonlyMap<string, string> | undefined;
}

/** The choice of the metric that something is agreed for. */
export function MetricChoiceField({ value, choose, agreed = [], figures }: Props) {
  const { words, say } = useTranslation();
  const { contract } = words.forms;
  const choices = useMetrics().map(metric => {
    const figure = figures?.get(metric.id);
    return {
      value: metric.id,
      label: say(metric.label),
      beside: figure,
      area: agreed.includes(metric.id) ? ('agreed' as const) : figure === undefined ? areaOfMetric(metric) : ('figured' as const),
    };
  });
  return (
    <GroupedChoice
      label={contract.metric}
      name="metric"
      choices={choices}
      unchosen={contract.chooseMetric}
      isRequired
      value={value}
      choose={choose}
    />
  );
}

function areaOfMetric(metric: MetricDefinition): Area {
  if (metric.kind === 'formula') return areaOf(null);
  return areaOf(metric.kind === 'ratio' ? (metric.numerator[0]?.of ?? null) : metric.of);
}
