import { factSection, maxEvidenceRows, rowsPerList } from './fact-lists.js';
import type { EvidenceList, ScorecardInput } from './input.js';
import { palette } from './palette.js';
import { cell, heading, type Row, type Sheet, type Table } from './sheet.js';
import { say } from '../words/say.js';
import { type Words } from './words.js';

/** The lists of facts that the Exceptions sheet shows; what was excluded has a sheet of its own. */
export const exceptionLists = ({ evidence }: Pick<ScorecardInput, 'evidence'>): readonly EvidenceList[] =>
  evidence.filter(({ membership, totalCount }) => membership !== 'excluded' && totalCount > 0);

/** The Exceptions sheet: the facts that failed or could not be judged, by metric, each with the row it came from. */
export function exceptionSheet(input: ScorecardInput, words: Words): Sheet {
  const lists = exceptionLists(input);
  const shares = rowsPerList(
    lists.map(list => list.rows.length),
    maxEvidenceRows,
  );
  const widths = [24, ...Array.from({ length: Math.max(5, ...lists.map(({ columns }) => columns.length + 2)) }, () => 20)];
  const rows: Row[] = [...heading(words.sheets.exceptions, exceptionNote(input, lists, shares), 6)];
  const tables: Table[] = [];
  for (const [position, list] of lists.entries()) {
    const place = { share: shares[position] ?? 0, row: rows.length + 1, name: `Facts_${position + 1}`, widths };
    const section = factSection(input, words, list, place);
    // Not spread into push: a list may hold more rows than a call takes arguments.
    for (const row of section.rows) rows.push(row);
    if (section.table) tables.push(section.table);
  }
  if (lists.length === 0)
    rows.push({
      cells: [cell(nothingListed(input), 'paragraph', { span: 6 })],
      height: 24,
    });
  return {
    name: words.sheets.exceptions,
    tab: palette.second,
    widths,
    rows,
    tables,
    colours: [],
    pictures: [],
    frozen: { rows: 2, columns: 1 },
    repeated: '1:2',
    pagesHigh: 0,
  };
}

function exceptionNote(
  { language, evaluation }: ScorecardInput,
  lists: readonly EvidenceList[],
  shares: readonly number[],
): string {
  const total = lists.reduce((sum, list) => sum + list.totalCount, 0);
  const listed = shares.reduce((sum, share) => sum + share, 0);
  const zone = evaluation.document.time_zone;
  const count = (value: number) => value.toLocaleString('en-US');
  const cut =
    listed < total
      ? say(
          language,
          ` The rest: plumbline audit explain ${evaluation.id} METRIC --membership failed --out FILE`,
          ` 其余请用：plumbline audit explain ${evaluation.id} METRIC --membership failed --out FILE`,
        )
      : '';
  return say(
    language,
    `${count(listed)} of ${count(total)} facts listed; times in ${zone}.${cut}`,
    `列出 ${count(total)} 条中的 ${count(listed)} 条；时间为 ${zone} 当地时间。${cut}`,
  );
}

/** Why no fact is listed: there is none, or this workbook was made without them. */
function nothingListed({ language, evaluation }: ScorecardInput): string {
  const isClean = evaluation.document.metrics.every(({ counts }) => counts.failed + counts.undetermined + counts.undated === 0);
  if (isClean)
    return say(language, 'Nothing failed and nothing was left undetermined in this period.', '本期没有不合格或无法判定的记录。');
  return say(
    language,
    `This workbook lists no facts. To see them: plumbline audit explain ${evaluation.id} METRIC --membership failed`,
    `本文件未列出记录。查看请用：plumbline audit explain ${evaluation.id} METRIC --membership failed`,
  );
}
