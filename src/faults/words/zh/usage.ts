import { quoted } from '../quoted.js';
import type { usageFaults } from '../../usage.js';
import type { Words } from '../wording.js';
import { didYouMean, sentenceStart, someOf } from './lists.js';
import { phraseZh } from './phrases.js';

/** How a command is used, in Chinese. */
export const usageZh: Words<typeof usageFaults> = {
  period_unreadable: p => ({ what: `${quoted(p.period)} 不是期间。`, remedy: `请写成 ${phraseZh(p.forms)}。` }),
  client_not_known: p => ({
    what: `没有客户 ${quoted(p.client)} 的任何信息：未登记，也没有导入过其事实。${didYouMean(p.client, p.known)}`,
    remedy: p.known.length === 0 ? '请先导入该客户的文件。' : `已知的客户有 ${someOf(p.known)}。`,
  }),
  nothing_imported: () => ({ what: '还没有任何事实。', remedy: '请先导入文件。' }),
  client_without_facts: p => ({
    what: `截至批次 ${p.batch}，没有任何批次带来 ${quoted(p.client)} 的事实。`,
    remedy: '请指定更晚的批次，或不指定。',
  }),
  batch_number: p => ({ what: `${quoted(p.given)} 不是批次号。`, remedy: '请给出导入时显示的编号，如 3。' }),
  instant_unreadable: p => ({
    what: `${quoted(p.given)} 不是时刻。`,
    remedy: '请写成 2026-07-01T00:00:00Z，或带时差写成 2026-07-01T08:00:00+08:00。',
  }),
  day_unreadable: p => ({ what: `${quoted(p.given)} 不是日期。`, remedy: '请写成 2026-07-01。' }),
  language_unknown: p => ({ what: `没有 ${quoted(p.given)} 这种语言的记分卡。`, remedy: '可用的语言是 `en` 和 `zh`。' }),
  demo_folder_taken: p => ({
    what: `${p.directory} 已经存在，且不是由演示生成的。`,
    remedy: '请用 --out DIR 指定其他文件夹；该文件夹中的内容未作改动。',
  }),
  config_left_out: p => ({
    what: `${sentenceStart(phraseZh(p.of))}有 ${p.errors} 处错误，已被略过：需要它的操作会被拒绝。`,
    remedy: '请检查配置，其中会列出全部错误。',
  }),
  command_wrong: p => ({
    what: `命令有误：${phraseZh(p.reason)}`,
    remedy: '可用的命令和选项见帮助。',
  }),
};
