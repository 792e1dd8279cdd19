import type { Partitioning } from '../../app/database/partition.js';
import type { PartitionStatus } from '../../app/database/status.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { megabytes, statements } from './statements.js';

/** How the facts lie in partitions; nothing where they are in one table each. */
export function partitionLines(partitions: readonly PartitionStatus[], language: Language): readonly string[] {
  if (partitions.length === 0) return [];
  const count = partitions.length;
  return [
    say(language, `Partitions: ${count}, by month of import (UTC)`, `分区：  ${count} 个，按导入月份（UTC）`),
    ...partitions.map(one => `          ${partitionLine(one, language)}`),
  ];
}

function partitionLine(partition: PartitionStatus, language: Language): string {
  const { rows, bytes, first_day: first, last_day: last } = partition;
  const parts = [
    importsText(partition, language),
    ...(rows === null ? [] : [say(language, `about ${rows} rows`, `约 ${rows} 行`)]),
    `${megabytes(bytes)} MB`,
    ...(first === null || last === null ? [] : [say(language, 'facts of ', '事实日期 ') + rangeText(first, last, language)]),
  ];
  return `${nameText(partition, language)}${say(language, ': ', '：')}${parts.join(say(language, ', ', '，'))}`;
}

function nameText({ name }: PartitionStatus, language: Language): string {
  if (name === 'first') return say(language, 'before the partitions', '分区之前');
  return name === 'open' ? say(language, 'now', '当前') : name;
}

function importsText({ from_batch, to_batch, first_import, last_import }: PartitionStatus, language: Language): string {
  if (first_import === null || last_import === null) return say(language, 'no imports', '无导入');
  const days = rangeText(first_import.slice(0, 10), last_import.slice(0, 10), language);
  const first = String(from_batch ?? 1);
  const batches =
    to_batch === null
      ? say(language, `batches from ${first} on`, `批次 ${first} 起`)
      : say(language, 'batches ', '批次 ') + rangeText(first, String(to_batch - 1), language);
  return say(language, `${batches} (${days})`, `${batches}（${days}）`);
}

const rangeText = (first: string, last: string, language: Language): string =>
  first === last ? first : say(language, `${first} to ${last}`, `${first} 至 ${last}`);

/** Tables partitioned: the statements, and how many. */
export function partitioningText({ dry_run: isTried, steps }: Partitioning, language: Language): string {
  if (steps.length === 0) return say(language, 'Everything is partitioned already.', '所有事实表均已分区。');
  const count = tablesIn(steps);
  const done = isTried
    ? say(language, `Would partition ${count} tables of facts.`, `将对 ${count} 个事实表分区。`)
    : say(
        language,
        `Partitioned ${count} tables of facts. Restart the service: it opens a partition for each month from then on.`,
        `已对 ${count} 个事实表分区。请重新启动服务，之后每月首次导入时自动新建分区。`,
      );
  return statements(steps, done);
}

/** Partitions brought together: the statements, and how many. */
export function unpartitioningText({ dry_run: isTried, steps }: Partitioning, language: Language): string {
  if (steps.length === 0) return say(language, 'Nothing is partitioned.', '没有已分区的表。');
  const count = tablesIn(steps);
  const done = say(
    language,
    `${isTried ? 'Would make' : 'Made'} one table of each of ${count} kinds of facts.`,
    `${isTried ? '将' : '已'}把 ${count} 类事实的分区各自合并为一个表。`,
  );
  return statements(steps, done);
}

const tablesIn = (steps: Partitioning['steps']): number =>
  new Set(steps.filter(({ does }) => does !== 'lock').map(({ name }) => name)).size;
