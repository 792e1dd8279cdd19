import { useId } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { useMetricLabels, useMetrics } from '../metric-labels.js';
import { filled } from '../words/en.js';

interface Props {
  readonly chosen: readonly string[];
  readonly choose: (metrics: readonly string[]) => void;
}

/** The metrics that something is about: added one by one, taken away again. */
export function MetricChoice({ chosen, choose }: Props) {
  const { words, say } = useTranslation();
  const { amendments } = words;
  const metrics = useMetrics();
  const id = useId();
  return (
    <>
      <label class="field">
        <span>{amendments.metrics}</span>
        <select
          value=""
          aria-describedby={id}
          onChange={event => {
            const { value } = event.currentTarget;
            if (value !== '') choose([...chosen, value]);
          }}
        >
          <option value="">{amendments.addMetric}</option>
          {metrics
            .filter(metric => !chosen.includes(metric.id))
            .map(metric => (
              <option key={metric.id} value={metric.id}>
                {say(metric.label)}
              </option>
            ))}
        </select>
      </label>
      {chosen.length === 0 ? (
        <p id={id} class="hint">
          {amendments.metricsHint}
        </p>
      ) : (
        <ChosenMetrics id={id} {...{ chosen, choose }} />
      )}
    </>
  );
}

function ChosenMetrics({ id, chosen, choose }: Props & { readonly id: string }) {
  const { amendments } = useTranslation().words;
  const nameOf = useMetricLabels();
  return (
    <ul id={id} class="chosen">
      {chosen.map(metric => (
        <li key={metric}>
          {nameOf(metric)}
          <button
            type="button"
            class="plain"
            title={filled(amendments.take, { metric: nameOf(metric) })}
            aria-label={filled(amendments.take, { metric: nameOf(metric) })}
            onClick={() => choose(chosen.filter(one => one !== metric))}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
