import type { HandoutWords } from './en-handout.js';

/** Words of a client's first page, in Chinese. */
export const handoutZh: HandoutWords = {
  handout: {
    title: '服务记分卡',
    contract: '合同 {contract}',
    measure: '指标',
    agreed: '约定水平',
    trend: '近 12 期走势',
    trendOf: '{name}走势。{points}',
    previous: '上期',
    facts: '样本数',
    lastYear: '去年同期',
    yearToDate: '本年累计',
    notCounted: '未统计',
    comment: '说明',
    measures: '指标',
    wentWrong: '问题所在',
    where: '不合格集中于',
    done: '改进措施：负责人、期限、效果',
    step: '所达档次',
    because: '计算',
    amount: '金额（{currency}）',
    exclusions: '剔除',
    responsibility: '责任',
    reason: '原因与责任方',
    leftOut: '剔除内容',
    ofMeasures: '涉及指标',
    toSign: '姓名、日期、签字',
    allFigures: '全部指标',
    more: '本期全部指标和指数，以及数字未包含的内容：',
  },
};
