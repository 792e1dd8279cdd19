import type { Knex } from 'knex';
import { appendLedger, type ClientEntry, entriesOf } from './ledger.js';

/** A comment as its entry in the ledger has it; an empty text takes away what stood in its place. */
export interface Comment {
  readonly client: string;
  readonly period: string;
  /** The metric that it is about; null where it is about the whole period. */
  readonly metric: string | null;
  readonly text: string;
  readonly by: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly entry: number;
}

interface CommentBody {
  readonly client: string;
  readonly period: string;
  readonly metric: string | null;
  readonly text: string;
}

/** All comments that were ever made, in their order; of one client, of one period, where these are given. */
export async function commentsOf(
  tx: Knex.Transaction,
  { client, period }: { readonly client?: string | undefined; readonly period?: string | undefined },
): Promise<readonly Comment[]> {
  const entries = await entriesOf<'comment', CommentBody>(tx, ['comment'], { client, period });
  return entries.flatMap(({ entry, at, actor: by, body }) => {
    const { client: of, period: about, metric, text } = body;
    const isAsked = (client === undefined || of === client) && (period === undefined || about === period);
    return isAsked ? [{ client: of, period: about, metric, text, by, at, entry }] : [];
  });
}

/** The comments that stand: of each client, period and metric the last one, unless it was taken away. */
export function standingComments(all: readonly Comment[]): readonly Comment[] {
  const last = new Map(all.map(one => [JSON.stringify([one.client, one.period, one.metric]), one]));
  return [...last.values()].filter(({ text }) => text !== '').sort((a, b) => a.entry - b.entry);
}

/** Records a comment; the number of its entry. The caller has the turn to load. */
export async function recordComment(
  tx: Knex.Transaction,
  { actor, at, client, period, metric, text }: ClientEntry & CommentBody,
): Promise<number> {
  const body: CommentBody = { client, period, metric, text };
  return (await appendLedger(tx, { kind: 'comment', actor, at, body: { ...body } })).entry;
}
