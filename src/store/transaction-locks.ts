import type { Knex } from 'knex';

// One number for the product, one for what is waited for; advisory locks of other programs do not meet these.
const plumbline = 0x706c;
const lockNumbers = { load: 1, ledger: 2 } as const;

/**
 * Waits until no other transaction has the turn, and keeps it until this one ends. `load` makes merges follow each other, `ledger`
 * guards the head of the ledger. Who needs both takes `load` first, so that nobody waits in a circle.
 */
export async function lockUntilCommit(tx: Knex.Transaction, turn: keyof typeof lockNumbers): Promise<void> {
  await tx.raw('select pg_advisory_xact_lock(?, ?)', [plumbline, lockNumbers[turn]]);
}
