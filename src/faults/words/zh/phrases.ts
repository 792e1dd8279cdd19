import { nameIn } from '../../../words/name.js';
import { namesZh } from '../../../words/zh.js';
import { type Measured, type ObjectName, type Phrase, type PhraseWords, phrasesIn } from '../../phrase.js';
import { keyNamed } from '../contract-fields.js';
import { quoted, visible } from '../quoted.js';
import { sizeText } from '../size-text.js';
import { expectedZh } from './expected.js';
import { either, didYouMeanText, sentenceStart, spaced } from './lists.js';
import { plainZh } from './plain.js';
import { systemErrorsZh } from './system-errors.js';

const nouns: Readonly<Record<ObjectName, string>> = {
  branch: '分支',
  calendar: '日历',
  client: '客户',
  consequence: '后果条款',
  contract: '合同',
  definition: '定义',
  credit: '服务补偿',
  expectation: '期望',
  index: '指数',
  job: '任务',
  layout: '版式',
  metric: '指标',
  'own field': '自有字段',
  'phrase table': '评语表',
  quadrants: '象限设置',
  rate: '汇率',
  reason: '原因',
  scale: '评分标尺',
  'self-audit answer': '自查答案',
  'self-audit question': '自查问题',
  site: '站点',
  source: '数据源',
  standard: '标准',
  library: '标准库',
  'survey wave': '调查批次',
};

const counts = { at_least: '不少于', more_than: '多于', at_most: '不超过', less_than: '少于' } as const;
const sizes = { at_least: '不小于', more_than: '大于', at_most: '不超过', less_than: '小于' } as const;

const measured: Readonly<Record<Measured, (bound: string, limit: number) => string>> = {
  text: (bound, limit) => `长度${bound} ${limit} 个字符的文本`,
  list: (bound, limit) => `${bound} ${limit} 项的列表`,
  map: (bound, limit) => `${bound} ${limit} 个键的键值表`,
  number: (bound, limit) => `${bound} ${limit} 的数字`,
};

