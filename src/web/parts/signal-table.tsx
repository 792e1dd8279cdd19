import type { ConsequenceDue, Signal } from '../../contract/improvement.js';
import { useTranslation } from '../language.js';
import { useMetricLabels } from '../metric-labels.js';
import { valueText } from '../number.js';
import { filled } from '../words/en.js';
import { Nothing, Notice } from './notice.js';
import { ScrollTable } from './scroll-table.js';
import { TableHead } from './table-head.js';

interface Props {
  readonly signals: readonly Signal[];
  readonly consequences: readonly ConsequenceDue[];
  readonly linkTo: (metric: string) => string;
}

/** Runs of misses with what follows from them, and periods outside their control limits; the longest run first. */
export function SignalTable({ signals, consequences, linkTo }: Props) {
  const { words, say, language } = useTranslation();
  const { improvement } = words;
  const labels = useMetricLabels();
  return (
    <section class="card" aria-label={improvement.signals}>
      <h2>{improvement.signals}</h2>
      {consequences.map(({ metric, label, misses, since }) => (
        <Notice key={`${metric} ${label.en}`} tone="warn">
          {filled(improvement.due, { label: say(label), metric: labels(metric), misses, since })}
        </Notice>
      ))}
      {signals.length === 0 ? (
        <Nothing>{improvement.noSignals}</Nothing>
      ) : (
        <ScrollTable caption={improvement.signals}>
          <TableHead columns={[words.metric, { number: improvement.misses }, improvement.since, improvement.out]} />
          <tbody>
            {[...signals]
              .sort((a, b) => b.misses - a.misses)
              .map(({ metric, label, misses, since, out }) => (
                <tr key={metric}>
                  <th scope="row">
                    <a href={linkTo(metric)}>{say(label)}</a>
                  </th>
                  <td class={misses > 0 ? 'number worse' : 'number'}>{misses}</td>
                  <td class="fixed">{since ?? '–'}</td>
                  <td class="because">
                    {out
                      .map(({ period, share, side, low, high }) =>
                        filled(improvement.outOf, {
                          period,
                          share: valueText('%', share, [low, high], language),
                          side: improvement[side],
                          low: valueText('%', low, [share], language),
                          high: valueText('%', high, [share], language),
                        }),
                      )
                      .join(' · ')}
                  </td>
                </tr>
              ))}
          </tbody>
        </ScrollTable>
      )}
    </section>
  );
}
