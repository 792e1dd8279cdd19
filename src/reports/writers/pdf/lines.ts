/** The width of a text in points. */
export type Measure = (text: string) => number;

/** How texts of a weight and size are measured. */
export type MeasureFor = (isBold: boolean, size: number) => Measure;

/** What must not begin a line: closing marks, and what follows its word. */
const noStart = new Set('、。，．：；？！）」』】》〉〕］｝”’…‥—～·％%‰℃°,.:;?!)]}»›-/');
/** What stands behind a number with a space between. */
const shareSigns = new Set('%％‰');
/** What must not end a line. */
const noEnd = new Set('（「『【《〈〔［｛“‘([{«‹$¥￥€£№#');

const isWide = (character: string): boolean => character > '⺀';
const isSpace = (character: string): boolean => character === ' ' || character === '\t' || character === '\u3000';

/** A text in lines that are no wider than `width`: Latin breaks between words, Chinese between characters, and no mark begins a line. */
export function wrappedLines(text: string, width: number, measure: Measure): readonly string[] {
  return text.split('\n').flatMap(paragraph => paragraphLines(paragraph, width, measure));
}

function paragraphLines(paragraph: string, width: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of piecesOf(paragraph)) {
    const shown = piece.trimEnd();
    const [whole, visible] = [measure(piece), shown === piece ? measure(piece) : measure(shown)];
    if (used + visible <= width) {
      line += piece;
      used += whole;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    const parts = visible <= width ? [piece] : cutAnywhere(piece, width, measure);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
    used = measure(line);
  }
  return [...lines, line.trimEnd()];
}

/** Pieces of a text that no line may divide, each with the spaces that follow it. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let last = '';
  for (const character of text) {
    if (last === '' || mayBreak(last, character)) pieces.push(character);
    else pieces[pieces.length - 1] += character;
    last = character;
  }
  return pieces;
}

function mayBreak(before: string, after: string): boolean {
  if (isSpace(after)) return false;
  // A number and its sign stay together: 35 %.
  if (isSpace(before)) return !shareSigns.has(after);
  if (noStart.has(after) || noEnd.has(before)) return false;
  return isWide(before) || isWide(after);
}

/** A piece that is wider than a line, cut where the line is full. */
function cutAnywhere(piece: string, width: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of piece) {
    if (line !== '' && measure(line + character) > width) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return [...lines, line];
}
