import type { WeightedIndex, WeightedNode, Weights } from '../../contract/weights.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { provenanceLines } from './provenance.js';
import { textTable } from './result-table.js';

/** The weights: a tree for each index, and where they come from. */
export function weightsText({ indexes, evaluation }: Weights, language: Language): string {
  return indexes
    .map(index => [...headOf(index, language), '', treeText(index, language, evaluation !== null)].join('\n'))
    .join('\n\n');
}

function headOf(
  { label, index, from, until, client, segment, provenance, amplify }: WeightedIndex,
  language: Language,
): readonly string[] {
  const whose = client ?? (segment === null ? '' : say(language, `segment ${segment}`, `客户类别 ${segment}`));
  const first = from === null ? '' : say(language, `from ${from}`, `自 ${from} 起`);
  const last = until === null ? '' : say(language, ` until ${until}`, `至 ${until}`);
  const raised = amplify.map(one =>
    say(
      language,
      `  amplified: ${one.metric} by ${one.factor}, at most ${one.at_most}`,
      `  放大：${one.metric} 乘以 ${one.factor}，最多 ${one.at_most} 倍`,
    ),
  );
  const head = [`${label[language]} (${index})`, whose, first].filter(text => text !== '').join(say(language, ', ', '，'));
  return [`${head}${last}`, ...provenanceLines(provenance, language), ...raised];
}

function treeText({ nodes }: WeightedIndex, language: Language, hasEffective: boolean): string {
  const lines = (level: readonly WeightedNode[], depth: number): readonly (readonly string[])[] =>
    level.flatMap(({ label, node, weight, share, effective_weight: effective, children }) => [
      [
        `${'  '.repeat(depth)}${label[language]} (${node})`,
        weight,
        percent(share),
        ...(hasEffective ? [effective === null ? '–' : percent(effective)] : []),
      ],
      ...lines(children, depth + 1),
    ]);
  const columns = say(language, '|weight|of the whole|effective', '|权重|占总体|有效权重').split('|');
  const head = hasEffective ? columns : columns.slice(0, -1);
  return textTable([head, ...lines(nodes, 0)], [1, 2, 3]);
}

const percent = (share: number): string => `${Number((share * 100).toFixed(4))} %`;
