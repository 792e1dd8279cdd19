// The columns of every source file, as the system that writes it calls them.
import { format } from './clock.mjs';
import { surveyItems } from './business.mjs';
import { chineseNames } from './world.mjs';

const yes = (value, on, off) => (value === undefined ? '' : value ? on : off);
const shi = value => yes(value, '是', '否');
const statusOf = {
  chinese: { open: '待发', dispatched: '在途', delivered: '已签收', cancelled: '已取消', refused: '拒收', lost: '丢失' },
  european: {
    open: 'Booked',
    dispatched: 'In transit',
    delivered: 'POD',
    cancelled: 'Cancelled',
    refused: 'Refused',
    lost: 'Lost',
  },
};

/** A number with decimal comma and grouping point: 1.250,50. */
function european(value, decimals = 2) {
  if (value === undefined) return '';
  const [whole, rest] = value.toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return rest === undefined ? grouped : `${grouped},${rest}`;
}

const rightFailed = { place: '地点', quantity: '数量', product: '货物' };
const services = { cold_chain: '冷链', standard: '普货' };
const reasons = { AI: '车辆故障', AH: '司机原因', S01: '运力不足', AO: '天气', B1: '收货人停业', BS: '客户拒收', D02: '丢失' };

export const tmsChina = [
  ['货主', line => line.chineseName ?? chineseNames[line.client]],
  ['运单号', line => line.shipmentNo],
  ['项次', line => line.lineNo],
  ['订单号', line => line.orderNo],
  ['发货仓', line => line.site],
  ['承运商', line => line.carrier],
  ['运输方式', line => line.mode],
  ['始发地', line => line.origin],
  ['目的地', line => line.destination],
  ['线路', line => line.lane],
  ['收货单位', line => line.consignee],
  ['品名', line => line.product],
  ['服务类型', line => services[line.service]],
  ['运单状态', line => statusOf.chinese[line.status]],
  ['异常原因', line => reasons[line.reason]],
  ['下单时间', line => format.full(line.orderReceived)],
  ['订单处理期限', line => format.full(line.orderDue)],
  ['订单处理时间', line => format.full(line.orderProcessed)],
  ['约定发货时间', line => format.full(line.dispatchDue)],
  ['发货时间', line => format.full(line.dispatched)],
  ['承诺送达时间', line => (line.dayPromise ? format.day(line.promised) : format.full(line.promised))],
  ['签收时间', line => line.deliveredText ?? format.full(line.delivered)],
  ['关闭时间', line => format.full(line.closed)],
  ['反馈期限', line => format.full(line.feedbackDue)],
  ['反馈时间', line => format.full(line.feedback)],
  ['回单期限', line => format.day(line.podDue)],
  ['订单准确', line => shi(line.orderCorrect)],
  ['送达正确', line => shi(line.deliveredCorrectly)],
  ['未达成项', line => rightFailed[line.rightFailed]],
  ['单据正确', line => shi(line.documentsCorrect)],
  ['小批量', line => shi(line.small)],
  ['温控达标', line => shi(line.temperatureOk)],
  ['订单数量', line => line.ordered],
  ['发货数量', line => line.shipped],
  ['签收数量', line => line.arrived],
  ['破损数量', line => line.damaged || ''],
  ['短少数量', line => line.lost || ''],
  ['里程', line => line.km],
  ['运费', line => line.freight.toFixed(2)],
  ['货值', line => line.value],
];

