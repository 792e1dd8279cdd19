import type { Portfolio } from '../staff-answers.js';
import { useSpeech } from '../language.js';
import { gapText } from '../number.js';
import { at, withQuery } from '../rest.js';
import { resultText, standardText } from '../result.js';
import { Nothing } from './notice.js';
import { ScrollTable } from './scroll-table.js';
import { StatusBadge } from './status.js';

const most = 12;

/** The figures that miss their standard, the lowest score first, then the widest gap. */
export function WorstGaps({ data }: { readonly data: Portfolio }) {
  const speech = useSpeech();
  const { words, say, language } = speech;
  const gaps = data.clients
    .flatMap(({ client, name, metrics }) =>
      metrics.filter(({ status }) => status === 'missed' || status === 'at_risk').map(metric => ({ client, name, metric })),
    )
    .sort((a, b) => (a.metric.score ?? 11) - (b.metric.score ?? 11) || (a.metric.gap ?? 0) - (b.metric.gap ?? 0))
    .slice(0, most);
  return (
    <section class="card" aria-label={words.portfolio.worst}>
      <h2>{words.portfolio.worst}</h2>
      {gaps.length === 0 ? (
        <Nothing>{words.portfolio.noGaps}</Nothing>
      ) : (
        <ScrollTable caption={words.portfolio.worst}>
          <thead>
            <tr>
              <th scope="col">{words.client}</th>
              <th scope="col">{words.metric}</th>
              <th scope="col">{words.figures.status}</th>
              <th scope="col" class="number">
                {words.figures.value}
              </th>
              <th scope="col" class="number">
                {words.figures.gap}
              </th>
            </tr>
          </thead>
          <tbody>
            {gaps.map(({ client, name, metric }) => (
              <tr key={`${client} ${metric.metric}`}>
                <th scope="row">{say(name) || client}</th>
                <td>
                  <a href={withQuery(at`/clients/${client}/metrics/${metric.metric}`, { period: data.period })}>
                    {say(metric.label)}
                  </a>
                </td>
                <td>
                  <StatusBadge status={metric.status} />
                </td>
                <td class="number" title={standardText(metric.unit, metric.standard, speech)}>
                  {resultText(metric, speech)}
                </td>
                <td class="number worse">{metric.gap === null ? '' : gapText(metric.unit, metric.gap, language)}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </section>
  );
}
