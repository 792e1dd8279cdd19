import type { rejectFaults } from '../../rejects.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { someOf } from './lists.js';

/** 更正未通过行、将其结案时的错误。 */
export const rejectsZh: Words<typeof rejectFaults> = {
  rejects_changed: p => ({
    what: `行 ${quoted(p.row)} 已不在批次 ${p.batch} 未通过行清单的原处，或被发送了两次。`,
    remedy: '请重新读取清单，再在其中更正该行。',
  }),
  rejects_imported_again: p => ({
    what: `行 ${quoted(p.row)} 已由批次 ${p.by} 重新导入。`,
    remedy: `请重新读取清单。要以不同内容再次发送，请先撤回批次 ${p.by}；若该行再次未通过，请在批次 ${p.by} 中更正。`,
  }),
  rejects_withdrawn: p => ({
    what: `批次 ${p.batch} 已由批次 ${p.by} 撤回，其未通过行一并作废。`,
    remedy: '请重新导入整个文件。',
  }),
  rejects_none: p => ({
    what: `批次 ${p.batch} 没有未通过行清单。`,
    remedy: '请指明有未通过行的批次：导入清单中会列出。',
  }),
  reject_unknown: p => ({
    what: `批次 ${p.batch} 没有未通过的行 ${quoted(p.row)}。`,
    remedy: '请按未通过行清单中的写法指明行，如 17；文件有多个工作表时在行号前加工作表名，如 6月!17。',
  }),
  reject_settled: p => ({
    what: `行 ${quoted(p.row)} 已由 ${p.by} 结案：${p.reason}。`,
    remedy: '如需更正该行，或以其他原因结案，请先撤销结案。',
  }),
  reject_not_settled: p => ({
    what: `批次 ${p.batch} 的行 ${quoted(p.row)} 没有结案。`,
    remedy: '请重新读取清单：未结案的行无需撤销结案。',
  }),
  rejects_without_fault: p => ({
    what: `批次 ${p.batch} 的待更正行中，没有${p.column == null ? '' : `在列 ${quoted(p.column)} `}${p.column === null ? '整行' : ''}因 ${quoted(p.code)} 未通过的行。`,
    remedy: p.known.length === 0 ? '该批次没有待更正的行。' : `这些行的未通过原因是 ${someOf(p.known)}。`,
  }),
  rejects_none_left: p => ({
    what: `批次 ${p.batch} 没有待更正的行。`,
    remedy: '无须处理。',
  }),
  mending_replaces_later: p => ({
    what: `更正的行会替换晚于批次 ${p.batch} 导入的事实（${p.facts} 条）：${someOf(p.named, 5)}。`,
    remedy: '没有导入任何内容。若以后来的文件为准，请去掉这些行；若以更正的行为准，请确认替换。',
  }),
  mending_file_unfit: p => ({
    what: `该文件不是批次 ${p.batch} 的未通过行清单。`,
    remedy: '请直接在未通过行文件中更正单元格，前八列保持原样。',
  }),
  mending_nothing: p => ({
    what: `这 ${p.rows} 行与批次 ${p.batch} 未通过行清单中的内容完全相同。`,
    remedy: '请更正其单元格；无需更正即为正确的行，请清空其错误代码。',
  }),
  mending_nothing_left: p => ({
    what: `该文件中没有可导入的行：共 ${p.rows} 行，其中 ${p.done} 行先前已从批次 ${p.batch} 重新导入或结案，其余与清单相同。`,
    remedy: '请更正仍待更正的行。再次未通过的行，请在后来批次的清单中更正。',
  }),
  mending_list_altered: p => ({
    what: `批次 ${p.batch} 的未通过行清单已被增删：写入时 ${p.rows} 行，现有 ${p.listed} 行。`,
    remedy: '请补回缺少的行，或去掉添加的行。清单的副本可以只留一部分行，请在副本中更正。',
  }),
  settling_reason_too_long: p => ({
    what: `原因有 ${p.length} 个字符，最多允许 ${p.most} 个。`,
    remedy: '请缩短。',
  }),
  rejects_too_many: p => ({
    what: `要结案的行超出一次可结案的行数（${p.most}）。`,
    remedy: '请按错误代码和列分次结案。若文件大部分有误，请撤回该批次，更正后重新导入。',
  }),
};
