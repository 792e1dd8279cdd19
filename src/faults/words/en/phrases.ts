import { type Measured, type Phrase, type PhraseWords, phrasesIn } from '../../phrase.js';
import { keyNamed } from '../contract-fields.js';
import { quoted, visible } from '../quoted.js';
import { sizeText } from '../size-text.js';
import { expectedEn } from './expected.js';
import { article, didYouMeanText, orList } from './lists.js';
import { plainEn } from './plain.js';
import { systemErrorsEn } from './system-errors.js';

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const measured: Readonly<Record<Measured, (bound: string, limit: number) => string>> = {
  text: (bound, limit) => `text of ${bound} ${counted(limit, 'character')}`,
  list: (bound, limit) => `a list of ${bound} ${counted(limit, 'item')}`,
  map: (bound, limit) => `a map of ${bound} ${counted(limit, 'key')}`,
  number: (bound, limit) => `a number of ${bound} ${limit}`,
};

/** The phrases that take something, in English. */
export const phraseWordsEn: PhraseWords = {
  verbatim: ({ text }) => visible(text),
  system: ({ code, about }) => `${systemErrorsEn[code]} (${code}${about === '' ? '' : `, ${visible(about)}`})`,
  value: ({ text }) => quoted(text),
  such_as: ({ what, examples }) => `${phraseEn(what)}, such as ${orList(examples)}`,
  one_of: ({ names, near }) => `one of ${orList(names)}${near === undefined ? '' : ` (did you mean ${near}?)`}`,
  map_of: ({ names }) => `a map of ${names.join(', ')}`,
  whole_number: ({ least, most }) => `a whole number from ${least} to ${most}`,
  limited: ({ of, sign, limit }) => measured[of](sign.replace('_', ' '), limit),
  matching: ({ pattern }) => `text that matches ${pattern}`,
  in_form: ({ form }) => `a valid ${form}`,
  expected: ({ what, found }) => `${phraseEn(what)} is expected${found === undefined ? '' : `, not ${phraseEn(found)}`}`,
  object: ({ is, id, metric, scope = [], from }) => {
    const noun = is === 'quadrants' ? 'setting of quadrants' : is;
    const named = metric === undefined ? (id === undefined ? article(noun) : `${noun} "${id}"`) : `${noun} of "${metric}"`;
    const where = scope.map(([key, value]) => ` for ${key} ${value}`);
    return `${named}${where.join('')}${from === undefined ? '' : ` from ${from}`}`;
  },
  key_of: ({ key, of }) => `${keyNamed('en', key, of)} of ${phraseEn(of)}`,
  branch_of: ({ id, of }) => `branch "${id}" of ${phraseEn(of)}`,
  leaf_with: ({ keys }) => `a metric and ${keys.map(key => (key === 'id' ? 'an id' : key)).join(' and ')}`,
  branch_without_children: ({ id }) => `the id "${id}" but neither metric nor children`,
  no_file: ({ file }) => `there is no file ${file}`,
  more_cells: ({ most }) => `it has more than ${most} cells, which is more than is held in memory`,
  lacks_part: ({ part }) => `it has no ${part}`,
  damaged_part: ({ part }) => `${part} is damaged: its checksum does not fit`,
  text_not_there: ({ row, text }) => `row ${row} refers to text ${text}, which the workbook does not hold`,
  json_until: ({ character }) => `character ${character} is not what JSON has there`,
  parts: ({ count }) => `${count} parts`,
  sheets: ({ count }) => `${count} sheets`,
  file_needs_ending: ({ ending }) => `--out takes the name of a file that ends in ${ending}.`,
  row_is_missing: ({ row }) => `its row ${quoted(row)} is missing`,
  name_of_sheet: ({ characters }) => `a sheet whose name has ${characters} characters`,
  characters: ({ count }) => `a name of ${count} characters`,
  size_of_part: ({ megabytes, part }) => `${megabytes} MB in ${part}`,
  unpacked_part: ({ part, times }) => `a part, ${part}, that unpacks to ${times} times its size, as no table does`,
  times: ({ count }) => `${count} times`,
  megabytes: ({ count }) => `${count} MB`,
  line_over: ({ megabytes }) => `it is longer than ${megabytes} MB`,
  more_keys: ({ most }) => `it has more than ${most} keys`,
  text_over: ({ megabytes }) => `a text of more than ${megabytes} MB`,
  memory_over: ({ megabytes }) => `contents that need more than ${megabytes} MB of memory`,
  memory_of: ({ megabytes }) => `what fits into ${megabytes} MB of memory`,
  nested_over: ({ levels }) => `it is nested more than ${levels} deep`,
  more_values: ({ most }) => `it has more than ${most} values`,
  body_silent: ({ seconds }) => `nothing of its body came for ${seconds} s`,
  bytes: ({ count }) => `${count} bytes`,
  size: ({ bytes }) => sizeText(bytes),
  slice: ({ dimensions }) => `one of ${dimensions.join(', ')}, then = and its name, such as carrier=FastTrans`,
  day_from: ({ start }) => `a day not before its start on ${start}`,
  last_day_from: ({ start }) => `the last day on which it was worked at, not before its start on ${start}`,
  unpacks_to: ({ megabytes }) => `it unpacks to ${megabytes} MB`,
  columns_and_rows: ({ columns, rows }) => `it has ${columns} columns of nodes and ${rows} rows`,
  node_stands_twice: ({ node }) => `${node} stands there twice`,
  weight_not_a_number: ({ text, node }) => `"${text}" of ${node} is not a number`,
  job: ({ id }) => `job ${id}`,
  silent: ({ seconds }) => `nothing was heard for ${seconds} s`,
  too_slow: ({ seconds }) => `it took longer than ${seconds} s`,
  unknown_option: ({ option, near }) => `There is no option '${option}'.${didYouMeanText(near)}`,
  unknown_command: ({ command, near }) => `There is no command '${command}'.${didYouMeanText(near)}`,
  argument_missing: ({ argument }) => `The argument '${argument}' is missing.`,
  option_without_value: ({ option }) => `The option '${option}' needs a value.`,
  option_needed: ({ option }) => `The option '${option}' is needed.`,
  too_many_arguments: ({ command, most, given }) =>
    `Too many arguments for '${command}': ${most} ${most === 1 ? 'is' : 'are'} expected, ${given} ${given === 1 ? 'is' : 'are'} given.`,
  several_periods: ({ periods }) =>
    `Several periods (${periods.join(', ')}) are for --what-if; otherwise one is evaluated at a time.`,
  limit_wrong: ({ given, most }) => `--limit takes a number from 1 to ${most}, not ${given}.`,
};

/** A part of a sentence, in English. */
export const phraseEn = phrasesIn({ ...expectedEn, ...plainEn }, phraseWordsEn);

/** A key of an object, with what a form calls it. */
export const keyEn = (key: Phrase, of: Phrase): string =>
  typeof key !== 'string' && key.phrase === 'verbatim' ? keyNamed('en', key.text, of) : phraseEn(key);