export const rtmShipments = [
  ['Customer', line => line.client],
  ['Consignment no', line => line.shipmentNo],
  ['Item', line => line.lineNo],
  ['PO', line => line.orderNo],
  ['Haulier', line => line.carrier],
  ['Mode', line => line.mode],
  ['From', line => line.origin],
  ['To', line => line.destination],
  ['Route', line => line.lane],
  ['Recipient', line => line.consignee],
  ['Goods', line => line.product],
  ['State', line => statusOf.european[line.status]],
  ['Reason', line => line.reason],
  ['Ordered', line => format.european(line.orderReceived)],
  ['Process by', line => format.european(line.orderDue)],
  ['Processed', line => format.european(line.orderProcessed)],
  ['Ship by', line => format.european(line.dispatchDue)],
  ['Shipped', line => format.european(line.dispatched)],
  ['Promised day', line => format.europeanDay(line.promised)],
  ['Delivered', line => line.deliveredText ?? format.european(line.delivered)],
  ['Closed', line => format.european(line.closed)],
  ['Feedback by', line => format.european(line.feedbackDue)],
  ['Feedback', line => format.european(line.feedback)],
  ['POD by', line => format.europeanDay(line.podDue)],
  ['Declare by', line => format.european(line.customsDue)],
  ['Declared', line => format.european(line.declared)],
  ['Clear by', line => format.european(line.clearanceDue)],
  ['Cleared', line => format.european(line.cleared)],
  ['Order OK', line => yes(line.orderCorrect, 'Y', 'N')],
  ['Delivery OK', line => yes(line.deliveredCorrectly, 'Y', 'N')],
  ['Right failed', line => line.rightFailed],
  ['Papers OK', line => yes(line.documentsCorrect, 'Y', 'N')],
  ['Qty ordered', line => european(line.ordered, 0)],
  ['Qty shipped', line => line.shippedText ?? european(line.shipped, 0)],
  ['Qty delivered', line => european(line.arrived, 0)],
  ['Qty damaged', line => european(line.damaged, 0)],
  ['Qty lost', line => european(line.lost, 0)],
  ['km', line => european(line.km, 0)],
  ['Freight EUR', line => european(line.freight)],
  ['Value EUR', line => european(line.value)],
];

export const receipts = [
  ['Client', line => line.client],
  ['Site', line => line.site],
  ['Shipment', line => line.shipmentNo],
  ['Line', line => line.lineNo],
  ['Receipt back', line => format.chinese(line.podReturned)],
];

const moment = 'yyyy-mm-dd hh:mm';
const asDate = time => (time === undefined ? undefined : new Date(time));

export const tasks = [
  ['Client', task => task.client, 10],
  ['Site', task => task.site, 8],
  ['Task', task => task.task, 22],
  ['Line', task => task.line, 6],
  ['In/Out', task => task.direction, 10],
  ['Activity', task => task.activity, 11],
  ['SKU', task => task.sku, 10],
  ['Asked for', task => asDate(task.requested), 17, moment],
  ['Due', task => asDate(task.due), 17, moment],
  ['Done', task => asDate(task.completed), 17, moment],
  ['Carried out', task => task.carriedOut, 11],
  ['Correct', task => task.correct, 9],
  ['Papers correct', task => task.documents, 14],
  ['Qty asked', task => task.asked, 10],
  ['Qty done', task => task.done, 10],
  ['Qty damaged', task => task.damaged, 12],
];

export const counts = [
  ['Client', line => line.client, 10],
  ['Site', line => line.site, 8],
  ['Count', line => line.count, 18],
  ['SKU', line => line.sku, 10],
  ['Location', line => line.location, 11],
  ['Type', line => line.type, 8],
  ['Counted', line => asDate(line.counted), 17, moment],
  ['Checked', line => line.checked, 9],
  ['Book', line => line.book, 8],
  ['Physical', line => line.physical, 9],
  ['Damaged', line => line.damaged, 9],
  ['Unit value', line => line.unitValue, 11, '#,##0.00'],
  ['Currency', line => line.currency, 9],
  ['ABC', line => line.abc, 6],
];

const rotterdam = entry => !entry.client.chinese;

