import type { Knex } from 'knex';
import { appendLedger, type ClientEntry, entriesOf } from './ledger.js';

/** Why a metric fails, as far as is known when something is done about it. */
export const causes = ['3pl', 'client', 'volume_spike', 'systems', 'chance'] as const;
export type Cause = (typeof causes)[number];

/** What is done, about which metric and which part of it. Days are `yyyy-MM-dd`, in the client's zone. */
export interface ActionBody {
  readonly what: string;
  readonly metric: string;
  readonly slice?: { readonly dimension: string; readonly key: string };
  readonly cause: Cause;
  /** 1 to 5: how easily it is done, and how much the client has from it. */
  readonly ease: number;
  readonly benefit: number;
  readonly owner: string;
  /** The client may not see who it is. */
  readonly internal_owner?: true;
  readonly start: string;
  readonly due: string;
}

/** How an action stands. */
export type ActionState = 'planned' | 'under_way' | 'done' | 'dropped';

/** What an entry changes of an action. */
export interface ActionChange extends Partial<ActionBody> {
  readonly state?: ActionState;
  /** The last day on which it was worked at. */
  readonly done?: string;
  readonly note?: string;
}

/** An entry about an action. */
export interface ActionEntry {
  readonly entry: number;
  readonly by: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly changes: ActionChange;
}

/** An action as it follows from its entries in the ledger. Its number is that of the entry that added it. */
export interface Action extends ActionBody {
  readonly number: number;
  readonly client: string;
  readonly state: ActionState;
  readonly done?: string;
  readonly added_by: string;
  /** UTC milliseconds. */
  readonly added_at: number;
  readonly history: readonly ActionEntry[];
}

/** Actions in the order in which they were added, as the ledger has them, or as it had them at a moment. */
export async function actionsOf(
  tx: Knex.Transaction,
  { client, until }: { readonly client?: string | undefined; readonly until?: number } = {},
): Promise<readonly Action[]> {
  const actions = new Map<number, Action>();
  const entries = await entriesOf<ActionEntryKind, ActionEntryBody>(tx, ['action', 'action_change'], { client });
  for (const { entry, at, actor: by, kind, body } of entries) {
    if ((client !== undefined && body.client !== client) || (until !== undefined && at > until)) continue;
    const { client: owner, action, acting: _acting, ...rest } = body;
    if (kind === 'action') {
      // Written by `addAction` below, from a whole body.
      const whole = rest as ActionBody;
      actions.set(entry, { state: 'planned', ...whole, number: entry, client: owner, added_by: by, added_at: at, history: [] });
      continue;
    }
    const before = action === undefined ? undefined : actions.get(action);
    if (before === undefined || before.client !== owner) continue;
    const { note: _, ...changes } = rest;
    actions.set(before.number, { ...before, ...changes, history: [...before.history, { entry, by, at, changes: rest }] });
  }
  return [...actions.values()];
}

type ActionEntryKind = 'action' | 'action_change';
type ActionEntryBody = ActionChange & { readonly client: string; readonly action?: number; readonly acting?: unknown };

/** Adds an action; its number. */
export async function addAction(
  tx: Knex.Transaction,
  { client, actor, at, body }: ClientEntry & { readonly body: ActionBody & { readonly state: ActionState } },
): Promise<number> {
  return (await appendLedger(tx, { kind: 'action', actor, at, body: { ...body, client } })).entry;
}

/** Changes an action. The caller has seen to it that it may be changed. */
export async function changeAction(
  tx: Knex.Transaction,
  { client, actor, at, number: action, changes }: ClientEntry & { readonly number: number; readonly changes: ActionChange },
): Promise<number> {
  return (await appendLedger(tx, { kind: 'action_change', actor, at, body: { ...changes, client, action } })).entry;
}
