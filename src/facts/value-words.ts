import type { FactKindName } from './kinds.js';
import { kindOf } from './kinds.js';
import { type Names, namesEn } from '../words/en.js';
import { namesZh } from '../words/zh.js';
import type { Label } from './label.js';

const label = (en: string, zh: string): Label => ({ en, zh });
const respondent = (role: keyof Names['respondentRoles']): Label =>
  label(namesEn.respondentRoles[role], namesZh.respondentRoles[role]);

/** What the known values of built-in fields are called: one word each, whatever the field. */
const words: Readonly<Record<string, Label>> = {
  open: label('open', '未发运'),
  dispatched: label('dispatched', '已发运'),
  delivered: label('delivered', '已送达'),
  cancelled: label('cancelled', '已取消'),
  refused: label('refused', '拒收'),
  lost: label('lost', '丢失'),
  inbound: label('inbound', '入库'),
  outbound: label('outbound', '出库'),
  receive: label('receiving', '收货'),
  put_away: label('putting away', '上架'),
  pick: label('picking', '拣货'),
  pack: label('packing', '包装'),
  ship: label('shipping', '发货'),
  return: label('return', '退货'),
  cycle: label('cycle count', '循环盘点'),
  full: label('full count', '全面盘点'),
  spot: label('spot check', '抽盘'),
  satisfaction: label('satisfaction', '满意度'),
  importance: label('importance', '重要度'),
  expectation: label('expectation', '期望'),
  client: respondent('client'),
  consignee: respondent('consignee'),
  manager: respondent('manager'),
  staff: respondent('staff'),
  outsider: respondent('outsider'),
  questionnaire: label('questionnaire', '问卷'),
  interview: label('interview', '访谈'),
  callback: label('call-back', '回访'),
  transport: label('transport', '运输'),
  storage: label('storage', '仓储'),
  other: label('other', '其他'),
  complaint: label('complaint', '投诉'),
  suggestion: label('suggestion', '建议'),
  praise: label('praise', '表扬'),
  in: label('incoming', '呼入'),
  out: label('outgoing', '呼出'),
  inquiry: label('inquiry', '咨询'),
  order: label('order', '订单'),
};

/** What the values of a fact's field are called, of one that may hold known values alone. */
export function valueWords(kind: FactKindName, field: string): Readonly<Record<string, Label>> | undefined {
  const { oneOf } = kindOf(kind).fields.find(({ name }) => name === field) ?? {};
  return oneOf && Object.fromEntries(oneOf.flatMap(value => (words[value] === undefined ? [] : [[value, words[value]]])));
}
