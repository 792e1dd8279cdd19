import type { LayoutProposal, MomentRemark, ProposalRemark, ProposedCells, ZonesSeen } from '../../proposal.js';
import { inLanguage } from './cells.js';
import { type RemarkWords, yamlWith } from '../proposal-yaml.js';

const quoted = (texts: readonly string[]): string => texts.map(text => `“${text}”`).join('、');
const inYaml = (texts: readonly string[]): string => texts.map(text => JSON.stringify(text)).join(', ');

const andMore = (more: number): string => (more === 0 ? '' : `及另外 ${more} 个值`);

function remark(about: ProposalRemark): string {
  switch (about.is) {
    case 'dates_unread':
      return `没有一种日期格式能读 ${quoted(about.samples)}，请用 \`format\` 写明。`;
    case 'day_or_month':
      return `这里分不清日和月：用此格式，或 ${about.forms.join(' 或 ')}。请选定并去掉行首的 #。`;
    case 'day_order_taken':
      return about.from === undefined
        ? '这些日期的日和月互换后也都成立；按此读法，全部在同一个月。'
        : `这些日期的日和月互换后也都成立；此读法与“${about.from}”列一致。`;
    case 'not_all_numbers':
      return `不全是数字：${quoted(about.samples)}。`;
    case 'thousands_or_decimals':
      return `“${about.sample}”可能是千位分隔，也可能是小数：\`decimal: "."\` 以点为小数点，\`decimal: ","\` 以逗号为小数点。请选定并去掉行首的 #。`;
    case 'sign_taken':
      return `小数点按文件中其他数字取“${about.sign}”。`;
    case 'sign_of_language':
      return `按中文文件的习惯，以“${about.sign}”为小数点。`;
    case 'choose_from':
      return `请补入 \`map\`：${about.values.map(([value, rows]) => `“${value}”（${rows} 行）`).join('、')}。可取 ${about.allowed.join('、')}；其他值的行无法通过。`;
    case 'odd_values':
      return `含 ${quoted(about.values)}${andMore(about.more)} 的行无法通过；如果表示空值，请加 blank: [${inYaml(about.values)}]。`;
    case 'unread_values':
      return `含 ${quoted(about.values)}${andMore(about.more)} 的行无法通过：无法读取这些值。请改正单元格，或用 \`value\` 去掉多余的字符。`;
    case 'read_as_no_date':
      return `${quoted(about.values)}${andMore(about.more)}：按没有日期处理。`;
    case 'odd_keys':
      return `${quoted(about.values)}${andMore(about.more)} 会被当作单号；如果表示没有单号，请加 blank: [${inYaml(about.values)}]。`;
    case 'spoiled_keys':
      return `含 ${quoted(about.values)}${andMore(about.more)} 的行无法通过：电子表格截断了单号。请按文本格式导出。`;
    case 'key_means_nothing':
      return `${quoted(about.values)}${andMore(about.more)} 表示没有单号，这些行无法通过。`;
    case 'or_columns':
      return `也可能是 ${quoted(about.columns)}。`;
    case 'unknown_places':
      return `plumbline.yaml 中没有登记：${quoted(about.values)}。`;
    case 'stands_for':
      return `文件中没有单独的编号，用 ${about.field} 代替。`;
    case 'blank_in_rows':
      return `前面的行中“${about.column}”有 ${about.rows} 行为空，无法通过；用 ${about.field} 代替。`;
    case 'delivered_by_date':
      return `“${about.column}”中没有表示已送达的值；有送达时间的算已送达。`;
    case 'only_one_registered':
      return '工作区只登记了这一个。';
    case 'makes_key_unique':
      return '没有行号列，用此列区分各行。';
    case 'key_repeats':
      return `前面的行中有 ${about.rows} 行的键与之前的行相同；键相同而内容不同的行无法通过。请指明能区分它们的列。`;
    case 'status_by_date':
    case 'month_by_language':
    case 'day_month_mixed':
    case 'states_beside':
    case 'midnight_is_no_time':
    case 'time_beside':
    case 'blank_time_is_day':
      return momentRemark(about);
    case 'empty_so_far':
      return '前面的行都没有值，格式尚不清楚。';
  }
}

function momentRemark(about: MomentRemark): string {
  switch (about.is) {
    case 'status_by_date':
      return '没有状态列：有送达时间的算已送达，没有的算未发运。';
    case 'month_by_language':
      return `“${about.sample}”中的月份可能是${about.meanings.map(inLanguage).join('，也可能是')}：请写 ${about.meanings.map(({ language }) => `\`months: ${language}\``).join(' 或 ')}，并去掉行首的 #。`;
    case 'day_month_mixed':
      return '其中有些日期的日和月是反过来写的，其他日期也可能如此而被读错。请向文件的提供方确认。';
    case 'states_beside':
      return `${quoted(about.columns)}可能写明货物被拒收、取消或丢失；只看日期会算作已送达。请用 \`column\` 和 \`map\` 对应该列，或去掉行首的 #。`;
    case 'midnight_is_no_time':
      return `其他行有时间，而这里是${quoted(about.values)}：按此写法视为没有时间，期限为当天结束；不写 \`blank\` 则期限为当天零点。请选定，再去掉行首的 #。`;
    case 'time_beside':
      return `旁边的“${about.columns[1]}”是时间：如果属于这些日期，请写 column: ${JSON.stringify(about.columns)}；不写则每个日期按整天计算。`;
    case 'blank_time_is_day':
      return '时间为空的行会按当天计，视为已经发生。如果确实如此，请去掉行首的 #。';
  }
}

