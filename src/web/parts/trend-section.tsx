import type { Trend } from '../../contract/figures.js';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import type { Translation } from '../translation.js';
import { digitsOf } from '../../digits/digits.js';
import { scoreText, numberText } from '../number.js';
import { useResource } from '../resource.js';
import { at, withQuery } from '../rest.js';
import { resultText, standardText } from '../result.js';
import { Loading } from './notice.js';
import { Shown } from './problem.js';
import { ScrollTable } from './scroll-table.js';
import { StatusBadge } from './status.js';
import { TableHead } from './table-head.js';

type Drawn = ComponentType<{ readonly trend: Trend; readonly label: string }>;

/** The month that lies so many before another: 2026-01 is five before 2026-06. */
export function monthBefore(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const months = year * 12 + number - 1 - count;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** A metric over twelve months: drawn, and as a table for who reads rather than sees. */
export function TrendSection({ client, metric, to }: { readonly client: string; readonly metric: string; readonly to: string }) {
  const translation = useTranslation();
  const { words } = translation;
  const path = withQuery(at`/clients/${client}/trend`, { metric, from: monthBefore(to, 11), to, grain: 'month' });
  const [trend, reload] = useResource<Trend>(path);
  const Chart = useChart();
  return (
    <section class="card" aria-label={words.metricPage.trend}>
      <h2>{words.metricPage.trend}</h2>
      <Shown of={trend} retry={reload}>
        {data => {
          const known = fromFirst(data);
          // Lines need two points; of one, only its figures say something.
          if (known.points.filter(({ value }) => value !== null).length < 2)
            return (
              <>
                <p class="quiet">{words.clientPage.oneMonth}</p>
                <TrendTable trend={known} />
              </>
            );
          return (
            <>
              <Legend trend={known} />
              {Chart === undefined ? <Loading /> : <Chart trend={known} label={pointsText(known, translation)} />}
              <details>
                <summary>{words.metricPage.values}</summary>
                <TrendTable trend={known} />
              </details>
            </>
          );
        }}
      </Shown>
    </section>
  );
}

/** The chart's code is loaded where a chart is shown, not before. */
function useChart(): Drawn | undefined {
  const [held, setHeld] = useState<{ readonly Chart: Drawn }>();
  useEffect(() => {
    void import('./trend-chart.js').then(({ TrendChart }) => setHeld({ Chart: TrendChart }));
  }, []);
  return held?.Chart;
}

/** Months before the first evaluation say nothing. */
function fromFirst(trend: Trend): Trend {
  const first = trend.points.findIndex(({ status }) => status !== 'not_evaluated');
  return { ...trend, points: first < 0 ? trend.points : trend.points.slice(first) };
}

const pointsText = ({ points, unit }: Trend, translation: Translation): string =>
  points.map(({ period, value, standard }) => `${period} ${resultText({ unit, value, standard }, translation)}`).join(', ');

function Legend({ trend }: { readonly trend: Trend }) {
  const { words } = useTranslation();
  const entries = [
    ['value', words.figures.value, true],
    ['standard', words.figures.standard, trend.points.some(({ standard }) => standard !== null)],
    ['interval', words.figures.interval, trend.points.some(({ interval }) => interval !== null)],
    ['limits', words.metricPage.limits, trend.points.some(({ limits }) => limits !== null)],
  ] as const;
  return (
    <ul class="legend" aria-hidden="true">
      {entries
        .filter(([, , isThere]) => isThere)
        .map(([id, label]) => (
          <li key={id}>
            <span class={`key key-${id}`} />
            {label}
          </li>
        ))}
    </ul>
  );
}

function TrendTable({ trend }: { readonly trend: Trend }) {
  const translation = useTranslation();
  const { words, language } = translation;
  const { unit } = trend;
  const number = (value: number): string => numberText(unit, value, digitsOf(unit, value, []), language);
  return (
    <ScrollTable caption={words.metricPage.trend}>
      <TableHead
        columns={[
          words.period,
          words.figures.status,
          { number: words.figures.value },
          { number: words.figures.standard },
          { number: words.figures.interval },
          { number: words.figures.judged },
          { number: words.figures.score },
        ]}
      />
      <tbody>
        {trend.points.map(({ period, status, value, standard, interval, n, score, state }) => (
          <tr key={period}>
            <th scope="row">
              {period}
              {state === 'provisional' && <span class="tag">{words.clientPage.provisionalShort}</span>}
            </th>
            <td>
              <StatusBadge status={status} />
            </td>
            <td class="number strong">{status === 'not_evaluated' ? '' : resultText({ unit, value, standard }, translation)}</td>
            <td class="number">{standardText(unit, standard, translation)}</td>
            <td class="number">{interval === null ? '' : `${number(interval[0])} – ${number(interval[1])}`}</td>
            <td class="number">{n ?? ''}</td>
            <td class="number">{score === null ? '' : scoreText(score)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
