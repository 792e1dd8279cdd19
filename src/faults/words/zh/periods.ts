import { namesZh } from '../../../words/zh.js';
import type { ParamsOf } from '../../entry.js';
import { figureText } from '../figure-text.js';
import { quoted } from '../quoted.js';
import type { Of, periodFaults } from '../../periods.js';
import { type ChangeWords, changeText } from '../changes.js';
import { partText } from '../part-text.js';
import type { Words } from '../wording.js';
import { didYouMean, someOf } from './lists.js';

const named = ({ client, period }: Of): string => `${quoted(client)} 的 ${period}`;

const { amendmentKinds, factKinds, periodStates, statuses } = namesZh;

const changes: ChangeWords = { names: namesZh, notThere: '不存在', noScore: '无得分', credits: '服务补偿', comma: '，' };

const anyOf = (names: readonly string[]): string => [names.slice(0, -1).join('、'), ...names.slice(-1)].join('或');

function openFacts({ undetermined, undated, through }: ParamsOf<typeof periodFaults.period_figure_open>): string {
  if (through.length > 0) return `它由 ${through.join('、')} 计算得出，其中有记录无法判定`;
  const parts = [
    ...(undetermined === 0 ? [] : [`${undetermined} 条记录无法判定`]),
    ...(undated === 0 ? [] : [`${undated} 条记录没有日期`]),
  ];
  return parts.join('，');
}

/** What depends on an open figure. */
function openMeaning({ statuses: possible, moves_index: movesIndex }: ParamsOf<typeof periodFaults.period_figure_open>): string {
  const status = possible.length > 1 ? `，状态可能为${anyOf(possible.map(one => statuses[one]))}` : '';
  const index = movesIndex ? '，且影响合同指数的得分' : '';
  return status + index === '' ? '，且影响服务补偿' : status + index;
}

