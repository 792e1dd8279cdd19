import { namesZh } from '../../../words/zh.js';
import { formList } from '../date-forms.js';
import { quoted } from '../quoted.js';
import type { Headings, importFaults } from '../../import.js';
import { type Words, wordsOf } from '../wording.js';
import { cellsZh } from './cells.js';
import { didYouMean, either, oneOf, spaced } from './lists.js';
import { apartZh } from './rows-apart.js';
import { phraseZh } from './phrases.js';
import { proposalZh } from './proposal.js';

const list = (names: readonly string[], most = 40): string => {
  const shown = names
    .slice(0, most)
    .map(name => quoted(name))
    .join('、');
  return names.length > most ? `${shown} 等共 ${names.length} 个` : shown;
};

function headerRowZh(headings: Headings | undefined): string {
  if (headings === undefined) return '如果表头上方有标题，且表头在第 4 行，请写 `header_row: 4`。';
  const { named, found } = headings;
  return found === undefined
    ? `版式以第 ${named} 行为表头；如果表头在其他行，请更正或去掉 \`header_row: ${named}\`。`
    : `版式以第 ${named} 行为表头，而第 ${found} 行具备全部列：请去掉 \`header_row: ${named}\`，程序会查找表头。`;
}

const partOfDayZh = (serial: readonly string[]): string =>
  serial.length === 0 ? '' : `；如果是电子表格中以天为单位的小数，请写 \`format: ${formList(serial)}\``;

