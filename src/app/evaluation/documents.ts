import type { Amendments } from '../../evaluation/amendments.js';
import type { EvaluationDocument } from '../../evaluation/document.js';
import { evaluatePeriod } from '../../evaluation/evaluate.js';
import { type FrozenText, frozenText } from '../../evaluation/frozen.js';
import { withRoleShares } from '../../evaluation/role-shares.js';
import type { Rulebook } from '../../evaluation/rulebook.js';
import { spansOf } from '../../evaluation/spans.js';
import type { Period } from '../../facts/period.js';
import type { Client } from '../../facts/place.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { usageFaults } from '../../faults/usage.js';
import { requireSound, useOfEvaluation } from '../../rulebook/soundness.js';
import { clientOf, type Workspace } from '../../rulebook/workspace.js';
import { type LastBatch, lastBatchesWithFirm } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import { KeptTallies } from '../../store/kept-tallies.js';
import { sha256Of } from '../../store/ledger.js';
import type { Deps } from '../deps.js';
import { amendmentsForAll } from './amendments-in-force.js';
import { haveSameResults } from './closed-evaluation.js';
import { evaluationInputs } from './evaluation-input.js';
import { readPeriod } from './read-period.js';
import { visiblePreviousOfAll } from './visible-previous.js';

/** Which documents are wanted. */
export interface DocumentsRequest {
  readonly period: string;
  /** Facts as known at this batch; the last one otherwise. */
  readonly asOfBatch?: number | undefined;
  /** The moment at which open work is judged, UTC milliseconds; the commit of the client's last batch otherwise. */
  readonly at?: number | undefined;
}

/** Which document is wanted. */
interface DocumentRequest extends DocumentsRequest {
  /** The client sees it, as it is closed or will be: then formulas take nothing from a period before that the client does not see. */
  readonly isSeen?: boolean;
}

/** What of a workspace decides about its documents. */
export type RulesInForce = Pick<Workspace, 'settings' | 'rulebook' | 'unsound'>;

/** What a client's period comes to, and the frozen text of the rules. */
export interface MadeDocument {
  readonly document: EvaluationDocument;
  readonly frozen: FrozenText;
}

/**
 * What a client's period comes to under the workspace's rules, and these rules' frozen text; nothing is kept. `amended` is what
 * is tried in place of the exclusions and overrides that are approved.
 */
export async function documentFor(
  tx: Transaction,
  deps: Pick<Deps, 'workspace'>,
  code: string,
  { isSeen = false, ...request }: DocumentRequest,
  amended?: (approved: Amendments) => Amendments,
): Promise<MadeDocument> {
  const seen = new Set(isSeen ? [code] : []);
  const [made] = await documentsFor(tx, deps, [code], { ...request, seen, amended }, one => one);
  if (made === undefined) throw new Error('a document is made for each client');
  return made;
}

interface DocumentsWanted extends DocumentsRequest {
  /** Those of the clients who see their document. */
  readonly seen: ReadonlySet<string>;
  readonly amended?: ((approved: Amendments) => Amendments) | undefined;
  /** Whether only what changed since the last time is counted, where what was counted then is kept; and kept again. */
  readonly keeps?: boolean;
}

/**
 * The same for several clients, each named once, in their order. Of each document only what `take` makes of it is held: as objects those
 * of many clients fill the memory.
 */
export async function documentsFor<T>(
  tx: Transaction,
  { workspace }: { readonly workspace: RulesInForce },
  codes: readonly string[],
  { seen, amended = approved => approved, keeps = false, ...request }: DocumentsWanted,
  take: (made: MadeDocument) => T,
): Promise<readonly T[]> {
  for (const code of codes) requireSound(workspace, useOfEvaluation([code]));
  const last = await lastBatchesFor(tx, codes, request.asOfBatch);
  const ruled = codes.map(code => {
    const client = clientOf(workspace, code);
    const period = readPeriod(request.period, client);
    const known = last(code);
    return {
      client,
      period,
      rulebook: rulesOfPeriod(workspace, client, period),
      asOfBatch: known.batch,
      asOf: request.at ?? known.committed_at,
    };
  });
  const amendments = await amendmentsForAll(
    tx,
    ruled.map(({ client, period, rulebook }) => ({ client, period, besides: spansOf(rulebook, client, period) })),
  );
  const asked = ruled.map((one, i) => {
    const { frozen, hash: rulebookHash } = frozenRules(one.rulebook, one.client);
    return { ...one, frozen, rulebookHash, amendments: amended(amendments[i] ?? { exclusions: [], overrides: [] }) };
  });
  const batch = asked.reduce((latest, { asOfBatch }) => Math.max(latest, asOfBatch), 0);
  const knownUpTo = new Map(asked.map(({ client, asOfBatch }) => [client.code, asOfBatch]));
  const kept = keeps ? await KeptTallies.of(tx, knownUpTo, request.period) : undefined;
  const inputs = await evaluationInputs(tx, asked, batch, { kept });
  await kept?.save(tx);
  const isHidden = workspace.settings.clients_see === 'closed';
  const closed = isHidden ? inputs.filter(({ client }) => seen.has(client.code)) : [];
  const previous = await visiblePreviousOfAll(tx, closed);
  return inputs.flatMap((input, i) => {
    const frozen = asked[i]?.frozen;
    if (frozen === undefined) return [];
    const document = evaluatePeriod(input);
    const shown = previous.get(input.client.code);
    const other = shown === undefined ? document : evaluatePeriod({ ...input, previous: shown });
    // Where the facts give the same, nothing hidden is in it: it is the document that there is already.
    const isSame = other === document || haveSameResults(document, other);
    return [take({ document: isSame ? document : other, frozen })];
  });
}

/** The rules by which a client's period is evaluated now. */
export const rulesOfPeriod = (workspace: RulesInForce, client: Client, period: Period): Rulebook =>
  withRoleShares(rulesOf(workspace), client, period);

/** The frozen text of rules for a client, and the hash by which evaluations name it. */
export function frozenRules(rulebook: Rulebook, client: Client): { readonly frozen: FrozenText; readonly hash: string } {
  const frozen = frozenText(rulebook, client);
  return { frozen, hash: sha256Of([frozen.own, frozen.shared.bytes]) };
}

const rulesBefore = new WeakMap<Rulebook, Rulebook>();

/** The rules by which a workspace evaluates: always one and the same object, as plans and frozen texts are kept by it. */
function rulesOf({ rulebook, settings: { clients_see } }: RulesInForce): Rulebook {
  if (clients_see === 'closed') return rulebook;
  const rules = rulesBefore.get(rulebook) ?? { ...rulebook, clients_see };
  rulesBefore.set(rulebook, rules);
  return rules;
}

/** The last batch that touched each client or the whole firm. */
async function lastBatchesFor(
  tx: Transaction,
  clients: readonly string[],
  upTo: number | undefined,
): Promise<(client: string) => LastBatch> {
  const found = await lastBatchesWithFirm(tx, clients, upTo);
  return client => {
    const last = found(client);
    if (last !== undefined) return last;
    throw new Stop(2, [
      upTo === undefined
        ? fault(usageFaults, 'nothing_imported', {})
        : fault(usageFaults, 'client_without_facts', { client, batch: upTo }),
    ]);
  };
}