/** A complaint as the ticket system exports it; what is not known is null. */
export const complaint = entry => ({
  ticket: entry.no,
  client: entry.client.code,
  kind: entry.kind,
  site: entry.site,
  carrier: entry.carrier ?? null,
  category: entry.category,
  severity: entry.severity,
  channel: entry.channel,
  agent: entry.agent,
  times: {
    received: format.offset(entry.received, rotterdam(entry)),
    first_response: format.offset(entry.firstResponse, rotterdam(entry)),
    due: format.offset(entry.due, rotterdam(entry)),
    resolved: format.offset(entry.resolved, rotterdam(entry)),
    callback_due: format.offset(entry.callbackDue, rotterdam(entry)),
    callback: format.offset(entry.callback, rotterdam(entry)),
    recovered: format.offset(entry.recovered, rotterdam(entry)),
  },
  handled_properly: entry.proper ?? null,
  callback_result: entry.callback === undefined ? null : (entry.callbackResult ?? null),
  recovery: entry.recovery ?? null,
  repeat_of: entry.repeatOf ?? null,
  compensation: entry.compensation ?? null,
  currency: entry.compensation === undefined ? null : entry.client.currency,
});

export const contacts = [
  ['Call ID', entry => entry.no],
  ['Customer', entry => entry.client.code],
  ['In/Out', entry => entry.direction],
  ['Type', entry => entry.kind],
  ['Subject', entry => entry.topic],
  ['Via', entry => entry.channel],
  ['Agent', entry => entry.agent],
  ['Queued', entry => format.full(entry.queued)],
  ['Answered', entry => format.full(entry.answered)],
  ['Ended', entry => format.full(entry.ended)],
  ['Answer due', entry => format.full(entry.due)],
  ['Hung up', entry => yes(entry.abandoned, 'yes', 'no')],
  ['FCR', entry => yes(entry.fcr, 'yes', 'no')],
];

export const checks = [
  ['Check', check => check.no],
  ['Client', check => check.client.code],
  ['Call ID', check => check.contact],
  ['Agent', check => check.agent],
  ['Checker', check => check.checker],
  ['Checked at', check => format.full(check.checked)],
  ['Passed', check => yes(check.passed, '1', '0')],
  ['Points', check => check.score],
  ['Errors', check => check.errors],
];

export const demands = [
  ['客户代码', demand => demand.client],
  ['需求单号', demand => demand.no],
  ['网点', demand => demand.site],
  ['线路', demand => demand.lane],
  ['需求时间', demand => format.chinese(demand.requested)],
  ['要求时间', demand => format.chinese(demand.due)],
  ['满足时间', demand => format.chinese(demand.metAt)],
  ['是否满足', demand => shi(demand.met)],
];

export const invoices = [
  ['Client', line => line.client],
  ['Invoice', line => line.no],
  ['Line', line => line.line],
  ['Charge', line => line.service],
  ['Issue due', line => format.full(line.due)],
  ['Issued', line => format.full(line.issued)],
  ['Payment due', line => format.day(line.settleDue)],
  ['Paid', line => format.day(line.settled)],
  ['Correct', line => yes(line.correct, 'yes', 'no')],
  ['Amount', line => line.amount.toFixed(2)],
  ['Currency', line => line.currency],
  ['m3 days', line => line.m3Days],
  ['km', line => line.km],
];

const questions = Object.fromEntries(surveyItems.map(([item, question]) => [item, question]));
const aspects = { satisfaction: '满意度', importance: '重要性' };
const roles = { client: '客户', consignee: '收货方' };

export const surveyChinese = [
  ['客户代码', answer => answer.client],
  ['调查批次', answer => answer.wave],
  ['受访者', answer => answer.respondent],
  ['角色', answer => roles[answer.role]],
  ['题项', answer => questions[answer.item]],
  ['方面', answer => aspects[answer.aspect]],
  ['作答时间', answer => format.chinese(answer.answered)],
  ['评价', answer => answer.phrase],
  ['意见', answer => answer.comment],
];

export const surveyEnglish = [
  ['Client', answer => answer.client],
  ['Wave', answer => answer.wave],
  ['Respondent', answer => answer.respondent],
  ['Role', answer => answer.role],
  ['Question', answer => answer.item],
  ['Aspect', answer => answer.aspect],
  ['Answered', answer => format.full(answer.answered)],
  ['Points', answer => (answer.blank ? 'N/A' : answer.score)],
  ['Remark', answer => answer.comment],
];

export const readingColumns = [
  ['Item', reading => reading.item],
  ['As at', reading => format.day(reading.read)],
  ['Value', reading => reading.value],
];
