import type { Label, Language } from '../facts/label.js';
import { heatMapSheet } from './heat-map.js';
import { indexLabels } from './input.js';
import { numberText } from './number-format.js';
import { palette } from './palette.js';
import { plainText } from './plain-text.js';
import { portfolioAudit, portfolioCoverage, portfolioGaps } from './portfolio-lists.js';
import { type Outlooks, overviewSheet } from './portfolio-overview.js';
import { cell, gap, heading, type Row, type Sheet, type Workbook } from './sheet.js';
import { type Standing, standings, type StandingsInput } from './standings.js';
import { say } from '../words/say.js';
import { shownStatuses, wordsOf, type Words } from './words.js';
import { scoreFormat } from './number-format.js';
import type { BarChart } from './chart.js';

/** All clients of one period side by side, as plain data. */
export type Portfolio = Workbook;

/** Everything a portfolio is made of. */
export interface PortfolioInput extends StandingsInput {
  readonly organisation: Label;
  /** What stands beside each client's figures; left out where nothing is known but these. */
  readonly outlooks?: Outlooks;
  /** UTC milliseconds. */
  readonly madeAt: number;
}

/** The portfolio of a period: an overview on one page, ranking, heat map, worst gaps, coverage, and what was evaluated. */
export function portfolio(input: PortfolioInput): Portfolio {
  const { language } = input;
  const words = wordsOf(language);
  const ranked = standings(input);
  const organisation = plainText(input.organisation[language], 60);
  const period = plainText(ranked[0]?.evaluation.document.period ?? '', 30);
  return {
    language,
    title: `${organisation} · ${period} · ${words.portfolio}`,
    subject: rankingTitle(language, ranked),
    author: organisation,
    madeAt: input.madeAt,
    head: [organisation, `${words.portfolio} · ${period}`],
    foot: words.portfolio,
    pageWords: words.page,
    sheets: [
      overviewSheet(language, words, ranked, input.outlooks ?? new Map()),
      rankingSheet(input, words, ranked, period),
      heatMapSheet(language, words, ranked),
      portfolioGaps(language, words, ranked),
      portfolioCoverage(language, words, ranked),
      portfolioAudit(language, words, ranked, input.madeAt),
    ],
  };
}

function rankingTitle(language: Language, ranked: readonly Standing[]): string {
  const scored = ranked.filter(({ index }) => (index?.score ?? null) !== null);
  const [best, worst] = [scored[0], scored.at(-1)];
  if (best === undefined || worst === undefined)
    return say(language, 'No client has an index score in this period', '本期没有客户具有指数得分');
  const top = numberText('', best.index?.score ?? 0, 1);
  if (best === worst) return say(language, `${best.name} scores ${top} of 10`, `${best.name}得分 ${top}（满分 10）`);
  const low = numberText('', worst.index?.score ?? 0, 1);
  return say(
    language,
    `${best.name} leads with ${top}; ${worst.name} is last with ${low}`,
    `${best.name}以 ${top} 分居首；${worst.name} ${low} 分居末`,
  );
}

const chartRows = 16;

function rankingSheet(input: PortfolioInput, words: Words, ranked: readonly Standing[], period: string): Sheet {
  const { language } = input;
  const indexes = indexLabels(
    language,
    ranked.map(({ evaluation }) => evaluation),
  );
  const indexIds = indexes.map(([id]) => id);
  const heads = [
    say(language, 'Rank', '名次'),
    say(language, 'Client', '客户'),
    ...indexes.map(([, label]) => plainText(label, 60)),
    ...shownStatuses.map(status => words.statuses[status]),
    say(language, 'Coverage', '数据覆盖'),
    say(language, 'State', '状态'),
  ];
  const charts = ranked.some(({ index }) => (index?.score ?? null) !== null) ? [rankingChart(language, ranked)] : [];
  return {
    name: words.sheets.ranking,
    tab: palette.ink,
    widths: [7, 40, ...indexes.map(() => 15), 9, 9, 9, 10, 12, 9, 11, 12],
    rows: [
      ...rankingHeading(input, words, ranked, period, heads.length),
      {
        cells: heads.map((head, position) =>
          cell(head, position === 1 ? 'header' : position === 0 ? 'headerCenter' : 'headerRight'),
        ),
        height: 32,
      },
      ...ranked.map((standing, position) => rankingRow(words, standing, position, indexIds)),
      gap(12),
      ...Array.from({ length: charts.length * chartRows }, () => gap(17)),
    ],
    tables: [],
    colours: [],
    pictures: charts.map(chart => ({ chart, left: 0, row: 6 + ranked.length })),
    frozen: { rows: 5, columns: 2 },
    repeated: '5:5',
    pagesHigh: 0,
  };
}

function rankingHeading(
  { organisation, language }: PortfolioInput,
  words: Words,
  ranked: readonly Standing[],
  period: string,
  span: number,
): readonly Row[] {
  const over = `${plainText(organisation[language], 80)} · ${words.portfolio} · ${period}`;
  const note = say(
    language,
    `${ranked.length} clients, ranked by index; no score where the data covers too little`,
    `共 ${ranked.length} 家客户，按指数排名；数据覆盖不足者无得分`,
  );
  return [{ cells: [cell(over, 'over', { span })], height: 18 }, ...heading(rankingTitle(language, ranked), note, span)];
}

function rankingRow(
  words: Words,
  { evaluation, name, metrics, index }: Standing,
  position: number,
  indexIds: readonly string[],
): Row {
  const fixed = metrics.filter(({ stage }) => stage === 'fixed');
  const score = index?.score ?? null;
  return {
    cells: [
      cell(score === null ? '–' : position + 1, 'center'),
      cell(name, 'strong'),
      ...indexIds.map(id => {
        const own = evaluation.document.indexes.find(each => each.index === id)?.score ?? null;
        return own === null ? cell(words.noScore, 'number') : cell(own, 'bold', { format: scoreFormat(own) });
      }),
      ...shownStatuses.map(status => {
        const count = fixed.filter(metric => metric.status === status).length;
        return cell(count, 'number', { format: '0', ...(count > 0 ? { tone: status } : {}) });
      }),
      index === undefined ? cell(null, 'number') : cell(index.coverage, 'number', { format: '0 %' }),
      cell(words.states[evaluation.state], 'number'),
    ],
    height: 20,
  };
}

const maxBars = 20;

function rankingChart(language: Language, ranked: readonly Standing[]): BarChart {
  const shownOnes = ranked.slice(0, maxBars);
  const label = ranked.find(({ index }) => index !== undefined)?.index?.label[language] ?? '';
  return {
    kind: 'bar',
    title: plainText(label, 60),
    subtitle: `${say(language, 'Score 1-10', '得分（1-10）')}${ranked.length > maxBars ? say(language, `, the first ${maxBars} of ${ranked.length}`, `，前 ${maxBars} 名（共 ${ranked.length} 家）`) : ''}`,
    labels: shownOnes.map(({ name }) => plainText(name, 60)),
    values: shownOnes.map(({ index }) => index?.score ?? null),
    colours: shownOnes.map(() => palette.accent),
    bounds: [0, 10],
    missing: say(language, 'no score', '无得分'),
    numbers: { percent: false, digits: 1, suffix: '' },
    width: 900,
    height: Math.min(360, Math.max(190, 100 + shownOnes.length * 30)),
  };
}
