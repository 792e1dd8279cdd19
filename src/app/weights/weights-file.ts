import type { Language } from '../../facts/label.js';
import type { Actor } from '../../store/actor.js';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { type Document, isMap, isSeq, parseDocument, stringify, visit } from 'yaml';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { weightFaults } from '../../faults/weights.js';
import { loadWorkspace } from '../../rulebook/load-workspace.js';
import { appendLedger, sha256 } from '../../store/ledger.js';
import { type Index, isLeaf, type Node } from '../../weights/tree.js';
import { namesOf } from '../../words/names.js';
import { namedProvenance } from '../../words/provenance.js';
import type { Deps } from '../deps.js';
import { fileName } from '../scorecards/write-scorecards.js';
import { createFile } from '../workspace/create-file.js';
import type { NewWeights } from './levels.js';

/** Weights to be kept, as a whole index. */
export interface WeightsToSave {
  readonly index: Index;
  readonly method: string;
  readonly weights: NewWeights;
  /** Absolute, or relative to the workspace. */
  readonly file: string;
  readonly actor: Actor;
  readonly dryRun: boolean;
}

/** Where derived weights go: below `config/`, named by index, client and first day. */
export const weightsPath = ({ id, scope, from }: Index): string =>
  [
    'config',
    'weights',
    `${[id, scope?.client, from].flatMap(part => (part === undefined ? [] : fileName(part))).join('-')}.yaml`,
  ].join('/');

/** Writes an index as a file of config with an entry in the ledger, both or neither; a dry run only says what it would write. */
export async function saveWeights(
  deps: Deps,
  kept: WeightsToSave,
): Promise<{ readonly file: string | null; readonly ledger: number | null; readonly yaml: string }> {
  const { directory } = deps.workspace;
  const yaml = indexYaml(kept.index, deps.workspace.settings.language);
  const file = isAbsolute(kept.file) ? kept.file : join(directory, kept.file);
  const below = relative(directory, file);
  const shown = below.startsWith('..') || isAbsolute(below) ? file : below.replaceAll('\\', '/');
  if (existsSync(file)) throw new Stop(2, [fault(weightFaults, 'weights_file_exists', { file: shown })]);
  if (kept.dryRun) return { file: null, ledger: null, yaml };
  await mkdir(dirname(file), { recursive: true });
  // Never over a file that came in the meantime.
  await createFile(file, yaml);
  try {
    await loadWorkspace(directory);
    const { entry } = await deps.database.transaction(tx => appendLedger(tx, record(deps, kept, shown, yaml)));
    return { file: shown, ledger: entry, yaml };
  } catch (failure) {
    await rm(file, { force: true });
    throw failure;
  }
}

function record(
  { clock }: Deps,
  { index, method, weights, actor }: WeightsToSave,
  file: string,
  yaml: string,
): Parameters<typeof appendLedger>[1] {
  const { id, from = '', scope, provenance = {} } = index;
  const levels = Object.fromEntries(
    [...weights].map(([of, level]) => [of, Object.fromEntries([...level].map(([node, { text }]) => [node, text]))]),
  );
  const client = scope?.client === undefined ? {} : { client: scope.client };
  return {
    kind: 'weights',
    actor,
    at: clock(),
    body: { index: id, ...client, from, method, weights: levels, provenance, file, sha256: sha256(yaml) },
  };
}

/** An index as a file of config, with what it comes from above it in a language. */
export function indexYaml(index: Index, language: Language): string {
  const { id, label, from, scope, on_missing, min_coverage, provenance = {}, tree, amplify } = index;
  const written = {
    id,
    label,
    ...(scope === undefined ? {} : { scope }),
    ...(from === undefined ? {} : { from }),
    on_missing,
    min_coverage: min_coverage.text,
    provenance,
    tree: tree.map(nodeWritten),
    ...(amplify.length === 0 ? {} : { amplify: amplify.map(one => ({ ...one, at_most: one.at_most.text })) }),
  };
  const document = parseDocument(stringify({ indexes: [written] }, { lineWidth: 0 }));
  document.commentBefore = commentOf(index, language);
  return compact(document).toString({ lineWidth: 0, flowCollectionPadding: true });
}

const nodeWritten = (node: Node): object =>
  isLeaf(node)
    ? { metric: node.metric, weight: node.weight.text }
    : {
        id: node.id,
        ...(node.label === undefined ? {} : { label: node.label }),
        weight: node.weight.text,
        children: node.children.map(nodeWritten),
      };

/** What holds only scalars goes on one line, as in the packaged config. */
function compact(document: Document): Document {
  visit(document, {
    Map: (key, node) => {
      const isFlat = node.items.every(({ value }) => !isMap(value) && !isSeq(value));
      const isNamed = typeof key === 'string' || key === null || node.has('on_missing') || node.has('method');
      if (isFlat && !isNamed) node.flow = true;
    },
    Pair: (_, { key, value }) => {
      if (isMap(value) && ['label', 'scope'].includes(String(key))) value.flow = true;
    },
  });
  return document;
}

function commentOf({ id, from = '', scope, provenance = {} }: Index, language: Language): string {
  const lines = namedProvenance(namesOf(language), provenance).map(([name, text]) => `  ${name}: ${text}`);
  const text = [...headings[language](id, scope?.client, from), ...lines];
  return text.map(line => ` ${line.replace(/\s+/g, ' ')}`).join('\n');
}

/** What stands above derived weights. */
const headings: Readonly<Record<Language, (index: string, client: string | undefined, from: string) => readonly string[]>> = {
  en: (index, client, from) => [
    `Derived weights of the index ${index}${client === undefined ? '' : ` for ${client}`}, in force from ${from}. Review them before you rely on them;`,
    'the levels named below were derived, the others are as they were. This file replaces the index from its first day on.',
  ],
  zh: (index, client, from) => [
    `指数 ${index}${client === undefined ? '' : `（客户 ${client}）`}的推导权重，自 ${from} 起生效。采用之前请先审阅；`,
    '下列各层由推导得出，其余各层不变。本文件自其首日起取代该指数。',
  ],
};
