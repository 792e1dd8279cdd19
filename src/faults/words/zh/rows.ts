import { namesZh } from '../../../words/zh.js';
import type { KeySign, rowFaults } from '../../rows.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, either } from './lists.js';
import { apartZh } from './rows-apart.js';

const most = 12;

const some = (names: readonly string[]): string => {
  const shown = names
    .slice(0, most)
    .map(name => quoted(name))
    .join('、');
  return names.length > most ? `${shown} 等共 ${names.length} 个` : shown;
};

const signNames: Readonly<Record<KeySign, string>> = {
  invisible: '不可见字符',
  look_alike: '形似字符',
  full_width: '全角字符',
  text_mark: '供电子表格识别文本的标记',
};

const typeNames = { date: '日期或时间', boolean: '真假值', fraction: '小数' } as const;

/** What only the rows around a row show, or the facts that are there already. */
export const rowsZh: Words<typeof rowFaults> = {
  key_in_exponent_form: p => ({
    what: `${quoted(p.value)} 是电子表格对长数字的显示方式：${p.field} 的数字已丢失，其他行可能显示为同一个值。`,
    remedy: `请从生成该文件的系统中将此列按文本导出，导入之前不要用电子表格软件打开该文件。如果编号本来就是这种形式，请在 ${p.layout} 的 ${p.field} 处用 \`map\` 对应。`,
  }),
  key_digits_lost: p => ({
    what: `${quoted(p.value)} 是电子表格单元格中超过 15 位的数字，而单元格只保留 15 位：${p.field} 的末几位已丢失。`,
    remedy: '请从生成该文件的系统中将此列按文本导出；事后把单元格设为文本格式不能恢复这些数字。',
  }),
  key_without_result: p => ({
    what: `${p.field} 的单元格是公式，而文件中没有其计算结果：该工作簿由程序写成，未经电子表格软件计算。`,
    remedy: '请用电子表格软件打开该文件，保存后重新导入；或让程序写入数值而不是公式。',
  }),
  key_shown_otherwise: p => ({
    what: `单元格中的数字是 ${quoted(p.value)}，而按其格式显示为 ${quoted(p.shown)}：无法判断哪一个才是 ${p.field}。`,
    remedy:
      p.pad === undefined
        ? `请在文件中按显示的样子以文本写入编号。如果应以存储的数字为准，请在 ${p.layout} 的 ${p.field} 处写 \`exact: true\`。`
        : `如果应以显示的为准，请在 ${p.layout} 的 ${p.field} 处写 \`pad: { to: ${p.pad}, with: "0" }\`；如果应以存储的数字为准，请写 \`exact: true\`。`,
  }),
  key_of_other_type: p => ({
    what: `${quoted(p.value)} 在电子表格中是${typeNames[p.as]}，不是 ${p.field}：很可能是电子表格软件把所输入的内容自动转换成了这种类型。`,
    remedy: `请把该列设为文本格式后重新输入编号，或从生成该文件的系统中按文本导出。如果编号确实如此，请在 ${p.layout} 的 ${p.field} 处写 \`exact: true\`。`,
  }),
  key_with_decimals: p => ({
    what: `${quoted(p.value)} 带有小数位，是程序把该列当作数量导出的结果：其他文件中很可能是 ${quoted(p.key)}。`,
    remedy: `请将此列按文本导出；或去掉小数位：在 ${p.layout} 的 ${p.field} 处用 \`value: 'text(number(col("${p.column}")))'${p.value.includes(',') ? ', decimal: ","' : ''}\` 代替 \`column\`。如果编号确实以此结尾，请在该处写 \`exact: true\`。`,
  }),
  key_made_plain: p => ({
    what: `${quoted(p.value)} 已读作 ${quoted(p.key)}，处理了其中的${p.signs.map(sign => signNames[sign]).join('、')}。`,
    remedy: `如果这正是所指的 ${p.field}，则无需处理。如需区分这些写法，请在 ${p.layout} 的 ${p.field} 处写 \`exact: true\`。早期版本按原样导入的行仍然存在：重新导入之前请先撤回那次导入。`,
  }),
  cell_is_ditto: p => ({
    what: `单元格为 \`${p.value}\`，表示与上一行相同，本身不是 ${p.field}。`,
    remedy: `请在 ${p.layout} 的 ${p.field} 处写 \`fill: ditto\`，以取上一行的单元格；或在单元格中写明该值。`,
  }),
  groups_apart: p => ({
    what: `本文件中 ${p.group} 相同的行没有排在一起：有 ${p.rows} 行的空白单元格已由前面 ${p.group} 相同的行填充${p.unfilled === 0 ? '' : `；另有 ${p.unfilled} 行因相隔太远而未能找到`}。`,
    remedy:
      p.unfilled === 0
        ? `如果每个 ${p.group} 首行的值也适用于其余各行，则无需处理；否则请去掉 ${p.layout} 中的 \`fill\`。`
        : `请先按 ${p.group} 排序，再重新导入该文件；\`fill\` 在 ${p.layout} 中。`,
  }),
  keys_end_in_zeros: p => ({
    what: `${p.field} 中超过 15 位的 ${p.count} 个值，第 15 位之后全是零，如 ${quoted(p.example)}：很可能已被电子表格软件舍入。`,
    remedy: `请抽取几个与来源系统核对。如果不一致，请撤回该次导入，并将此列按文本导出；该字段为 ${p.layout} 中的 ${p.field}。`,
  }),
  row_repeated: p => ({
    what: `该行在本文件中重复出现：与第 ${p.first} 行内容相同（${p.key.join(' · ')}）。只计一次${p.rows === 1 ? '' : `；此类行共 ${p.rows} 行`}。`,
    remedy: `如果导出时本来就会重复，则无需处理。${apartZh(p.apart)}`,
  }),
  row_is_blank: () => ({
    what: '该行所有列均为空，已跳过。',
    remedy: '如果此处没有遗漏数据，则无需处理。',
  }),
  row_is_total: p => ({
    what:
      p.word === undefined
        ? '该行没有键，且各数字等于上方各行之和：已作为合计行跳过。'
        : p.isSum
          ? `该行写有 ${quoted(p.word)}，且各数字与上方各行相符：已作为合计行跳过。`
          : `该行写有 ${quoted(p.word)}，其余几乎只有数字：已作为合计行跳过。`,
    remedy: `如果确是合计行，则无需处理；否则请在 ${p.layout} 中写 \`total_rows: keep\`。`,
  }),
  row_maybe_total: p => ({
    what:
      p.as === 'sum'
        ? `该行可能是合计行：各数字等于上方各行之和，并写有 ${quoted(p.word)}。`
        : p.as === 'remark'
          ? `该行只写有 ${quoted(p.word)}，可能是对其他行的备注。`
          : `该行写有 ${quoted(p.word)}，可能是合计行，但从其他单元格无法确定。`,
    remedy: `如果不是普通数据行，请从文件中删除，或在 ${p.layout} 中用 \`where\` 排除。如果与其他行一样，请在其中写 \`total_rows: keep\`。`,
  }),
  group_start_lost: p => ({
    what: `无法由上方填充 ${some(p.columns)}：该组可能由第 ${p.row} 行开始，而那一行无法读取。`,
    remedy: `请更正第 ${p.row} 行，然后把这些行重新导入。`,
  }),
  blank_below_first: p => ({
    what: `有些单元格似乎只写在首行，以下留空：${p.columns.map(one => `在 ${p.group} 相同的 ${one.groups} 组行中，有 ${one.blank} 组的 ${quoted(one.column)} 仅首行有值`).join('；')}。留空的单元格已按缺失读取。`,
    remedy: `如果首行的值也适用于以下各行，请在 ${p.layout} 中 ${either(p.columns.map(one => quoted(one.column)))} 的字段处写 \`fill: down\`。`,
  }),
  constant_overwrote: p => ({
    what: `${p.field} 在所有行中取同一个固定值，替换了 ${p.count} 条已有记录中的不同值：${p.first.map(one => `${one.key.join(' · ')} 原为 ${quoted(one.was)}，改为 ${quoted(one.now)}`).join('；')}${p.count > p.first.length ? '；…' : ''}。`,
    remedy: `如果该固定值确实适用于每一行，则无需处理；否则请从 ${p.layout} 中去掉 ${p.field}，以保留其他文件给出的值。已被导入替换的值，可通过撤回该次导入，或在其后重新导入含有该字段实际值的文件来恢复。`,
  }),
  known_key_missing: p => ({
    what: `${p.of} 为空，因此无法从已有的记录中取得 ${p.field}。`,
    remedy: `请填写该单元格，或在 ${p.layout} 中用其他方式对应 ${p.field}。`,
  }),
  known_fact_missing: p => ({
    what: `尚无 ${p.of} 为 ${quoted(p.value)} 的${namesZh.factKinds[p.kind]}，因此不知道 ${p.field}。`,
    remedy: `请先导入${namesZh.factKinds[p.kind]}，再重新导入该行；或更正该单元格。${p.field} 在 ${p.layout} 中对应。`,
  }),
  known_fact_ambiguous: p => ({
    what: `由 ${p.of} ${quoted(p.value)} 不能确定唯一的 ${p.field}：有 ${some(p.found)}。`,
    remedy: `请在文件中写明是哪一个，并在 ${p.layout} 中把该列对应到 ${p.field}。`,
  }),
  place_unknown: p => ({
    what: `时间按 ${p.zone} 时区读取：文件未写明该${namesZh.factKinds[p.kind]}所属的站点，此前导入的数据中也没有，而部分站点使用 ${p.others.slice(0, most).join('、')} 时区。`,
    remedy: `请先导入写明站点的文件，再撤回本次导入并重新导入；或在 ${p.layout} 中将相应的列对应到 \`site\`。如果文件中的时间都按同一时区，请在其中用 \`time_zone\` 写明。`,
  }),
  place_ambiguous: p => ({
    what: `无法确定该行的时间按哪个时区：${namesZh.factKinds[p.kind]} ${quoted(p.value)} 的各行分属 ${some(p.found.map(one => (one === '' ? '（无站点）' : one)))}，而这些站点的时区不同。`,
    remedy: `请每个明细行单独写一行，并在 ${p.layout} 中将行号列对应到 \`line_no\`；或在其中用 \`time_zone\` 写明文件中的时间按哪个时区。`,
  }),
  spellings_joined: p => ({
    what: `${p.field} 的不同写法已视为同一个：${some(p.joined)}。`,
    remedy: `如果确为同一个，则无需处理。如需指定写法，请在 plumbline.yaml 的 \`${p.field}s\` 中登记该代码；如果并非同一个，请在 ${p.layout} 的 ${p.field} 处写 \`exact: true\`，撤回本次导入后重新导入。`,
  }),
  spelling_ambiguous: p => ({
    what: `${quoted(p.value)} 可以指 ${some(p.found)}：不计大小写、全半角和空格时，它们的代码或名称相同。`,
    remedy: `请在单元格中写代码本身，或在 ${p.layout} 的 ${p.field} 处用 \`map\` 说明是哪一个。`,
  }),
  lines_unnamed: p => ({
    what: `${quoted(p.value)} 有 ${p.lines.length} 个明细行（${some(p.lines)}），而该行没有说明针对哪一个。`,
    remedy: `如果一行针对其 ${p.field} 的全部明细行，请在 ${p.layout} 中写 \`lines: all\`；否则请对应 line_no。`,
  }),
  row_of_all_lines: p => ({
    what: `${quoted(p.value)} 有 ${p.lines.length} 个明细行（${some(p.lines)}），而该行没有说明针对哪一个，因此按针对全部明细行处理。本次导入的各项计数按明细行计。`,
    remedy: `如果正确，请在 ${p.layout} 中写 \`lines: all\`；如果每行只针对首个明细行，请在其中写 \`line_no: { const: "1" }\`。`,
  }),
  row_of_first_line: p => ({
    what: `${quoted(p.value)} 有 ${p.lines.length} 个明细行（${some(p.lines)}），而该行没有说明针对哪一个：由于 ${some(p.amounts)} 写入每个明细行会重复计算，只填写了明细行 ${p.line}。`,
    remedy: `如果文件中有行号，请在 ${p.layout} 中对应 line_no。如果其中的日期适用于全部明细行，请另用一个不含数量的格式读取；如果数量也适用于每个明细行，请写 \`lines: all\`。如果只填写明细行 ${p.line} 是正确的，请写 \`line_no: { const: "${p.line}" }\`。`,
  }),
  reject_unchanged: p => ({
    what: `该行与未通过时相同（${p.code}，来源第 ${p.row} 行），而未通过行文件无法显示其问题所在。`,
    remedy: '请更正该行；如果内容无误，请清空该行 "code" 列的单元格。如果更正的是版式，请重新导入该行所来自的文件。',
  }),
  rejects_garbled: p => ({
    what: `这是被拒绝行的文件，但保存它的程序打开时用错了编码：第一列的列名成了 ${quoted(p.found)}，各行中的中文等字符已成乱码。没有导入任何数据。`,
    remedy:
      '请重新打开被拒绝行的文件，并选择 UTF-8 编码（在 LibreOffice 的字符集窗口中，或在 Excel 的“数据”“从文本/CSV”中），更正各行后再保存。',
  }),
  reject_of_other_file: p => ({
    what: `该行来自 ${quoted(p.other)}，而本文件的第一行来自 ${quoted(p.file)}：两者的单元格读法不同。`,
    remedy: '请把各来源的未通过行分别作为单独的文件导入。',
  }),
  layout_of_unknown: p => ({
    what: `不能由 ${quoted(p.of)} 取得 ${p.field}：它不是任何记录的编号。${didYouMean(p.of, p.known)}`,
    remedy: `请在 \`of\` 处使用 ${either(p.known)}。`,
  }),
  layout_of_differs: p => ({
    what: `${p.field} 取自 ${p.of} 所指的记录，而另一个字段取自 ${p.first} 所指的记录；一个版式只能查找其中一种。`,
    remedy: `请两处都写 \`of: ${p.first}\`，或用其他方式对应 ${p.field}。`,
  }),
  layout_of_lacks_field: p => ({
    what: `${p.of} 所指的${namesZh.factKinds[p.kind]}没有可以取用的文本字段 ${p.field}。`,
    remedy: `请用其他方式对应 ${p.field}。可以取用的有：${either(p.known)}。`,
  }),
  layout_of_unmapped: p => ({
    what: `${p.field} 要由 ${p.of} 所指的记录取得，而 ${p.of} 本身没有对应。`,
    remedy: `请添加 \`${p.of}: { column: … }\`。`,
  }),
  layout_lines_unfit: p => ({
    what:
      p.why === 'no_lines'
        ? `\`lines: all\` 需要有明细行的记录类型；${namesZh.factKinds[p.fact]}没有明细行。`
        : '`lines: all` 与已对应的 line_no 相互矛盾。',
    remedy:
      p.why === 'no_lines'
        ? '请去掉 `lines`。'
        : '请去掉 line_no，使每行针对全部明细行；或去掉 `lines`，使每行只针对所写的明细行。',
  }),
  layout_fill_unknown: p => ({
    what: `\`fill\` 指定了 ${quoted(p.field)}，而该版式没有由列对应它。${didYouMean(p.field, p.known)}`,
    remedy: `请使用 ${either(p.known)}。`,
  }),
  layout_several_not_client: p => ({
    what: `${p.field} 的 \`${p.setting}\` 给出了多个值；只有 \`client\` 可以有多个值，每个值成为一条记录。`,
    remedy: '请只给一个值。',
  }),
};
