import type { IndexExplanation, NodeExplained } from '../../app/audit/explain-index.js';
import { scoreText, shareText } from '../../explain/index-arithmetic.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { wordsOf } from '../../reports/words.js';
import { textTable } from './result-table.js';

/** An index's explanation for the terminal. */
export function indexExplanationText(index: IndexExplanation, language: Language): string {
  const { evaluation, label, score, coverage, min_coverage, arithmetic, nodes } = index;
  const { id, client, period, revision, state, as_of_batch } = evaluation;
  const words = wordsOf(language);
  const head = say(
    language,
    'part|score|declared weight|effective weight|share of the whole|status',
    '组成|得分|设定权重|有效权重|占总体|状态',
  ).split('|');
  const branches = (all: readonly NodeExplained[]): readonly string[] =>
    all.flatMap(node => [
      ...(node.arithmetic === null ? [] : [`${node.id}${say(language, ': ', '：')}${node.arithmetic}`]),
      ...branches(node.children),
    ]);
  const lines = (all: readonly NodeExplained[], depth: number): readonly (readonly string[])[] =>
    all.flatMap(node => [
      [
        `${'  '.repeat(depth)}${say(language, `${node.label.en} (${node.id})`, `${node.label.zh}（${node.id}）`)}`,
        node.score === null ? '–' : scoreText(node.score),
        shareText(node.weight),
        shareText(node.effective_weight),
        shareText(node.share),
        node.status === undefined ? '' : words.statuses[node.status].toLowerCase(),
      ],
      ...lines(node.children, depth + 1),
    ]);
  return [
    say(language, `${label.en} (${index.index}), ${client}, ${period}`, `${label.zh}（${index.index}），${client}，${period}`),
    say(
      language,
      `evaluation ${id}, revision ${revision}, ${state}; known at batch ${as_of_batch}`,
      `评价 ${id}，第 ${revision} 版，${words.states[state]}；截至批次 ${as_of_batch}`,
    ),
    '',
    say(
      language,
      `score     ${score === null ? 'none' : (arithmetic ?? scoreText(score))}`,
      `得分  ${score === null ? '无' : (arithmetic ?? scoreText(score))}`,
    ),
    say(
      language,
      `coverage  ${shareText(coverage)} of the weights had data; at least ${shareText(min_coverage)} must have`,
      `覆盖  有数据的权重占 ${shareText(coverage)}；至少须为 ${shareText(min_coverage)}`,
    ),
    ...branches(nodes),
    '',
    textTable([head, ...lines(nodes, 0)], [1, 2, 3, 4]),
  ].join('\n');
}
