import type { Knex } from 'knex';

/** An answer that is kept so that the same request, sent again, gets it again. Status is null while the first is being answered. */
export interface KeptAnswer {
  readonly key_id: string;
  readonly idempotency_key: string;
  readonly request_hash: string;
  readonly status: number | null;
  readonly headers: string | null;
  readonly body: string | null;
  readonly made_at: number;
  /** What entries of the ledger name this request by; it begins with the mark of the process that answers it. */
  readonly mark: string | null;
  /** It was carried out, and its answer is lost. */
  readonly done: boolean;
}

type AnswerKey = Pick<KeptAnswer, 'key_id' | 'idempotency_key'>;

const table = 'idempotent_answer';

/** Begins an answer, unless there is one already: then that one. Those made before `forgetBefore` are cleared away. */
export async function beginAnswer(
  tx: Knex.Transaction,
  answer: KeptAnswer,
  forgetBefore: { readonly answered: number; readonly running: number },
): Promise<KeptAnswer | undefined> {
  const { key_id, idempotency_key } = answer;
  await tx(table).where('made_at', '<', forgetBefore.answered).delete();
  const [stuck] = await unanswered(tx).where({ key_id, idempotency_key }).where('made_at', '<', forgetBefore.running);
  if (stuck !== undefined) await settle(tx, stuck);
  const made = await tx(table)
    .insert(answer)
    .onConflict(['key_id', 'idempotency_key'])
    .ignore()
    .returning<KeptAnswer[]>('key_id');
  if (made.length > 0) return undefined;
  return (await tx(table).where({ key_id, idempotency_key }).select<KeptAnswer[]>('*'))[0];
}

/** Keeps what was answered. */
export async function keepAnswer(
  tx: Knex.Transaction,
  { key_id, idempotency_key, ...kept }: AnswerKey & Pick<KeptAnswer, 'request_hash' | 'status' | 'headers' | 'body'>,
): Promise<void> {
  await tx(table).where({ key_id, idempotency_key }).update(kept);
}

/** Ends a request that was not answered, so that it can be sent again; unless it was carried out. */
export async function forgetAnswer(tx: Knex.Transaction, { key_id, idempotency_key }: AnswerKey): Promise<void> {
  for (const row of await unanswered(tx).where({ key_id, idempotency_key })) await settle(tx, row);
}

/** Ends the requests that a process left unanswered when it was killed, each by its mark. */
export async function forgetAnswersOf(tx: Knex.Transaction, mark: string): Promise<void> {
  for (const row of await unanswered(tx).whereLike('mark', `${mark}\\_%`)) await settle(tx, row);
}

const unanswered = (tx: Knex.Transaction): Knex.QueryBuilder<KeptAnswer, KeptAnswer[]> =>
  tx<KeptAnswer, KeptAnswer[]>(table).whereNull('status').where({ done: false });

async function settle(tx: Knex.Transaction, { key_id, idempotency_key, mark }: KeptAnswer): Promise<void> {
  const row = tx(table).where({ key_id, idempotency_key });
  await (mark !== null && (await isInLedger(tx, mark)) ? row.update({ done: true }) : row.delete());
}

/** Whether the ledger has what a request did. An import counts as undone: the same file again changes nothing. */
async function isInLedger(tx: Knex.Transaction, mark: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: object[] }>(
    "select 1 from ledger where kind <> 'import' and position(? in body) > 0 limit 1",
    [`"request":${JSON.stringify(mark)}`],
  );
  return rows.length > 0;
}
