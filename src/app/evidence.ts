import type { Evaluation } from '../evaluation/document.js';
import { type Plan, planFor } from '../evaluation/plan.js';
import type { Rulebook } from '../evaluation/rulebook.js';
import { kindOf, type OwnField } from '../facts/kinds.js';
import type { Client } from '../facts/place.js';
import type { Membership } from '../metrics/membership.js';
import { mostExcludedRows } from '../reports/exclusions.js';
import type { EvidenceList } from '../reports/input.js';
import { amendmentsNamed } from './amendments/in-force.js';
import { recordedFields } from '../store/batches.js';
import type { Transaction } from '../store/connect.js';
import { evidenceOf } from '../store/evidence.js';
import { fieldsRead } from '../store/scan.js';

const shownMemberships: readonly EvidenceList['membership'][] = ['failed', 'undetermined', 'undated', 'excluded'];

/** The facts behind an evaluation's failures and open questions, at most `limit` in all, and those that were excluded; each list says how many there are. */
export async function evidenceFor(
  tx: Transaction,
  evaluation: Evaluation,
  { rulebook, client, limit }: { readonly rulebook: Rulebook; readonly client: Client; readonly limit: number },
): Promise<readonly EvidenceList[]> {
  const { document } = evaluation;
  const { exclusions } = await amendmentsNamed(tx, document);
  const plan = planFor(rulebook, client, await recordedFields(tx, client.code, document.as_of_batch), exclusions);
  const lists: EvidenceList[] = [];
  // Excluded facts have room of their own, so that many failures never crowd them out.
  const left = { open: limit, excluded: mostExcludedRows };
  for (const result of document.metrics) {
    for (const membership of shownMemberships) {
      if (result.counts[membership] === 0) continue;
      const room = membership === 'excluded' ? 'excluded' : 'open';
      for (const list of await listsOf(tx, plan, evaluation, {
        metric: result.metric,
        membership,
        limit: left[room],
        fields: rulebook.fields,
      })) {
        left[room] -= list.rows.length;
        if (list.totalCount > 0) lists.push(list);
      }
    }
  }
  return lists;
}

interface Asked {
  readonly metric: string;
  readonly membership: EvidenceList['membership'];
  readonly limit: number;
  readonly fields: readonly OwnField[];
}

async function listsOf(tx: Transaction, plan: Plan, { document }: Evaluation, asked: Asked): Promise<readonly EvidenceList[]> {
  const compiled = plan.byId.get(asked.metric);
  if (compiled === undefined) return [];
  const scan = {
    client: document.client,
    batch: document.as_of_batch,
    from: Date.parse(document.from),
    to: Date.parse(document.to),
    asOf: Date.parse(document.as_of),
    places: plan.places,
    fields: asked.fields,
  };
  const lists: EvidenceList[] = [];
  for (const part of compiled.parts) {
    const kind = kindOf(part.of);
    const read = fieldsRead(part);
    const own = asked.fields
      .filter(field => field.fact === part.of)
      .map(field => ({ name: field.id, type: field.type, en: field.en, zh: field.zh }));
    const known = [...kind.fields, ...own];
    const keys = known.filter(field => kind.key.includes(field.name) && field.name !== 'client');
    const columns = [...keys, ...known.filter(field => read.has(field.name) && !kind.key.includes(field.name))];
    const wanted: readonly Membership[] = [asked.membership];
    const { rows, total } = await evidenceOf(tx, { part, memberships: wanted, columns, limit: Math.max(asked.limit, 0), scan });
    lists.push({
      metric: asked.metric,
      membership: asked.membership,
      columns: columns.map(({ en, zh, type }) => ({ label: { en, zh }, type })),
      rows,
      totalCount: total,
    });
  }
  return lists;
}
