import type { UnfitReader } from '../faults/tenancy.js';
import type { Database, Transaction } from './connect.js';
import { writerRole } from './migrations/row-policies.js';
import { readerRole } from './migrations/row-security.js';
import { quotedText } from '../expressions/to-sql.js';
import { runStatement } from './run-statement.js';

/** How work on behalf of some clients is held to them. */
export type Hold =
  /** A role is taken for each transaction; behind it is the login that took it. */
  | 'role'
  /** The login itself is held: there is nothing behind it. */
  | 'login'
  /** The database cannot: the program's own checks are all there is. */
  | 'none';

/**
 * Has the database itself keep clients apart, for tables that came since as well; undefined where it does, else why it cannot. Where
 * it cannot, what a caller sees rests on the program's own checks alone.
 */
export function enableRowSecurity(database: Database): Promise<string | undefined> {
  return database.transaction(async tx => {
    const { rows: guarded } = await tx.raw<{ rows: { reason: string | null }[] }>('select plumbline_guard() as reason');
    const reason = guarded[0]?.reason ?? undefined;
    if (reason !== undefined) return reason;
    const { rows: member } = await tx.raw<{ rows: { can_act: boolean | null }[] }>(
      `select bool_and(pg_has_role(current_user, oid, 'member')) as can_act from pg_roles
       where rolname in ('${readerRole}', '${writerRole}')`,
    );
    return member[0]?.can_act === true ? undefined : `the database user may not act as ${readerRole} and ${writerRole}`;
  });
}

/** Why a login is not fit to read for single clients; undefined where it is. */
export function unfitReader(reader: Database): Promise<{ readonly login: string; readonly because: UnfitReader } | undefined> {
  return reader.transaction(async tx => {
    const { rows } = await tx.raw<{ rows: { login: string; because: UnfitReader | null }[] }>(
      `select current_user as login, case
         when r.rolsuper then 'superuser'
         when r.rolbypassrls then 'bypass'
         when exists (select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
           and pg_has_role(current_user, c.relowner, 'member')) then 'owner'
         when has_table_privilege('ledger', 'insert') then 'writer'
         when not has_table_privilege('ledger', 'select') then 'stranger'
       end as because
       from pg_roles r where r.rolname = current_user`,
    );
    const { login = '', because = null } = rows[0] ?? {};
    return because === null ? undefined : { login, because };
  });
}

/** The same database for work on behalf of some clients: in its transactions no row of another client can be read or written. */
export function restrictedTo(
  database: Database,
  clients: readonly string[],
  { hold, does }: { readonly hold: Hold; readonly does: 'read' | 'write' },
): Database {
  const transaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    database.transaction(async tx => {
      // By `set local`, which a cluster hands on to its machines; what `set_config` sets stays where it was set.
      const role = hold === 'role' ? `; set local role ${does === 'read' ? readerRole : writerRole}` : '';
      await runStatement(tx, `set local plumbline.clients = ${sight(clients)}${role}`);
      return work(tx);
    });
  return { ...database, transaction };
}

/** Clients as the text of an array, quoted: a setting takes no binding. */
const sight = (clients: readonly string[]): string =>
  quotedText(`{${clients.map(client => `"${client.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`);