function zones({ column, zones: [first, ...others] }: ZonesSeen): string {
  const text = first?.text ?? '';
  const unnamed = `请用 \`time_zone:\` 写明“${text}”的时区名称，例如 America/New_York；不写则按工作区的时区读取。`;
  if (others.length === 0)
    return first?.zone === null ? `“${column}”列为“${text}”。${unnamed}` : `前面的行中“${column}”列均为“${text}”。`;
  return `“${column}”列有多个时区。本版式只取“${text}”的行，不取 ${quoted(others.map(one => one.text))}：请为每个时区复制一份，各自写明 \`where:\` 和 \`time_zone:\`。${first?.zone === null ? unnamed : ''}`;
}

function cells({ columns, scale, inWords, rejected, isOpen }: ProposedCells): readonly string[] {
  const scaleSaid =
    scale === undefined
      ? []
      : [
          isOpen
            ? '1 分是最好吗？是则写 `to: [10, 1]`，否则不改；然后去掉行首的 #。'
            : `${scale.isNamed ? '量表取自表头' : `量表按答案推断为 ${scale.least} 至 ${scale.most} 分`}，${scale.most} 分最好；如果 ${scale.least} 分最好，请写 \`to: [10, 1]\`。`,
        ];
  const wordsSaid = isOpen
    ? '这些选项的高低顺序不确定：请把每个 … 改为 1 至 10 的分数（10 分最好），并去掉行首的 #。'
    : '这些选项按常用的五级给分；如果本问卷的给分不同，请更正。';
  return [
    ...scaleSaid,
    ...(inWords === true ? [wordsSaid] : []),
    ...(rejected === undefined
      ? []
      : [`回答 ${quoted(rejected.values)}${andMore(rejected.more)} 无法通过；如果表示未作答，请加入 blank。`]),
    ...(columns.every(({ item }) => item !== undefined)
      ? []
      : ['ITEM：请写明题目对应的问卷指标 id（见 plumbline metrics list），并去掉行首的 #。']),
  ];
}

const words: RemarkWords = {
  head: '根据表头和前面的行提出。每个字段旁注明把握程度和最初几个值。',
  toLookAt: fields => `可能正确，请核对：${fields.join('、')}。`,
  toDecide: fields => `没有把握，由您决定之前不导入：${fields.join('、')}。`,
  draft: lacking => `草稿尚不完整：导入之前请在下面补上 ${lacking.join('、')}。`,
  timeZone: '不带时区的时间所属的时区；不写则为站点、客户或工作区的时区',
  zones,
  lacking: field => `\`${field}\` 是识别事实的键，文件中没有找到。请选一行，去掉行首的 #：`,
  lackingEach: field => `\`${field}\` 是识别事实的键：请在下面的 \`each\` 中为题目写明，并去掉行首的 #。`,
  each: '一列一题，每个单元格是一个回答',
  cells,
  when: {
    same_in_all_rows: '所有行相同时',
    of_a_known_shipment: '运单已经导入过时：取运单的值',
    numbered_by_row: '行号；适用于任何一行都不会在别的文件中重复出现',
    not_kept: '不记录时',
    perhaps: '如果就是此列',
    this_column: '此列各行的值都不相同',
  },
  confidence: { sure: '确定', likely: '可能', unsure: '不确定' },
  also: (fact, columns) => `文件中还有 ${fact} 类事实（${columns}）：加上 --fact ${fact} 可为它再提出一个版式。`,
  sameSheets: same => `工作表 ${quoted(same)} 的列相同：这样写即可一并导入`,
  factsInSheet: (sheet, fact) => `工作表“${sheet}”中也有事实（${fact}）：加上 --sheet "${sheet}" 可为它提出版式。`,
  encodings: others =>
    `文件没有说明编码；如果文字显示不对，请去掉行首的 #${others.length === 0 ? '' : `，或改用 ${others.join(' 或 ')}`}。`,
  unusedMoments: '从表头看不出这是哪个时间；如果指标需要，请写明对应的字段。',
  unused: '未使用：',
  remark,
};

/** A proposed layout with its remarks in Chinese. */
export const proposalZh = (proposal: LayoutProposal): string => yamlWith(words, proposal);
