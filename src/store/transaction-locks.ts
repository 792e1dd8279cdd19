import type { Knex } from 'knex';

// One number for the product, one for what is waited for; advisory locks of other programs do not meet these.
const plumbline = 0x706c;
const plumblineClients = 0x706d;
const lockNumbers = { load: 1, ledger: 2 } as const;

/**
 * Waits until no other transaction has the turn, and keeps it until this one ends. `load` makes merges follow each other and keeps what
 * is done about clients apart from them, `ledger` guards the head of the ledger. Who needs both takes `load` first, so that nobody
 * waits in a circle.
 */
export async function lockUntilCommit(tx: Knex.Transaction, turn: keyof typeof lockNumbers): Promise<void> {
  await tx.raw('select pg_advisory_xact_lock(?, ?)', [plumbline, lockNumbers[turn]]);
}

/**
 * Waits until no batch is being merged and nobody else closes, amends or remarks anything of these clients, and keeps it so until this
 * transaction ends; what is done about other clients goes on beside it. Taken once, before the turn at the ledger.
 */
export async function lockClientsUntilCommit(tx: Knex.Transaction, clients: readonly string[]): Promise<void> {
  // A server has room for some thousand locks in all its transactions together: many clients are one turn.
  if (clients.length > mostClientLocks) return lockUntilCommit(tx, 'load');
  await tx.raw('select pg_advisory_xact_lock_shared(?, ?)', [plumbline, lockNumbers.load]);
  // In one order, so that two that share some clients never wait for each other.
  for (const client of [...new Set(clients)].toSorted())
    await tx.raw('select pg_advisory_xact_lock(?, hashtext(?))', [plumblineClients, client]);
}

const mostClientLocks = 50;
