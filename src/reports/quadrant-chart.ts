import { actionWords } from './action-words.js';
import type { QuadrantChart } from './chart.js';
import type { ScorecardInput } from './input.js';
import { palette, tones } from './palette.js';
import { say } from '../words/say.js';

/** The importance-performance chart of an index; its points bear the numbers of the ranking below it. */
export function quadrantChart(input: ScorecardInput, index: string): readonly QuadrantChart[] {
  const quadrants = input.improvement?.quadrants.find(one => one.index === index);
  const ranking = input.improvement?.ranking.find(one => one.index === index);
  if (
    quadrants === undefined ||
    quadrants.metrics.length < 2 ||
    quadrants.importance_at === null ||
    quadrants.performance_at === null
  )
    return [];
  const { language } = input;
  const said = actionWords(language);
  const first = quadrants.metrics.filter(({ quadrant }) => quadrant === 'concentrate_here').length;
  const most = Math.max(...quadrants.metrics.map(({ importance }) => importance));
  return [
    {
      kind: 'quadrant',
      title: say(language, `${first} to concentrate on`, `${first} 项需重点改进`),
      subtitle: say(
        language,
        `${quadrants.label.en}: score across, importance up; numbers as in the table below`,
        `${quadrants.label.zh}：横轴得分，纵轴重要性；编号见下表`,
      ),
      labels: [],
      points: quadrants.metrics.map(({ metric, importance, performance, quadrant }) => ({
        x: performance,
        y: importance,
        label: String(ranking?.metrics.find(one => one.metric === metric)?.rank ?? ''),
        colour:
          quadrant === 'concentrate_here' ? tones.missed.strong : quadrant === 'keep_up' ? tones.met.strong : palette.accent,
      })),
      cross: [quadrants.performance_at, quadrants.importance_at],
      corners: [
        said.quadrants.concentrate_here,
        said.quadrants.keep_up,
        said.quadrants.low_priority,
        said.quadrants.possible_overkill,
      ],
      bounds: [0.5, 10.5],
      heightBounds: quadrants.importance === 'survey' ? [0.5, 10.5] : [0, most * 1.15],
      numbers: { percent: quadrants.importance === 'weights', digits: 0, suffix: '' },
      width: 540,
      height: 320,
    },
  ];
}
