import { compare, decimalText, divide, exact, type Exact, sum } from '../../facts/exact.js';
import type { EvaluationDocument, NodeResult } from '../../evaluation/document.js';
import { groupedBy } from '../../facts/grouped.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { weightFaults } from '../../faults/weights.js';
import { consistent, hierarchy, randomIndexName } from '../../weights/methods/ahp.js';
import { entropy } from '../../weights/methods/entropy.js';
import { given } from '../../weights/methods/given.js';
import { mix } from '../../weights/methods/mix.js';
import { combined, comparisons, type ExpertJudgements } from '../../weights/methods/pairwise.js';
import { byImportance, importance, type RoleShares } from '../../weights/methods/survey.js';
import type { Weighed } from '../../weights/methods/weighed.js';
import type { Index } from '../../weights/tree.js';
import type { ImportanceRow } from '../../store/importance.js';
import { childrenOf, type Level } from './levels.js';
import { type TableFile, levelWith } from './read-tables.js';

/** The methods that a share can be given in a mix. */
export const mixable = ['given', 'survey', 'ahp', 'entropy'] as const;
/** Every method. */
export const methods = [...mixable, 'mix'] as const;
export type MixableMethod = (typeof mixable)[number];
export type Method = (typeof methods)[number];

/** What a method gives: weights of some levels, where they come from, and why the other levels have none. */
export interface MethodResult {
  readonly levels: ReadonlyMap<string, readonly Weighed[]>;
  readonly provenance: Readonly<Record<string, string>>;
  readonly skipped: ReadonlyMap<string, Fault>;
}

/** Weights that somebody gives, level by level. */
export function fromGiven(
  file: TableFile<readonly Weighed[]>,
  path: string,
  levels: readonly Level[],
  normalise: boolean,
): MethodResult {
  const groups = groupedBy(
    file.content,
    ({ node }) => levels.find(({ children }) => children.some(one => one.node === node))?.of ?? '',
  );
  const found = [...groups.values()].map(weighed => {
    const level = levelWith(
      weighed.map(one => one.node),
      levels,
      path,
    );
    return [level.of, given(weighed, level.of, normalise), weighed] as const;
  });
  const divided = found.filter(([, , weighed]) => compare(sum(weighed.map(one => one.share)), 1) !== 0);
  const sums = divided.map(([of, , weighed]) => `${of} ${decimalText(sum(weighed.map(one => one.share)))}`);
  return {
    levels: new Map(found.map(([of, weighed]) => [of, weighed])),
    provenance: { weights: fileText(file), ...(sums.length === 0 ? {} : { normalised_from: sums.join('; ') }) },
    skipped: new Map(),
  };
}

const fileText = ({ name, sha256 }: TableFile<unknown>): string => `${name} sha256 ${sha256}`;

/** Weights from pairwise comparisons: files that compare the same nodes are several experts' views of them. */
export function fromMatrices(files: readonly TableFile<ExpertJudgements>[], levels: readonly Level[]): MethodResult {
  const groups = groupedBy(files, ({ content }) => levelWith(content.nodes, levels, content.name).of);
  const found = [...groups].map(([of, experts]) => {
    const [first, ...others] = experts.map(({ content }) => {
      const own = comparisons(content);
      // Each expert is held to the limit: what two contradict themselves in, their mean hides.
      consistent(hierarchy(own), of, { file: content.name });
      return own;
    });
    if (first === undefined) throw new Error('a group has a member');
    return { of, experts: experts.length, result: consistent(hierarchy(combined([first, ...others])), of) };
  });
  const listed = (text: (one: (typeof found)[number]) => string): string => found.map(text).join('; ');
  return {
    levels: new Map(found.map(({ of, result }) => [of, result.weighed])),
    provenance: {
      matrices: files.map(fileText).join('; '),
      experts: listed(({ of, experts }) => `${of} ${experts}`),
      consistency_ratio: listed(({ of, result }) => `${of} ${result.consistencyRatio.toFixed(4)}`),
      random_index: randomIndexName,
    },
    skipped: new Map(),
  };
}

