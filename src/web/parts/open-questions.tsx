import type { MetricShown } from '../performance-shown.js';
import { useTranslation } from '../language.js';
import { countText } from '../number.js';

interface Props {
  readonly metrics: readonly MetricShown[];
  readonly linkTo: (metric: string) => string;
}

/** What the figures do not hold: shipments open and overdue, facts that could not be judged, metrics without data. */
export function OpenQuestions({ metrics, linkTo }: Props) {
  const { words, say } = useTranslation();
  const overdue = metrics.find(({ metric }) => metric === 'open_overdue_rate');
  const unknown = metrics.filter(({ counts }) => counts.undetermined + counts.undated > 0);
  const excluded = metrics.filter(({ counts }) => counts.excluded > 0);
  const missing = metrics.filter(({ status }) => status === 'no_data').length;
  return (
    <section class="card" aria-label={words.clientPage.openQuestions}>
      <h3>{words.clientPage.openQuestions}</h3>
      <dl class="questions">
        {overdue !== undefined && (
          <div>
            <dt>
              <a href={linkTo(overdue.metric)}>{words.clientPage.overdue}</a>
            </dt>
            <dd class={Number(overdue.numerator) > 0 ? 'worse' : ''}>
              {overdue.numerator === null ? words.noData : countText(Number(overdue.numerator))}
            </dd>
          </div>
        )}
        <Named name={words.clientPage.withUnknown} results={unknown} linkTo={linkTo} say={say} />
        <Named name={words.clientPage.withExcluded} results={excluded} linkTo={linkTo} say={say} />
        <div>
          <dt>{words.clientPage.noDataCount}</dt>
          <dd>{missing}</dd>
        </div>
      </dl>
    </section>
  );
}

interface NamedProps {
  readonly name: string;
  readonly results: readonly MetricShown[];
  readonly linkTo: (metric: string) => string;
  readonly say: (label: MetricShown['label']) => string;
}

/** How many metrics it concerns, and which. */
function Named({ name, results, linkTo, say }: NamedProps) {
  return (
    <div>
      <dt>
        {results.length === 0 ? (
          name
        ) : (
          <details>
            <summary>{name}</summary>
            <ul class="changes">
              {results.map(({ metric, label }) => (
                <li key={metric}>
                  <a href={linkTo(metric)}>{say(label)}</a>
                </li>
              ))}
            </ul>
          </details>
        )}
      </dt>
      <dd>{results.length}</dd>
    </div>
  );
}
