import type { storeFaults } from '../../store.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { phraseZh } from './phrases.js';

/** What is asked of the stored batches, in Chinese. */
export const storeZh: Words<typeof storeFaults> = {
  batch_unknown: ({ batch, last }) => ({
    what: last === 0 ? `没有批次 ${batch}：尚未导入任何数据。` : `没有批次 ${batch}：现有批次为 1 至 ${last}。`,
    remedy: last === 0 ? '请先导入一个文件。' : `请给出导入时显示的编号，最大为 ${last}。`,
  }),
  batch_already_withdrawn: ({ batch, by }) => ({
    what: `批次 ${batch} 先前已由批次 ${by} 撤回。`,
    remedy: '已没有可撤回的内容。如需恢复其中的事实，请重新导入该文件。',
  }),
  batch_is_withdrawal: ({ batch, withdraws }) => ({
    what: `批次 ${batch} 本身就是对批次 ${withdraws} 的撤回，撤回不能再撤回。`,
    remedy: `如需恢复批次 ${withdraws} 的内容，请重新导入其文件。`,
  }),
  text_not_recordable: p => ({
    what: `${quoted(p.text, 60)} 无法记录：${phraseZh(p.reason)}。`,
    remedy: '请去掉该字符后重新填写。',
  }),
};
