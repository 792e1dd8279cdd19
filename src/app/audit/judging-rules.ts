import type { ApprovedExclusion } from '../../evaluation/amendments.js';
import type { EvaluationDocument } from '../../evaluation/document.js';
import type { FrozenRules } from '../../evaluation/frozen.js';
import { type Plan, planFor } from '../../evaluation/plan.js';
import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { storeFaults } from '../../faults/store.js';
import type { Language } from '../../facts/label.js';
import type { OwnField } from '../../facts/kinds.js';
import type { Client } from '../../facts/place.js';
import { clientOf } from '../../rulebook/workspace.js';
import { type Batch, lastBatchOf } from '../../store/batches.js';
import { recordedFields } from '../../store/recorded.js';
import type { Transaction } from '../../store/connect.js';
import { amendmentsOfDocument, exclusionsInForce } from '../evaluation/amendments-in-force.js';
import type { Deps } from '../deps.js';
import { documentOf, resolveEvaluation } from './find-evaluation.js';
import { frozenRules } from './recompute.js';

/** The rules of a client, and the moment at which they are applied. */
export interface TracePlan {
  readonly plan: Plan;
  readonly client: Client;
  readonly asOf: number;
  readonly exclusions: readonly ApprovedExclusion[];
}

/** By which rules and up to which batch facts are judged. */
export interface JudgingRules {
  readonly batch: number;
  readonly evaluation?: { readonly document: EvaluationDocument; readonly rules: FrozenRules };
  readonly fields: readonly OwnField[];
  readonly planOf: (client: string) => Promise<TracePlan>;
  readonly language: Language;
}

/** What decides by which rules facts are judged. */
export interface RulesAsked {
  /** As known at this batch; the last one otherwise. */
  readonly asOfBatch?: number | undefined;
  /** Judged by the rules, period and moment of this evaluation instead of the current ones and the month of each metric's date. */
  readonly evaluation?: string | undefined;
  /** Of the sentences. */
  readonly language: Language;
}

/** The rules of the evaluation that is named, or else the current ones. */
export async function judgingRulesFor(
  tx: Transaction,
  deps: Deps,
  request: RulesAsked,
  batches: readonly Batch[],
): Promise<JudgingRules> {
  const last = batches.at(-1)?.batch ?? 0;
  const { asOfBatch } = request;
  if (asOfBatch !== undefined && (asOfBatch < 1 || asOfBatch > last))
    throw new Stop(2, [fault(storeFaults, 'batch_unknown', { batch: asOfBatch, last })]);
  if (request.evaluation !== undefined) return judgingRulesOf(tx, request.evaluation, request.language);
  const batch = asOfBatch ?? last;
  const { rulebook } = deps.workspace;
  return {
    batch,
    fields: rulebook.fields,
    language: request.language,
    planOf: async code => {
      const client = clientOf(deps.workspace, code);
      const exclusions = await exclusionsInForce(tx, code);
      const plan = planFor(rulebook, client, await recordedFields(tx, code, batch), exclusions);
      const [own, firm] = [await lastBatchOf(tx, code, batch), await lastBatchOf(tx, '*', batch)];
      const asOf = Math.max(own?.committed_at ?? 0, firm?.committed_at ?? 0);
      return { plan, client, asOf, exclusions };
    },
  };
}

async function judgingRulesOf(tx: Transaction, name: string, language: Language): Promise<JudgingRules> {
  const stored = await resolveEvaluation(tx, name);
  const rules = await frozenRules(tx, stored.rulebook);
  const { client, id: evaluation, period, rulebook } = stored;
  if (rules === undefined) throw new Stop(1, [fault(auditFaults, 'rules_missing', { evaluation, client, period, rulebook })]);
  const document = documentOf(stored);
  const batch = document.as_of_batch;
  return {
    batch,
    evaluation: { document, rules },
    fields: rules.rulebook.fields,
    language,
    planOf: async () => {
      const { exclusions } = await amendmentsOfDocument(tx, document);
      const recorded = await recordedFields(tx, rules.client.code, batch);
      const plan = planFor(rules.rulebook, rules.client, recorded, exclusions);
      return { plan, client: rules.client, asOf: Date.parse(document.as_of), exclusions };
    },
  };
}
