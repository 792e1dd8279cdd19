import { boolean, client, department, instant, number, site, text } from '../field.js';
import type { Kind } from './kind.js';

/** A line of an inbound or outbound warehouse order. */
export const warehouseTask: Kind<'warehouse_task'> = {
  name: 'warehouse_task',
  key: ['client', 'site', 'task_no', 'line_no'],
  fields: [
    client,
    site,
    text('task_no', 'Task number', '作业单号', ['task', 'warehouse order', '出入库单号', '作业编号']),
    text('line_no', 'Line', '行号', ['line number', '项次'], { initial: '1' }),
    department,
    text('direction', 'Direction', '出入库', ['in/out', '作业方向'], { oneOf: ['inbound', 'outbound'] }),
    text('activity', 'Activity', '作业类型', ['task type', '作业环节'], {
      oneOf: ['receive', 'put_away', 'pick', 'pack', 'ship', 'return'],
    }),
    text('order_no', 'Order number', '订单号', ['order', '订单编号']),
    text('sku', 'SKU', '货号', ['item', 'product', '物料编码', '商品编码']),
    text('qty_unit', 'Quantity unit', '数量单位', ['unit', 'uom', '单位']),
    text('reason', 'Reason', '原因', ['reason code', '异常原因']),
    instant('requested_at', 'Requested at', '要求下达时间', ['request date', '下达时间']),
    instant('due_at', 'Due at', '要求完成时间', ['due date', 'due', '期限']),
    instant('completed_at', 'Completed at', '完成时间', ['completed', 'done at', '实际完成时间']),
    boolean('carried_out', 'Carried out', '是否执行', ['done as asked', '按要求完成']),
    boolean('correct', 'Correct', '是否正确', ['accurate', '准确']),
    boolean('documents_correct', 'Documents correct', '单据正确', ['documents accurate', '单据准确']),
    number('asked_qty', 'Asked quantity', '要求数量', ['quantity asked', 'ordered qty', '应发数量', '应收数量']),
    number('done_qty', 'Done quantity', '完成数量', ['quantity', 'qty', '实发数量', '实收数量']),
    number('damaged_qty', 'Damaged quantity', '残损数量', ['damaged', '破损数量']),
    number('lost_qty', 'Lost quantity', '丢失数量', ['lost', '短少数量']),
  ],
};

/** A counted stock line. */
export const stockCount: Kind<'stock_count'> = {
  name: 'stock_count',
  key: ['client', 'site', 'count_no', 'sku', 'location'],
  fields: [
    client,
    site,
    text('count_no', 'Count number', '盘点单号', ['count', 'stocktake', '盘点编号']),
    text('sku', 'SKU', '货号', ['item', 'product', '物料编码', '商品编码']),
    text('location', 'Location', '库位', ['bin', '货位']),
    department,
    text('count_type', 'Count type', '盘点类型', ['type', '盘点方式'], { oneOf: ['cycle', 'full', 'spot'] }),
    text('abc_class', 'ABC class', 'ABC分类', ['abc', '分类']),
    text('currency', 'Currency', '币种', ['ccy', '货币']),
    text('qty_unit', 'Quantity unit', '数量单位', ['unit', 'uom', '单位']),
    instant('counted_at', 'Counted at', '盘点时间', ['count date', '盘点日期']),
    boolean('checked', 'Checked', '是否核对', ['verified', '核对'], { initial: true }),
    number('book_qty', 'Book quantity', '账面数量', ['book', 'system qty', '帐面数量', '系统数量']),
    number('counted_qty', 'Counted quantity', '实盘数量', ['counted', 'physical', '实物数量', '盘点数量']),
    number('damaged_qty', 'Damaged quantity', '残损数量', ['damaged', '破损数量']),
    number('unit_value', 'Unit value', '单位价值', ['unit cost', 'price', '单价']),
  ],
};
