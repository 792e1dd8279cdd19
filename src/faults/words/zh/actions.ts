import { namesZh } from '../../../words/zh.js';
import type { actionFaults } from '../../actions.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { either, spaced } from './lists.js';
import { phraseZh } from './phrases.js';

/** Improvement actions, in Chinese. */
export const actionsZh: Words<typeof actionFaults> = {
  action_unknown: p => ({
    what: `没有第 ${p.number} 号改进措施。`,
    remedy: p.known.length === 0 ? '尚未添加任何措施。' : `最近的编号是 ${either(p.known.map(String))}。`,
  }),
  action_value: p => ({
    what: `${quoted(p.given)} 不能作为${spaced(phraseZh(p.option))}的值。`,
    remedy: `请给出${spaced(phraseZh(p.expected)).trimEnd()}。`,
  }),
  action_over: p => ({
    what: `第 ${p.number} 号改进措施${namesZh.actionStates[p.state]}，不再改动。`,
    remedy: '仍需要做的，请作为新的措施添加。',
  }),
  action_unchanged: p => ({
    what: `没有给出会改变第 ${p.number} 号改进措施的内容。`,
    remedy: '请给出要改变的内容，如 `due` 或 `note`。',
  }),
};
