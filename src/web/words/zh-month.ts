import type { MonthWords } from './en-month.js';

/** Words of the rejected rows that are mended, in Chinese. */
export const monthZh: MonthWords = {
  rejects: {
    title: '批次 {batch} 的拒收行',
    mend: '更正',
    mendOf: '更正批次 {batch} 的拒收行',
    from: '来自 {file}，按版式 {layout} 读取。',
    hint: '更正单元格后重新导入：这些行成为一个新批次，并注明原批次。仍有错误的行会带着新的原因退回。',
    none: '该批次没有待更正的拒收行。',
    left: '待更正 {count} 行',
    withdrawn: '该导入已由批次 {batch} 撤回，其拒收行一并作废。',
    showAll: '同时显示已重新导入的行',
    allColumns: '显示全部列',
    asItStands: '按原样导入',
    asItStandsOf: '第 {row} 行',
    noColumn: '超出的列（{number}）',
    cellOf: '{column}，第 {row} 行',
    importRows: '导入已更正的行（{count}）',
    undo: '撤销更改（{count}）',
    done: '批次 {batch} 已导入。接收 {taken} 行，再次拒收 {rejected} 行。',
    againIn: '批次 {batch} 中再次拒收的行',
    taken: '已由批次 {batch} 重新导入',
    rejectedAgain: '在批次 {batch} 中再次被拒收',
    cut: '清单中的行数超出此处可更正的范围。请下载清单，更正后再导入该文件。',
    mends: '更正批次 {batch}',
    mendedBy: '已由批次 {batches} 更正',
    back: '全部导入',
  },
};
