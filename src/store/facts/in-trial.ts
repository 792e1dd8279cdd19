import type { Database, Transaction } from '../connect.js';

/** Does work in a transaction that is taken back where it is only tried; what it came to, either way. */
export async function inTrial<T>(
  database: Pick<Database, 'transaction'>,
  isTried: boolean,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  if (!isTried) return database.transaction(work);
  const tried = new TakenBack<T>();
  try {
    return await database.transaction(async tx => {
      tried.came = { to: await work(tx) };
      throw tried;
    });
  } catch (error) {
    if (error === tried && tried.came !== undefined) return tried.came.to;
    throw error;
  }
}

/** Rolls a trial back, carrying out what it came to. */
class TakenBack<T> extends Error {
  came: { readonly to: T } | undefined;
}
