import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { gapText } from '../number.js';
import { at, withQuery } from '../rest.js';
import type { FigureShown, PortfolioShown } from '../portfolio-shown.js';
import { resultText, standardText } from '../result.js';
import { filled } from '../words/en.js';
import { Nothing } from './notice.js';
import { ScrollTable } from './scroll-table.js';
import { StatusBadge } from './status.js';
import { TableHead } from './table-head.js';

const first = 12;

/** A figure of a client as it misses an agreed level or an internal one, with the points that it costs the client's index. */
interface Gap {
  readonly isInternal: boolean;
  readonly client: string;
  readonly name: PortfolioShown['clients'][number]['name'];
  readonly metric: FigureShown & PortfolioShown['metrics'][number];
  readonly points: number | null;
}

/** The figures that miss their standard, the worst first; all of them on demand. */
export function WorstGaps({ data }: { readonly data: PortfolioShown }) {
  const { words } = useTranslation();
  const [isAll, setAll] = useState(false);
  const all = allGaps(data);
  const gaps = isAll ? all : all.slice(0, first);
  return (
    <section class="card" aria-label={words.portfolio.worst}>
      <h2>{words.portfolio.worst}</h2>
      <p class="hint">{words.portfolio.worstHint}</p>
      {gaps.length === 0 ? <Nothing>{words.portfolio.noGaps}</Nothing> : <GapTable gaps={gaps} period={data.period} />}
      {gaps.length < all.length && (
        <p>
          {filled(words.portfolio.shownGaps, { shown: gaps.length, count: all.length })}{' '}
          <button type="button" class="plain" onClick={() => setAll(true)}>
            {words.portfolio.allGaps}
          </button>
        </p>
      )}
    </section>
  );
}

/** What was agreed first: no client is owed what the firm holds itself to. */
function allGaps({ clients, metrics, gaps, internal_gaps: internal = [] }: PortfolioShown): readonly Gap[] {
  const labels = new Map(metrics.map(({ metric, label }) => [metric, label]));
  const found = (id: Pick<Gap['metric'], 'metric'> & { readonly client: string }) => {
    const of = clients.find(one => one.client === id.client);
    const metric = of?.metrics.find(one => one.metric === id.metric);
    const label = labels.get(id.metric);
    if (of === undefined || metric === undefined || label === undefined) return [];
    return [{ client: of.client, name: of.name, metric: { ...metric, label } }];
  };
  return [
    ...gaps.flatMap(gap => found(gap).map(one => ({ ...one, isInternal: false, points: gap.points }))),
    ...internal.flatMap(gap =>
      found(gap).map(one => ({
        ...one,
        metric: { ...one.metric, ...one.metric.internal },
        isInternal: true,
        points: null,
      })),
    ),
  ];
}

function GapTable({ gaps, period }: { readonly gaps: readonly Gap[]; readonly period: PortfolioShown['period'] }) {
  const translation = useTranslation();
  const { words, say, language } = translation;
  return (
    <ScrollTable caption={words.portfolio.worst} kind="stacked gaps">
      <TableHead
        columns={[
          words.client,
          words.metric,
          words.figures.status,
          { number: words.figures.value },
          { number: words.figures.gap },
          { number: words.portfolio.points },
        ]}
      />
      <tbody>
        {gaps.map(({ client, name, metric, points, isInternal }) => (
          <tr key={`${client} ${metric.metric} ${isInternal}`}>
            <th scope="row">{say(name) || client}</th>
            <td data-label={words.metric}>
              <span>
                <a href={withQuery(at`/clients/${client}/metrics/${metric.metric}`, { period })}>{say(metric.label)}</a>
                {isInternal && <span class="quiet"> {words.figures.internalMark}</span>}
              </span>
            </td>
            <td data-label={words.figures.status}>
              <StatusBadge status={metric.status} />
            </td>
            <td class="number" data-label={words.figures.value} title={standardText(metric.unit, metric.standard, translation)}>
              {resultText(metric, translation)}
            </td>
            <td class="number worse" data-label={words.figures.gap}>
              {metric.gap === null ? '' : gapText(metric.unit, metric.gap, language)}
            </td>
            <td class={points === null ? 'number empty' : 'number'} data-label={words.portfolio.points}>
              {points === null ? '' : points.toFixed(2)}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
