import type { Expression } from '../expressions/expression.js';
import { compileMetric, expressionsOf } from '../metrics/compile.js';
import { isLeaf, type Node } from '../weights/tree.js';
import type { Rulebook } from './rulebook.js';

/**
 * Everything that an answer can be about: metrics, branches of indexes, items of phrase tables, and what metrics compare `item` with.
 * Undefined where the rules cannot say: none of them is about answers, or one reads `item` in another way, so that it may take any.
 */
export function surveyItems({
  metrics,
  indexes,
  phrases,
  fields,
}: Pick<Rulebook, 'metrics' | 'indexes' | 'phrases' | 'fields'>): ReadonlySet<string> | undefined {
  const compared = metrics
    .filter(({ kind }) => kind !== 'formula')
    .flatMap(metric => compileMetric(metric, fields).parts)
    .filter(({ of }) => of === 'survey_answer')
    .flatMap(({ terms }) => terms.flatMap(expressionsOf))
    .flatMap(itemsIn);
  if (compared.length === 0 || compared.includes(undefined)) return undefined;
  return new Set([
    ...metrics.map(({ id }) => id),
    ...indexes.flatMap(({ tree }) => tree.flatMap(branches)),
    ...phrases.flatMap(({ items = [] }) => items),
    ...compared.filter(item => item !== undefined),
  ]);
}

const branches = (node: Node): readonly string[] => (isLeaf(node) ? [] : [node.id, ...node.children.flatMap(branches)]);

/** The texts that stand beside `item` in the expression; undefined for an operation on it that names none. */
function itemsIn(expression: Expression): readonly (string | undefined)[] {
  if (expression.node !== 'call') return [];
  const below = expression.arguments.flatMap(itemsIn);
  if (!expression.arguments.some(one => one.node === 'name' && one.name === 'item')) return below;
  // Whether there is an item at all says nothing of which ones.
  if (expression.operation === 'is_missing') return below;
  if (!comparing.has(expression.operation)) return [...below, undefined];
  const texts = expression.arguments.flatMap(one => (one.node === 'literal' && typeof one.value === 'string' ? [one.value] : []));
  return [...below, ...(texts.length === 0 ? [undefined] : texts)];
}

const comparing: ReadonlySet<string> = new Set(['equal', 'unequal']);
