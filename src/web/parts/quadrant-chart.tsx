import type { Quadrants } from '../../contract/improvement.js';
import { useTranslation } from '../language.js';
import { scoreText } from '../number.js';
import { ScrollTable } from './scroll-table.js';
import { TableHead } from './table-head.js';

const [width, height, left, right, top, bottom] = [520, 380, 34, 14, 14, 34];

/** Importance against performance, with the cross-hairs; the table beside it says the same in words. */
export function QuadrantChart({ quadrants }: { readonly quadrants: Quadrants }) {
  const { words, say } = useTranslation();
  const { improvement } = words;
  const { metrics, importance } = quadrants;
  const caption = `${improvement.quadrants}: ${say(quadrants.label)}`;
  const text = (value: number): string => (importance === 'weights' ? `${(value * 100).toFixed(1)} %` : scoreText(value));
  return (
    <section class="card" aria-label={caption}>
      <h2>{caption}</h2>
      <p class="hint">{improvement.quadrantsHint}</p>
      <div class="quadrants">
        <Drawing quadrants={quadrants} />
        <ScrollTable caption={caption}>
          <TableHead
            columns={[
              { number: '#' },
              words.metric,
              { number: improvement.importance },
              { number: improvement.performance },
              improvement.quadrant,
            ]}
          />
          <tbody>
            {metrics.map((one, i) => (
              <tr key={one.metric}>
                <td class="number">{i + 1}</td>
                <th scope="row">{say(one.label)}</th>
                <td class="number">{text(one.importance)}</td>
                <td class="number">{scoreText(one.performance)}</td>
                <td class={one.quadrant === 'concentrate_here' ? 'worse' : ''}>{improvement.quadrantNames[one.quadrant]}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </div>
    </section>
  );
}

/** Points in one place are one point with all their numbers. */
function placesOf({ metrics }: Quadrants) {
  const places = new Map<string, { readonly at: Quadrants['metrics'][number]; readonly numbers: number[] }>();
  for (const [i, at] of metrics.entries()) {
    const key = `${at.importance.toFixed(4)} ${at.performance.toFixed(2)}`;
    const place = places.get(key) ?? { at, numbers: [] };
    place.numbers.push(i + 1);
    places.set(key, place);
  }
  return [...places.values()];
}

function Drawing({ quadrants }: { readonly quadrants: Quadrants }) {
  const { words, say } = useTranslation();
  const { improvement } = words;
  const { importance_at: importanceAt, performance_at: performanceAt, metrics } = quadrants;
  const most = Math.max(...metrics.map(({ importance }) => importance), importanceAt ?? 0) * 1.12 || 1;
  const x = (performance: number): number => left + ((performance - 1) / 9) * (width - left - right);
  const y = (importance: number): number => height - bottom - (importance / most) * (height - top - bottom);
  const [low, high, start, end] = [height - bottom, top, left, width - right];
  const names = improvement.quadrantNames;
  return (
    <svg
      class="quadrant-chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${improvement.quadrants}: ${say(quadrants.label)}`}
    >
      <rect class="frame" x={start} y={high} width={end - start} height={low - high} />
      {performanceAt !== null && <line class="hair" x1={x(performanceAt)} x2={x(performanceAt)} y1={high} y2={low} />}
      {importanceAt !== null && <line class="hair" x1={start} x2={end} y1={y(importanceAt)} y2={y(importanceAt)} />}
      <text class="corner" x={start + 6} y={high + 16}>
        {names.concentrate_here}
      </text>
      <text class="corner" x={end - 6} y={high + 16} text-anchor="end">
        {names.keep_up}
      </text>
      <text class="corner" x={start + 6} y={low - 8}>
        {names.low_priority}
      </text>
      <text class="corner" x={end - 6} y={low - 8} text-anchor="end">
        {names.possible_overkill}
      </text>
      {[1, 4, 7, 10].map(score => (
        <text key={score} class="axis" x={x(score)} y={low + 14} text-anchor="middle">
          {score}
        </text>
      ))}
      <text class="axis" x={(start + end) / 2} y={height - 4} text-anchor="middle">
        {improvement.performance} →
      </text>
      <text class="axis" x={14} y={(low + high) / 2} text-anchor="middle" transform={`rotate(-90 14 ${(low + high) / 2})`}>
        {improvement.importance} →
      </text>
      {placesOf(quadrants).map(({ at, numbers }) => {
        // What lies at the right edge is named to its left.
        const isAtEdge = x(at.performance) > end - 60;
        return (
          <g key={at.metric} class={at.quadrant === 'concentrate_here' ? 'point point-here' : 'point'}>
            <circle cx={x(at.performance)} cy={y(at.importance)} r="4.5" />
            <text x={x(at.performance) + (isAtEdge ? -8 : 8)} y={y(at.importance) + 4} text-anchor={isAtEdge ? 'end' : 'start'}>
              {numbers.join(', ')}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
