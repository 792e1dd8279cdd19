import { jqProgram } from '../jq-program.js';
import { quoted } from '../quoted.js';
import type { ParamsOf } from '../../entry.js';
import type { readersFaults } from '../../readers.js';
import type { Words } from '../wording.js';
import { didYouMean, either, didYouMeanText } from './lists.js';
import { phraseZh } from './phrases.js';

const neverQuotes =
  '如果该数据源从不加引号，请在版式中写 `quote: none`，然后直接导入未通过行文件：其中这些单元格连同引号都与源文件一致。';

/** How far the cell of a quote goes that is never closed. */
function inItsCell({ megabytes, lines = 0 }: ParamsOf<(typeof readersFaults)['quote_unterminated']>): string {
  if (megabytes !== undefined) return `（${megabytes} MB 之内）`;
  if (lines === 0) return '';
  return lines === 1 ? '：文件在该单元格中结束' : `：直到文件末尾的 ${lines} 行都在该单元格中`;
}

const saveAgain = '请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (.xlsx)”或 CSV，再导入。';
const exportAgain = '请让生成它的系统把表格导出为 CSV 或 xlsx，再导入。';

const kindsZh = {
  html: { what: '这是带表格的网页（HTML），许多网站导出的就是这种文件', remedy: saveAgain },
  xml_workbook: { what: '这是 Excel 2003 的 XML 表格', remedy: saveAgain },
  opendocument: { what: '这是 OpenDocument 文件（.ods），由 LibreOffice 等保存', remedy: saveAgain },
  xml: { what: '这是 XML 文件', remedy: exportAgain },
  pdf: { what: '这是 PDF 文档', remedy: exportAgain },
  zip: { what: '这是 ZIP 压缩包，里面是其他文件', remedy: '请先解压，再逐个导入其中的文件。' },
} as const;