/** A source's rows, or a source and its layout, in Chinese. */
export const importZh: Words<typeof importFaults> = {
  ...cellsZh,
  date_placeholder: p => ({
    what: `${quoted(p.value)} 是系统在没有日期时写入的值：${p.field} 按没有日期处理。`,
    remedy: `如果确实没有日期，则无需处理；如果确实是这一天，请在 ${p.layout} 的 ${p.field} 处写 \`placeholder_dates: keep\`。`,
  }),
  date_beside_time_blank: p => ({
    what: `列 "${p.time}" 的值为 ${quoted(p.value)}，而旁边的日期列 "${p.date}" 为空。`,
    remedy: '请填写日期，或清空时间。',
  }),
  time_unreadable: p => ({
    what: `${quoted(p.value)} 不是一天中的时间；14:05、下午2:05 或 1405 才是。`,
    remedy:
      p.forms.length === 0
        ? `请更正该单元格，或在 ${p.layout} 的 ${p.field} 处写明日期与时间连在一起的格式，如 \`format: dd/MM/yyyy HH.mm\`。`
        : `如果是时间，请在 ${p.layout} 的 ${p.field} 处写明日期与时间连在一起的格式：\`format: ${formList(p.forms)}\`${partOfDayZh(p.serial)}。`,
  }),
  times_differ: p => ({
    what: `列 "${p.date}" 自带时间，与列 "${p.time}" 的时间不同：${quoted(p.value)}。`,
    remedy: `请更正其中一个单元格，或在 ${p.layout} 的 ${p.field} 处只对应正确的那一列。`,
  }),
  join_part_blank: p => ({
    what: `列 "${p.column}" 为空：只凭 ${quoted(p.value)} 无法区分该行与其他行。`,
    remedy: `请填写该单元格，或在 ${p.layout} 中为 ${p.field} 对应其他列。`,
  }),
  map_missed: p => ({
    what:
      p.known.length === 0
        ? `不知道 ${quoted(p.value)} 的含义：尚未对应任何值。`
        : `${quoted(p.value)} 不在已对应的值之中：${list(p.known, 12)}。${didYouMean(p.value, p.known)}`,
    remedy: p.isReadable
      ? `如需照原样读取这类单元格，请在 ${p.layout} 的 ${p.field} 处写 \`otherwise: keep\`；否则请更正该单元格，或把它加到 \`map\`。`
      : `请更正该单元格，或在 ${p.layout} 的 ${p.field} 处把它加到 \`map\`，或写 \`otherwise: missing\`。`,
  }),
  phrase_unknown: p => ({
    what: `${quoted(p.value)} 不在该答案可选的评语之中：${list(p.known, 12)}。${didYouMean(p.value, p.known)}`,
    remedy: `请更正该单元格，或在 config/phrases.yaml 的 \`phrases\` 之下给该评语一个得分（${p.layout} 中的 ${p.field}）。`,
  }),
  phrase_table_unknown: p => ({
    what: `没有评语表 ${quoted(p.table)}。${didYouMean(p.table, p.known)}`,
    remedy: `请在 ${p.layout} 中 ${p.field} 的 \`phrases\` 处写 ${list(p.known)} 之一，或写 \`phrases: true\` 使用适用的评语表。`,
  }),
  lookup_missed: p => ({
    what: `${quoted(p.value)} 不在 ${p.table} 的列 ${quoted(p.key)} 中。`,
    remedy: `请更正该单元格，或在 ${p.table} 中为它加一行。`,
  }),
  key_missing: p => ({
    what: `${p.field} 没有值，而区分该行与其他行需要它${p.column === undefined ? '' : `：列 "${p.column}" 为空`}。`,
    remedy: `请填写该单元格，或更改 ${p.layout} 中的 \`fields: ${p.field}\`。如果单元格的值也适用于以下各行，请在该处写 \`fill: down\`。如果该行不是数据行，请用 \`where\` 排除。`,
  }),
  client_unknown: p => ({
    what: `${quoted(p.value)} 不是该工作区的客户。${didYouMean(p.value, p.known)}`,
    remedy: '请更正该单元格，或把该客户加到 plumbline.yaml 的 `clients` 之下，或在其中写 `on_unknown_client: register`。',
  }),
  survey_item_unknown: p => ({
    what: `没有任何指标、指数或用语表使用调查项目 ${quoted(p.value)}。${didYouMean(p.value, p.known)}`,
    remedy: `请更正该单元格，或更正 ${p.layout} 中的 ${p.field}；新项目需要一个指标，例如带有 \`when: 'item == ${quoted(p.value)}'\` 的指标。`,
  }),
  row_conflict: p => ({
    what: `第 ${p.rows.slice(0, 5).join('、')} 行与该行的键相同（${p.key.join(' · ')}），而其他值不同。`,
    remedy: `请保留正确的一行。${apartZh(p.apart)}`,
  }),
  clock_gap: p => ({
    what: `${quoted(p.value)} 在 ${p.zone} 不存在：时钟向前调整时跳过了它。${p.field} 已按同样的幅度顺延。`,
    remedy: '如果源文件写的是当地时间，则无需处理；否则请在版式中设 `time_zone`。',
  }),
  clock_overlap: p => ({
    what: `${quoted(p.value)} 在 ${p.zone} 出现了两次：时钟向后调整时重复了它。${p.field} 取较早的时刻。`,
    remedy: '如果所指为较早的时刻，则无需处理；否则请让源文件写出时差，如 2026-10-25T02:30+01:00。',
  }),
  order_implausible: p => ({
    what: `${p.second} 早于 ${p.first}。`,
    remedy: '请核对源文件中的这两个单元格，以及版式中这两个字段的 `format` 和 `column`。',
  }),
  currency_differs: p => ({
    what: `该行的币种是 ${quoted(p.value)}，而版式写明 ${p.field} 的单位是 ${quoted(p.unit)}。`,
    remedy: `请更正该单元格，或更改 ${p.layout} 中 ${p.field} 的 \`unit\`。`,
  }),
  fact_undated: p => ({
    what: `${p.fields.length === 1 ? `${p.fields[0]} 为空，而版式没有读取其他日期` : `版式读取的日期均为空（${p.fields.slice(0, 6).join('、')}）`}：除非其他导入给出日期，否则没有期间会统计该事实。`,
    remedy: `如果日期在另一文件中，则无需处理；否则请在源文件中填写${p.fields.length === 1 ? '该日期' : '其中一个日期'}并重新导入，该事实会得到补全。`,
  }),
  column_missing: p => ({
    what: `该文件没有列 ${quoted(p.column)}，而${spaced(phraseZh(p.field))}需要它。${didYouMean(p.column, p.columns)}现有的列：${list(p.columns)}。`,
    remedy:
      p.field === 'the_lookup'
        ? '请在版式中按查找文件写列名。'
        : `${p.headings?.found === undefined ? '请用与之相符的版式导入，或在版式中按文件写列名；' : ''}${headerRowZh(p.headings)}`,
  }),
  column_ambiguous: p => ({
    what: `文件中有几列都可能是${spaced(phraseZh(p.field))}的列 ${quoted(p.column)}：${list(p.columns)}。`,
    remedy: '请在版式中按文件的写法逐字写出列名。',
  }),
  columns_missing: p => ({
    what: `该文件缺少版式 ${p.layout} 的 ${p.wanted} 列中的 ${p.missing.length} 列：${list(p.missing)}。现有的列：${list(p.columns)}。`,
    remedy: `${p.headings?.found === undefined ? '这很可能是另一种文件：请用与之相符的版式导入，或由文件生成一个。' : ''}${headerRowZh(p.headings)}`,
  }),
  source_without_rows: () => ({
    what: '该文件只有列名，没有数据行：未导入任何内容。',
    remedy:
      '如果确实没有数据，则无需处理。否则请重新导出；如果文件中有数据行，请检查版式的 `header_row`、`sheet` 或 `footer_rows` 是否把它们排除在外。',
  }),
  header_found: p => ({
    what: `第一行缺少版式的列；第 ${p.row} 行全部具备，已作为表头读取。其上方的内容不读取。`,
    remedy: `如果这类文件总是如此，请在 ${p.layout} 中写 \`header_row: ${p.row}\`。`,
  }),
  lookup_unreadable: p => ({
    what: `无法使用查找文件 ${p.table}：${phraseZh(p.why)}。`,
    remedy: '请把该文件放到版式所写的位置；路径相对于版式文件。',
  }),
  lookup_ambiguous: p => ({
    what: `${p.table} 的列 ${quoted(p.key)} 中 ${quoted(p.value)} 出现两次（第 ${p.rows.join(' 和 ')} 行），而其他值不同。`,
    remedy: '请保留正确的一行；如果名称只有大小写、全角半角或空格不同，而含义确实不同，请在该 `lookup` 处写 `exact: true`。',
  }),
  control_rows_differ: p => ({
    what: `版式要求有 ${p.expected} 行，而文件有 ${p.found} 行。没有导入任何数据。`,
    remedy: '请取得完整的文件，或更正版式中的 `expect: rows`。',
  }),
  control_sum_differs: p => ({
    what: `版式要求 ${p.field} 之和为 ${p.expected}，而各行之和为 ${p.found}${p.unread > 0 ? `，其中 ${p.unread} 个单元格不是数字` : ''}。没有导入任何数据。`,
    remedy: '请取得完整的文件，或更正版式中的 `expect: sums`。',
  }),
  import_layout_unknown: p => ({
    what: `没有版式 ${quoted(p.layout)}。${didYouMean(p.layout, p.known)}现有的版式：${p.known.join('、') || '无'}。`,
    remedy: '请指定其中一个作为版式，或由文件生成一个。',
  }),
  layout_needed: p => ({
    what: `没有指定版式。根据表头，该文件可这样读取：\n\n${proposalZh(p.proposal).trimEnd()}`,
    remedy: '请把它作为版式写入 config/layouts，检查一遍，导入时指定该版式。',
  }),
  layout_exists: p => ({
    what: `版式 ${quoted(p.layout)} 已经存在：${p.file}。`,
    remedy: '请用 --layout 导入；如需重新生成版式，请先移走该文件。',
  }),
  layout_columns_too_many: p => ({
    what: `该表有 ${p.columns} 列；最多为 ${p.most} 列的表生成版式。`,
    remedy: '如果实际并没有这么多列，请指明分隔符或工作表；否则请用只含所需各列的副本生成版式，该版式也能读取整个文件。',
  }),
  layout_not_proposable: p => ({
    what: `${
      p.areValues ? `第一行是数据，不是表头：${list(p.columns)}。` : `从表头 ${list(p.columns)} 看不出是哪个事实类别。`
    }${p.encodings.length === 0 ? '' : `文件没有说明编码，可能是 ${either(p.encodings)}。`}${
      p.sheets.length === 0
        ? ''
        : `工作簿中还有工作表 ${list(p.sheets)}${p.withFacts.length === 0 ? '' : `；事实数据在 ${list(p.withFacts)} 中`}。`
    }`,
    remedy: `${p.sheets.length === 0 ? '' : '请指明数据所在的工作表。'}${
      p.encodings.length === 0 ? '' : '如果表头显示不对，请指明编码。'
    }${
      p.areValues
        ? '如果文件没有表头，请手写版式：写 `header: none`，用列号指明各列（`column: 1`）；引号属于文本时写 `quote: none`；最后一行不是数据时写 `footer_rows: 1`。如果表头在下面的行，请指明表头所在行。'
        : '如果这不是表头，请指明表头所在行，或指明各行属于哪个事实类别；也可以手写版式，可参照自带的版式 `scms`。'
    }`,
  }),
  layout_fact_unknown: p => ({
    what: `没有事实类别 ${quoted(p.fact)}。${didYouMean(p.fact, p.known)}`,
    remedy: `请使用 ${oneOf(p.known)}。`,
  }),
  layout_field_unknown: p => ({
    what: `${namesZh.factKinds[p.fact]}没有字段 ${quoted(p.field)}。${didYouMean(p.field, p.known)}`,
    remedy: `请使用 ${oneOf(p.known)}；或在 config/ 的另一个文件中的 \`fields:\` 之下声明它。`,
  }),
  layout_key_unmapped: p => ({
    what: `${p.field} 是${namesZh.factKinds[p.fact]}的键的一部分，但没有对应。`,
    remedy: `请加上 \`${p.field}: { column: … }\`；如果每行都相同，请加上 \`${p.field}: { const: … }\`。`,
  }),
  layout_source_unclear: p => ({
    what: p.found.length === 0 ? `${p.field} 没有 column、const、value 或 of。` : `${p.field} 同时有 ${p.found.join(' 和 ')}。`,
    remedy: '请恰好给出 `column`、`const`、`value`、`of` 之一。',
  }),
  layout_constant_unreadable: p => ({
    what: `${quoted(p.value)} 不能作为 ${p.field} 的值：${wordsOf(cellsZh, p.refused).what}`,
    remedy: '请写一个与该字段类型相符的值。',
  }),
  layout_setting_idle: p => ({
    what: `\`${p.setting}\` 对 ${p.field} 不起作用：${phraseZh(p.why)}。`,
    remedy: `请去掉 \`${p.setting}\`，或对应真正要用的字段。`,
  }),
  layout_format_partial: p =>
    p.whole === undefined
      ? {
          what: `${p.field} 的格式 ${quoted(p.format)} 没有写明日期：缺少年、月或日。`,
          remedy: '请使用 Luxon 的记号，区分大小写：`yyyy`（年）、`MM`（月）、`dd`（日）、`HH`（时）、`mm`（分）。',
        }
      : {
          what: `${p.field} 的格式 ${quoted(p.format)} 只写了${p.whole === 'month' ? '月份' : '年份'}，没有写是哪一天。`,
          remedy: `请写明取其开始还是结束：在 ${p.field} 处写 \`at: start\` 或 \`at: end\`；在表达式中也可写 \`instant(…, ${quoted(p.format)}, "end")\`。`,
        },
  layout_join_missing: p => ({
    what: `${p.field} 对应了几列（${list(p.columns, 6)}），但没有写明各列的文本之间用什么连接。`,
    remedy: '请写明，如 `join: "-"`。只有时刻可以不写：两列分别是日期和时间。',
  }),
  layout_between_wrong: p => ({
    what: `${p.field} 的 \`between\` 不是起止两天：${list(p.between)}。`,
    remedy: '请按 yyyy-MM-dd 写两天，较早的在前，如 `between: [2000-01-01, 2030-12-31]`。',
  }),
  layout_scale_flat: p => ({
    what: `${p.field} 的量表两端都是 ${p.ends[0] ?? ''}。`,
    remedy: '请写出量表的两端，如 `scale: { from: [1, 5], to: [1, 10] }`。',
  }),
  layout_unit_unfit: p => ({
    what: {
      no_mark: `${p.field} 的单位 ${quoted(p.unit)} 中既没有文字，也没有货币符号或百分号。`,
      factor: `${p.field} 的 ${quoted(p.unit)} 不是单位，而是数值的倍数。`,
      other_currency: `${p.field} 的单位是 ${quoted(p.unit)}，而 ${quoted(p.other)} 是另一种货币。`,
    }[p.why],
    remedy: {
      no_mark: '请按数字旁的写法填写，如 `unit: "€"` 或 `unit: kg`。',
      factor: '请用 `value: \'number(replace(col("…"), "…", "")) * 1000\'` 代替 `column`，并写上对应的倍数。',
      other_currency: '请只保留一种货币；多种货币的行请分列存放，或用 `where` 分成多个版式。',
    }[p.why],
  }),
  layout_map_alike: p => ({
    what: `${p.field} 的 \`map\` 给 ${quoted(p.first)} 和 ${quoted(p.second)} 写了不同的值；二者只有大小写、全角半角或空格不同，而这些不作区分。`,
    remedy: '请只保留一个；如果源文件中二者含义不同，请在该字段处写 `exact: true`。',
  }),
  layout_argument_wrong: p => ({
    what: `${p.call} 的第 ${p.place} 个参数应为${spaced(phraseZh(p.wanted))}。`,
    remedy: '请更正该参数。',
  }),
  layout_key_idle: p => ({
    what: `\`${p.key}:\` 只适用于 ${either(p.formats)} 格式，对 ${p.format} 没有意义。`,
    remedy: `请去掉 \`${p.key}:\`，或更正 \`format:\`。`,
  }),
  layout_keys_idle_here: p => ({
    what: `${p.layout} 没有写明格式，而该文件是 ${p.format}：${p.keys.map(key => `\`${key}:\``).join('、')} 对它不起作用。`,
    remedy: '如果用该版式导入多种格式的文件，则无需处理；否则请写明应有的 `format:`，或去掉不起作用的设置。',
  }),
  layout_zone_unknown: p => ({
    what: `${quoted(p.zone)} 不是时区。`,
    remedy: '请使用 IANA 列表中的名称，如 Asia/Shanghai 或 UTC。',
  }),
  layout_total_unknown: p => ({
    what: `\`expect: sums\` 写的 ${quoted(p.field)} 不是该版式对应的数字字段。${didYouMean(p.field, p.known)}`,
    remedy: p.known.length === 0 ? '请对应一个数字字段，或去掉该合计。' : `请使用 ${oneOf(p.known)}。`,
  }),
  layout_total_unreadable: p => ({ what: `${quoted(p.value)} 不是数字。`, remedy: '行数请写整数，合计请写带小数点的普通小数。' }),
  layout_column_literal: p => ({
    what: `${p.call} 的参数不是直接写出的文本。`,
    remedy: '请把列名写在引号中：`col("Quantity")`。',
  }),
};
