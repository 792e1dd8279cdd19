import { expectedWords } from './expected-words.js';
import { fragmentWords } from './fragment-words.js';
import { either } from './lists.js';
import { commandPatterns } from './command-patterns.js';
import { type Pattern } from './pattern.js';
import { titleOf } from './titles.js';

const words: ReadonlyMap<string, string> = new Map([...Object.entries(fragmentWords), ...Object.entries(expectedWords)]);

const typesOf: Readonly<Record<string, string>> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  record: '对象',
  undefined: '无',
  null: 'null',
};
const typeOf = (type = ''): string => typesOf[type] ?? type;
const signs: Readonly<Record<string, string>> = { '<=': '不超过', '<': '小于', '>=': '不少于', '>': '大于' };
const measures: Readonly<Record<string, string>> = { characters: '个字符', items: '项', keys: '个键', bytes: '字节' };

/** English joined with commas, "and" or "or", each part told by itself. */
const joined = (text = ''): string =>
  either(
    text
      .split(/, | or /)
      .filter(part => part !== '')
      .map(told),
  );

const patterns: readonly Pattern[] = [
  ...commandPatterns,
  // What a value should be.
  [/^one of (.+) \(did you mean (.+)\?\)$/, (_, names, near) => `${joined(names)} 之一（您是否想写 ${near}？）`],
  [
    /^one of (.+), then = and its name, such as (.+)$/,
    (_, names, example) => ` ${joined(names)} 之一，再写 = 和名称，如 ${example}`,
  ],
  [/^one of (.+)$/, (_, names) => `${joined(names)} 之一`],
  [/^a day as yyyy-MM-dd, such as (.+)$/, (_, example) => ` yyyy-MM-dd 格式的日期，如 ${example}`],
  [/^a day not before its start on (.+)$/, (_, day) => `不早于开始日 ${day} 的日期`],
  [/^the last day on which it was worked at, not before its start on (.+)$/, (_, day) => `最后工作日，不早于开始日 ${day}`],
  [
    /^(?:a whole number )?from (\d+) to (\d+)( is expected)?$/,
    (_, from, to, isWanted) =>
      `${isWanted === undefined ? '' : '应为'} ${from} 到 ${to} ${isWanted === undefined ? '之间' : '的整数'}`,
  ],
  [/^a number from (\d+) to (\d+) is expected$/, (_, from, to) => `应为 ${from} 到 ${to} 的数字`],
  [/^(.+?),? such as (.+)$/, (_, what, example) => `${told(what ?? '')}，如 ${example}`],
  [
    /^(\w+) to (\w+) is (\S+); the others say (\S+)$/,
    (_, row, column, judged, implied) => `${row} 对 ${column} 为 ${judged}，而其余比较得出 ${implied}`,
  ],
  [/^wh(at|ich queries) to import$/, (_, what) => (what === 'at' ? '要导入的内容' : '要导入的查询')],
  // Requests, as the library of schemas says it.
  [/^it has no (.+)$/, (_, names) => `没有 ${names}`],
  [/^it is nested more than (\d+) deep$/, (_, most) => `嵌套超过 ${most} 层`],
  [/^it has more than (\d+) values$/, (_, most) => `超过 ${most} 个值`],
  [/^invalid input: expected (\w+), received (\w+)$/, (_, wanted, found) => `应为${typeOf(wanted)}，实为${typeOf(found)}`],
  [/^invalid option: expected one of (.+)$/, (_, names) => `应为 ${(names ?? '').replaceAll('|', '、')} 之一`],
  [/^invalid input: expected (.+)$/, (_, wanted) => `应为 ${wanted}`],
  [
    /^too (?:small|big): expected (\w+) to (?:have|be) ([<>]=?)(\S+)(?: (\w+))?$/,
    (_, type, sign, most, of) =>
      `${typeOf(type)}应${signs[sign ?? ''] ?? sign} ${most}${of === undefined ? '' : ` ${measures[of] ?? of}`}`,
  ],
  [/^invalid string: must match pattern (.+)$/, (_, pattern) => `应符合格式 ${pattern}`],
  [/^invalid (ISO \w+|URL|UUID|email address)$/i, (_, form) => `不是有效的 ${form}`],
  [/^(\d+) bytes$/, (_, count) => `${count} 字节`],
  // Sources, lookups and workbooks.
  [/^there is no file (.+)\.$/, (_, file) => `没有文件 ${file}。`],
  [
    /^it has more than (\d+) cells, which is more than is held in memory\.$/,
    (_, most) => `它超过 ${most} 个单元格，无法全部放入内存。`,
  ],
  [/^: column (".*") is empty$/s, (_, column) => `：列 ${column} 为空`],
  [/^it has no (\S+)$/, (_, part) => `没有 ${part}`],
  [/^(\S+) is damaged: its checksum does not fit$/, (_, part) => `${part} 已损坏：校验和不符`],
  [
    /^row (\d+) refers to text (.+), which the workbook does not hold$/,
    (_, row, value) => `第 ${row} 行引用的文本 ${value} 不在工作簿中`,
  ],
  [/^(\d+) parts$/, (_, count) => ` ${count} 个部件`],
  [/^(\d+ MB) in (\S+)$/, (_, size, part) => `大小为 ${size} 的部件 ${part}`],
  [
    /^a part, (\S+), that unpacks to (\d+) times its size, as no table does$/,
    (_, part, times) => `解压后为原大小 ${times} 倍的部件 ${part}，表格不会如此`,
  ],
  [/^(\d+) times$/, (_, times) => `${times} 倍`],
  [/^a text of more than (\d+ MB)$/, (_, size) => `超过 ${size} 的文本`],
  [/^contents that need more than (\d+ MB) of memory$/, (_, size) => `需要超过 ${size} 内存的内容`],
  [/^what fits into (\d+ MB) of memory$/, (_, size) => `${size} 内存所能容纳的内容`],
  [/^(\d+) values or (\d+) levels$/, (_, values, levels) => `${values} 个值或 ${levels} 层`],
  [
    /^(.+), in batch (\d*)( \(.*\))?$/s,
    (_, until, batch, file) => `${until}，在批次 ${batch}${file === undefined ? '' : `（${file.slice(2, -1)}）`}`,
  ],
  // Trees.
  [/^a metric and (.+)$/, (_, names) => ` metric 和 ${(names ?? '').replace('an id', 'id').replace(' and ', ' 和 ')}`],
  [/^neither metric nor id$/, () => `不全：没有 metric，也没有 id`],
  [/^the id (".*") but neither metric nor children$/, (_, id) => ` id ${id}，但没有 metric，也没有 children`],
  // Audit and weights.
  [/^it unpacks to (\d+ MB)$/, (_, size) => `解压后达 ${size}`],
  [/^it has (\d+) columns of nodes and (\d+) rows$/, (_, columns, rows) => `有 ${columns} 个节点列和 ${rows} 行`],
  [/^(\S+) stands there twice$/, (_, node) => `${node} 出现了两次`],
  [/^(".*") of (.+) is not a number$/s, (_, text, node) => `${node} 的 ${text} 不是数字`],
  // Jobs.
  [/^job (\S+)$/, (_, id) => `任务 ${id} `],
  [/^nothing was heard for (\S+) s$/, (_, seconds) => `${seconds} 秒内没有应答`],
  [/^it took longer than (\S+) s$/, (_, seconds) => `用时超过 ${seconds} 秒`],
  // Expressions.
  [/^operator (.+)$/, (_, name) => `运算符 ${name}`],
  [/^constant (.+)$/, (_, name) => `常量 ${name}`],
  [/^such form \((.+)\)$/, (_, name) => `这种写法（${name}）`],
];

/** A part of a sentence that a message is given in English, in Chinese; what comes from elsewhere stays as it is. */
export function told(text: string): string {
  const known = words.get(text) ?? titleOf(text);
  if (known !== undefined) return known;
  for (const [form, says] of patterns) {
    const found = form.exec(text);
    if (found !== null) return says(...found);
  }
  return text;
}
