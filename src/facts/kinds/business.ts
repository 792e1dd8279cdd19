import { boolean, client, department, instant, number, text } from '../field.js';
import { respondentRoles, surveyAspects, surveyMethods } from '../survey.js';
import type { Kind } from './kind.js';

/** One respondent's answer to one item of a survey wave. */
export const surveyAnswer: Kind<'survey_answer'> = {
  name: 'survey_answer',
  key: ['client', 'wave', 'respondent', 'item', 'aspect'],
  fields: [
    client,
    text('wave', 'Wave', '调查批次', ['survey', 'round', '批次']),
    text('respondent', 'Respondent', '受访者', ['respondent id', '答卷人', '受访人'], { personal: true }),
    text('item', 'Item', '题项', ['question', 'indicator', '指标', '问题']),
    text('aspect', 'Aspect', '评价方面', ['dimension', '方面'], {
      oneOf: surveyAspects,
      initial: 'satisfaction',
    }),
    department,
    text('role', 'Role', '角色', ['respondent role', '受访者角色'], {
      oneOf: respondentRoles,
    }),
    text('method', 'Method', '调查方式', ['survey method', '方式'], { oneOf: surveyMethods }),
    instant('answered_at', 'Answered at', '作答时间', ['answer date', '答卷日期', '填写时间']),
    number('score', 'Score', '得分', ['rating', 'points', '评分'], {
      // Whether they would recommend us is asked from 0, in whole numbers: a mean of several answers has no class.
      range: { least: 1, most: 10, unless: { field: 'item', is: 'nps', least: 0, whole: true } },
    }),
    text('phrase', 'Phrase', '评语', ['answer', '评价用语', '评价']),
    text('comment', 'Comment', '意见', ['remark', 'remarks', '备注'], { personal: true }),
    text('shipment_no', 'Shipment number', '运单号', ['waybill', '运单编号']),
    text('complaint_no', 'Complaint number', '投诉单号', ['complaint id', '投诉编号']),
    text('contact_no', 'Contact number', '联系编号', ['call id', '工单号']),
  ],
};

/** A line of an invoice to the client. */
export const invoice: Kind<'invoice'> = {
  name: 'invoice',
  key: ['client', 'invoice_no', 'line_no'],
  fields: [
    client,
    text('invoice_no', 'Invoice number', '账单号', ['invoice', 'bill no', '发票号', '账单编号']),
    text('line_no', 'Line', '行号', ['line number', '项次'], { initial: '1' }),
    department,
    text('service', 'Service', '费用类型', ['charge type', '服务类型'], { oneOf: ['transport', 'storage', 'other'] }),
    instant('due_at', 'Issue due at', '应出账时间', ['issue due', '应开票时间']),
    instant('issued_at', 'Issued at', '出账时间', ['invoice date', 'issue date', '开票时间', '账单日期']),
    instant('settle_due_at', 'Settlement due at', '结算期限', ['payment due', '应结算时间']),
    instant('settled_at', 'Settled at', '结算时间', ['paid at', '付款时间']),
    boolean('correct', 'Correct', '是否正确', ['accurate', '准确']),
    number('amount', 'Amount', '金额', ['total', 'charge', '费用']),
    number('m3_days', 'Cubic metre days', '立方米天', ['volume days', '立方天']),
    number('distance_km', 'Distance (km)', '里程(公里)', ['distance', 'km', '里程']),
    text('currency', 'Currency', '币种', ['ccy', '货币']),
  ],
};

/** A periodic figure that comes from elsewhere: a financial ratio, a ranking. Client `*` is the whole firm. */
export const reading: Kind<'reading'> = {
  name: 'reading',
  key: ['client', 'item', 'read_at'],
  fields: [
    client,
    text('item', 'Item', '项目', ['indicator', 'measure', '指标']),
    instant('read_at', 'Read at', '读数时间', ['date', 'as at', '日期']),
    department,
    number('value', 'Value', '数值', ['figure', '值']),
    text('source', 'Source', '来源', ['origin', '数据来源']),
  ],
};
