import type { LayoutProposal, MomentRemark, ProposalRemark, ProposedCells, ZonesSeen } from '../../proposal.js';
import { inLanguage } from './cells.js';
import { type RemarkWords, yamlWith } from '../proposal-yaml.js';

const quoted = (texts: readonly string[]): string => texts.map(text => `"${text}"`).join(', ');

const andMore = (more: number): string => (more === 0 ? '' : ` and ${more} more`);

function remark(about: ProposalRemark): string {
  switch (about.is) {
    case 'dates_unread':
      return `No form of dates reads ${quoted(about.samples)}: write it as \`format\`.`;
    case 'day_or_month':
      return `Day and month cannot be told apart here: this form, or ${about.forms.join(' or ')}. Choose, and take away the # in front.`;
    case 'day_order_taken':
      return about.from === undefined
        ? 'Whether day or month comes first cannot be told from any date here; so read, all are of one month.'
        : `Whether day or month comes first cannot be told from any date here; read as in "${about.from}".`;
    case 'not_all_numbers':
      return `Not all are numbers: ${quoted(about.samples)}.`;
    case 'thousands_or_decimals':
      return `"${about.sample}" may be thousands or a fraction: with \`decimal: "."\` a point starts the fraction, with \`decimal: ","\` a comma. Choose, and take away the # in front.`;
    case 'sign_taken':
      return `The decimal sign is taken from the file's other numbers ("${about.sign}").`;
    case 'sign_of_language':
      return `The decimal sign is taken to be "${about.sign}", as Chinese files have it.`;
    case 'choose_from':
      return `Add to \`map\`: ${about.values.map(([value, rows]) => `"${value}" (${rows} ${rows === 1 ? 'row' : 'rows'})`).join(', ')}. Each becomes one of ${about.allowed.join(', ')}; rows with others are rejected.`;
    case 'odd_values':
      return `Rows with ${quoted(about.values)}${andMore(about.more)} are rejected; if that means nothing, add blank: [${quoted(about.values)}].`;
    case 'unread_values':
      return `Rows with ${quoted(about.values)}${andMore(about.more)} are rejected: these cannot be read. Correct the cells, or take what is too much away with a \`value\`.`;
    case 'read_as_no_date':
      return `${quoted(about.values)}${andMore(about.more)}: read as no date.`;
    case 'odd_keys':
      return `${quoted(about.values)}${andMore(about.more)} would be taken for a number like the others; if that means nothing, add blank: [${quoted(about.values)}].`;
    case 'spoiled_keys':
      return `Rows with ${quoted(about.values)}${andMore(about.more)} are rejected: a spreadsheet has cut the number. Export it as text.`;
    case 'key_means_nothing':
      return `Rows with ${quoted(about.values)}${andMore(about.more)} have no number and are rejected.`;
    case 'or_columns':
      return `It could also be ${quoted(about.columns)}.`;
    case 'unknown_places':
      return `Not registered in plumbline.yaml: ${quoted(about.values)}.`;
    case 'stands_for':
      return `The file has no number of its own for this; ${about.field} stands for it.`;
    case 'blank_in_rows':
      return `"${about.column}" is blank in ${about.rows} of the first rows, which would be rejected; ${about.field} stands for it.`;
    case 'delivered_by_date':
      return `"${about.column}" has no word for delivered; with a date of delivery the shipment is delivered.`;
    case 'only_one_registered':
      return 'The only one that the workspace registers.';
    case 'makes_key_unique':
      return 'No column counts the lines; this one tells them apart.';
    case 'key_repeats':
      return `${about.rows} of the first rows have the same key as a row before them; different rows with one key are rejected. Name a column that tells them apart.`;
    case 'status_by_date':
    case 'month_by_language':
    case 'day_month_mixed':
    case 'states_beside':
    case 'midnight_is_no_time':
    case 'time_beside':
    case 'blank_time_is_day':
      return momentRemark(about);
    case 'empty_so_far':
      return 'The first rows have no value here, so its form is not known.';
  }
}

function momentRemark(about: MomentRemark): string {
  switch (about.is) {
    case 'status_by_date':
      return 'No column says it: with a date of delivery the shipment is delivered, without one it is open.';
    case 'month_by_language':
      return `The month in "${about.sample}" is ${about.meanings.map(inLanguage).join(' and ')}: write ${about.meanings.map(({ language }) => `\`months: ${language}\``).join(' or ')}, and take away the # in front.`;
    case 'day_month_mixed':
      return 'Some of these have day and month the other way round: others may have them so too, and be read wrongly. Ask who writes the file.';
    case 'states_beside':
      return `${quoted(about.columns)} may say that a shipment was refused, cancelled or lost; by the date alone it would count as delivered. Write \`column\` and \`map\` for it, or take away the # in front.`;
    case 'midnight_is_no_time':
      return `${quoted(about.values)} stands beside other times. As written here it means no time: the promise holds until the end of the day. Without \`blank\` it would end when the day begins. Choose, and take away the # in front.`;
    case 'time_beside':
      return `"${about.columns[1]}" beside it holds times: where they belong to these dates, write column: ${JSON.stringify(about.columns)}; without them each date is its whole day.`;
    case 'blank_time_is_day':
      return 'Where the time is blank, the day itself would be taken for it, as if it had happened. If that is right, take away the # in front.';
  }
}

