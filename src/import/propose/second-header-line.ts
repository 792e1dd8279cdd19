/** A heading is rarely longer. */
const longest = 60;

/**
 * Whether the first row below the headings is a second line of them: it names columns that have no name yet, as those below a merged
 * cell, leaves others blank, and holds words where the rows below it have figures.
 */
export function isSecondHeaderLine(headings: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const [line = [], ...rest] = rows;
  // Where several sheets are read as one, each has these lines.
  const below = rest.filter(row => row.some((cell, at) => cell.trim() !== '' && cell.trim() !== (line[at] ?? '').trim()));
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

/**
 * Whether the line above the headings is the first of two: it names groups of columns that have the same name without it (`Date` below
 * `Promised`, and again below `Delivered`), and leaves others as they are.
 */
export function isBelowGroups(headings: readonly string[], joined: readonly string[]): boolean {
  const names = headings.map(heading => heading.trim());
  const repeated = names.flatMap((name, at) => (name !== '' && names.indexOf(name) !== names.lastIndexOf(name) ? [at] : []));
  if (repeated.length === 0 || joined.length < names.length) return false;
  const own = joined.map(name => name.trim());
  const isGrouped = repeated.every(at => own[at] !== names[at] && (own[at] ?? '').endsWith(` ${names[at] ?? ''}`));
  const isDistinct = new Set(repeated.map(at => own[at])).size === repeated.length;
  const isLongText = own.some(name => name.length > 2 * longest);
  const groups = repeated.map(at => (own[at] ?? '').slice(0, -(names[at] ?? '').length));
  return (
    isGrouped && isDistinct && !isLongText && !groups.some(isFigure) && own.some((name, at) => name !== '' && name === names[at])
  );
}

/**
 * Whether the line above the headings is the first of two: it names columns that have no name without it, as a cell does that is merged
 * over both lines, and others as well. A title is one text, which stands above all of them.
 */
export function isBelowMergedHeadings(headings: readonly string[], joined: readonly string[]): boolean {
  const own = (at: number): string => (headings[at] ?? '').trim();
  const named = joined.flatMap((name, at) => (name.trim() !== '' && name.trim() !== own(at) ? [at] : []));
  const above = (at: number): string =>
    (joined[at] ?? '')
      .trim()
      .slice(0, -own(at).length || undefined)
      .trim();
  if (new Set(named.map(above)).size < 2) return false;
  const isName = (text: string): boolean => text.trim().length <= longest && !isFigure(text);
  return named.length > 1 && named.some(at => own(at) === '') && named.every(at => isName(joined[at] ?? ''));
}

/** Whether a text is a number, a date or a time, or begins like one. */
const isFigure = (text: string): boolean => /^[^\p{L}\p{N}]{0,3}\p{N}/u.test(text);

/** Whether what should be headings is a row of values: so many of its cells at least, and a quarter of them, are numbers or dates. */
export function areValues(headings: readonly string[], least = 2): boolean {
  const texts = headings.map(heading => heading.trim()).filter(text => text !== '');
  const values = texts.filter(text => /^[-+]?\p{N}[\p{N}\s.,:/+年月日时分秒TZ-]*$/u.test(text));
  return values.length >= least && values.length >= texts.length / 4;
}
