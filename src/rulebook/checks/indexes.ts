import { configFaults } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import type { Phrase } from '../../faults/phrase.js';
import { indexFaults } from '../../weights/check.js';
import type { Rule } from '../read.js';
import type { WrittenIndex, WrittenNode } from '../shapes/index-tree.js';
import type { Path } from '../spot.js';
import { asIndex } from '../to-model.js';
import { datesFaults, type KnownObjects, located, scopeFaults } from './known-objects.js';
import { indexScopeFaults } from './metric-scopes.js';

/** Everything wrong with an index besides its shape. */
export function indexRuleFaults(rule: Rule<WrittenIndex>, known: KnownObjects): readonly Fault[] {
  const forms = listFaults(rule, rule.value.tree, ['tree'], rule.title);
  const within = (path: Path) => forms.some(form => form.path.every((part, at) => part === path[at]));
  const others = indexFaults(asIndex(rule.value), known).filter(found => !within(found.path));
  const { scope = {} } = rule.value;
  return [
    ...datesFaults(rule),
    ...scopeFaults({ ...rule, value: { scope } }, known),
    ...forms.map(form => form.fault),
    ...located(rule, others, known),
    ...indexScopeFaults(rule, known),
  ];
}

interface FormFault {
  readonly path: Path;
  readonly fault: Fault;
}

function listFaults(rule: Rule<unknown>, nodes: readonly WrittenNode[], path: Path, of: Phrase): readonly FormFault[] {
  if (nodes.length === 0) return [{ path, fault: fault(configFaults, 'node_empty', { of }, rule.entry.spot.place(path)) }];
  return nodes.flatMap((node, at) => nodeFaults(rule, node, [...path, at]));
}

function nodeFaults(rule: Rule<unknown>, node: WrittenNode, path: Path): readonly FormFault[] {
  const found = formProblem(node);
  if (found !== undefined)
    return [{ path, fault: fault(configFaults, 'node_form', { of: rule.title, found }, rule.entry.spot.place(path)) }];
  if (node.metric !== undefined) return [];
  const branch: Phrase = { phrase: 'branch_of', id: node.id ?? '', of: rule.title };
  return listFaults(rule, node.children ?? [], [...path, 'children'], branch);
}

function formProblem(node: WrittenNode): Phrase | undefined {
  if (node.metric !== undefined) {
    const keys = (['id', 'children'] as const).filter(key => node[key] !== undefined);
    return keys.length === 0 ? undefined : { phrase: 'leaf_with', keys };
  }
  if (node.id === undefined) return 'neither_metric_nor_id';
  return node.children === undefined ? { phrase: 'branch_without_children', id: node.id } : undefined;
}

/** The ids of a tree's branches. */
export const branchesOf = (nodes: readonly WrittenNode[]): readonly string[] =>
  nodes.flatMap(node => [...(node.id === undefined ? [] : [node.id]), ...branchesOf(node.children ?? [])]);
