import type { Database } from '../../src/store/connect.js';

const columns = `
  select c.relname as table, string_agg(format('  %s %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then ' not null' else '' end,
    coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')), e',\\n' order by a.attnum) as columns
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
  group by c.relname order by c.relname collate "C"`;

const indexes = `select tablename as table, indexdef as text from pg_indexes where schemaname = 'public' order by indexname collate "C"`;

const functions = `
  select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'public'::regnamespace
  order by proname collate "C", pg_get_function_identity_arguments(oid) collate "C"`;

/** The database's schema as text, the same from every kind of database: tables, their indexes, functions. */
export async function schemaText(database: Database): Promise<string> {
  const rowsOf = async <Row>(sql: string): Promise<readonly Row[]> => (await database.knex.raw<{ rows: Row[] }>(sql)).rows;
  const indexed = await rowsOf<{ table: string; text: string }>(indexes);
  const tables = (await rowsOf<{ table: string; columns: string }>(columns)).map(({ table, columns }) => {
    const own = indexed.filter(index => index.table === table).map(index => `${index.text};`);
    return [`create table ${table} (\n${columns}\n);`, ...own].join('\n');
  });
  const defined = (await rowsOf<{ text: string }>(functions)).map(({ text }) => `${text.trim()};`);
  return `${[...tables, ...defined].join('\n\n')}\n`;
}
