import type { Cell, wrongCells } from '../../import.js';
import { formList, formText } from '../date-forms.js';
import { mapKey } from '../map-key.js';
import { quoted } from '../quoted.js';
import type { Wording, Words } from '../wording.js';
import { didYouMean, either } from './lists.js';

const correct = ({ field, layout }: Pick<Cell, 'field' | 'layout'>, setting: string): string =>
  `请更正该单元格，或更改 ${layout} 中 ${field} 的 ${setting}。`;

const wholeZh = { month: '月份', year: '年份' } as const;

function dateForm({ value, field, layout, forms }: Cell & { readonly forms: readonly string[] }): Wording {
  const [first, ...others] = forms;
  const place = `请在 ${layout} 的 ${field} 处`;
  if (first === undefined) {
    return {
      what: `无法确定 ${quoted(value)} 是哪一天；日期应写作 2026-01-31 或 2026-01-31 16:00。`,
      remedy: `请更正该单元格；如果它表示没有日期，${place}把它加到 \`blank\`；如果它是日期，${place}写明其格式，如 \`format: dd/MM/yyyy\`。`,
    };
  }
  if (others.length === 0) {
    return {
      what: `${quoted(value)} 是格式为 ${first} 的日期，而版式没有写明这一格式；不写格式时，日期应以年份开头。`,
      remedy: `${place}写 \`format: ${formText(first)}\`。`,
    };
  }
  return {
    what: `${quoted(value)} 可能是格式为 ${either(forms)} 的日期；版式没有说明是哪一种。`,
    remedy: `${place}写明这类日期的格式：${either(forms.map(form => `\`format: ${formText(form)}\``))}。`,
  };
}

const languages: Readonly<Record<string, string>> = {
  en: '英语',
  de: '德语',
  nl: '荷兰语',
  fr: '法语',
  es: '西班牙语',
  pt: '葡萄牙语',
  it: '意大利语',
  pl: '波兰语',
  cs: '捷克语',
  hr: '克罗地亚语',
};

/** A month by its name, in which language. */
export const inLanguage = ({ language, number }: { readonly language: string; readonly number: number }): string =>
  `${languages[language] ?? language}的 ${number} 月`;

/** The plausible days, with the year of a date among them. */
const widened = ({ day, first, last }: { readonly day: string; readonly first: string; readonly last: string }): string =>
  day < first ? `[${day.slice(0, 4)}-01-01, ${last}]` : `[${first}, ${day.slice(0, 4)}-12-31]`;

/** Why a text is no value of a field, in Chinese. */
export const cellsZh: Words<typeof wrongCells> = {
  date_unreadable: p => ({
    what: `${quoted(p.value)} 不是格式为 ${either(p.forms)} 的日期${p.months === undefined ? '' : `（月份名称为${languages[p.months] ?? p.months}）`}。`,
    remedy:
      p.likely === undefined
        ? correct(p, p.months === undefined ? '`format`' : '`format` 或 `months`')
        : `请更正该单元格；如果这类日期无误，请在 ${p.layout} 的 ${p.field} 处加上其格式：\`format: ${formList([...p.forms, p.likely])}\`。`,
  }),
  weekday_differs: p => ({
    what: `${quoted(p.value)} 中的星期与日期不符：${p.day} 是星期${'一二三四五六日'[p.weekday - 1]}。`,
    remedy: '请在源文件中更正星期或日期。',
  }),
  month_two_ways: p => ({
    what: `${quoted(p.value)} 中的月份名称在不同语言中含义不同：${quoted(p.name)} 可能是${p.meanings.map(inLanguage).join('，也可能是')}。`,
    remedy: `请在 ${p.layout} 的 ${p.field} 处写明这类日期的语言：${either(p.meanings.map(({ language }) => `\`months: ${language}\``))}。`,
  }),
  date_nonexistent: p => ({
    what: `${quoted(p.value)} 这一天不存在：该月没有这么多天。`,
    remedy: `请更正该单元格；如果它表示没有日期，请在 ${p.layout} 的 ${p.field} 处把它加到 \`blank\`。`,
  }),
  date_form_unknown: p => dateForm(p),
  date_without_day: p => ({
    what: `${quoted(p.value)} 只写了${wholeZh[p.whole]}，没有写是哪一天。`,
    remedy: `请在 ${p.layout} 的 ${p.field} 处写明取其开始还是结束：\`at: start\` 或 \`at: end\`。`,
  }),
  date_serial: p => ({
    what: `${quoted(p.value)} 不是日期，但像是电子表格中表示 ${p.meaning} 的序列号。`,
    remedy: `如果是，请在 ${p.layout} 的 ${p.field} 处写 \`format: ${formList([...p.forms, 'excel_serial'])}\`；或在导出之前把该列设为日期格式。`,
  }),
  date_implausible: p => ({
    what: `${quoted(p.value)} 不在 ${p.first} 至 ${p.last} 之间；${p.field} 只接受这段时间内的日期。`,
    remedy: p.isOwn
      ? correct(p, '`between`')
      : `请更正该单元格；如果日期无误，请在 ${p.layout} 的 ${p.field} 处写 \`between: ${widened(p)}\`，或放宽 plumbline.yaml 中的 \`plausible_dates\`。`,
  }),
  date_placeholder_rejected: p => ({
    what: `${quoted(p.value)} 是系统在没有日期时写入的值，而该行的 ${p.field} 需要日期。`,
    remedy: `请在源文件中填写日期；如果确实是这一天，请在 ${p.layout} 的 ${p.field} 处写 \`placeholder_dates: keep\`。`,
  }),
  date_too_long: p => ({
    what: `${quoted(p.value, 20)} 有 ${p.characters} 个字符；日期或时间最多可有 ${p.most} 个。`,
    remedy: correct(p, '`column`'),
  }),
  number_unreadable: p => ({
    what: p.decimal === undefined ? `${quoted(p.value)} 不是数字。` : `${quoted(p.value)} 不是以 "${p.decimal}" 为小数点的数字。`,
    remedy: `请更正该单元格${p.decimal === undefined ? '' : '，或更改 `decimal`'}。如果它表示没有数据，请在 ${p.layout} 的 ${p.field} 处把它加到 \`blank\`；如果它代表某个数字，请在该处用 \`map: { ${mapKey(p.value)}: … }\` 写明是哪个，并写 \`otherwise: keep\`。`,
  }),
  number_ambiguous: p => ({
    what:
      p.signs.length === 1
        ? `${quoted(p.value)} 是以 "${p.signs[0]}" 为小数点的数字，而版式没有写明小数点；不写时只读取 1234.5 这样的数字。`
        : `没有说明 ${quoted(p.value)} 中哪个是小数点，哪个是千位分隔符。`,
    remedy: `请在 ${p.layout} 的 ${p.field} 处写明小数点：${either(p.signs.map(sign => `\`decimal: "${sign}"\``))}。`,
  }),
  number_two_ways: p => ({
    what: `${quoted(p.value)} 可能是带小数的数字，也可能是带千位分隔符的文本。`,
    remedy: `如果源文件的单元格是数字，请去掉 ${p.layout} 中 ${p.field} 的 \`decimal: ","\`；否则请把文本写成不带千位分隔符的形式。`,
  }),
  number_marked: p => ({
    what: `${quoted(p.value)} 的数字旁带有 "${p.mark}"，${p.units.length === 0 ? '应为单纯的数字' : `而版式写明的单位是 ${either(p.units.map(unit => quoted(unit)))}`}。`,
    remedy:
      p.factor !== undefined
        ? `请在源文件中写出完整的数字。如果整列都这样写，请在 ${p.layout} 的 ${p.field} 处用 \`value: 'number(replace(col("${p.column}"), "${p.mark}", "")) * ${p.factor}'\` 代替 \`column\`。`
        : p.units.length > 0
          ? correct(p, '`unit`')
          : `如果整列都是这一单位，请在 ${p.layout} 的 ${p.field} 处写 \`unit: ${JSON.stringify(p.mark)}\`，数值不变；否则请在源文件中去掉它。`,
  }),
  number_too_long: p => ({
    what: `${quoted(p.value, 20)} 有 ${p.characters} 个字符；数字最多可有 ${p.most} 个。`,
    remedy: correct(p, '`column`'),
  }),
  number_too_large: p => ({ what: `${quoted(p.value, 20)} 大于任何数量；数字最大为 1e60。`, remedy: correct(p, '`column`') }),
  number_not_whole: p => ({
    what: p.item === undefined ? `${quoted(p.value)} 不是整数。` : `${quoted(p.value)} 不是整数，而 ${p.item} 的答案应为整数。`,
    remedy:
      p.item === undefined
        ? correct(p, '`whole: true`')
        : `请更正该单元格，或在 ${p.layout} 的 ${p.field} 处改为对应存放原始答案的列。`,
  }),
  number_off_scale: p => ({
    what: `${quoted(p.value)} 不在版式所写的 ${p.least} 到 ${p.most} 的量表上。`,
    remedy: correct(p, '`scale: from`'),
  }),
  number_out_of_range: p => ({
    what: `${quoted(p.value)} 超出 ${p.field} 的范围 ${p.least} 到 ${p.most}。`,
    remedy: `请更正该单元格；如果用的是其他量表，请在 ${p.layout} 的 ${p.field} 处用 \`map\` 或 \`value\` 换算到 ${p.least} 到 ${p.most}。`,
  }),
  boolean_unreadable: p => ({
    what: `${quoted(p.value)} 既不是“是”也不是“否”（\`true\`、\`false\`、\`yes\`、\`no\`、\`y\`、\`n\`、1、0、是、否）。`,
    remedy: `请更正该单元格，或在 ${p.layout} 的 ${p.field} 处用 \`map: { ${mapKey(p.value)}: true }\` 说明其含义。`,
  }),
  choice_unknown: p => ({
    what: `${quoted(p.value)} 不在 ${p.allowed.join('、')} 之中。${didYouMean(p.value, p.allowed)}`,
    remedy: `请更正该单元格，或在 ${p.layout} 的 ${p.field} 处用 \`map: { ${mapKey(p.value)}: ${p.allowed[0] ?? ''} }\` 对应。`,
  }),
  text_too_long: p => ({
    what:
      p.bytes === undefined
        ? `${quoted(p.value, 20)} 有 ${p.characters} 个字符；文本最多可有 ${p.most} 个。`
        : `${quoted(p.value, 20)} 占 ${p.bytes} 字节；用于区分事实的编号或名称最多可占 ${p.most} 字节。`,
    remedy: correct(p, '`column`'),
  }),
};
