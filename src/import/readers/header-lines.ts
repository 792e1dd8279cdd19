import type { Row } from './source.js';

/**
 * The lines of a header as one: above each other they make the name of a column, `Planned` over `Date` that of `Planned Date`. What
 * stands over several columns is written over the first of them: unless `spread` says that this has been settled (by the merged cells
 * of a workbook), it goes on to the right over blank cells, as long as they have a name below and no line above begins another group.
 */
export function joinedHeader(lines: readonly Row[], spread = false): Row {
  const [first] = lines;
  if (first === undefined) throw new TypeError('a header has at least one line');
  if (lines.length === 1) return first;
  const width = Math.max(...lines.map(({ cells }) => cells.length));
  const texts = lines.map(({ cells }) => Array.from({ length: width }, (_, i) => (cells[i] ?? '').trim()));
  if (!spread) texts.slice(0, -1).forEach((line, level) => spreadRight(texts, line, level));
  const cells = Array.from({ length: width }, (_, i) => {
    const parts = texts.map(line => line[i] ?? '').filter(part => part !== '');
    return parts.filter((part, at) => part !== parts[at - 1]).join(' ');
  });
  return { number: first.number, cells };
}

function spreadRight(texts: readonly (readonly string[])[], line: string[], level: number): void {
  for (let i = 1; i < line.length; i++) {
    const hasNameBelow = texts.slice(level + 1).some(below => (below[i] ?? '') !== '');
    const isSameGroup = texts.slice(0, level).every(above => above[i] === above[i - 1]);
    if (line[i] === '' && hasNameBelow && isSameGroup) line[i] = line[i - 1] ?? '';
  }
}
