import { dayText, parseDay } from '../../facts/time.js';
import type { FactKindName } from '../../facts/kinds.js';
import type { Client } from '../../facts/place.js';
import { formulaMetrics } from '../../metrics/formula.js';
import { termsOf } from '../../metrics/compile.js';
import { isForClient } from '../../evaluation/rules-for.js';
import { indexesInForce } from '../../evaluation/index-results.js';
import type { Rulebook } from '../../evaluation/rulebook.js';
import { hasLevel, type LevelStandard } from '../../standards/comparison.js';
import type { Contract, Measure, MeasureGroup } from '../../standards/contract.js';
import type { ContractTerms } from '../../standards/contract-terms.js';
import type { CreditRule } from '../../standards/improvement/credits.js';
import { inForce, isInForce, type Subject } from '../../standards/in-force.js';
import type { Dated, Scope, Standard } from '../../standards/standard.js';
import { type Index, isLeaf, type Node } from '../../weights/tree.js';

/** What a draft is drawn from. */
export interface DraftSource {
  readonly rulebook: Rulebook;
  readonly client: Client;
  readonly day: string;
  /** The kinds of facts that there are of the client. */
  readonly recorded: ReadonlySet<FactKindName>;
}

/** What holds for a client without a contract, as a contract says it, but for the rules. */
export interface Drafted extends ContractTerms {
  /** The index whose branches are the groups. */
  readonly index: Index | undefined;
  /** Credits in force of which none is in the contract: there are several. */
  readonly creditsLeft: readonly CreditRule[];
  /** The day after its last, on which one of the rules changes. */
  readonly changes: string | undefined;
}

/** The contract that says what a client's standards, index and credits say on a day, from the day since which they are what they are. */
export function draftTerms(source: DraftSource, id: string): Drafted {
  const { rulebook, client, day } = source;
  const subject = { client: client.code, segment: client.segment };
  const levels = rulebook.standards
    .filter(one => one.contract === undefined)
    .filter(hasLevel)
    .filter(concerns(subject));
  const credits = (rulebook.credits ?? []).filter(one => one.contract === undefined && concerns(subject)(one));
  const own = rulebook.indexes.filter(one => one.id !== 'contract' && concerns(subject)(one));
  const { from, until } = steadySpell([...levels, ...credits, ...own, ...contractsOf(rulebook, client)], day);
  const index = groupingIndex(own, subject, day);
  const holding = credits.filter(one => isInForce(one, day));
  const [only] = holding;
  const contract: Contract = {
    id,
    scope: { client: client.code },
    from,
    ...(until === undefined ? {} : { until }),
    rules: {},
    measures: groupsOf(source, levels, index),
  };
  return {
    contract,
    ...(only === undefined || holding.length > 1 ? {} : { credits: { ...only, id, contract: id, scope: contract.scope, from } }),
    index,
    creditsLeft: holding.length > 1 ? holding : [],
    changes: until === undefined ? undefined : dayAfter(until),
  };
}

/** Whether a rule can hold for a client, whatever part of its work it is about. */
const concerns =
  ({ client, segment }: Subject) =>
  ({ scope = {} }: { readonly scope?: Scope }): boolean =>
    (scope.client === undefined || scope.client === client) && (scope.segment === undefined || scope.segment === segment);

const contractsOf = ({ contracts = [] }: Rulebook, client: Client): readonly Contract[] =>
  contracts.filter(({ scope }) => (scope.client === undefined ? scope.segment === client.segment : scope.client === client.code));

/** The days around one on which none of some rules begins or ends. */
function steadySpell(
  rules: readonly Partial<Dated>[],
  day: string,
): { readonly from: string; readonly until: string | undefined } {
  const changes = rules
    .flatMap(({ from, until }) => [...(from === undefined ? [] : [from]), ...(until === undefined ? [] : [dayAfter(until)])])
    .toSorted();
  const next = changes.find(one => one > day);
  return {
    from: changes.findLast(one => one <= day) ?? '2000-01-01',
    until: next === undefined ? undefined : dayText((parseDay(next) ?? 0) - 1),
  };
}

const dayAfter = (day: string): string => dayText((parseDay(day) ?? 0) + 1);

/** The index whose branches are the headings: one of the client's or segment's own, else that of the KPIs, else the first. */
function groupingIndex(indexes: readonly Index[], subject: Subject, day: string): Index | undefined {
  const holding = indexesInForce(indexes, subject, day).filter(({ id }) => id !== 'satisfaction');
  return holding.find(isOwn) ?? holding.find(({ id }) => id === 'kpi') ?? holding[0];
}

/** Whether an index is made for a client or segment. */
export const isOwn = ({ scope }: Index): boolean => scope?.client !== undefined || scope?.segment !== undefined;

/** Whether the index of a contract, with the same weights, gives every score that an index gives. */
export const isSaidByWeights = ({ on_missing, min_coverage, amplify, tree }: Index): boolean =>
  on_missing === 'renormalise' &&
  min_coverage.text.replace('%', '') === '0' &&
  amplify.length === 0 &&
  tree.every(node => !isLeaf(node) && node.children.every(isLeaf));

