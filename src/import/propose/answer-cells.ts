import type { ProposedCells, ProposedMapping } from '../../faults/proposal.js';
import { ladderOf, marksOfWords, wordsToMark } from './answer-words.js';
import { someOf } from './settings.js';
import { highest, lowest, type Question } from './survey-questions.js';

/** The scale of answers, and whether a heading names it. */
interface Scale {
  readonly least: number;
  readonly most: number;
  readonly isNamed: boolean;
}

/** Whether some question can be imported as it stands. */
export const areWritten = (cells: readonly ProposedCells[]): boolean =>
  cells.some(({ columns, isOpen }) => !isOpen && columns.some(({ item }) => item !== undefined));

/** The questions of a survey by the scale and the aspect that they share, as a layout says it. */
export function answerCells(questions: readonly Question[], about: readonly string[]): readonly ProposedCells[] {
  const seen = seenScale(questions);
  const groups = new Map<string, Question[]>();
  for (const question of questions) {
    const key = JSON.stringify([question.aspect, scaleOf(question, seen), question.item === 'nps', wordsKey(question)]);
    groups.set(key, [...(groups.get(key) ?? []), question]);
  }
  return [...groups.values()].map(group => cellsOf(group, seen, about));
}

/** Questions whose words have a certain order share a group, and those with the same other words. */
function wordsKey({ inWords, column }: Question): unknown {
  if (inWords === undefined) return undefined;
  const texts = [...column.values.keys()];
  return ladderOf(texts) ?? texts.toSorted();
}

function cellsOf(group: readonly Question[], seen: Scale | undefined, about: readonly string[]): ProposedCells {
  const [first] = group;
  const scale = first === undefined ? undefined : scaleOf(first, seen);
  const blank = [...new Set(group.flatMap(({ column }) => column.nothing))].slice(0, 20);
  const numbers = group.flatMap(({ column }) => column.numbers ?? []);
  const odd = [...new Set(numbers.flatMap(one => one.odd))];
  const words = first?.inWords === true ? group.flatMap(({ column }) => [...column.values.keys()]) : undefined;
  const marks = words === undefined ? undefined : marksOfWords(words);
  const score: ProposedMapping = {
    ...(words === undefined ? {} : { map: marks ?? wordsToMark(words) }),
    ...(scale === undefined ? {} : { scale: { from: [scale.least, scale.most], to: [1, 10] } }),
    ...(numbers.some(({ texts }) => texts.some(text => text.includes(','))) ? { decimal: ',' } : {}),
    ...(blank.length === 0 ? {} : { blank }),
  };
  return {
    columns: group.map(({ column, item }) => ({
      column: column.header,
      ...(item === undefined ? {} : { item }),
      samples: column.samples,
    })),
    cell: { score },
    ...(first?.aspect === undefined ? {} : { fields: { aspect: { const: first.aspect } } }),
    ...(scale === undefined ? {} : { scale }),
    ...(odd.length === 0 ? {} : { rejected: someOf(odd) }),
    ...(words === undefined ? {} : { inWords: true }),
    isOpen: (words !== undefined && marks === undefined) || (scale !== undefined && isOfMarks(group, scale, about)),
  };
}

/** The scale that has to be brought to marks from 1 to 10; undefined where answers are on that already. */
function scaleOf({ item, named, inWords }: Question, seen: Scale | undefined): Scale | undefined {
  // The recommendation is kept from 0 to 10.
  if (item === 'nps' || inWords === true) return undefined;
  const scale = named === undefined ? seen : { least: named[0], most: named[1], isNamed: true };
  return scale === undefined || (scale.least === 1 && scale.most === 10) ? undefined : scale;
}

/** The scale that the answers themselves show, where questions share it. */
function seenScale(questions: readonly Question[]): Scale | undefined {
  const texts = questions
    .filter(({ item, named }) => item !== 'nps' && named === undefined)
    .flatMap(({ column }) => column.numbers?.texts ?? []);
  if (texts.length === 0) return undefined;
  const top = highest(texts);
  const most = top <= 5 ? 5 : top <= 6 ? 6 : top <= 7 ? 7 : 10;
  return { least: lowest(texts) < 1 ? 0 : 1, most, isNamed: false };
}

/** On German school marks from 1 to 6, one is best; so it is where marks or grades are spoken of. */
const isOfMarks = (group: readonly Question[], { most }: Scale, about: readonly string[]): boolean =>
  most === 6 ||
  [...about, ...group.map(({ column }) => column.header)].some(text => /schulnote|\bnoten?\b|\bgrades?\b|\bcijfer/i.test(text));
