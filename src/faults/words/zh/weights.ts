import { namesZh } from '../../../words/zh.js';
import { quoted } from '../quoted.js';
import type { weightFaults } from '../../weights.js';
import type { Words } from '../wording.js';
import { didYouMean, either } from './lists.js';
import { phraseZh } from './phrases.js';

const allOf = (names: readonly string[]): string => names.map(one => quoted(one)).join('、');

/** Deriving weights, in Chinese. */
export const weightsZh: Words<typeof weightFaults> = {
  weight_below_zero: p => ({ what: `${quoted(p.node)} 的权重为 ${p.share}，权重不能为负。`, remedy: '请更正，或从树中去掉它。' }),
  weights_all_zero: p => ({ what: `${quoted(p.of)} 之下的权重全部为 0。`, remedy: '请至少给其中一个设定权重。' }),
  weights_not_normalised: p => ({
    what: `${quoted(p.of)} 之下的权重之和为 ${p.sum}，不是 1。`,
    remedy: '请更正；如果它们是可多选问题的份额，请把各项除以总和（`normalise`）。',
  }),
  matrix_incomplete: p => ({
    what: `行 ${quoted(p.row)}、列 ${quoted(p.column)} 的单元格为空。`,
    remedy: '请写明行的重要性是列的几倍，如 3 或 1/3；每一对都要在两个方向上比较，或只填写对角线一侧的全部。',
  }),
  matrix_cell_unreadable: p => ({
    what: `行 ${quoted(p.row)}、列 ${quoted(p.column)} 的 ${quoted(p.value)} 不是数字。`,
    remedy: '请写成 3、1/3 或 0.3333；电子表格会把 1/3 当作日期，请在其中写成公式 =1/3。',
  }),
  matrix_not_positive: p => ({
    what: `行 ${quoted(p.row)}、列 ${quoted(p.column)} 的 ${p.value} 不大于 0。`,
    remedy: '比较值是一个数：从 1/9（远不如）、1（同等重要）到 9（远为重要）。',
  }),
  matrix_diagonal: p => ({ what: `${quoted(p.node)} 与自身的比较值为 ${p.value}。`, remedy: '应为 1。' }),
  matrix_not_reciprocal: p => ({
    what: `行 ${quoted(p.row)}、列 ${quoted(p.column)} 为 ${p.value}，而行 ${quoted(p.column)}、列 ${quoted(p.row)} 为 ${p.mirror}。`,
    remedy: `两者应互为倒数：${p.value} 对应 ${p.expected}。`,
  }),
  matrix_too_large: p => ({
    what: `比较的节点有 ${p.nodes} 个，而随机指数最多到 ${p.most} 个。`,
    remedy: '请把它们归入若干分支，再比较各分支。',
  }),
  matrix_inconsistent: p => ({
    what: `${quoted(p.of)} 之下的比较相互矛盾：一致性比率为 ${p.ratio}，超过 ${p.most}（随机指数：${p.index}）。`,
    remedy: `请重新比较以下各项，它们与其余比较相差最大：\n${p.worst.map(one => `${one.row} 对 ${one.column} 为 ${one.judged}，而其余比较得出 ${one.implied}`).join('\n')}`,
  }),
  matrix_form: p => ({
    what: `这不是比较矩阵：${phraseZh(p.reason)}。`,
    remedy: '第一行是各节点的 `id`，第一列也是，顺序相同。',
  }),
  shares_form: p => ({
    what: `这些不是权重：${phraseZh(p.reason)}。`,
    remedy: '第一列是节点的 `id`，第二列是权重，如 0.25 或 25%。',
  }),
  nodes_unmatched: p => ({
    what: `${allOf(p.found)} 不是指数中同一节点的下级。${didYouMean(p.unknown, p.known)}`,
    remedy: `请恰好写出同一节点的全部下级：\n${p.levels.join('\n')}`,
  }),
  entropy_too_few_periods: p => ({
    what: `熵值法要比较多个期间，而 ${quoted(p.of)} 只有 ${p.periods} 个。`,
    remedy: '请至少指定两个已评价的期间。',
  }),
  entropy_negative: p => ({ what: `${quoted(p.node)} 有小于 0 的值，无法计算熵。`, remedy: '熵由 1 到 10 的得分计算。' }),
  entropy_all_constant: p => ({
    what: `${quoted(p.of)} 之下的各项得分在全部 ${p.periods} 个期间都相同：熵值法无法区分它们。`,
    remedy: '请指定其他期间，或改用其他方法。',
  }),
  entropy_scores_missing: p => ({
    what: `${quoted(p.node)} 在 ${p.missing.join('、')} 没有得分。`,
    remedy: '请指定每个节点都有得分的期间；无数据不等于得分为 0。',
  }),
  entropy_not_evaluated: p => ({ what: `${quoted(p.client)} 在 ${p.period} 没有评价。`, remedy: '请先评价，再推导权重。' }),
  importance_missing: p => ({
    what: `没有人回答 ${quoted(p.of)} 之下的 ${allOf(p.nodes)} 有多重要${p.wave === '' ? '' : `（调查批次 ${quoted(p.wave)}）`}。`,
    remedy: '请调查其重要性（`aspect` 为 "importance" 的答案），或对其他节点推导权重。',
  }),
  wave_unknown: p => ({
    what: `${p.wave === '' ? '没有任何调查批次有' : `调查批次 ${quoted(p.wave)} 中没有`}关于重要性的答案。${didYouMean(p.wave, p.known)}`,
    remedy:
      p.known.length === 0
        ? '请先导入 `aspect` 为 "importance" 的调查。'
        : `有此类答案的调查批次是 ${either(p.known.slice(-8))}。`,
  }),
  wave_several: p => ({ what: `有多个调查批次询问了重要性：${p.waves.join('、')}。`, remedy: '请指定其中一个。' }),
  role_share_wrong: p => ({
    what: `${quoted(p.given)} 不是角色及其份额。`,
    remedy: `请写成 client=0.7；可用的角色是 ${either(p.known)}。`,
  }),
  role_shares: p => ({ what: `各角色的份额之和为 ${p.sum}，不是 1。`, remedy: '请更正，例如 client=0.7 和 consignee=0.3。' }),
  wave_shares_differ: p => ({
    what: `调查批次 ${quoted(p.wave)} 为 ${p.clients.join('、')} 配置的份额与其他客户不同。`,
    remedy: '请指定客户，或指定各角色的份额，如 client=0.7 和 consignee=0.3。',
  }),
  mix_shares: p => ({ what: `各方法的份额之和为 ${p.sum}，不是 1。`, remedy: '请更正，例如 ahp=0.6 和 entropy=0.4。' }),
  mix_share_wrong: p => ({
    what: `${quoted(p.given)} 不是方法及其份额。`,
    remedy: `请写成 ahp=0.6；可以组合的方法是 ${either(p.known)}。`,
  }),
  method_unknown: p => ({
    what: `没有方法 ${quoted(p.given)}。${didYouMean(p.given, p.known)}`,
    remedy: `可用的方法是 ${either(p.known)}。`,
  }),
  method_input_missing: p => ({
    what: `方法“${namesZh.weightMethods[p.method]}”需要 \`${p.input}\`，而没有给出。`,
    remedy: `请给出 \`${p.input}\`，或改用其他方法。`,
  }),
  index_unknown: p => ({
    what: `没有在 ${p.day} 有效的指数 ${quoted(p.index)}。${didYouMean(p.index, p.known)}`,
    remedy: `已知的指数有 ${either(p.known)}。`,
  }),
  index_node_unknown: p => ({
    what: `指数 ${quoted(p.index)} 没有分支 ${quoted(p.node)}。${didYouMean(p.node, p.known)}`,
    remedy: `其分支有 ${either(p.known)}；${p.index} 本身是第一层。`,
  }),
  nothing_derived: p => ({
    what: `方法“${namesZh.weightMethods[p.method]}”没有为指数 ${quoted(p.index)} 的任何一层得出权重。`,
    remedy: '请指定一层，以查看缺少什么。',
  }),
  weights_of_parts: p => ({
    what: `指数 ${quoted(p.index)} 对部分业务单独设有权重（${p.parts.join('；')}）。推导的权重保存为 \`indexes:\` 配置文件，只能对整项指标加权，这些部分会因此丢失。`,
    remedy: '请直接在合同中填写权重：在带有 `scope` 的指标条目上填写 `weight`。',
  }),
  weights_file_exists: p => ({ what: `${p.file} 已经存在。`, remedy: '请指定其他起始日，或删除它。' }),
  what_if_kind: p => ({
    what: `${quoted(p.key)} 不能用于试算。`,
    remedy: `试算文件可以包含 ${either(p.known)}；其他内容请在 config/ 中更改。`,
  }),
  what_if_empty: () => ({
    what: '该文件中没有可试算的内容。',
    remedy:
      '请按 config/ 中的写法，在其中写入 `standards`、`scales`、`indexes`、`metrics`、`definitions`、`contracts` 或 `sources`。',
  }),
};
