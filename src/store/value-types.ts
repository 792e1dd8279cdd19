import pg from 'pg';
import type { CustomTypesConfig } from 'pg';

const int8 = 20;
const date = 1082;

/** How PostgreSQL's values arrive: int8 as a number, numeric and date as text, the rest as pg has it. */
export const valueTypes: CustomTypesConfig = {
  // pg's own declaration gives one function per known type and format; ours is the general one.
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
    if (oid === int8) return safeInteger;
    if (oid === date) return (text: string) => text;
    return pg.types.getTypeParser(oid, 'text');
  }) as CustomTypesConfig['getTypeParser'],
};

/** Counts and instants are far below 2^53; what is not must not be rounded silently. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit into a number without loss`);
  return value;
}
