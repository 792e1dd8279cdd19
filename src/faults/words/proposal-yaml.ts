import type {
  Confidence,
  LackingCandidate,
  LackingField,
  LayoutProposal,
  OtherSheets,
  ProposalRemark,
  ProposedCells,
  ProposedField,
  ZonesSeen,
} from '../proposal.js';
import { flow, mappingLines, scalar } from './layout-text.js';

/** What the remarks in a proposed layout say, in one language. */
export interface RemarkWords {
  readonly head: string;
  readonly toLookAt: (fields: readonly string[]) => string;
  readonly toDecide: (fields: readonly string[]) => string;
  readonly draft: (lacking: readonly string[]) => string;
  readonly timeZone: string;
  readonly zones: (zones: ZonesSeen) => string;
  readonly lacking: (field: string) => string;
  /** The same of a field that the columns of `each` would fill. */
  readonly lackingEach: (field: string) => string;
  readonly each: string;
  /** What is to be known of the answers of some questions. */
  readonly cells: (cells: ProposedCells) => readonly string[];
  readonly when: Readonly<Record<LackingCandidate['when'], string>>;
  readonly confidence: Readonly<Record<Confidence, string>>;
  readonly also: (fact: string, columns: string) => string;
  readonly sameSheets: (same: readonly string[]) => string;
  readonly factsInSheet: (sheet: string, fact: string) => string;
  readonly encodings: (others: readonly string[]) => string;
  readonly unused: string;
  /** What is said beside a column of dates or times that no field was found for. */
  readonly unusedMoments: string;
  readonly remark: (remark: ProposalRemark) => string;
}

/** A proposed layout as the file that it would be, with its remarks. */
export function yamlWith(words: RemarkWords, proposed: LayoutProposal): string {
  const { layout, fact, settings, hasNaiveTimes, zones, fields, each = [], lacking, also, sheets, encodings, unused } = proposed;
  const lines = [
    `# ${words.head}`,
    ...doubtLines(fields, words),
    `layout: ${scalar(layout)}`,
    `fact: ${fact}`,
    ...(lacking.length === 0 ? [] : [`# ${words.draft(lacking.map(({ field }) => `\`${field}\``))}`, 'draft: true']),
    ...settings.map(([key, value]) => `${key}: ${flow(value)}`),
    ...(encodings === undefined ? [] : [`# encoding: ${encodings[0] ?? ''}  # ${words.encodings(encodings.slice(1))}`]),
    ...(zones === undefined ? [] : [`# ${commentText(words.zones(zones))}`]),
    ...(hasNaiveTimes && zones === undefined ? [`# time_zone: Asia/Shanghai  # ${words.timeZone}`] : []),
    ...also.map(({ fact: other, columns }) => `# ${words.also(other, columns.map(commentText).join(', '))}`),
    ...(sheets === undefined ? [] : sheetLines(sheets, words)),
    ...(fields.some(isWritten) ? ['fields:'] : ['fields: {}']),
    ...lacking.flatMap(one => lackingLines(one, words)),
    ...fields.flatMap(field => fieldLines(field, words)),
    ...eachLines(each, words),
    ...(unused.length === 0 ? [] : [`# ${words.unused}`]),
    ...unused.flatMap(({ column, samples, isOfMoments }) => [
      `# …: { column: ${flow(column)} }${beside(samples)}`,
      ...(isOfMoments === true ? [`#   ${words.unusedMoments}`] : []),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Which fields a person has to look at, and which to decide. */
function doubtLines(fields: readonly ProposedField[], words: RemarkWords): readonly string[] {
  const of = (confidence: Confidence): readonly string[] =>
    fields.filter(one => one.confidence === confidence).map(({ field }) => field);
  const [likely, unsure] = [of('likely'), of('unsure')];
  return [
    ...(likely.length === 0 ? [] : [`# ${words.toLookAt(likely)}`]),
    ...(unsure.length === 0 ? [] : [`# ${words.toDecide(unsure)}`]),
  ];
}

const isWritten = ({ confidence }: ProposedField): boolean => confidence !== 'unsure';

function lackingLines({ field, candidates }: LackingField, words: RemarkWords): readonly string[] {
  const ways = candidates.map(({ mapping, when }) => `  # ${field}: ${flow(mapping)}  # ${words.when[when]}`);
  return [`  # ${candidates.length === 0 ? words.lackingEach(field) : words.lacking(field)}`, ...ways];
}

function sheetLines({ same, together, facts }: OtherSheets, words: RemarkWords): readonly string[] {
  const wanted = together.length === 1 ? together[0] : together;
  return [
    ...(same.length === 0 ? [] : [`# sheet: ${flow(wanted)}  # ${commentText(words.sameSheets(same))}`]),
    ...facts.map(({ sheet, fact }) => `# ${commentText(words.factsInSheet(sheet, fact))}`),
  ];
}

/** The questions of a survey: a group is a comment where nothing of it can be imported as it stands. */
function eachLines(each: readonly ProposedCells[], words: RemarkWords): readonly string[] {
  if (each.length === 0) return [];
  const isOpen = (group: ProposedCells): boolean => group.isOpen || group.columns.every(({ item }) => item === undefined);
  return [
    `${each.every(isOpen) ? '# ' : ''}each:  # ${words.each}`,
    ...each.flatMap(group => groupLines(group, isOpen(group) ? '# ' : '', words)),
  ];
}

function groupLines(group: ProposedCells, mark: string, words: RemarkWords): readonly string[] {
  const { columns, cell, fields } = group;
  return [
    `${mark}  - field: item`,
    `${mark}    columns:`,
    ...columns.map(({ column, item, samples }) => {
      const text = `${scalar(column)}: ${item ?? 'ITEM'}`;
      const sure = item === undefined ? words.confidence.unsure : words.confidence.likely;
      return `${item === undefined && mark === '' ? '# ' : mark}      ${text}  # ${sure}${beside(samples)}`;
    }),
    ...(fields === undefined ? [] : [`${mark}    fields: ${flow(fields)}`]),
    `${mark}    cell: ${flow(cell)}`,
    ...words.cells(group).map(line => `${mark}    #   ${commentText(line)}`),
  ];
}

function fieldLines(proposed: ProposedField, words: RemarkWords): readonly string[] {
  const { field, mapping, confidence, samples, remarks } = proposed;
  const mark = isWritten(proposed) ? '' : '# ';
  const note = `  # ${words.confidence[confidence]}${beside(samples)}`;
  const [first = '', ...rest] = mappingLines(field, mapping, `  ${mark}`);
  return [`${first}${note}`, ...rest, ...remarks.map(remark => `  #   ${commentText(words.remark(remark))}`)];
}

const beside = (samples: readonly string[]): string => (samples.length === 0 ? '' : `: ${samples.map(commentText).join(' | ')}`);

/** A text as it can stand in a comment. */
const commentText = (text: string): string => text.replace(/[\p{C}\u2028\u2029]+/gu, ' ');
