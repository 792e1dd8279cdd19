import type { Where } from './connect.js';
import { holderOf } from './embedded/lock.js';

/** The URL at which another program reaches the database: of an embedded one while a process has it open. */
export function addressOf(where: Where): string | undefined {
  if ('url' in where) return where.url;
  const holder = holderOf(where.directory);
  return holder === undefined ? undefined : `postgresql://postgres@/postgres?host=${encodeURIComponent(holder.socketFolder)}`;
}
