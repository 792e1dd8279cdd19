import { nameIn } from '../../../words/name.js';
import { namesZh } from '../../../words/zh.js';
import type { amendmentFaults, AmendmentState, ExclusionMade, FailedFacts, Of } from '../../amendments.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, either, didYouMeanText, spaced } from './lists.js';
import { phraseZh } from './phrases.js';

const { amendmentKinds: kinds, amendmentStates: states, dimensions, factKinds } = namesZh;

const named = ({ kind, number }: Of): string => `第 ${number} 号${kinds[kind]}`;

/** What can be done once a dispute is answered. */
function afterAnswer(answer: AmendmentState, exclusion: ExclusionMade | undefined): string {
  if (answer !== 'approved') return '如果数字仍有误，请另行提出异议，并写明尚未考虑的情况。';
  if (exclusion === undefined) return '没有因此剔除任何事实。';
  const { number, state } = exclusion;
  switch (state) {
    case 'requested':
      return `由此申请的第 ${number} 号剔除目前不影响任何数字：可由申请人以外的人批准或驳回。`;
    case 'approved':
      return `所剔除的可以恢复：说明理由，撤销第 ${number} 号剔除。`;
    default:
      return `由此产生的第 ${number} 号剔除${states[state]}，因此没有剔除任何事实。如有需要，请另行申请剔除。`;
  }
}

function failedText({ metric, numbers, total }: FailedFacts): string {
  const shown = numbers.slice(0, 12);
  const more = total > shown.length ? ` 等，共 ${total} 条` : '';
  return `未达到 ${quoted(metric)} 的有：${shown.join('、')}${more}。`;
}

