import type { ImportedBatch } from '../../app/imports/imported-batch.js';
import type { withdrawImport } from '../../app/imports/withdraw-import.js';
import type { Language } from '../../facts/label.js';
import { fieldChangeText } from '../../words/field-changes.js';
import { say } from '../../words/say.js';
import { lateText } from './late-batches.js';
import { textTable } from './result-table.js';

/** What became of imported files, as a table for the terminal. */
export function importSummary(batches: readonly ImportedBatch[], language: Language): string {
  // Rows that repeat one before them are no earlier import: they stand apart where there are any.
  const repeats = batches.some(({ repeated }) => repeated > 0);
  const rows = batches.map(({ batch, file, layout, repeated, rows: counts }) => [
    batch === null ? say(language, 'dry run', '试运行') : String(batch),
    file.split('/').at(-1) ?? file,
    layout,
    ...[counts.read, counts.new, counts.changed, counts.unchanged - repeated].map(String),
    ...(repeats ? [String(repeated)] : []),
    ...[counts.rejected, counts.skipped].map(String),
  ]);
  const head = say(
    language,
    `batch|file|layout|read|new|changed|unchanged|${repeats ? 'twice in file|' : ''}rejected|skipped`,
    `批次|文件|版式|读取|新增|更改|未变|${repeats ? '文件内重复|' : ''}未通过|跳过`,
  ).split('|');
  const table = textTable([head, ...rows], [3, 4, 5, 6, 7, 8, 9]);
  const rejects = batches.flatMap(({ rejects: file }) =>
    file === null ? [] : [say(language, `Rejected rows, each with its reason: ${file}`, `未通过的行及其原因：${file}`)],
  );
  const before = batches.flatMap(batch => dealtBeforeText(batch, language));
  const late = batches.flatMap(({ batch, late: touches }) => lateText(batch, touches, language));
  const changes = batches.flatMap(batch => changesText(batch, language));
  return [table, ...changes, ...rejects, ...before, ...late].join('\n');
}

/** Of rejected rows that nobody has to mend. */
function dealtBeforeText(
  { batch, rows: { rejected }, dealt_before: before }: ImportedBatch,
  language: Language,
): readonly string[] {
  if (before === undefined) return [];
  const en = `Batch ${batch}: ${rejected} rejected, ${before} of them settled or mended before, with identical rows.`;
  const zh = `批次 ${batch}：未通过 ${rejected} 行，其中 ${before} 行此前已随相同的行结案或更正。`;
  return [say(language, en, zh)];
}

/** Which fields of facts that were there a file has changed, a line each; moments as they are stored. */
function changesText({ file, changes = [] }: ImportedBatch, language: Language): readonly string[] {
  if (changes.length === 0) return [];
  const name = file.split('/').at(-1) ?? file;
  const lines = changes.map(
    change => `  ${change.label[language]}${say(language, ': ', '：')}${fieldChangeText(language, change, instant => instant)}`,
  );
  return [say(language, `What changes in facts that were there, by ${name}:`, `${name} 对已有事实的更改：`), ...lines];
}

/** What a withdrawal came to. */
export function withdrawnText(
  { batch, withdraws, rows, late }: Awaited<ReturnType<typeof withdrawImport>>,
  language: Language,
): string {
  const head = say(
    language,
    `Batch ${batch} withdraws batch ${withdraws}: ${rows.changed} facts changed. Both stay visible.`,
    `批次 ${batch} 撤回了批次 ${withdraws}：${rows.changed} 条事实有变化。两者均保留可见。`,
  );
  return [head, ...lateText(batch, late, language)].join('\n');
}
