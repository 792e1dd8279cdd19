import { compare, decimalText, sum } from '../facts/exact.js';
import type { Fault } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { ruleFaults } from '../faults/rules.js';
import { formulaFaults, type RuleContext, type RuleFault } from '../metrics/check.js';
import { formulaMetrics, formulaValue } from '../metrics/formula.js';
import { type Index, isLeaf, leafId, type Node } from './tree.js';

/** Every fault of an index: unknown metrics, weights that do not add up to exactly 1, nodes that come twice, amplifiers. */
export function indexFaults(index: Index, context: RuleContext): readonly RuleFault[] {
  const seen = new Set<string>();
  const leaves = new Set<string>();
  const found = levelFaults(index.tree, index.id, ['tree'], context, seen, leaves);
  const amplifiers = index.amplify.flatMap((amplifier, i) => {
    const path = ['amplify', i];
    const missing = leaves.has(amplifier.metric)
      ? []
      : [
          {
            path: [...path, 'metric'],
            offset: 0,
            fault: fault(ruleFaults, 'amplifier_not_a_leaf', { metric: amplifier.metric }),
          },
        ];
    const formula = formulaFaults(amplifier.factor, [...path, 'factor'], context);
    return [...missing, ...formula, ...(formula.length > 0 ? [] : amplifierFaults(index, i))];
  });
  return [...found, ...amplifiers];
}

/** What an amplifier says that would lower a weight, or never do anything. */
function amplifierFaults({ amplify }: Index, i: number): readonly RuleFault[] {
  const { metric = '', factor = '1', at_most } = amplify[i] ?? {};
  const at = (key: string, one: Fault): RuleFault => ({ path: ['amplify', i, key], offset: 0, fault: one });
  const { current, previous } = formulaMetrics(factor);
  const isTwice = amplify.slice(0, i).some(earlier => earlier.metric === metric);
  const always = current.size + previous.size > 0 ? null : formulaValue(factor, { current: () => null, previous: () => null });
  return [
    ...(isTwice ? [at('metric', fault(ruleFaults, 'amplifier_twice', { metric }))] : []),
    ...(previous.size > 0 ? [at('factor', fault(ruleFaults, 'amplifier_previous', { metric }))] : []),
    ...(always !== null && compare(always, 1) <= 0
      ? [at('factor', fault(ruleFaults, 'amplifier_idle', { metric, factor }))]
      : []),
    ...(at_most !== undefined && compare(at_most.value, 1) < 0
      ? [at('at_most', fault(ruleFaults, 'amplifier_cap', { metric, at_most: at_most.text }))]
      : []),
  ];
}

function levelFaults(
  nodes: readonly Node[],
  parent: string,
  path: RuleFault['path'],
  context: RuleContext,
  seen: Set<string>,
  leaves: Set<string>,
): readonly RuleFault[] {
  const found: RuleFault[] = [];
  const total = sum(nodes.map(node => node.weight.value));
  if (compare(total, 1) !== 0)
    found.push({ path, offset: 0, fault: fault(ruleFaults, 'weights_sum', { node: parent, sum: decimalText(total) }) });
  nodes.forEach((node, i) => {
    const id = isLeaf(node) ? leafId(node) : node.id;
    const here = [...path, i];
    if (compare(node.weight.value, 0) < 0 || compare(node.weight.value, 1) > 0) {
      found.push({ path: [...here, 'weight'], offset: 0, fault: fault(ruleFaults, 'weight_negative', { node: id }) });
    }
    if (seen.has(id)) found.push({ path: here, offset: 0, fault: fault(ruleFaults, 'node_twice', { node: id }) });
    seen.add(id);
    if (!isLeaf(node)) {
      found.push(...levelFaults(node.children, node.id, [...here, 'children'], context, seen, leaves));
      return;
    }
    leaves.add(id);
    const { metric } = node;
    if (!context.metrics.has(metric)) {
      const known = [...context.metrics.keys()];
      found.push({ path: [...here, 'metric'], offset: 0, fault: fault(ruleFaults, 'metric_unknown', { metric, known }) });
    }
  });
  return found;
}
