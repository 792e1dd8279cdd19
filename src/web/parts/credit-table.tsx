import type { Credits } from '../../contract/credits.js';
import { comparatorSigns } from '../../words/comparator-signs.js';
import { nameIn } from '../../words/name.js';
import { useTranslation } from '../language.js';
import type { Translation } from '../translation.js';
import { useMetricLabels, useMetrics } from '../metric-labels.js';
import { countText, decimalText, numberOf } from '../number.js';
import { levelText } from '../result.js';
import { filled } from '../words/en.js';
import { ScrollTable } from './scroll-table.js';
import { TableHead } from './table-head.js';

interface Props {
  readonly credits: Credits;
  readonly title: string;
  readonly linkTo: (metric: string) => string;
}

/** The service credits of a contract, line by line, and what they come to. */
export function CreditTable({ credits, title, linkTo }: Props) {
  const translation = useTranslation();
  const { words, say } = translation;
  const labels = useMetricLabels();
  const metrics = useMetrics();
  const unitOf = (metric: string): string => metrics.find(({ id }) => id === metric)?.unit ?? '';
  const { improvement } = words;
  const { lines, currency, net, capped, undecided, at_risk: atRisk } = credits;
  const caption = `${title}: ${say(credits.label)}`;
  return (
    <section class="card" aria-label={caption}>
      <h2>{caption}</h2>
      <ScrollTable caption={caption}>
        <TableHead
          columns={[
            words.metric,
            { number: improvement.failed },
            improvement.step,
            { number: `${improvement.amount} (${currency})` },
            improvement.because,
          ]}
        />
        <tbody>
          {lines.map(({ metric, label, failed, step, amount, because }) => (
            <tr key={metric}>
              <th scope="row">{label === null ? labels(metric) : <a href={linkTo(metric)}>{say(label)}</a>}</th>
              <td class="number">{failed === null ? '–' : countText(failed)}</td>
              <td class="fixed">{step === null ? '–' : stepText(step, unitOf(metric), translation)}</td>
              <td class="number">{amount === null ? words.noData : decimalText(amount)}</td>
              <td>{improvement.creditReasons[because] ?? because}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <p>
        {improvement.net}:{' '}
        <strong>
          {decimalText(net)} {currency}
        </strong>{' '}
        <span class="quiet">
          {atRisk !== null && filled(improvement.atRisk, { amount: decimalText(atRisk), currency })}{' '}
          {capped && improvement.capped} {undecided > 0 && filled(improvement.undecided, { count: undecided })}
        </span>
      </p>
    </section>
  );
}

/** `less_than 98%` as a sign and a level in the metric's unit, `each 25.00` as a factor. */
function stepText(step: string, unit: string, translation: Translation): string {
  const [comparator = '', level = ''] = step.split(' ');
  if (comparator === 'each') return `× ${level}`;
  const number = numberOf(level);
  const shown = number === undefined ? level : levelText(unit, number, translation);
  return comparator in comparatorSigns ? `${nameIn(comparatorSigns, comparator)} ${shown}` : step;
}
