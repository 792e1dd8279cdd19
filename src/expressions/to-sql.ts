import { decimalText } from '../facts/exact.js';
import { dayText } from '../facts/time.js';
import type { Expression, ExprType, Literal } from './expression.js';
import { groupOperations, ofOneFact } from './group-operations.js';
import { operations, type SqlSurrounding } from './operations.js';

/** How names become SQL, and what surrounds the row. */
export interface SqlReader {
  readonly name: (name: string) => string;
  readonly around: SqlSurrounding;
  /** Computes a costly expression once a row, and gives the name to read it by. */
  readonly share?: (sql: string) => string;
}

/** The expression as an SQL expression over one row; null where a needed value is missing. */
export function toSql(expression: Expression, reader: SqlReader): string {
  if (expression.node === 'literal') return sqlLiteral(expression.type, expression.value);
  if (expression.node === 'name') return reader.name(expression.name);
  // Conditions over groups of several facts are taken apart before.
  if (expression.operation in groupOperations) return toSql(ofOneFact(expression), reader);
  const operation = operations[expression.operation];
  if (operation === undefined) throw new TypeError(`no operation ${expression.operation}`);
  const given = expression.arguments.map(argument => toSql(argument, reader));
  const types = expression.arguments.map(argument => argument.type);
  const sql = operation.sql(given, reader.around, types);
  return operation.isCostly === true && reader.share !== undefined ? reader.share(sql) : sql;
}

const sqlTypes: Readonly<Record<ExprType, string>> = {
  instant: 'bigint',
  duration: 'bigint',
  day: 'int',
  number: 'numeric',
  text: 'text',
  boolean: 'boolean',
};

/** A value of a type as an SQL literal. */
export function sqlLiteral(type: ExprType, value: Literal['value']): string {
  if (value === null) return `null::${sqlTypes[type]}`;
  if (typeof value === 'string') return `${quotedText(value)}::text`;
  if (typeof value === 'boolean') return String(value);
  const text = decimalText(value);
  return text.startsWith('-') ? `('${text}'::${sqlTypes[type]})` : `${text}::${sqlTypes[type]}`;
}

/** A text as an SQL string constant, whatever is in it. */
export function quotedText(text: string): string {
  // A backslash is plain in a standard string; E'' would give it a meaning.
  return `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`;
}

/** A field of a fact as SQL: a column, or a workspace's own field out of `extra`. */
export function ownFieldSql(extra: string, id: string, type: ExprType): string {
  const text = `(${extra}->>${quotedText(id)})`;
  return type === 'day' ? `(${text}::date - date '${dayText(0)}')` : type === 'text' ? text : `${text}::${sqlTypes[type]}`;
}
