import { expect } from 'chai';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import type { Database, Transaction } from '../../src/store/connect.js';
import { enableRowSecurity, restrictedTo } from '../../src/store/row-security.js';
import { eachDatabase } from '../support/databases.js';
import { plant, planted, plantedAt, plantedFiles } from '../support/planted-clients.js';
import { workspaceWith } from '../support/workspaces.js';

/** Tables that a caller who is bound to clients may not even look into. */
const closed = [
  'api_key',
  'config_text',
  'idempotent_answer',
  'job_known',
  'job_run',
  'job_watermark',
  'kept_tally',
  'plumbline_migration',
  'rejected_mark',
  'secret',
  'session',
  'settled_reject',
  'survey_link',
  'upload',
];

/** Of the whole firm, and nothing of anybody in it. */
const ofEverybody = ['calendar_day', 'calendar_layout', 'calendar_span', 'ledger_head'];

eachDatabase('what a role that is bound to a client reads and writes', database => {
  const [own, other] = planted;
  let tables: readonly string[] = [];

  before(async function () {
    this.timeout(120_000);
    expect(await enableRowSecurity(database())).to.equal(undefined);
    const directory = await workspaceWith(plantedFiles);
    const workspace = await loadWorkspace(directory);
    await plant({ database: database(), workspace, clock: () => plantedAt });
    await fill(database());
    const { rows } = await database().knex.raw<{ rows: { name: string }[] }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname",
    );
    tables = rows.map(({ name }) => name);
  });

  const bound = (does: 'read' | 'write'): Database => restrictedTo(database(), [own.code], { hold: 'role', does });
  const textOf = (one: Database, table: string): Promise<readonly string[]> =>
    one.transaction(async tx => {
      const { rows } = await tx.raw<{ rows: { text: string }[] }>(`select to_jsonb(t)::text as text from ${table} t`);
      return rows.map(({ text }) => text);
    });
  const codeOf = async (work: () => Promise<unknown>): Promise<string> => {
    try {
      await work();
    } catch (problem) {
      return problem instanceof Error && 'code' in problem ? String(problem.code) : String(problem);
    }
    return 'done';
  };
  // Calendars are the firm's: every evaluation's rules hold all of them.
  const isOfOther = (text: string): boolean =>
    text.replaceAll(`calendar_${other.word}`, '').includes(other.word) || text.includes(`"${other.code}"`);

  it('there is something of the other client in every table that is of clients, for what follows to mean something', async () => {
    const empty: string[] = [];
    for (const table of tables.filter(name => !closed.includes(name) && !ofEverybody.includes(name))) {
      const texts = await textOf(database(), table);
      const isThere = table === 'batch_row_client' ? texts.some(text => text.includes(other.code)) : texts.some(isOfOther);
      if (!isThere) empty.push(table);
    }
    expect(empty).to.deep.equal([]);
  });

  for (const does of ['read', 'write'] as const) {
    it(`no row of another in any table, as who may ${does}`, async () => {
      const found: Record<string, number> = {};
      const refused: string[] = [];
      for (const table of tables) {
        const code = await codeOf(async () => {
          const texts = await textOf(bound(does), table);
          // What was planted in a file of both is of the one of whom it has facts.
          const count = texts.filter(isOfOther).length;
          if (count > 0) found[table] = count;
        });
        if (code === '42501') refused.push(table);
        else expect(code, table).to.equal('done');
      }
      expect(found).to.deep.equal({});
      expect(refused).to.deep.equal(closed);
    });

    it(`its own rows are there, as who may ${does}`, async () => {
      for (const table of ['fact_shipment', 'evaluation', 'ledger', 'rulebook', 'batch', 'batch_client', 'person'])
        expect((await textOf(bound(does), table)).length, table).to.be.above(0);
    });

    it(`nothing is changed or taken away in any table, as who may ${does}`, async () => {
      for (const table of tables.filter(name => !(does === 'write' && name === 'ledger_head'))) {
        const column = (await columnsOf(database(), table)).at(-1);
        for (const sql of [`delete from ${table}`, `update ${table} set ${column} = ${column}`, `truncate ${table}`])
          expect(await codeOf(() => bound(does).transaction(tx => tx.raw(sql))), sql).to.equal('42501');
      }
    });
  }

  it('nothing is added by who may read, and nothing of another by who may write', async () => {
    const copies = async (one: Database, table: string): Promise<string> => {
      const columns = (await columnsOf(database(), table)).join(', ');
      // The row is made by the owner and added by the role, which cannot see it.
      const [row] = await database().transaction(tx =>
        tx
          .raw<{ rows: { row: string }[] }>(`select to_jsonb(t)::text as row from ${table} t`)
          .then(({ rows }) => rows.filter(({ row: text }) => isOfOther(text))),
      );
      const sql = `insert into ${table} (${columns}) overriding system value select ${columns} from jsonb_populate_record(null::${table}, ?::jsonb)`;
      return codeOf(() => one.transaction((tx: Transaction) => tx.raw(sql, [row?.row ?? '{}'])));
    };
    const ofClients = tables.filter(name => !ofEverybody.includes(name));
    for (const table of [...ofClients, ...ofEverybody]) expect(await copies(bound('read'), table), table).to.equal('42501');
    // A rulebook is named by its hash and holds nothing that is not given with it; who adds it cannot read another's.
    for (const table of ofClients.filter(name => name !== 'rulebook'))
      expect(await copies(bound('write'), table), table).to.equal('42501');
  });
});

const columnsOf = async (database: Database, table: string): Promise<readonly string[]> => {
  const { rows } = await database.knex.raw<{ rows: { name: string }[] }>(
    "select attname as name from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum",
    [table],
  );
  return rows.map(({ name }) => `"${name}"`);
};

/** Rows of both clients in the tables that nothing above fills. */
async function fill(database: Database): Promise<void> {
  await database.transaction(async tx => {
    const { rows } = await tx.raw<{ rows: { name: string }[] }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'client'
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
    );
    for (const { name } of rows) {
      for (const { code, word } of planted) {
        const { rows: needed } = await tx.raw<{ rows: { column: string; type: string }[] }>(
          `select attname as column, format_type(atttypid, atttypmod) as type from pg_attribute
           where attrelid = ?::regclass and attnum > 0 and not attisdropped and attnotnull`,
          [name],
        );
        const valueOf = (type: string): string | number => (type === 'text' ? `filled ${word}` : 1000);
        const row = Object.fromEntries(needed.map(({ column, type }) => [column, column === 'client' ? code : valueOf(type)]));
        await tx(name).insert(row).onConflict().ignore();
      }
    }
  });
}
