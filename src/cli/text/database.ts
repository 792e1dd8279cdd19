import type { Distribution } from '../../app/database/distribute.js';
import type { DatabaseStatus, Machine } from '../../app/database/status.js';
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
    ...clusterLines(status, language),
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

function clusterLines({ kind, cluster }: DatabaseStatus, language: Language): readonly string[] {
  if (cluster === null) {
    const one =
      kind === 'server'
        ? say(language, 'one server, nothing is distributed', '单台服务器，未分布')
        : say(language, 'this one, the database is embedded', '仅本机，数据库为内嵌');
    return [say(language, `Machines: ${one}`, `机器：  ${one}`)];
  }
  const { version, tables, machines, shards, skew } = cluster;
  const [spread, copied, local] = [tables.distributed.length, tables.copied.length, tables.not_distributed];
  const uneven =
    skew === null ? '' : say(language, `, the fullest holds ${skew} times the mean`, `，最满的一台为平均值的 ${skew} 倍`);
  const missing = say(
    language,
    `          on the coordinator alone, though they belong on all machines: ${local.join(', ')} (plumbline db distribute)`,
    `          应分布却仍只在协调节点上的表：${local.join('、')}（plumbline db distribute）`,
  );
  return [
    say(
      language,
      `Machines: Citus ${version}, ${machines.length} machines; ${spread} tables distributed by client in ${shards} shards, ${copied} copied to every machine${uneven}`,
      `机器：  Citus ${version}，${machines.length} 台机器；按客户分布 ${spread} 个表，共 ${shards} 个分片，另有 ${copied} 个表复制到每台机器${uneven}`,
    ),
    ...(local.length === 0 ? [] : [missing]),
    ...machines.map(machine => machineLine(machine, language)),
  ];
}

function machineLine({ name, is_coordinator: leads, is_reachable: answers, shards, bytes }: Machine, language: Language): string {
  const role = leads ? say(language, ' (coordinator)', '（协调节点）') : '';
  if (!answers)
    return say(
      language,
      `          ${name}${role}: away, with ${shards} shards`,
      `          ${name}${role}：无法连接，有 ${shards} 个分片`,
    );
  const size = bytes === null ? '' : say(language, `, ${megabytes(bytes)} MB`, `，${megabytes(bytes)} MB`);
  return say(language, `          ${name}${role}: ${shards} shards${size}`, `          ${name}${role}：${shards} 个分片${size}`);
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

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
  return statements(steps, done);
}

/** Tables brought back: the statements, and how many. */
export function undistributionText({ dry_run: isTried, steps }: Distribution, language: Language): string {
  if (steps.length === 0) return say(language, 'Nothing is distributed.', '没有已分布的表。');
  const count = steps.length;
  return statements(
    steps,
    say(
      language,
      `${isTried ? 'Would bring' : 'Brought'} ${count} tables back to the coordinator.`,
      `${isTried ? '将' : '已'}将 ${count} 个表移回协调节点。`,
    ),
  );
}

const statements = (steps: Distribution['steps'], done: string): string =>
  [...steps.map(({ sql }) => `${sql};`), '', done].join('\n');
