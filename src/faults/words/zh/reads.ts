import { quoted } from '../quoted.js';
import type { readFaults } from '../../reads.js';
import type { Words } from '../wording.js';
import { didYouMean } from './lists.js';

/** What the service is asked to show, in Chinese. */
export const readsZh: Words<typeof readFaults> = {
  period_not_here: p => ({
    what: `${quoted(p.client)}${p.period === undefined ? '' : ` 的 ${p.period}`} 没有可以显示的评价。`,
    remedy: 'GET /api/v1/clients/{client}/periods 列出该密钥可以查看的期间。',
  }),
  revision_not_here: p => ({
    what: `${quoted(p.client)} 的 ${p.period} 没有可以显示的第 ${p.revision} 版。`,
    remedy: 'GET /api/v1/clients/{client}/scorecards 列出该密钥可以查看的版次。',
  }),
  evaluation_not_here: p => ({
    what: `没有评价 ${quoted(p.evaluation)}。`,
    remedy: '请给出完整的评价编号：GET /api/v1/clients/{client}/periods 列出该密钥可以查看的评价。',
  }),
  metric_not_known: p => ({
    what: `没有指标 ${quoted(p.metric)}。${didYouMean(p.metric, p.known)}`,
    remedy: 'GET /api/v1/metrics 列出全部指标。',
  }),
  months_wrong: p => ({
    what: `从 ${quoted(p.from)} 到 ${quoted(p.to)} 不是一段月份。`,
    remedy: `请按先后给出两个月份，如 from=2026-01&to=2026-06，最多 ${p.most} 个月。`,
  }),
  cursor_unreadable: p => ({
    what: `${quoted(p.cursor, 24)} 不是该列表的游标。`,
    remedy: '请原样给出上一页的 `next`，其他参数保持不变；不给游标则从头开始。',
  }),
};