/** Weights from how important respondents said that nodes are. A branch that nobody was asked about is as its children are in the mean. */
export function fromSurvey(
  answers: readonly ImportanceRow[],
  {
    index,
    levels,
    wave,
    roles,
  }: { readonly index: Index; readonly levels: readonly Level[]; readonly wave: string; readonly roles: RoleShares },
): MethodResult {
  const known = importance(answers, roles);
  const meanOf = (node: string): Exact | undefined => {
    const own = known.get(node)?.mean;
    if (own !== undefined) return own;
    const below = childrenOf(index, node).flatMap(child => meanOf(child) ?? []);
    return below.length === 0 ? undefined : exactMean(below);
  };
  const weighed = levels.map(({ of, children }) => {
    const means = children.map(({ node }) => ({ node, mean: meanOf(node) }));
    const present = means.flatMap(({ node, mean }) => (mean === undefined ? [] : [{ node, mean }]));
    return { of, present, missing: means.filter(one => one.mean === undefined).map(one => one.node) };
  });
  return {
    levels: new Map(weighed.filter(one => one.missing.length === 0).map(({ of, present }) => [of, byImportance(present)])),
    provenance: { wave, roles: [...roles].map(([role, share]) => `${role} ${decimalText(share)}`).join('; ') },
    skipped: new Map(
      weighed
        .filter(one => one.missing.length > 0)
        .map(({ of, missing }) => [of, fault(weightFaults, 'importance_missing', { nodes: missing, of, wave })]),
    ),
  };
}

const exactMean = (values: readonly Exact[]): Exact => divide(sum(values), values.length);

/** Weights from how much scores differ between evaluations. */
export function fromScores(documents: readonly EvaluationDocument[], index: string, levels: readonly Level[]): MethodResult {
  const scores = documents.map(document => scoresOf(document, index));
  const names = documents.map(({ client, period }) => `${client} ${period}`);
  const found = levels.map(({ of, children }): readonly [string, readonly Weighed[] | Fault] => {
    const missing = children.flatMap(({ node }) => {
      const without = names.filter((_, i) => scores[i]?.get(node) === undefined);
      return without.length === 0 ? [] : [{ node, missing: without.slice(0, 12) }];
    })[0];
    if (missing !== undefined) return [of, fault(weightFaults, 'entropy_scores_missing', missing)];
    const columns = children.map(({ node }) => ({ node, values: scores.flatMap(one => one.get(node) ?? []) }));
    return [of, attempt(() => entropy(columns, of))];
  });
  return {
    levels: new Map(found.flatMap(([of, one]) => (isFault(one) ? [] : [[of, one] as const]))),
    provenance: { evaluations: names.join('; ') },
    skipped: new Map(found.flatMap(([of, one]) => (isFault(one) ? [[of, one] as const] : []))),
  };
}

const isFault = (one: readonly Weighed[] | Fault): one is Fault => 'code' in one;

/** What a method gives, or why it does not. */
function attempt(work: () => readonly Weighed[]): readonly Weighed[] | Fault {
  try {
    return work();
  } catch (stop) {
    const first = stop instanceof Stop ? stop.faults[0] : undefined;
    if (first === undefined) throw stop;
    return first;
  }
}

function scoresOf({ indexes }: EvaluationDocument, id: string): ReadonlyMap<string, Exact> {
  const below = (nodes: readonly NodeResult[]): readonly (readonly [string, Exact])[] =>
    nodes.flatMap(node => [
      ...(node.score === null ? [] : [[node.id, exact(String(node.score))] as const]),
      ...below(node.children),
    ]);
  return new Map(below(indexes.find(one => one.index === id)?.nodes ?? []));
}

/** What several methods give, each by its share, on the levels for which all of them have something. */
export function fromMix(
  parts: readonly { readonly method: MixableMethod; readonly share: Exact; readonly found: MethodResult }[],
): MethodResult {
  const all = [...new Set(parts.flatMap(({ found }) => [...found.levels.keys(), ...found.skipped.keys()]))];
  const shared = all.filter(of => parts.every(({ found }) => found.levels.has(of)));
  const lacking = all.flatMap(of => {
    const why = parts.flatMap(({ found }) => found.skipped.get(of) ?? [])[0];
    return shared.includes(of) || why === undefined ? [] : [[of, why] as const];
  });
  const mixed = shared.map(
    of => [of, mix(parts.map(({ share, found }) => ({ share, weighed: found.levels.get(of) ?? [] })))] as const,
  );
  const provenance = Object.fromEntries(parts.flatMap(({ found }) => Object.entries(found.provenance)));
  const shares = parts.map(({ method, share }) => `${method} ${decimalText(share)}`).join('; ');
  return { levels: new Map(mixed), provenance: { mix: shares, ...provenance }, skipped: new Map(lacking) };
}