function zones({ column, zones: [first, ...others] }: ZonesSeen): string {
  const text = first?.text ?? '';
  const unnamed = `Write \`time_zone:\` with the name of the zone "${text}", such as America/New_York: without it times are read in that of the workspace.`;
  if (others.length === 0)
    return first?.zone === null ? `"${column}" says "${text}". ${unnamed}` : `"${column}" says "${text}" in the first rows.`;
  return `"${column}" names several zones. This layout takes the rows of "${text}" and leaves out ${quoted(others.map(one => one.text))}: copy it for each, with its own \`where:\` and \`time_zone:\`.${first?.zone === null ? ` ${unnamed}` : ''}`;
}

function cells({ columns, scale, inWords, rejected, isOpen }: ProposedCells): readonly string[] {
  const scaleSaid =
    scale === undefined
      ? []
      : [
          isOpen
            ? `Is 1 the best mark? Then write \`to: [10, 1]\`; else leave it. Then take away the # in front.`
            : `${scale.isNamed ? 'The scale is that of the heading' : `The scale is taken from the answers: ${scale.least} to ${scale.most}`}, ${scale.most} being best; where ${scale.least} is best, write \`to: [10, 1]\`.`,
        ];
  const wordsSaid = isOpen
    ? 'The order of these words is not certain: write a mark from 1 to 10, 10 being best, in place of each …, and take away the # in front.'
    : 'The marks of these words are those of five usual steps; correct those that this survey gives otherwise.';
  return [
    ...scaleSaid,
    ...(inWords === true ? [wordsSaid] : []),
    ...(rejected === undefined
      ? []
      : [`Answers ${quoted(rejected.values)}${andMore(rejected.more)} are rejected; if they mean nothing, add them to blank.`]),
    ...(columns.every(({ item }) => item !== undefined)
      ? []
      : [
          'ITEM: write what the question is about, the id of a metric of the survey (see plumbline metrics list), and take away the # in front.',
        ]),
  ];
}

const words: RemarkWords = {
  head: 'Proposed from the headings and the first rows. Beside each field: how sure it is, and its first values.',
  toLookAt: fields => `Likely, to be looked at: ${fields.join(', ')}.`,
  toDecide: fields => `Unsure, not imported until you decide: ${fields.join(', ')}.`,
  draft: lacking => `This draft is not complete: before a file can be imported, add ${lacking.join(' and ')} below.`,
  timeZone: 'of times without one; left out, it is that of the site, the client or the workspace',
  zones,
  lacking: field => `\`${field}\` identifies the facts and was not found in the file. Write one of these without the # in front:`,
  lackingEach: field =>
    `\`${field}\` identifies the facts: name one for a question under \`each\` below, and take away the # in front.`,
  each: 'a question a column: each of its cells is an answer',
  cells,
  when: {
    same_in_all_rows: 'where it is the same in all rows',
    of_a_known_shipment: 'where the shipments have been imported before: it is theirs',
    numbered_by_row: 'the number of the row, where no row comes again in another file',
    not_kept: 'where it is not kept',
    perhaps: 'where this is the column',
    this_column: 'no two rows have the same value here',
  },
  confidence: { sure: 'sure', likely: 'likely', unsure: 'unsure' },
  also: (fact, columns) =>
    `It also holds facts of the kind ${fact} (${columns}): add --fact ${fact} to have a layout for them as well.`,
  sameSheets: same =>
    `${same.length === 1 ? `the sheet ${quoted(same)} has` : `the sheets ${quoted(same)} have`} the same columns: so written, they are imported together`,
  factsInSheet: (sheet, fact) =>
    `The sheet "${sheet}" holds facts too, of the kind ${fact}: propose a layout for it with --sheet "${sheet}".`,
  encodings: others =>
    `The file does not say its encoding; where words look wrong, take away the # in front${others.length === 0 ? '' : `, or try ${others.join(' or ')}`}.`,
  unusedMoments: 'Its heading does not say which moment this is; where a figure needs it, write the field for it.',
  unused: 'Not used:',
  remark,
};

/** A proposed layout with its remarks in English. */
export const proposalEn = (proposal: LayoutProposal): string => yamlWith(words, proposal);