/** Exclusions, overrides and disputes, in Chinese. */
export const amendmentsZh: Words<typeof amendmentFaults> = {
  amendment_unknown: p => ({
    what: `没有${named(p)}。`,
    remedy: p.known.length === 0 ? '尚未提出过任何申请。' : `最近的编号是 ${either(p.known.map(String))}。`,
  }),
  amendment_number: p => ({
    what: `${quoted(p.given)} 不是编号，而${kinds[p.kind]}以编号指定。`,
    remedy: '请给出列表所列的编号，如 12。',
  }),
  amendment_decided: p => {
    const state = (p.kind === 'dispute' ? namesZh.disputeStates : states)[p.state];
    const what = `${named(p)}${state}，由 ${quoted(p.by)} 于 ${p.at} 决定。`;
    if (p.kind === 'dispute') return { what, remedy: `答复不变。${afterAnswer(p.state, p.exclusion)}` };
    if (p.state !== 'approved') return { what, remedy: '它保持不变；如仍有需要，请重新申请。' };
    return { what, remedy: '已批准的可以说明理由后撤销。' };
  },
  amendment_not_approved: p => ({
    what: `${named(p)}没有生效，其状态为${states[p.state]}。`,
    remedy: p.state === 'requested' ? '它目前不影响任何数字：可由申请人以外的人批准或驳回。' : '只有已批准的才能撤销。',
  }),
  amendment_four_eyes: p => ({
    what: `${named(p)}由 ${quoted(p.actor)} 申请，申请人不能自己作出决定。`,
    remedy: '须由他人决定。',
  }),
  amendment_text_missing: p => ({ what: `\`${p.input}\` 为空：${phraseZh(p.why)}。`, remedy: `请给出 \`${p.input}\`。` }),
  exclusion_reason_unknown: p => ({
    what: `没有${p.day === undefined ? '在任何一天' : `在 ${p.day} `}对 ${quoted(p.client)} 适用的原因 ${quoted(p.code)}${p.number === undefined ? '' : `；${p.metric ?? ''} 按该日统计 ${p.number}`}。${didYouMean(p.code, p.known)}`,
    remedy: `原因取自 config/reasons.yaml。可以免责的有 ${either(p.known)}。`,
  }),
  exclusion_reason_inexcusable: p => ({
    what: `原因 ${p.code}（${p.label.zh}，责任方：${nameIn(namesZh.parties, p.party)}）不能免责：没有标为可免责。`,
    remedy: `可以免责的有 ${either(p.known)}。`,
  }),
  exclusion_unbounded: () => ({
    what: '该剔除既没有指明事实，也没有指明时间：这样会永久剔除全部事实。',
    remedy: '请指明事实，或指明时间：期间，或首日和末日。',
  }),
  exclusion_window: p => ({
    what:
      p.from === undefined || p.to === undefined
        ? `时间只给了${p.from === undefined ? '末' : '首'}日 ${quoted(p.from ?? p.to ?? '')}。`
        : `从 ${quoted(p.from)} 到 ${quoted(p.to)} 不是一段时间。`,
    remedy: '首日和末日都请写成 yyyy-MM-dd；末日不早于首日。',
  }),
  exclusion_window_twice: p => ({
    what: `时间给了两次：期间 ${p.period}，以及起止日期。`,
    remedy: '请只给期间，或只给首日和末日。',
  }),
  exclusion_of_formula: p => ({
    what: `${p.metric} 是公式，自身不统计事实，因此不能只从它当中剔除。`,
    remedy: `请指明构成它的指标：${either(p.parts)}。`,
  }),
  exclusion_place_unknown: p => ({
    what: `${quoted(p.client)} 没有${dimensions[p.field]}为 ${quoted(p.value)} 的事实。${didYouMeanText(p.near)}`,
    remedy: '地点逐字比较，请与事实中的写法一致；追溯一条事实即可看到。',
  }),
  exclusion_line_unknown: p => ({
    what: `${quoted(p.number)} 没有行 ${quoted(p.line)}。`,
    remedy: '追溯该编号可看到其各行；不指明行则指全部行。',
  }),
  exclusion_fact_unknown: p => ({
    what: `${quoted(p.client)} 没有编号为 ${quoted(p.number)} 的${p.kinds.length === 0 ? '事实' : either(p.kinds.map(kind => factKinds[kind]))}。${didYouMeanText(p.near)}`,
    remedy: '请给出源文件中的编号；其他类别的事实用 `kind` 指明；追溯可在全部事实中查找。',
  }),
  override_value: p => ({
    what: `${quoted(p.given)} 不能作为 ${p.metric} 的值。`,
    remedy:
      p.unit === '%'
        ? '请写成百分比或小数，如 97.5% 或 0.975。'
        : `请写一个以${spaced(nameIn(namesZh.units, p.unit))}为单位的数，如 12.5。`,
  }),
  override_impossible: p => ({
    what: `${p.metric} 不可能是 ${p.given}。`,
    remedy: p.unit === '%' ? '比例在 0% 与 100% 之间。' : '它不小于 0；如果是次数，则为整数。',
  }),
  dispute_without_effect: p => ({
    what: `剔除这些事实不会改变 ${quoted(p.client)} 的 ${p.period} 的任何数字：有异议的指标都没有在该期间统计它们。`,
    remedy: '请指明统计它们的期间，或其他指标；指标的证据列出其事实。',
  }),
  dispute_of_nothing: () => ({
    what: '该异议既没有指明指标，也没有指明事实。',
    remedy: '请以指标指明数字，或指明判定有误的事实，也可两者都给。',
  }),
  dispute_without_facts: p => ({
    what: `第 ${p.dispute} 号异议没有指明事实，接受它就会剔除全部事实。${p.failed.map(failedText).join('')}`,
    remedy:
      p.failed.length === 0
        ? '请指明要剔除的事实。事实中的错误数值应通过重新导入更正。'
        : '请从上列事实中指明要剔除的。事实中的错误数值应通过重新导入更正。',
  }),
  dispute_of_other_facts: p => ({
    what: `第 ${p.dispute} 号异议没有列出 ${either(p.others)}。它列出的事实：${p.named.slice(0, 12).join('、')}${p.named.length > 12 ? ` 等共 ${p.named.length} 个` : ''}。`,
    remedy: '接受异议只能剔除其所列的全部或部分事实。其他事实请另行申请剔除，由他人批准。',
  }),
  dispute_too_late: p => ({
    what: `${quoted(p.client)} 的 ${p.period} 已于 ${p.closed} 关账；对其数字提出异议的期限为 ${p.days} 天。`,
    remedy: '逾期后数字保持不变。期限由 plumbline.yaml 中的 `dispute_days` 设定；质量经理仍可说明理由重开该期间。',
  }),
  dispute_too_early: p => ({
    what: `${quoted(p.client)} 的 ${p.period} 还没有可以提出异议的数字。`,
    remedy: '期间评价之后才能提出异议；如果客户只能查看已关账的期间，则在关账之后。',
  }),
};
