import type { Ranking } from '../../contract/improvement.js';
import { useTranslation } from '../language.js';
import { scoreText } from '../number.js';
import { filled } from '../words/en.js';
import { Nothing } from './notice.js';
import { ScrollTable } from './scroll-table.js';
import { StatusBadge } from './status.js';
import { TableHead } from './table-head.js';

interface Props {
  readonly ranking: Ranking;
  readonly linkTo: (metric: string) => string;
}

/** Points of an index: as many decimals as keep something apart from nothing. */
const pointsText = (points: number): string => (points !== 0 && points < 0.005 ? points.toPrecision(1) : points.toFixed(2));

/** The metrics of an index by the points that a full score would give back. */
export function RankingTable({ ranking: { metrics, points, label }, linkTo }: Props) {
  const { words, say } = useTranslation();
  const { improvement, figures } = words;
  const most = Math.max(...metrics.map(one => one.points), 0);
  const caption = `${improvement.ranking}: ${say(label)}`;
  return (
    <section class="card" aria-label={caption}>
      <h2>{caption}</h2>
      <p class="hint">{filled(improvement.rankingHint, { points: pointsText(points) })}</p>
      {metrics.length === 0 ? (
        <Nothing>{improvement.nothingLost}</Nothing>
      ) : (
        <ScrollTable caption={caption} kind="ranking">
          <TableHead
            columns={[
              { number: improvement.rank },
              words.metric,
              { number: improvement.points },
              null,
              { number: improvement.weight },
              { number: figures.score },
              figures.status,
            ]}
          />
          <tbody>
            {metrics.map(one => (
              <tr key={one.metric}>
                <td class="number">{one.rank}</td>
                <th scope="row">
                  {one.status === null ? say(one.label) : <a href={linkTo(one.part_of ?? one.metric)}>{say(one.label)}</a>}
                </th>
                <td class="number strong">{pointsText(one.points)}</td>
                <td class="bar-cell" aria-hidden="true">
                  <span class="bar">
                    <span style={{ width: `${most === 0 ? 0 : (100 * one.points) / most}%` }} />
                  </span>
                </td>
                <td class="number">{(one.weight * 100).toFixed(1)} %</td>
                <td class="number">{scoreText(one.score)}</td>
                <td>{one.status === null ? '' : <StatusBadge status={one.status} />}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </section>
  );
}
