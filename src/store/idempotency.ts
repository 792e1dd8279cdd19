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
}

type AnswerKey = Pick<KeptAnswer, 'key_id' | 'idempotency_key'>;

/** Begins an answer, unless there is one already: then that one. Those made before `forgetBefore` are cleared away. */
export async function beginAnswer(
  tx: Knex.Transaction,
  answer: KeptAnswer,
  forgetBefore: { readonly answered: number; readonly running: number },
): Promise<KeptAnswer | undefined> {
  const { key_id, idempotency_key } = answer;
  await tx('idempotent_answer').where('made_at', '<', forgetBefore.answered).delete();
  await tx('idempotent_answer')
    .where({ key_id, idempotency_key })
    .whereNull('status')
    .where('made_at', '<', forgetBefore.running)
    .delete();
  const made = await tx('idempotent_answer')
    .insert(answer)
    .onConflict(['key_id', 'idempotency_key'])
    .ignore()
    .returning<KeptAnswer[]>('key_id');
  if (made.length > 0) return undefined;
  return (await tx('idempotent_answer').where({ key_id, idempotency_key }).select<KeptAnswer[]>('*'))[0];
}

/** Keeps what was answered. */
export async function keepAnswer(
  tx: Knex.Transaction,
  { key_id, idempotency_key, ...kept }: AnswerKey & Pick<KeptAnswer, 'request_hash' | 'status' | 'headers' | 'body'>,
): Promise<void> {
  await tx('idempotent_answer').where({ key_id, idempotency_key }).update(kept);
}

/** Forgets a request that was not answered, so that it can be sent again. */
export async function forgetAnswer(tx: Knex.Transaction, { key_id, idempotency_key }: AnswerKey): Promise<void> {
  await tx('idempotent_answer').where({ key_id, idempotency_key }).delete();
}
