/** A heading is rarely longer. */
const longest = 60;

/**
 * Whether the first row below the headings is a second line of them: it names columns that have no name yet, as those below a merged
 * cell, leaves others blank, and holds words where the rows below it have figures.
 */
export function isSecondHeaderLine(headings: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const [line = [], ...below] = rows;
  const text = (cells: readonly string[], at: number): string => (cells[at] ?? '').trim();
  const filled = line.flatMap((cell, at) => (cell.trim() === '' ? [] : [at]));
  if (filled.length < 2 || filled.some(at => isFigure(text(line, at)) || text(line, at).length > longest)) return false;
  const namesMore = filled.some(at => text(headings, at) === '');
  const leavesBlank = headings.some((heading, at) => heading.trim() !== '' && text(line, at) === '');
  const standsOverFigures = filled.some(at => {
    const cells = below.map(row => text(row, at)).filter(cell => cell !== '');
    return cells.length > 0 && cells.every(isFigure);
  });
  return namesMore && leavesBlank && standsOverFigures;
}

/** Whether a text is a number, a date or a time, or begins like one. */
const isFigure = (text: string): boolean => /^[^\p{L}\p{N}]{0,3}\p{N}/u.test(text);

/** Whether what should be headings is a row of values: two or more of its cells, and a quarter of them, are numbers or dates. */
export function areValues(headings: readonly string[]): boolean {
  const texts = headings.map(heading => heading.trim()).filter(text => text !== '');
  const values = texts.filter(text => /^[-+]?\p{N}[\p{N}\s.,:/+年月日时分秒TZ-]*$/u.test(text));
  return values.length >= 2 && values.length >= texts.length / 4;
}
