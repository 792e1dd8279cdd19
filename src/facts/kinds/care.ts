import { boolean, carrier, client, department, instant, number, site, text } from '../field.js';
import type { Kind } from './kind.js';

const agent = text('agent', 'Agent', '客服人员', ['handled by', '坐席', '处理人'], { personal: true });

/** A complaint, suggestion or praise from a client. */
export const complaint: Kind<'complaint'> = {
  name: 'complaint',
  key: ['client', 'complaint_no'],
  fields: [
    client,
    text('complaint_no', 'Complaint number', '投诉单号', ['complaint id', 'ticket', 'case no', '投诉编号']),
    text('kind', 'Kind', '类别', ['complaint kind', '反映类别'], {
      oneOf: ['complaint', 'suggestion', 'praise'],
      initial: 'complaint',
    }),
    department,
    site,
    carrier,
    text('shipment_no', 'Shipment number', '运单号', ['waybill', '运单编号']),
    text('category', 'Category', '投诉类型', ['issue', 'type', '投诉分类']),
    text('product', 'Product', '产品', ['item', '品名']),
    text('cause', 'Cause', '原因', ['root cause', '投诉原因']),
    text('party', 'Responsible party', '责任方', ['party', '责任归属']),
    text('severity', 'Severity', '严重程度', ['priority', '等级']),
    text('channel', 'Channel', '渠道', ['submitted via', '投诉渠道']),
    agent,
    instant('received_at', 'Received at', '受理时间', ['date received', 'received', '投诉时间', '接诉时间']),
    instant('first_response_at', 'First response at', '首次响应时间', ['first response', '首次回复时间']),
    instant('due_at', 'Due at', '处理期限', ['due date', '要求处理时间']),
    instant('resolved_at', 'Resolved at', '解决时间', ['resolved', 'closed at', '处理完成时间', '办结时间']),
    instant('callback_due_at', 'Call-back due at', '回访期限', ['callback due', '应回访时间']),
    instant('callback_at', 'Called back at', '回访时间', ['callback', '回访日期']),
    instant('recovered_at', 'Recovered at', '补救时间', ['recovery date', '补救日期']),
    boolean('handled_properly', 'Handled properly', '处理得当', ['handled well', '是否得当']),
    text('callback_result', 'Call-back result', '回访结果', ['callback outcome', '回访情况']),
    text('recovery', 'Recovery', '补救措施', ['recovery offered', '补救']),
    text('repeat_of', 'Repeat of', '重复投诉的原单号', ['repeats', '原投诉单号', '重复投诉']),
    number('compensation', 'Compensation', '赔偿金额', ['claim paid', '赔付金额']),
    text('currency', 'Currency', '币种', ['ccy', '货币']),
  ],
};

/** A contact with the service desk: a call, a mail, a chat. */
export const contact: Kind<'contact'> = {
  name: 'contact',
  key: ['client', 'contact_no'],
  fields: [
    client,
    text('contact_no', 'Contact number', '联系编号', ['call id', 'contact id', '来电编号', '工单号']),
    department,
    text('direction', 'Direction', '方向', ['in/out', '呼叫方向'], { oneOf: ['in', 'out'] }),
    text('kind', 'Kind', '类别', ['contact kind', '联系类别'], { oneOf: ['inquiry', 'order', 'complaint', 'callback', 'other'] }),
    text('topic', 'Topic', '主题', ['subject', '咨询主题']),
    text('channel', 'Channel', '渠道', ['via', '联系渠道']),
    agent,
    text('product', 'Product', '产品', ['item', '品名']),
    instant('queued_at', 'Queued at', '排队时间', ['call start', 'queued', '进线时间']),
    instant('answered_at', 'Answered at', '接听时间', ['answered', '应答时间']),
    instant('ended_at', 'Ended at', '结束时间', ['ended', '挂断时间']),
    instant('due_at', 'Due at', '答复期限', ['due date', '要求答复时间']),
    boolean('abandoned', 'Abandoned', '是否放弃', ['hung up', '放弃']),
    boolean('resolved_first_contact', 'Resolved at first contact', '一次解决', ['first contact resolution', 'fcr', '首次解决']),
  ],
};

/** A quality check of a contact by another person. */
export const qualityCheck: Kind<'quality_check'> = {
  name: 'quality_check',
  key: ['client', 'check_no'],
  fields: [
    client,
    text('check_no', 'Check number', '质检单号', ['check id', '质检编号']),
    department,
    text('contact_no', 'Contact number', '联系编号', ['call id', '工单号']),
    agent,
    text('checker', 'Checker', '质检员', ['checked by', '检查人'], { personal: true }),
    instant('checked_at', 'Checked at', '质检时间', ['check date', '质检日期']),
    boolean('passed', 'Passed', '是否合格', ['ok', '合格']),
    number('score', 'Score', '得分', ['points', '质检得分']),
    number('errors', 'Errors', '差错数', ['error count', '错误数']),
  ],
};
