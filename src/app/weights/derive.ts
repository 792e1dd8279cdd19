import { actorName } from '../../store/actor.js';
import type { LevelDerived, WeightEffect, WeightsDerived } from '../../contract/weights.js';
import { resolve } from 'node:path';
import { indexesInForce } from '../../evaluation/index-results.js';
import { parsePeriod } from '../../facts/period.js';
import { dayText, localDay } from '../../facts/time.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { faultJson, withoutCommand } from '../../faults/worded.js';
import { weightFaults } from '../../faults/weights.js';
import { clientOf, type Workspace } from '../../rulebook/workspace.js';
import { written } from '../../weights/methods/weighed.js';
import { type Index, isLeaf, leafId, type Node } from '../../weights/tree.js';
import type { Deps } from '../deps.js';
import { chosenClients } from '../evaluation/evaluate.js';
import { documentsBeforeAndAfter, comparedDocuments, lastPeriods } from '../evaluation/what-if.js';
import { deriveByMethod } from './find-weights.js';
import { type Level, levelsOf, type NewWeights, withWeights } from './levels.js';
import type { MethodResult } from './methods.js';
import type { DeriveRequest } from './request.js';
import { saveWeights, weightsPath } from './weights-file.js';

/** Derives weights of an index and, unless it is a dry run, keeps them as a dated file of config with an entry in the ledger. */
export async function deriveWeights(deps: Deps, request: DeriveRequest): Promise<WeightsDerived> {
  const { workspace } = deps;
  if (request.client !== undefined) await chosenClients(deps, { clients: [request.client] });
  const from = request.from ?? nextMonth(deps);
  const base = indexOn(workspace, request, from);
  refuseParts(base, request);
  const all = levelsOf(base, workspace.rulebook.metrics);
  const levels = request.node === undefined ? all : [findLevel(base.id, all, request.node)];
  const found = await deriveByMethod(deps, request, request.method, base, levels);
  refuseWithout(found, request, levels);
  const weights: NewWeights = new Map([...found.levels].map(([of, weighed]) => [of, written(weighed)]));
  const provenance = provenanceOf(deps, request, found);
  const made = derivedIndex(base, request.client, from, weights, provenance);
  const effect = await effectOfIndex(deps, made, request.client);
  const file = request.out === undefined ? weightsPath(made) : resolve(request.out);
  const kept = await saveWeights(deps, {
    index: made,
    method: request.method,
    weights,
    file,
    actor: request.actor,
    dryRun: request.dryRun,
  });
  return {
    index: made.id,
    label: made.label,
    client: request.client ?? null,
    from,
    method: request.method,
    provenance,
    levels: all.flatMap(level => levelDerived(level, weights)),
    unchanged: unchangedOf(levels, found),
    effect,
    ...kept,
    dry_run: request.dryRun,
  };
}

/** The first day of the month after the current one: derived weights never slip into a period that is under way. */
function nextMonth({ clock, workspace }: Deps): string {
  const zone = workspace.settings.time_zone;
  const today = dayText(localDay(zone, clock()));
  const month = parsePeriod(today.slice(0, 7), zone);
  return month === undefined ? today : dayText(month.lastDay + 1);
}

function indexOn({ rulebook, ...workspace }: Workspace, { index, client: code }: DeriveRequest, day: string): Index {
  const client = code === undefined ? undefined : clientOf({ rulebook, ...workspace }, code);
  // No client has an empty code: without one, only what holds for everybody is in force.
  const subject = client === undefined ? { client: '' } : { client: client.code, segment: client.segment };
  const inForce = indexesInForce(rulebook.indexes, subject, day);
  const found = inForce.find(one => one.id === index);
  if (found !== undefined) return found;
  const known = [...new Set(rulebook.indexes.map(one => one.id))];
  throw new Stop(2, [fault(weightFaults, 'index_unknown', { index, known, day })]);
}

