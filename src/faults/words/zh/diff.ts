import type { diffFaults } from '../../diff.js';
import type { Words } from '../wording.js';

/** Comparing two evaluations, in Chinese. */
export const diffZh: Words<typeof diffFaults> = {
  diff_of_two: p => ({
    what: `这两个评价的对象不同：${p.one} 与 ${p.other}。`,
    remedy: '只有同一客户、同一期间的两个评价才能按原因比较。评价列表中有现有的评价。',
  }),
};