/** A source before its cells mean anything, in Chinese. */
export const readersZh: Words<typeof readersFaults> = {
  source_missing: p => ({ what: `没有文件 ${quoted(p.path, 200)}。`, remedy: '请核对路径；相对路径从当前文件夹算起。' }),
  source_is_directory: p => ({ what: `${quoted(p.path, 200)} 是文件夹，此处应为文件。`, remedy: '请逐个写出其中的文件。' }),
  source_unreadable: p => ({
    what: `无法读取 ${quoted(p.path, 200)}：${phraseZh(p.reason)}。`,
    remedy: '请让执行程序的用户有权读取该文件，或把它复制到完好的磁盘上。',
  }),
  source_empty: p => ({ what: `该文件没有内容，应当有${phraseZh(p.expected)}。`, remedy: '请重新导出，并在导入前查看一遍。' }),
  format_unknown: p => ({
    what: `${quoted(p.format)} 不是可用的格式，应为 ${either(p.known)}。`,
    remedy: `请更正版式中的 \`format:\`。${didYouMean(p.format, p.known)}`,
  }),
  source_other_kind: p => ({ what: `${kindsZh[p.is].what}，无法读取这种文件。`, remedy: kindsZh[p.is].remedy }),
  rows_quoted_whole: p => ({
    what: `每一行整行都在引号内，因此该文件只有一列 ${quoted(p.heading)}；单元格内用${p.delimiter === '\t' ? '制表符' : quoted(p.delimiter)}分隔各列。`,
    remedy:
      '请重新导出，不要给整行加引号。或者用电子表格打开，把该列拆分（Excel：“数据”→“分列”，运单号等号码列选“文本”），再保存为 .xlsx 或 CSV。',
  }),
  format_differs: p => ({
    what: `该文件是 ${p.found}，不是版式所写的 ${p.format}。`,
    remedy: `请在版式中设 \`format: ${p.found}\`，或指定正确的文件。`,
  }),
  encoding_unknown: p => ({
    what: `${quoted(p.encoding)} 不是可以读取的编码；可用的有 \`auto\`、\`utf-8\`、\`utf-16\`、\`gb18030\`、\`windows-1252\`、\`big5\` 等。`,
    remedy: `请更正版式中的 \`encoding:\`。${didYouMeanText(p.near)}`,
  }),
  encoding_invalid: p => ({
    what: `${p.bytes === '' ? '此处的字节' : `字节 ${p.bytes}`}（文件的第 ${p.at} 个字节）不是 ${p.encoding}，而${
      p.isNamed ? '版式写明了该编码' : p.isMixed ? '文件在此之前都是该编码' : '按文件开头采用了该编码'
    }。${p.likely === undefined ? '' : `所在行看起来是 ${p.likely}。`}`,
    remedy:
      p.isMixed && !p.isNamed
        ? '该文件似乎由几部分拼成，或已损坏：请把整个文件另存为 UTF-8（Excel 中选 "CSV UTF-8"）。如果它确实只用一种编码，请在版式中写明 `encoding:`。'
        : `请另存为 UTF-8（Excel 中选 "CSV UTF-8"），或在版式中写明编码${p.likely === undefined ? '（`encoding:`）' : `，很可能是 \`encoding: ${p.likely}\``}。`,
  }),
  encoding_doubtful: p => ({
    what: `该文件没有说明编码，暂按 ${p.encoding} 读取；也可能是 ${either(p.candidates)}。`,
    remedy: `请查看其中的非英文文字。如果不对，请在版式中设 \`encoding: ${p.candidates[0]}\`；如果正确，请设 \`encoding: ${p.encoding}\`，此后不再提示。`,
  }),
  delimiter_bad: p => ({
    what: `${quoted(p.delimiter)} 不能作为分隔符；应为 \`auto\`、\`tab\`、\`space\`，或一至八个字符（如 \`,\`、\`;\`），且不含引号字符。`,
    remedy: '请更正版式中的 `delimiter:`。',
  }),
  quoting_bad: p => ({
    what: `不能使用 \`${p.key}: ${quoted(p.value)}\`；应为${
      p.key === 'comment'
        ? '注释行开头的文字，如 "#"'
        : `${p.key === 'quote' ? ' `none`，或' : ''}一个字符，且不是字母、数字或空格`
    }。`,
    remedy: `请更正版式中的 \`${p.key}:\`。`,
  }),
  header_missing: p => ({
    what: p.row === undefined ? '没有表头：所有行都是空的。' : `第 ${p.row} 行没有表头：数据在此之前就结束了。`,
    remedy: '请在第一行写上列名，或更正版式中的 `header_row:`。',
  }),
  header_duplicate: p => ({
    what: `列名 ${quoted(p.name)} 出现在第 ${p.columns.join('、')} 列；该名称指其中第一列。`,
    remedy: `如果版式需要其他几列，请用列号指明（\`column: ${p.columns[1]}\`），或在源文件中另起列名。`,
  }),
  header_repeated: p => ({
    what: `表头在下方重复出现：${p.rows === 1 ? '该行' : `共 ${p.rows} 行（此处为第一行）`}已跳过。`,
    remedy: '无需处理：重复的表头不是数据。',
  }),
  columns_too_many: p => ({
    what: `表头超过 ${p.most} 列，这是读取的上限。`,
    remedy: '请核对分隔符，并确认文件正确；只导出需要的列。',
  }),
  row_ragged: p => ({
    what: `该行有 ${p.cells} 个单元格，应为 ${p.columns} 个。`,
    remedy:
      p.cells < p.columns
        ? '请补上缺少的单元格。如果该数据源会省略行末的空单元格，请在版式中写 `ragged: pad`。'
        : '含分隔符的单元格请加引号，或去掉多余的分隔符。',
  }),
  cells_surplus: p => ({
    what: `多数行有 ${p.cells} 个单元格，表头有 ${p.columns} 列。超出表头的单元格是空的，未读取。`,
    remedy:
      '请确认表头没有漏掉分隔符，否则其后的列名会对错列。如果只是每行末尾多一个分隔符，请在版式中写 `ragged: pad`，此后不再提示。',
  }),
  record_cut_off: p => ({
    what: `文件在该行中断：共 ${p.columns} 个单元格，只到第 ${p.cells} 个，且没有换行。没有导入任何数据。`,
    remedy: '请重新取得完整的文件。如果文件是完整的，而该行是页脚，请在其后加换行（该行无法通过），或删去该行。',
  }),
  quote_misplaced: p => ({
    what: `结束引号之后是 ${quoted(p.found, 20)}，应为分隔符或行尾。`,
    remedy: `加引号的单元格中的引号请写两次（""）。${neverQuotes}`,
  }),
  quotes_bare: () => ({
    what: '该行有两个单元格内部带有引号而外面没有：加引号的单元格之前可能漏了分隔符。',
    remedy: `请补上分隔符，或给单元格加引号并把其中的引号写两次（""）。${neverQuotes}`,
  }),
  quote_spans_rows: p => ({
    what:
      p.opened === undefined
        ? '该行中开始的引号没有在行内结束，而其后看起来是另外的行，已按单独的行读取。'
        : `第 ${p.opened} 行开始的引号到这里才结束，中间看起来是另外的行。`,
    remedy: `请去掉该引号，或给单元格加引号并把其中的引号写两次（""）。如果该单元格确实包含这几行，请在版式中写 \`multiline: true\`，撤回本次导入后重新导入该文件。${neverQuotes}`,
  }),
  quote_unterminated: p => ({
    what: `该行中开始的引号没有结束${inItsCell(p)}。`,
    remedy: `请补上结束引号或去掉该引号；如果文件在传输中被截断，请重新获取。${
      p.lines === 1 ? '' : '如果该数据源的单元格从不跨行，请在版式中写 `multiline: false`，这样只有引号所在的一行不予导入。'
    }${p.lines === undefined ? '如果该数据源从不加引号，请写 `quote: none`。' : neverQuotes}`,
  }),
  cell_too_long: p => ({
    what: `该单元格超过 ${p.most} 个字符，任何字段都容纳不下。`,
    remedy: `请在导出时去掉列 ${quoted(p.column)}，或缩短该单元格；如果是其结尾缺少引号，请补上。`,
  }),
  record_too_long: p => ({
    what: `从这里开始的一行超过 ${p.megabytes} MB，这是读取的上限。`,
    remedy: '请核对分隔符和换行符，并确认文件正确。',
  }),
  cell_nul: p => ({
    what: `有 ${p.count} 个单元格含有 NUL 字符（编码 0），这不是文本。`,
    remedy: '请在生成文件处去掉它；文件如已损坏，须重新获取。',
  }),
  json_malformed: p => ({ what: `该行不是 JSON 对象：${phraseZh(p.reason)}。`, remedy: '请每行写一个完整的对象 {…}。' }),
  json_cut_off: p => ({
    what: `文件在该行中断：它不是完整的 JSON 对象（${phraseZh(p.reason)}），且没有换行。没有导入任何数据。`,
    remedy: '请重新取得完整的文件；如果文件是完整的，请每行写一个 JSON 对象 {…}，最后一行也以换行结束。',
  }),
  json_array: () => ({
    what: '该文件是一个 JSON 数组（[ … ]）；JSON 文件须每行一个对象才能读取。',
    remedy:
      '请导出为 CSV 或 .xlsx，或导出为 .ndjson：每个对象单独一行，不要外面的方括号和逗号。命令行可用 `jq -c ".[]" FILE > FILE.ndjson`。',
  }),
  json_document: ({ rows }) => ({
    what:
      rows === undefined
        ? '该文件中的对象各占多行；JSON 文件须每行一个对象才能读取。'
        : `该文件是一个 JSON 文档，数据在列表 ${quoted(rows.join('.'))} 中；JSON 文件须每行一个对象才能读取。`,
    remedy: `请导出为 CSV 或 .xlsx，或导出为 .ndjson：每个对象单独一行${rows === undefined ? '' : '，不要外面的括号和中间的逗号'}。命令行可用 \`jq -c ${jqProgram(rows)} FILE > FILE.ndjson\`。`,
  }),
  key_late: p => ({
    what: `键 ${quoted(p.key)} 在此处才首次出现，而列由前 ${p.lines} 行决定；它和其他同类的键不会被读取。`,
    remedy: '请让前几行中的一行带有该键，值为 `null` 即可。',
  }),
  sheet_unknown: p => ({
    what: `没有工作表 ${quoted(p.sheet)}；现有 ${p.known
      .slice(0, 20)
      .map(name => quoted(name))
      .join('、')}。`,
    remedy: `请更正版式中的 \`sheet:\`。${didYouMean(p.sheet, p.known)}`,
  }),
  sheet_differs: p => ({
    what: `工作表 ${quoted(p.sheet)} 与工作表 ${quoted(p.first)} 的列不同：缺少 ${p.missing
      .slice(0, 12)
      .map(name => quoted(name))
      .join('、')}。没有导入任何数据。`,
    remedy: '请在版式的 `sheet:` 中只写格式相同的工作表（通配名称或列表）；格式不同的工作表请另用版式导入。',
  }),
  sheets_hidden: p => ({
    what: `\`sheet:\` 还匹配到隐藏的工作表，未读取：${p.sheets.map(name => quoted(name)).join('、')}。`,
    remedy: '如果它们也是数据，请在工作簿中取消隐藏，或在版式的 `sheet:` 中逐个写出名称。',
  }),
  formula_without_result: p => ({
    what: `该列（第 ${p.position} 列）有 ${p.cells} 个公式在文件中没有计算结果，按缺失读取。`,
    remedy: '该工作簿由程序生成，未经计算。请用 Excel 或 WPS 打开并保存，再导入保存后的文件；或让该程序直接写入数值。',
  }),
  cells_merged: p => ({
    what: `表头下方有 ${p.ranges} 处合并单元格，位于列 ${p.columns
      .slice(0, 12)
      .map(name => quoted(name))
      .join('、')}：只有合并区域的第一个单元格有值，其余按空白读取。`,
    remedy: `如果该值适用于整个合并区域，请在版式中写 \`merged: fill\`；若只针对部分列，请写 \`merged: { fill: [${quoted(p.columns[0] ?? '')}] }\`。`,
  }),
  merged_column_unknown: p => ({
    what: `\`merged:\` 写的列 ${quoted(p.column)} 在文件中不存在。`,
    remedy: `请更正版式。${didYouMean(p.column, p.known)}`,
  }),
  cells_beyond: p => ({
    what: `表格右侧还有单元格，第一个在第 ${p.column} 列；表头有 ${p.columns} 列。`,
    remedy: '它们不会被读取。如果属于该表，请给它们加上列名。',
  }),
  workbook_old: () => ({
    what: '这是旧版 Excel 文件（.xls）或设有密码的文件，应为没有密码的 .xlsx。',
    remedy: '请在 Excel 中打开、去掉密码，并另存为 "Excel Workbook (.xlsx)"（Excel 工作簿）。',
  }),
  workbook_broken: p => ({
    what: `无法读取该工作簿：${phraseZh(p.reason)}。`,
    remedy: '如果 Excel 能打开，请重新保存为 .xlsx；否则请重新获取，它可能在传输中被截断。',
  }),
  workbook_too_big: p => ({
    what: `该工作簿有${phraseZh(p.what)}；最多读取 ${phraseZh(p.most)}。`,
    remedy: '请把表格导出为 CSV，或拆分。',
  }),
  workbook_too_slow: p => ({
    what: `读取该工作簿 ${p.seconds} 秒没有进展，已放弃。`,
    remedy: '如果当时机器正忙于其他工作，请重试；否则请把表格导出为 CSV。',
  }),
  query_missing: () => ({ what: '版式写的是 `format: sql`，但没有 `query:`。', remedy: '请在版式中加上 `query: select …`。' }),
  connection_missing: p => ({
    what: p.variable === undefined ? '没有给出 `connection:`。' : `环境变量 ${p.variable} 没有设置，它应当保存连接信息。`,
    remedy:
      p.variable === undefined
        ? '请在版式中加上 `connection: env:NAME`，并把 NAME 设为 postgres://user:password@host/database 或 mysql://…。'
        : `请把 ${p.variable} 设为 postgres://user:password@host/database 或 mysql://…。`,
  }),
  connection_bad: p => ({
    what: `连接信息${p.scheme === '' ? '不是 URL' : `以 ${quoted(p.scheme)} 开头`}，应为 postgres:// 或 mysql://。`,
    remedy: '请更正版式中的 `connection:`，或它所指的环境变量。',
  }),
  connection_failed: p => ({
    what: `无法连接 ${p.host} 上的数据库：${phraseZh(p.reason)}。`,
    remedy: '请核对 `connection:` 的主机、端口、用户、密码和数据库，并确认服务器正在运行。',
  }),
  query_failed: p => ({
    what: `数据库拒绝执行该查询：${phraseZh(p.reason)}。`,
    remedy: '请更正版式中的 `query:`；它作为子查询以只读方式执行。',
  }),
  query_broken_off: p => ({ what: `读取各行时数据库中断：${phraseZh(p.reason)}。`, remedy: '没有导入任何数据，请重试。' }),
  watermark_unknown: p => ({
    what: `查询中没有可作为水位线的列 ${quoted(p.column)}。`,
    remedy: `请更正 \`watermark:\`，或在查询中加上该列。${didYouMean(p.column, p.known)}`,
  }),
};
