import type { Import } from '../../contract/imports.js';
import type { RejectedRow, RejectedRows, ReopenedRejects, SettledRejects } from '../../contract/rejects.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import type { MendedFile } from '../../app/imports/mend-from-file.js';
import { importSummary } from './import-summary.js';
import { textTable } from './result-table.js';
import { timeText } from './time-text.js';

/** Batches with rejected rows: how many were rejected, are left to mend, are settled. */
export function rejectBatchesText(imports: readonly Import[], language: Language): string {
  if (imports.length === 0) return say(language, 'No rejected rows are left to mend.', '没有待更正的未通过行。');
  const head = say(language, 'batch|file|layout|rejected|to mend|settled', '批次|文件|版式|未通过|待更正|已结案').split('|');
  const rows = imports.map(({ batch, file, layout, rows: { rejected }, to_mend: left, settled }) => [
    String(batch),
    file ?? '',
    layout ?? '',
    ...[rejected, left, settled].map(String),
  ]);
  return textTable([head, ...rows], [3, 4, 5]);
}

/** The rejected rows of a batch, each with its faults and what became of it. */
export function rejectedRowsText(list: RejectedRows, language: Language, zone: string): string {
  const { batch, file, to_mend: left, settled, rows, next, is_cut: isCut } = list;
  const head = say(
    language,
    `Batch ${batch}, ${file}: ${left} to mend, ${settled} settled.`,
    `批次 ${batch}，${file}：待更正 ${left} 行，已结案 ${settled} 行。`,
  );
  const more =
    next === null && !isCut ? [] : [say(language, `The rest is in rejects/${batch}.csv.`, `其余的行见 rejects/${batch}.csv。`)];
  return [head, ...rows.flatMap(row => rowLines(batch, row, language, zone)), ...more].join('\n');
}

function rowLines(
  batch: number,
  { row, faults, settled, imported_again: again }: RejectedRow,
  language: Language,
  zone: string,
): readonly string[] {
  const lines = faults.map(
    ({ code, column, what, in_both: both }) =>
      `    ${code}${column === null ? '' : `, ${column}`}: ${both === undefined ? what : both.what[language]}`,
  );
  const became: string[] = [];
  if (settled !== null) {
    const { by, at, reason, with_batch: other } = settled;
    const when = timeText(zone, at);
    const [inEn, inZh] =
      other === undefined ? ['', ''] : [` with the identical row of batch ${other}`, `随批次 ${other} 的相同行`];
    became.push(say(language, `settled by ${by} at ${when}${inEn}: ${reason}`, `已由 ${by} 于 ${when} ${inZh}结案：${reason}`));
  }
  if (again !== null)
    became.push(
      again.batch < batch
        ? say(
            language,
            `the identical row was mended with batch ${again.batch} before`,
            `相同的行此前已随批次 ${again.batch} 更正并导入`,
          )
        : again.is_taken
          ? say(language, `imported again by batch ${again.batch}`, `已由批次 ${again.batch} 重新导入`)
          : say(language, `rejected again by batch ${again.batch}`, `在批次 ${again.batch} 中再次未通过`),
    );
  return [`  ${say(language, `row ${row}`, `第 ${row} 行`)}`, ...lines, ...became.map(text => `    ${text}`)];
}

/** What the corrected rows came to, or would come to: new, changed, rejected again, which later facts they replace. */
export function mendedText({ imported, left_out: leftOut }: MendedFile, language: Language): string {
  const { batch, replaces } = imported;
  const left =
    leftOut === 0
      ? []
      : [
          say(
            language,
            `Rows left out, which are as they were or were dealt with before: ${leftOut}`,
            `略过的行（内容未变，或先前已处理）：${leftOut}`,
          ),
        ];
  const named = (replaces?.first ?? []).map(
    ({ client, key, batch: by, file }) => `  ${[client, ...key].join(' ')}: ${file === null ? by : `${by}, ${file}`}`,
  );
  const later =
    replaces === undefined || replaces.facts === 0
      ? []
      : [
          batch === null
            ? say(
                language,
                `Facts that came later and would be replaced: ${replaces.facts}. That is refused without --replace-later.`,
                `会被替换的、后来导入的事实：${replaces.facts} 条。没有 --replace-later 时予以拒绝。`,
              )
            : say(
                language,
                `Facts that came later and were replaced: ${replaces.facts}`,
                `已替换的、后来导入的事实：${replaces.facts} 条`,
              ),
          ...named,
        ];
  return [importSummary([imported], language), ...left, ...later].join('\n');
}

/** Which rows were settled, and how they are reopened. */
export function settledText({ batch, rows, reason }: SettledRejects, language: Language): string {
  const undo = `plumbline rejects reopen ${batch} --rows ${rows.slice(0, 3).join(',')}${rows.length > 3 ? ',…' : ''}`;
  return say(
    language,
    `Rows of batch ${batch} settled: ${rows.length} (${reason}). They stay in the list; to mend them after all: ${undo}`,
    `批次 ${batch} 已结案 ${rows.length} 行（${reason}）。这些行仍保留在清单中；如需更正：${undo}`,
  );
}

/** Which rows are to mend again. */
export const reopenedText = ({ batch, rows }: ReopenedRejects, language: Language): string =>
  say(language, `Rows of batch ${batch} to mend again: ${rows.length}.`, `批次 ${batch} 已撤销结案 ${rows.length} 行，待更正。`);
