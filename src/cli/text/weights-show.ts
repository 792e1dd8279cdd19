import type { WeightedIndex, WeightedNode, Weights } from '../../contract/weights.js';
import type { Language } from '../../facts/label.js';
import { namesOf } from '../../words/names.js';
import { namedProvenance } from '../../words/provenance.js';
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
  const whose = client === null ? (segment === null ? '' : `, segment ${segment}`) : `, ${client}`;
  const dates = `${from === null ? '' : `, from ${from}`}${until === null ? '' : ` until ${until}`}`;
  const origin = namedProvenance(namesOf(language), provenance ?? { method: 'given' }).map(
    ([name, text]) => `  ${name}: ${text}`,
  );
  const raised = amplify.map(one => `  amplified: ${one.metric} by ${one.factor}, at most ${one.at_most}`);
  return [`${label[language]} (${index})${whose}${dates}`, ...origin, ...raised];
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
  const head = ['', 'weight', 'of the whole', ...(hasEffective ? ['effective'] : [])];
  return textTable([head, ...lines(nodes, 0)], [1, 2, 3]);
}

const percent = (share: number): string => `${Number((share * 100).toFixed(4))} %`;
