import type { Fault } from '../../src/faults/fault.js';
import type { Code } from '../../src/faults/all.js';
import type { Entry } from '../../src/faults/entry.js';
import { formatFault, worded } from '../../src/faults/worded.js';
import { type FaultInput, sourceOf } from '../support/faults-of-input.js';
import type { Catalogue } from './catalogues.js';
import { placeholdersInChinese } from './placeholders-zh.js';

/** The widest line of the page, and the most lines of an example's input: beyond, an example says how much was left out. */
export const widest = 200;
const mostLines = 14;

/** The languages that the page is written in. */
export type Language = 'en' | 'zh';

const heads: Readonly<Record<Language, string>> = {
  en: `# Messages

Every message of Plumbline, by its code: the same in the terminal, in \`--json\` and in the file of rejected rows. Written from the program by
\`npm run golden\`.

An *error* stops a file or a command, or rejects a row; a *warning*, marked so, stops nothing. Each says where, what was found, what was expected and
what to do. Unfold a code for the whole message, with the smallest input that meets it where there is one. ‹Words in these brackets› stand for what
depends on the case.

| area | messages |
|---|---:|`,
  zh: `# 提示信息

Plumbline 的全部提示信息，按代码列出：终端、\`--json\` 与未通过行文件中的文字相同。本页由 \`npm run golden\` 根据程序生成。

*错误*使文件或命令停止，或使一行不予导入；注明“警告”的信息不会使任何操作停止。每条信息说明位置、实际内容、应有内容以及处理办法。展开代码可看到完整信息；能用一份小文件重现的，还附有最小的输入示例。‹括号中的文字›代表随具体情况变化的内容。

| 类别 | 条数 |
|---|---:|`,
};

const titles: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  actions: { en: 'Actions', zh: '改进措施' },
  amendments: { en: 'Exclusions, overrides and disputes', zh: '剔除、改定与异议' },
  audit: { en: 'Audit', zh: '审计' },
  bounds: { en: 'What one request may take', zh: '单次请求的上限' },
  config: { en: 'Workspace and config', zh: '工作区与配置' },
  'config-changes': { en: 'Changes of config', zh: '配置变更' },
  diff: { en: 'Comparing evaluations', zh: '评价结果比较' },
  environment: { en: 'Databases and files', zh: '数据库与文件' },
  expressions: { en: 'Expressions', zh: '表达式' },
  identity: { en: 'Who acts', zh: '操作人' },
  import: { en: 'Rows and layouts', zh: '数据行与版式' },
  jobs: { en: 'Jobs', zh: '作业' },
  periods: { en: 'Closing periods', zh: '期间关账' },
  readers: { en: 'Source files', zh: '源文件' },
  reads: { en: 'Asking the service', zh: '查询服务' },
  rejects: { en: 'Rejected rows', zh: '未通过行' },
  remote: { en: 'Remote servers and the names of their files', zh: '远程服务器及其文件名' },
  rows: { en: 'Rows beside each other, and facts that are there already', zh: '文件内各行之间，以及与已有事实之间' },
  rules: { en: 'Metrics and indexes', zh: '指标与指数' },
  service: { en: 'The service and its keys', zh: '服务及其密钥' },
  store: { en: 'Batches', zh: '批次' },
  contracts: { en: 'Contracts', zh: '合同' },
  surveys: { en: 'Surveys', zh: '满意度调查' },
  tenancy: { en: 'Keeping clients apart', zh: '客户数据隔离' },
  usage: { en: 'Commands', zh: '命令' },
  'waiting-files': { en: 'Files that wait to be imported', zh: '待导入文件' },
  weights: { en: 'Deriving weights, and what if', zh: '权重推导与假设分析' },
};

/** What is known of a code: its message whatever the case, and a case of it with the input that it was met by. */
export interface CodeOfPage {
  readonly code: Code;
  readonly entry: Entry<never>;
  readonly whatever: Fault;
  readonly met?: { readonly fault: Fault; readonly input: FaultInput } | undefined;
}

/** The page of all messages: a table of the areas, and under each area a line for each code that unfolds to its example. */
export function messagesPage(
  areas: readonly { readonly catalogue: Catalogue; readonly codes: readonly CodeOfPage[] }[],
  language: Language,
): string {
  const named = areas.map(({ catalogue: { name }, codes }) => ({ title: titles[name]?.[language] ?? name, codes }));
  const contents = named.map(({ title, codes }) => `| [${title}](#${anchor(title)}) | ${codes.length} |`);
  const sections = named.map(({ title, codes }) => [`## ${title}`, '', ...codes.map(code => folded(code, language))].join('\n'));
  const page = [heads[language], ...contents, '', ...sections].join('\n');
  return language === 'en' ? page : placeholdersInChinese(page);
}

/** A title's anchor, as GitHub makes it. */
const anchor = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .replaceAll(' ', '-');

function folded({ code, entry, whatever, met }: CodeOfPage, language: Language): string {
  const mark = entry.severity === 'warning' ? { en: ' (warning)', zh: '（警告）' }[language] : '';
  const { what } = worded(language, whatever);
  const line = cutWide(escaped(what.replace(/\s*\n\s*/g, ' ')), widest - code.length - 80);
  const summary = `<details id="${code}"><summary><b>${code}</b>${mark}: ${line}</summary>`;
  return `${summary}\n\n${met === undefined ? fence(formatFault(whatever, language)) : exampleText(met, language)}</details>\n`;
}

function exampleText({ fault, input }: NonNullable<CodeOfPage['met']>, language: Language): string {
  const isShown = Object.keys(input.files).length + input.args.length > 0;
  const says = language === 'en' ? saysInEnglish(input) : isShown ? '示例：\n\n' : '';
  return `${says}${isShown ? fence(inputText(input)) : ''}${fence(formatFault(fault, language))}`;
}

function saysInEnglish(input: FaultInput): string {
  const source = sourceOf(input);
  const where = source === undefined ? '' : ` in ${source}`;
  return `${input.says.charAt(0).toUpperCase()}${input.says.slice(1)}${where}:\n\n`;
}

function inputText(input: FaultInput): string {
  if (input.do === 'run') return `$ plumbline ${input.args.join(' ')}\n`;
  const files = Object.entries(input.files).map(([name, text]) => `# ${name}\n${cutLong(text.trimEnd(), input.expect.line)}\n`);
  return files.join('\n');
}

/** A text with at most so many lines: its first ones and those around the line that the message is about. */
export function cutLong(text: string, about = 1): string {
  const lines = text.split('\n');
  if (lines.length <= mostLines) return text;
  const isKept = (at: number): boolean => at < mostLines / 2 || Math.abs(at + 1 - about) <= 2;
  const kept = lines.map((line, at) => (isKept(at) ? line : undefined));
  const out: string[] = [];
  let missing = 0;
  for (const line of [...kept, null]) {
    if (line === undefined) {
      missing++;
      continue;
    }
    if (missing > 0) out.push(`… (${missing} more lines)`);
    missing = 0;
    if (line !== null) out.push(line);
  }
  return out.join('\n');
}

/** A line of at most so many characters, which says how many it had. */
export const cutWide = (line: string, most = widest): string =>
  line.length <= most ? line : `${line.slice(0, most - 30).trimEnd()}… (${line.length} characters)`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function fence(text: string): string {
  const lines = text.trimEnd().replaceAll('\t', '→').split('\n');
  return `\`\`\`\n${lines.map(line => cutWide(line)).join('\n')}\n\`\`\`\n`;
}