/** A file of indexes names no parts of the work: what is weighed of a part would weigh the whole. */
function refuseParts({ id, tree }: Index, { client }: DeriveRequest): void {
  const partsOf = (nodes: readonly Node[]): readonly string[] =>
    nodes.flatMap(node => (!isLeaf(node) ? partsOf(node.children) : node.scope === undefined ? [] : [leafId(node)]));
  const parts = partsOf(tree);
  if (parts.length > 0)
    throw new Stop(2, [fault(weightFaults, 'weights_of_parts', { index: id, client: client ?? null, parts })]);
}

function findLevel(index: string, levels: readonly Level[], node: string): Level {
  const found = levels.find(level => level.of === node);
  if (found !== undefined) return found;
  const known = levels.map(level => level.of).filter(of => of !== index);
  throw new Stop(2, [fault(weightFaults, 'index_node_unknown', { node, index, known })]);
}

/** A level that was asked for by name and has no weights says why; and something must have come of it. */
function refuseWithout(found: MethodResult, { node, method, index }: DeriveRequest, levels: readonly Level[]): void {
  if (found.levels.size > 0) return;
  const reasons = levels.flatMap(({ of }) => found.skipped.get(of) ?? []);
  const shownReasons: readonly Fault[] = node === undefined ? reasons.slice(0, 3) : reasons;
  throw new Stop(2, shownReasons.length > 0 ? shownReasons : [fault(weightFaults, 'nothing_derived', { method, index })]);
}

function provenanceOf(
  { clock, workspace }: Deps,
  { method, actor }: DeriveRequest,
  found: MethodResult,
): WeightsDerived['provenance'] {
  const day = dayText(localDay(workspace.settings.time_zone, clock()));
  const levels = [...found.levels.keys()].join('; ');
  return { method, levels, ...found.provenance, derived_on: day, derived_by: actorName(actor) };
}

function derivedIndex(
  base: Index,
  client: string | undefined,
  from: string,
  weights: NewWeights,
  provenance: WeightsDerived['provenance'],
): Index {
  const { until: _, scope: __, ...rest } = base;
  return { ...rest, from, ...(client === undefined ? {} : { scope: { client } }), provenance, tree: withWeights(base, weights) };
}

const levelDerived = ({ of, children }: Level, weights: NewWeights): readonly LevelDerived[] => {
  const made = weights.get(of);
  if (made === undefined) return [];
  const lines = children.map(({ node, label, weight }) => ({
    node,
    label,
    before: weight.text,
    after: made.get(node)?.text ?? weight.text,
  }));
  return [{ level: of, weights: lines }];
};

const unchangedOf = (levels: readonly Level[], found: MethodResult): WeightsDerived['unchanged'] =>
  levels
    .filter(({ of }) => !found.levels.has(of))
    .map(({ of }) => {
      const lacking = found.skipped.get(of);
      return { level: of, why: lacking === undefined ? null : withoutCommand(faultJson(lacking)) };
    });

/** What the index would have been in the last period of each client in which it had a score. */
async function effectOfIndex(deps: Deps, made: Index, client: string | undefined): Promise<readonly WeightEffect[]> {
  const { workspace, database } = deps;
  const tried = withIndexAlways(workspace, made);
  const last = await database.transaction(tx => lastPeriods(tx, workspace, made.id, client));
  const effects: WeightEffect[] = [];
  for (const pair of last) {
    const { indexes } = comparedDocuments(await database.transaction(tx => documentsBeforeAndAfter(tx, workspace, tried, pair)));
    const found = indexes.find(one => one.index === made.id);
    effects.push({ ...pair, before: found?.before ?? null, after: found?.after ?? null });
  }
  return effects;
}

/** The workspace with an index in place of all its versions of the same scope, whatever the day. */
function withIndexAlways(workspace: Workspace, made: Index): Workspace {
  const { from: _, ...always } = made;
  const isSame = ({ id, scope }: Index): boolean =>
    id === made.id && scope?.client === made.scope?.client && scope?.segment === made.scope?.segment;
  const indexes = workspace.rulebook.indexes.filter(one => !isSame(one));
  return { ...workspace, rulebook: { ...workspace.rulebook, indexes: [...indexes, always] } };
}
