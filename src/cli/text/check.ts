import type { ConfigReport } from '../../app/workspace/check-config.js';
import type { Language } from '../../facts/label.js';
import { nameIn } from '../../words/name.js';
import { say } from '../../words/say.js';

/** What the keys of config list, in Chinese; English counts them by the keys themselves. */
const kindsZh = {
  clients: '客户',
  sites: '站点',
  metrics: '指标',
  contracts: '合同',
  standards: '标准',
  expectations: '期望',
  scales: '评分标尺',
  indexes: '指数',
  calendars: '日历',
  phrases: '评语表',
  reasons: '原因',
  sources: '数据源',
  fields: '自有字段',
  rates: '汇率',
  jobs: '任务',
  layouts: '版式',
  consequences: '后果条款',
  quadrants: '象限设置',
  credits: '服务补偿',
  selfAudit: '自查答案',
  selfAuditQuestions: '自查问题',
  surveys: '调查批次',
};

/** That a workspace's config has no errors, and how much there is of it. */
export function checkedText({ directory, summary }: ConfigReport, language: Language): string {
  const counts = Object.entries(summary).map(([kind, count]) =>
    say(language, `${count} ${kind}`, `${nameIn(kindsZh, kind)} ${count}`),
  );
  return say(language, `No errors in ${directory}: ${counts.join(', ')}.`, `${directory} 没有错误：${counts.join('，')}。`);
}