function groupsOf(source: DraftSource, levels: readonly LevelStandard[], index: Index | undefined): readonly MeasureGroup[] {
  const measures = measuresOf(source, levels);
  const isWeighed = index !== undefined && isOwn(index) && isSaidByWeights(index);
  const branches = index === undefined ? [] : branchesOf(index.tree);
  const named = new Set(branches.flatMap(({ leaves }) => leaves.map(({ metric }) => metric)));
  const groups = branches.map(({ group, weight, leaves }) => ({
    group,
    ...(isWeighed ? { weight } : {}),
    metrics: leaves.flatMap(({ metric, weight: share }): readonly Measure[] => {
      if (!isMadeFor(source, metric)) return [];
      const agreed = measures.get(metric);
      // An index for all clients names what nobody agreed: without a level and without facts it is no measure of this client's.
      if (agreed === undefined && !isWeighed && !isRecorded(source, metric)) return [];
      const [whole, ...parts] = agreed ?? [{ metric, min_population: 1, scope: {} }];
      return whole === undefined ? [] : [{ ...whole, ...(isWeighed ? { weight: share } : {}) }, ...parts];
    }),
  }));
  const rest = [...measures].filter(([metric]) => !named.has(metric)).flatMap(([, own]) => own);
  const others = {
    group: groups.length === 0 ? { en: 'Measures', zh: '指标' } : { en: 'Other measures', zh: '其他指标' },
    metrics: rest,
  };
  return [...groups, others].filter(({ metrics }) => metrics.length > 0);
}

interface HeadedLeaves {
  readonly group: MeasureGroup['group'];
  readonly weight: Index['min_coverage'];
  readonly leaves: readonly Extract<Node, { readonly metric: string }>[];
}

/** The headings of a tree with every metric below each; metrics beside the headings stand under one of their own. */
function branchesOf(tree: readonly Node[]): readonly HeadedLeaves[] {
  const below = (node: Node): HeadedLeaves['leaves'] => (isLeaf(node) ? [node] : node.children.flatMap(below));
  const loose = tree.filter(isLeaf);
  const headed = tree.flatMap(node =>
    isLeaf(node) ? [] : [{ group: node.label ?? { en: node.id, zh: node.id }, weight: node.weight, leaves: below(node) }],
  );
  const [first] = loose;
  return first === undefined
    ? headed
    : [...headed, { group: { en: 'Measures', zh: '指标' }, weight: first.weight, leaves: loose }];
}

const isMadeFor = ({ rulebook, client }: DraftSource, id: string): boolean => {
  const metric = rulebook.metrics.find(one => one.id === id);
  return metric !== undefined && isForClient(metric, client.code);
};

/** Whether there are facts that a metric is made of; a formula is made of those of its metrics. */
function isRecorded(source: DraftSource, id: string): boolean {
  const metric = source.rulebook.metrics.find(one => one.id === id);
  if (metric === undefined) return false;
  if (metric.kind !== 'formula') return termsOf(metric).some(({ term }) => source.recorded.has(term.of));
  const { current, previous } = formulaMetrics(metric.formula);
  return [...current, ...previous].some(one => isRecorded(source, one));
}

/** The measures by metric: first that of the client's whole work, then those of its parts. */
function measuresOf(source: DraftSource, levels: readonly LevelStandard[]): ReadonlyMap<string, readonly Measure[]> {
  const { rulebook, client, day } = source;
  const subject = { client: client.code, segment: client.segment };
  const found = new Map<string, readonly Measure[]>();
  for (const { id } of rulebook.metrics.filter(one => isForClient(one, client.code))) {
    const own = levels.filter(one => one.metric === id);
    const whole = inForce(own, subject, day);
    const parts = [...new Set(own.filter(isOfPart).map(({ scope }) => JSON.stringify(partOf(scope))))].flatMap(text => {
      const same = own.filter(({ scope }) => JSON.stringify(partOf(scope)) === text);
      const holding = inForce(same, { ...subject, ...partOf(same[0]?.scope ?? {}) }, day);
      return holding === undefined ? [] : [asMeasure(holding)];
    });
    const head: readonly Measure[] = whole === undefined ? [] : [asMeasure(whole)];
    if (head.length + parts.length > 0) found.set(id, [...head, ...parts]);
  }
  return found;
}

const partOf = ({ department, site, carrier, lane }: Scope): Measure['scope'] => ({
  ...(department === undefined ? {} : { department }),
  ...(site === undefined ? {} : { site }),
  ...(carrier === undefined ? {} : { carrier }),
  ...(lane === undefined ? {} : { lane }),
});

/** Of parts of their work, what is agreed with a client or its segment: a site of the firm's is not every client's. */
const isOfPart = ({ scope }: Standard): boolean =>
  Object.keys(partOf(scope)).length > 0 && (scope.client !== undefined || scope.segment !== undefined);

const asMeasure = ({
  metric,
  comparator,
  level,
  minimum,
  stretch,
  min_population,
  scope,
  reference,
}: LevelStandard): Measure => ({
  metric,
  comparator,
  level,
  ...(minimum === undefined ? {} : { minimum }),
  ...(stretch === undefined ? {} : { stretch }),
  min_population,
  scope: partOf(scope),
  ...(reference === undefined ? {} : { reference }),
});
