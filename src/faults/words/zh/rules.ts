import { namesZh } from '../../../words/zh.js';
import { quoted } from '../quoted.js';
import type { ruleFaults } from '../../rules.js';
import type { Words } from '../wording.js';
import { typeNames } from './expressions.js';
import { didYouMean } from './lists.js';

/** Metrics and indexes as a whole, in Chinese. */
export const rulesZh: Words<typeof ruleFaults> = {
  metric_unknown: p => ({
    what: `没有指标 ${quoted(p.metric)}。${didYouMean(p.metric, p.known)}`,
    remedy: '指标列表中有全部指标。',
  }),
  group_key_unknown: p => ({
    what: `${namesZh.factKinds[p.fact]}没有可用于分组的字段 ${quoted(p.name)}。${didYouMean(p.name, p.known)}`,
    remedy: '请按该事实类别的字段分组，如 `per: [shipment_no]`。',
  }),
  dimension_unknown: p => ({
    what: `该指标不能按 ${quoted(p.name)} 分解：并非其中每个事实类别都有这个文本字段。`,
    remedy: '请在 `by` 中写各事实类别共有的文本字段，或不写 `by`。',
  }),
  grouped_value: () => ({
    what: '按组计数的项不能再有数值。',
    remedy: '要对数值求和，请去掉 `per`；要按组计数，请去掉 `value`。',
  }),
  formula_cycle: p => ({
    what: `该公式需要用到自己的结果：${p.path.join(' → ')}。`,
    remedy: '请从这一循环中去掉一个指标；`previous(metric)` 也绕不开循环。',
  }),
  definition_circle: p => ({
    what: `该定义需要用到自己：${p.path.join(' → ')}。`,
    remedy: '请在其中一个定义里直接写字段。',
  }),
  definition_params_differ: p => ({
    what: `参数 ${quoted(p.name)} 在两个定义中的取值不同：${p.texts.map(text => quoted(text)).join('、')}。`,
    remedy: `请在此处用 \`params: { ${p.name}: … }\` 写明采用哪一个，或给参数取不同的名称。`,
  }),
  definition_taken: p => ({
    what: `${quoted(p.id)} 已经是某个字段、函数或指标的名称。`,
    remedy: '请给该定义或您自有的字段换一个 `id`。',
  }),
  definition_unused: p => ({
    what: `没有指标或其他定义使用 ${quoted(p.id)}：它不起任何作用。`,
    remedy: '请在同一类事实的指标的表达式中使用它的 `id`，或将其删除。',
  }),
  group_definition: p => ({
    what: `${quoted(p.name)} 对整组事实取值，而指标 ${p.metric} 在此处只针对单条事实。`,
    remedy: '请只在带有 `per:`（如 `per: [order_no]`）的指标的 `passes` 中使用它；此处请写针对单条事实的条件。',
  }),
  group_rule: p => ({
    what: `该规则对整组事实取值，而指标 ${p.metrics.join('、')} 会把它用于单条事实。`,
    remedy: `请给${p.metrics.length === 1 ? '该指标' : '这些指标'}写上 \`per:\`（如 \`per: [order_no]\`），并只在 \`passes\` 中使用 ${quoted(p.name)}；或在规则中不用 sum_of()、largest_of() 和 smallest_of()。`,
  }),
  formula_function_unknown: p => ({
    what: `公式中没有函数 ${quoted(p.name)}。${didYouMean(p.name, p.known)}`,
    remedy: `可以使用 ${p.known.join('、')} 以及 + - * / ^。`,
  }),
  previous_takes_metric: () => ({
    what: '`previous` 的参数是一个指标的名称。',
    remedy: '请写成 `previous(delivery_cycle_hours)`。',
  }),
  formula_not_number: p => ({
    what: `${quoted(p.formula)} 的结果是${typeNames[p.found]}，不是数字。`,
    remedy: '请用它来选择数字，如 `complaint_rate > 0.01 ? 2 : 1`。',
  }),
  weights_sum: p => ({
    what: `${quoted(p.node)} 之下的权重之和为 ${p.sum}，不是 1。`,
    remedy: '请更正，使其和恰好为 1；由多选题得出的份额须先归一。',
  }),
  weight_negative: p => ({
    what: `${quoted(p.node)} 的权重不在 0 与 1 之间。`,
    remedy: '请给出它在上级中所占的份额，如 "0.25" 或 "25%"。',
  }),
  node_twice: p => ({ what: `${quoted(p.node)} 在树中出现了两次。`, remedy: '请让每个分支有自己的 `id`，每个指标只出现一处。' }),
  amplifier_not_a_leaf: p => ({
    what: `${quoted(p.metric)} 设了放大系数，但不是该指数的末级指标。`,
    remedy: '只能放大树中的指标。',
  }),
  amplifier_twice: p => ({
    what: `${quoted(p.metric)} 设了两次放大系数。`,
    remedy: '请只为它写一个系数，如 `max(1 + repeat_complaints / 4, 1 + complaint_rate * 10)`。',
  }),
  amplifier_cap: p => ({
    what: `${quoted(p.metric)} 的放大系数的 at_most 为 ${p.at_most}：小于 1 会降低权重。`,
    remedy: 'at_most 请写权重最多放大的倍数，如 "2"；较低的权重请直接写在树中。',
  }),
  amplifier_idle: p => ({
    what: `${quoted(p.metric)} 的系数 ${quoted(p.factor)} 从不大于 1，因此从不提高权重。`,
    remedy: '请用期间的指标来写，如 `1 + repeat_complaints / 4`，或去掉该放大系数。',
  }),
  amplifier_previous: p => ({
    what: `${quoted(p.metric)} 的系数用到了上一期间，而权重取决于本期间的状态。`,
    remedy: '请为它建立一个公式指标，并在系数中引用该指标。',
  }),
};