/** Closing, reopening, commenting and signing periods, in Chinese. */
export const periodsZh: Words<typeof periodFaults> = {
  period_overlaps: p => ({
    what: `${named(p)} 与已关账的 ${p.other}（${p.from} 至 ${p.until}）有重叠的日期：这些日期会被关账两次。`,
    remedy: `请选择与其没有重叠日期的期间，或先重新打开 ${p.other}。`,
  }),
  period_not_over: p => ({
    what: `${named(p)} 尚未结束：该期间到 ${p.ends} 为止。`,
    remedy: '请在此之后关账。在此之前，其数字是暂定的。',
  }),
  period_source_missing: p => ({
    what: `${named(p)} 的数据不齐全：数据源 ${p.source}（${p.site === null ? '' : `${p.site} 的`}${factKinds[p.fact]}）还没有交付到期末之后；${p.last === undefined ? '至今尚未交付任何数据' : `最近一次交付到 ${p.last.until}，在批次 ${p.last.batch}${p.last.file === null ? '' : `（${p.last.file}）`}`}。`,
    remedy: `请导入缺少的数据，或不等它就关账：豁免 ${p.source}，并说明理由。`,
  }),
  period_metric_not_final: p => ({
    what: `${named(p)} 还不能定稿：按照定义，${p.metric} 从 ${p.from} 起才能定稿。`,
    remedy: `请从那一天起关账，或提前关账：豁免 ${p.metric}，并说明理由。`,
  }),
  period_already_closed: p => ({
    what: `${named(p)} 已经关账：第 ${p.revision} 版，由 ${quoted(p.by)} 于 ${p.at} 关账。`,
    remedy: '已关账的内容保持不变。如需更正，请说明理由后重开，形成下一版。',
  }),
  period_not_closed: p => ({
    what: `${named(p)} 没有关账，无从重开：其状态为${periodStates[p.state]}。`,
    remedy: '只有已关账的才能重开；请先关账。',
  }),
  period_not_evaluated: p => ({ what: `${named(p)} 还没有评价；此命令只读取，不生成评价。`, remedy: '请先评价。' }),
  period_revision_unknown: p => ({
    what: `${named(p)} 没有第 ${p.revision} 版：${p.last === 0 ? '尚未关过账' : `最近关账的是第 ${p.last} 版`}。`,
    remedy: p.last === 0 ? '请先关账。' : `请指明 1 到 ${p.last} 之间的版次。`,
  }),
  period_revision_number: p => ({ what: `${quoted(p.given)} 不是版次号。`, remedy: '版次从 1 开始计数。' }),
  period_closed_differs: p => ({
    what: `${named(p)} 已按第 ${p.revision} 版关账，保持不变。按批次 ${p.batch} 时已知的数据，结果有所不同：${
      p.changes.length === 0
        ? '数字没有差异，只是依据不同'
        : p.changes
            .slice(0, 6)
            .map(one => changeText(one, changes))
            .join('；')
    }${p.changes.length > 6 ? `；另有 ${p.changes.length - 6} 项` : ''}。`,
    remedy: `新的结果作为暂定评价保存，编号 ${p.evaluation}。比较两者可看到差异的原因；重开该期间则使其成为下一版。`,
  }),
  period_before_unseen: p => ({
    what: `${named(p)} 关账时未采用 ${p.before} 的数值：该期间尚未关账，不向客户显示。因此以下指标没有数据：${p.metrics.join('、')}。`,
    remedy: `如需采用，应先关账 ${p.before}；现在则须先重开 ${p.period}，待 ${p.before} 关账后再次关账。`,
  }),
  period_rejects_left: p => ({
    what: `${named(p)} 关账时仍有 ${p.rows} 行导入时未通过、尚未更正（批次 ${p.batches.join('、')}），未计入任何指标。`,
    remedy: `请更正这些行，或说明理由后结案。现在更正的行，须重开 ${p.period} 并再次关账后才计入。`,
  }),
  period_figure_open: p => ({
    what: `${named(p)} 关账时，${partText(p, namesZh, { open: '（', comma: '，', close: '）' })} 尚无定论：${openFacts(p)}。目前数值${
      p.value === null ? '未知' : `为 ${figureText(p.unit, p.value)}`
    }，${
      p.lowest === null || p.highest === null
        ? '判定后会变动多少无法预知'
        : `判定后应在 ${figureText(p.unit, p.lowest)} 与 ${figureText(p.unit, p.highest)} 之间`
    }${openMeaning(p)}。`,
    remedy: '请导入能够判定这些记录的数据；如仍要关账，请确认未决事项并说明理由。',
  }),
  period_credits_open: p => ({
    what: `${named(p)} 关账时，服务补偿 ${p.credit} 尚无定论：目前为 ${p.net} ${p.currency}；待定的记录判定后，${p.lowest === null ? '金额无法预知' : `金额应在 ${p.lowest} 与 ${p.highest} ${p.currency} 之间`}（负数为退还客户）。`,
    remedy: '请导入能够判定这些记录的数据；如仍要关账，请确认未决事项并说明理由。',
  }),
  period_request_open: p => ({
    what: `${named(p)} 关账时，${quoted(p.by)} 提出的第 ${p.number} 号${amendmentKinds[p.kind]}仍未处理。`,
    remedy: '请先处理；如仍要关账，请确认未决事项并说明理由。',
  }),
  period_strict_excused: () => ({
    what: '既要求严格关账，又给出了在有未决事项时关账的理由：两者只能选其一。',
    remedy: '请去掉严格关账的要求，或去掉确认与豁免。',
  }),
  period_waiver_unknown: p => ({
    what: `没有名为 ${quoted(p.source)} 的可豁免项。${didYouMean(p.source, p.known)}`,
    remedy:
      p.known.length === 0 ? '这些客户没有应交的数据源（config/sources.yaml），因此无需豁免。' : `应交的有：${someOf(p.known)}。`,
  }),
  comment_too_early: p => ({
    what: `${named(p)} 尚未评价，没有可供说明的数字。`,
    remedy: '请先评价该期间，或更正期间的写法。',
  }),
  comment_not_there: p => ({
    what: `${named(p)}${p.metric === null ? '' : ` 的指标 ${p.metric}`} 没有可删除的说明。`,
    remedy: '说明列表中列有现有的全部说明。',
  }),
  remark_too_long: p => ({ what: `\`${p.input}\` 有 ${p.length} 个字符，最多允许 ${p.most} 个。`, remedy: '请缩短。' }),
  remark_too_many_lines: p => ({
    what: `\`${p.input}\` 有 ${p.lines} 行，最多允许 ${p.most} 行。`,
    remedy: '请缩短，或合并几行。',
  }),
  remark_sign_unseen: p => ({
    what: `\`${p.input}\` 的第 ${p.position} 个字符（${p.sign}）不可见。`,
    remedy: '请删除该字符，或不用粘贴、重新输入这部分文字。',
  }),
  sign_off_not_closed: p => ({
    what: p.isReopened
      ? `${named(p)} 已重开更正，第 ${p.next} 版尚未关账，没有可签认的内容。`
      : `${named(p)} 尚未关账，没有可签认的内容。`,
    remedy: '请在关账后签认。',
  }),
  sign_off_outdated: p => ({
    what: `${named(p)} 第 ${p.revision} 版不是当前版次，当前为第 ${p.current} 版。`,
    remedy: `请查看第 ${p.current} 版，并签认该版。`,
  }),
  sign_off_own_work: p => ({
    what:
      p.is === 'closer'
        ? `以 ${quoted(p.signatory)} 名义签认的人，就是 ${named(p)} 第 ${p.revision} 版的关账人。`
        : `以 ${quoted(p.signatory)} 名义签认的人，就是登记该签认的人。`,
    remedy: '请填写客户方实际签认人的姓名，或由客户用自己的密钥签认。关账人和登记人不能代客户签认。',
  }),
  sign_off_day: p => ({
    what: `该版次不可能在 ${quoted(p.given)} 签认。`,
    remedy: `日期写作 ${p.last}，不早于关账日 ${p.first}，不晚于今天 ${p.last}。`,
  }),
  sign_off_received: p => ({
    what: `${quoted(p.given)} 不是收到签认的方式。`,
    remedy: '请填 `paper`（纸质）或 `mail`（邮件）。客户用自己的密钥签认时无需登记。',
  }),
  period_waiver_reason: p => ({
    what: `豁免 ${p.waived} 项，理由 ${p.reasons} 条：豁免必须说明理由。`,
    remedy: '请给出一条适用于全部的理由，或按相同顺序为每个豁免项各给一条。',
  }),
};
