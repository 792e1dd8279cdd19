import type { Distribution } from '../../app/database/distribute.js';
import type { DatabaseStatus } from '../../app/database/status.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { timeText } from './time-text.js';

/** How the database is. */
export function databaseStatusText(status: DatabaseStatus, language: Language): string {
  const { kind, version, batches, last_import: last } = status;
  const known = batches ?? say(language, 'known after the migrations', '迁移后可知');
  const ofLast =
    last === null
      ? ''
      : say(language, `, the last committed ${timeText('UTC', last)} UTC`, `，最近一次提交于 ${timeText('UTC', last)} UTC`);
  return [
    say(
      language,
      `Database: ${kind}, PostgreSQL ${version}`,
      `数据库：${kind === 'server' ? '服务器' : '内嵌'}，PostgreSQL ${version}`,
    ),
    ...readerLines(status, language),
    say(language, `Schema:   ${schemaText(status, language)}`, `结构：  ${schemaText(status, language)}`),
    say(language, `Batches:  ${known}${ofLast}`, `批次：  ${known}${ofLast}`),
  ].join('\n');
}

function readerLines({ kind, bound_readers: readers }: DatabaseStatus, language: Language): readonly string[] {
  if (kind !== 'server') return [];
  const login =
    readers === 'own_login'
      ? say(language, 'a separate login', '单独的登录')
      : say(
          language,
          'a role of the one login (DATABASE_READER_URL sets a separate one)',
          '同一登录的一个角色（可用 DATABASE_READER_URL 另设登录）',
        );
  return [say(language, `Readers:  keys bound to clients read with ${login}`, `读取：  限于客户的密钥使用${login}`)];
}

function schemaText({ migrations }: DatabaseStatus, language: Language): string {
  const missing = migrations.filter(({ appliedAt }) => appliedAt === null).length;
  if (missing === 0) return say(language, 'up to date', '已是最新');
  return say(
    language,
    `${missing} migrations to apply (plumbline db migrate)`,
    `有 ${missing} 项迁移待执行（plumbline db migrate）`,
  );
}

/** A distribution: its statements, as they can be read, kept or run by hand. */
export function distributionText({ dry_run: isTried, steps }: Distribution, language: Language): string {
  if (steps.length === 0) return say(language, 'Everything is distributed already.', '所有表均已分布。');
  const count = (does: Distribution['steps'][number]['does']): number => steps.filter(step => step.does === does).length;
  const [tables, copied, functions] = [count('distribute'), count('reference'), count('function')];
  const done = say(
    language,
    `${isTried ? 'Would distribute' : 'Distributed'} ${tables} tables by client, ${copied} copied to every machine, ${functions} functions.`,
    `${isTried ? '将' : '已'}按客户分布 ${tables} 个表，复制 ${copied} 个表到每台机器，分布 ${functions} 个函数。`,
  );
  return [...steps.map(({ sql }) => `${sql};`), '', done].join('\n');
}
