import type { Language } from '../facts/label.js';
import type { Metric } from '../metrics/definition.js';
import { say } from '../words/say.js';

/** What a contract says anew about a metric, a line for each definition or parameter; nothing where no contract does. */
export function contractWords({ worded }: Metric, language: Language): readonly string[] {
  if (worded === undefined) return [];
  return Object.entries(worded.rules).map(([name, { is, says }]) => {
    const meaning = says?.[language] ?? is;
    const named = nameWords(name, language);
    if (named === '') return say(language, `by contract ${worded.contract}: ${meaning}`, `按合同 ${worded.contract}：${meaning}`);
    // A moment is something; a condition has a sentence of its own that says what holds.
    const link = isMoment(name) ? say(language, ' is ', '为') : say(language, ': ', '：');
    return say(
      language,
      `by contract ${worded.contract}: ${named}${link}${meaning}`,
      `按合同 ${worded.contract}：${named}${link}${meaning}`,
    );
  });
}

/** Whether a rule says when something is, not what holds or how much. */
const isMoment = (name: string): boolean => name.endsWith('_due') || name.endsWith('_dated');

/** What a rule is about; nothing where its meaning says it. */
function nameWords(name: string, language: Language): string {
  if (name === 'grace' || name.endsWith('.grace')) return '';
  const words = name.replaceAll(/[._]/g, ' ');
  const inChinese = name.endsWith('_due') ? '到期时间' : name.endsWith('_dated') ? '归属日期' : (chineseNames[name] ?? words);
  return say(language, words, inChinese);
}

/** The packaged definitions that are no moments, as a Chinese reader names them. */
const chineseNames: Readonly<Record<string, string>> = {
  not_cancelled: '未取消',
  delivery_ended: '已结束的送货',
  refused_or_lost: '拒收或丢失',
  delivered_by_due: '按时到达',
  is_delivered: '已送达',
  delivered_in_time: '准时送达',
  delivered_in_full: '足量送达',
  delivered_undamaged: '完好送达',
  damaged_or_lost: '残损和丢失数量',
  dispatched_in_time: '准时发运',
  feedback_in_time: '及时反馈',
  receipt_returned_in_time: '回单及时返回',
  order_processed_in_time: '订单及时处理',
  declared_in_time: '及时报关',
  cleared_in_time: '及时放行',
  is_complaint: '投诉的认定',
  complaint_resolved_in_time: '投诉及时解决',
  repeats_complaint: '重复投诉',
  task_done_in_time: '作业及时完成',
  task_done_or_due: '已完成或已到期的作业',
  is_outbound: '出库作业',
  task_damaged_or_lost: '仓储残损和丢失数量',
  books_match: '账实相符',
  book_difference: '盘点差异数量',
  is_incoming: '来电来访',
  is_answered: '已接听',
  is_satisfaction: '满意度评分',
  by_client: '客户作答',
};
