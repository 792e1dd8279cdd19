import type { configFaults } from '../../config.js';
import { quoted } from '../quoted.js';
import { scaleExample } from '../scale-example.js';
import type { Words } from '../wording.js';
import { didYouMean, either, someOf, spaced } from './lists.js';
import { keyZh, titled } from './phrases.js';
import type { contractConfigEn } from '../en/config-contracts.js';

/** What is wrong with contracts, credits and what is handed over, in Chinese. */
export const contractConfigZh: Pick<Words<typeof configFaults>, keyof typeof contractConfigEn> = {
  contract_rule_unknown: p => ({
    what: `${titled(p.of)}重新约定了 ${quoted(p.name)}，但它既不是定义，也不是参数。${didYouMean(p.name, p.names)}`,
    remedy: '请写某个定义、指标的参数（如 `grace`），或写成 `definition.parameter`。',
  }),
  contract_rule_no_days: p => ({
    what: `${titled(p.of)}在 ${quoted(p.name)} 中计 0 个工作日：结果仍是当天，即使当天是周末或节假日。`,
    remedy: '遇休息日顺延至下一工作日的，请写 `on_working_day(x)`；休息日照计的，只写 `x`。',
  }),
  contract_rule_no_calendar: p => ({
    what: `${titled(p.of)}在 ${quoted(p.name)} 中按工作日计算，但${spaced(someOf(p.clients))}没有工作日历：无从得知哪些天是工作日，依此规则的结果均无法判定。`,
    remedy:
      '请在 plumbline.yaml 中为该客户指定 `calendar`（例如 `calendar: weekdays`），或为每个站点分别指定；工作日历在配置的 `calendars:` 中定义。',
  }),
  contract_calendar_ends: p => ({
    what: `${titled(p.of)}${p.isOpen ? `自 ${p.day} 起生效` : `有效期至 ${p.day}`}，而 ${someOf(p.clients)} 的日历 ${quoted(p.calendar)} 在 ${p.holiday} 之后没有节假日：此后的节假日会按工作日计算。`,
    remedy: '请在该日历中补上缺少年份的节假日；“规则”页面的日历表单可填入某个国家或地区的公共假日。',
  }),
  handout_colour_pale: p => ({
    what: `白色文字在 #${p.colour} 上的对比度为 ${p.ratio}:1，低于 4.5:1 时难以辨认。`,
    remedy: '请为 `colour` 选用更深的颜色，例如 "#1F4E79"。',
  }),
  handout_logo_wrong: p => ({
    what: `标志文件 ${p.logo} ${{ missing: '不在工作区内', too_large: '超过 1 MB 或 4,000 像素', no_picture: '不是 PNG 或 JPEG 图片', damaged: '已损坏或不完整，无法显示' }[p.is]}。`,
    remedy: '请在 `logo` 中填写工作区内 PNG 或 JPEG 文件的路径，不超过 1 MB，且能用看图软件完整打开；宽 600 像素即可。',
  }),
  contract_measure_part: p => ({
    what:
      p.keys.length > 1
        ? `${titled(p.of)}对 ${quoted(p.metric)} 同时按 ${p.keys.join('、')} 约定，而任何数值都不会同时按多个维度细分。`
        : `${titled(p.of)}按 ${p.keys.join('')} 约定 ${quoted(p.metric)}，而该指标不按它细分。`,
    remedy:
      p.parts.length === 0
        ? '请删去 `scope`：该指标没有细分。'
        : `\`scope\` 中请只写 ${either(p.parts)}${p.keys.length > 1 ? '' : '，或在该指标的 `by` 中加上所需的维度'}。`,
  }),
  contract_measure_twice: p => ({
    what: `${titled(p.of)}对同一部分业务两次列出 ${quoted(p.metric)}。`,
    remedy: '请删去其中一个，或为它们写不同的 `scope`。',
  }),
  contract_measure_unscored: p => ({
    what: `${titled(p.of)}为 ${quoted(p.metric)} 设了权重，但没有评分标尺将其数值换算为得分：它在合同指数中按缺失处理，权重分给其他指标。`,
    remedy: `请在 \`scales:\` 下写明评分标尺，例如 { metric: ${p.metric}, ${scaleExample(p)} }；或将其权重分给其他指标。`,
  }),
  credit_amount_wrong: p => ({
    what: `${titled(p.of)}的${spaced(keyZh(p.key, p.of))}为 ${quoted(p.text)}；金额和点数应为不小于 0 的普通数字。`,
    remedy: '请写不带负号和 % 的数字，例如 "100000"；退还用 `credit` 表示，奖励用 `bonus` 表示。',
  }),
  credit_pools_sum: p => ({
    what: `${titled(p.of)}的各 \`pool\` 合计为风险金额的 ${p.sum}。`,
    remedy: '请调低，使其合计不超过 100%。',
  }),
  credit_metric_twice: p => ({
    what: `${titled(p.of)}中 ${quoted(p.metric)} 出现了两次，同一次未达标会赔付两次。`,
    remedy: '请把它的所有档位放在同一项之下。',
  }),
  credit_step_share: p => ({
    what: `${titled(p.of)}中 ${p.metric} 的 ${p.effect} 为 ${quoted(p.text)}；每档给出的是其 \`pool\` 的一部分，从 0 到 100 %。`,
    remedy: '请写成 "40%"；或去掉 `pool` 并给出 `point_value`，使各档表示点数。',
  }),
  credit_each_kind: p => ({
    what: `${titled(p.of)}中 ${p.metric} 设了每件的金额，但它并不计件。`,
    remedy: '请改用比例类指标（其不合格的事实即为计件对象），或越低越好的比率、总量类指标；或用 `steps` 代替 `each`。',
  }),
  credit_step_idle: p => ({
    what: `${titled(p.of)}中 ${p.metric} 的档位 ${quoted(p.step)} 永远不会达到：以最先达到的档位为准，而达到它的值都已达到上面的档位，或根本不可能出现。`,
    remedy: '请把最严的界限放在最前，例如 `less_than` "95%" 在 `less_than` "98%" 之上；或删去这一档。',
  }),
};
