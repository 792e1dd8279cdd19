import { namesZh } from '../../../words/zh.js';
import { quoted } from '../quoted.js';
import type { surveyFaults } from '../../surveys.js';
import type { Words } from '../wording.js';
import { didYouMean, either } from './lists.js';

/** Asking clients, in Chinese. */
export const surveysZh: Words<typeof surveyFaults> = {
  survey_role_unknown: p => ({
    what: `${quoted(p.given)} 不是受访者的角色。${didYouMean(p.given, p.known)}`,
    remedy: `可用的角色是 ${either(p.known)}。`,
  }),
  phrase_alike: p => ({
    what: `评语表 ${quoted(p.table)} 给 ${quoted(p.first)} 和 ${quoted(p.second)} 写了不同的得分；二者只有大小写、全角半角或空格不同，而这些不作区分。`,
    remedy: '请只保留一个，或给二者相同的得分。',
  }),
  survey_shares_sum: p => ({
    what: `调查批次 ${quoted(p.wave)} 的各角色份额之和为 ${p.sum}。`,
    remedy: '请更正，使份额之和为 1，如 { client: "60%", consignee: "40%" }。',
  }),
  survey_link_past: p => ({
    what: `链接的到期时间不能早于现在（${p.expires}）。`,
    remedy: '请把 `expires` 设为将来的时刻，如 2026-12-31T00:00:00Z。',
  }),
  survey_link_not_here: () => ({
    what: '该链接下没有开放的调查：已过期、已撤销，或从未存在。',
    remedy: '请向发送者索取新的链接。',
  }),
  survey_link_ended: p => ({
    what: `调查链接 ${quoted(p.link)} 的状态是：${namesZh.surveyLinkStates[p.state]}。`,
    remedy: '只有开放的链接才能撤销。',
  }),
  survey_link_answered: p => ({
    what: `该链接下的调查已于 ${p.at} 作答。`,
    remedy: '无需再作处理；发送链接的人可以另建一个链接。',
  }),
  survey_link_unanswered: () => ({
    what: '没有一个答案对应本次调查的问题。',
    remedy: '请至少回答同一链接的 GET 所列的一个问题。',
  }),
};