/** The phrases that take something, in Chinese. */
export const phraseWordsZh: PhraseWords = {
  verbatim: ({ text }) => visible(text),
  system: ({ code, about }) => `${systemErrorsZh[code]}（${code}${about === '' ? '' : `，${visible(about)}`}）`,
  value: ({ text }) => quoted(text),
  such_as: ({ what, examples }) => `${phraseZh(what)}，如 ${either(examples)}`,
  one_of: ({ names, near }) => `${either(names)} 之一${near === undefined ? '' : `（您是否想写 ${near}？）`}`,
  map_of: ({ names }) => `以 ${names.join('、')} 为键的键值表`,
  whole_number: ({ least, most }) => `${least} 到 ${most} 的整数`,
  limited: ({ of, sign, limit }) => measured[of]((of === 'number' ? sizes : counts)[sign], limit),
  matching: ({ pattern }) => `符合格式 ${pattern} 的文本`,
  in_form: ({ form }) => `有效的 ${form}`,
  expected: ({ what, found }) =>
    `应为${spaced(phraseZh(what)).trimEnd()}${found === undefined ? '' : `，而不是${phraseZh(found)}`}`,
  object: ({ is, id, metric, scope = [], from }) => {
    const noun = nouns[is];
    const named = metric === undefined ? (id === undefined ? `一个${noun}` : `${noun} "${id}"`) : `"${metric}" 的${noun}`;
    const where = [
      ...scope.map(([key, value]) => `${nameIn(namesZh.dimensions, key)} ${value}`),
      ...(from === undefined ? [] : [`自 ${from} 起`]),
    ];
    return where.length === 0 ? named : `${named}（${where.join('，')}）`;
  },
  key_of: ({ key, of }) => `${sentenceStart(phraseZh(of))}的${spaced(keyNamed('zh', key, of)).trimEnd()}`,
  branch_of: ({ id, of }) => `${sentenceStart(phraseZh(of))}的分支 "${id}"`,
  leaf_with: ({ keys }) => `同时有 \`metric\`、${keys.join('、')}`,
  branch_without_children: ({ id }) => `有 \`id\` "${id}"，但没有 \`metric\`，也没有 \`children\``,
  no_file: ({ file }) => `没有文件 ${file}`,
  more_cells: ({ most }) => `它超过 ${most} 个单元格，无法全部放入内存`,
  lacks_part: ({ part }) => `没有 ${part}`,
  damaged_part: ({ part }) => `${part} 已损坏：校验和不符`,
  text_not_there: ({ row, text }) => `第 ${row} 行引用的文本 ${text} 不在工作簿中`,
  json_until: ({ character }) => `第 ${character} 个字符不符合 JSON 的写法`,
  parts: ({ count }) => ` ${count} 个部件`,
  sheets: ({ count }) => ` ${count} 个工作表`,
  file_needs_ending: ({ ending }) => `--out 的文件名须以 ${ending} 结尾。`,
  row_is_missing: ({ row }) => `缺少 ${quoted(row)} 一行`,
  name_of_sheet: ({ characters }) => `名称长达 ${characters} 个字符的工作表`,
  characters: ({ count }) => ` ${count} 个字符的名称`,
  size_of_part: ({ megabytes, part }) => `大小为 ${megabytes} MB 的部件 ${part}`,
  unpacked_part: ({ part, times }) => `解压后为原大小 ${times} 倍的部件 ${part}，表格不会如此`,
  times: ({ count }) => `${count} 倍`,
  megabytes: ({ count }) => `${count} MB`,
  line_over: ({ megabytes }) => `它超过 ${megabytes} MB`,
  more_keys: ({ most }) => `它的键超过 ${most} 个`,
  text_over: ({ megabytes }) => `超过 ${megabytes} MB 的文本`,
  memory_over: ({ megabytes }) => `需要超过 ${megabytes} MB 内存的内容`,
  memory_of: ({ megabytes }) => `${megabytes} MB 内存所能容纳的内容`,
  nested_over: ({ levels }) => `嵌套超过 ${levels} 层`,
  more_values: ({ most }) => `超过 ${most} 个值`,
  body_silent: ({ seconds }) => `${seconds} 秒内没有收到请求体的任何内容`,
  bytes: ({ count }) => `${count} 字节`,
  size: ({ bytes }) => sizeText(bytes),
  slice: ({ dimensions }) => `${either(dimensions)} 之一，再写 = 和名称，如 carrier=FastTrans`,
  day_from: ({ start }) => `不早于开始日 ${start} 的日期`,
  last_day_from: ({ start }) => `最后工作日，不早于开始日 ${start}`,
  unpacks_to: ({ megabytes }) => `解压后达 ${megabytes} MB`,
  columns_and_rows: ({ columns, rows }) => `有 ${columns} 个节点列和 ${rows} 行`,
  node_stands_twice: ({ node }) => `${node} 出现了两次`,
  weight_not_a_number: ({ text, node }) => `${node} 的 "${text}" 不是数字`,
  job: ({ id }) => `任务 ${id} `,
  silent: ({ seconds }) => `${seconds} 秒内没有应答`,
  too_slow: ({ seconds }) => `用时超过 ${seconds} 秒`,
  unknown_option: ({ option, near }) => `没有选项 '${option}'。${didYouMeanText(near)}`,
  unknown_command: ({ command, near }) => `没有命令 '${command}'。${didYouMeanText(near)}`,
  argument_missing: ({ argument }) => `缺少参数 '${argument}'。`,
  option_without_value: ({ option }) => `选项 '${option}' 缺少值。`,
  option_needed: ({ option }) => `必须给出选项 '${option}'。`,
  too_many_arguments: ({ command, most, given }) => `'${command}' 的参数过多：应为 ${most} 个，实为 ${given} 个。`,
  several_periods: ({ periods }) => `多个期间（${periods.join('、')}）只能与 --what-if 同用；否则一次评价一个期间。`,
  limit_wrong: ({ given, most }) => `--limit 的值应为 1 到 ${most} 的数字，不能是 ${given}。`,
};

/** A part of a sentence, in Chinese. */
export const phraseZh = phrasesIn({ ...expectedZh, ...plainZh }, phraseWordsZh);

/** An object of config as the beginning of a sentence. */
export const titled = (of: Phrase): string => sentenceStart(phraseZh(of));

/** A key of an object, with what a form calls it. */
export const keyZh = (key: Phrase, of: Phrase): string =>
  typeof key !== 'string' && key.phrase === 'verbatim' ? keyNamed('zh', key.text, of) : phraseZh(key);
