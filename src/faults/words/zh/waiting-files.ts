import type { waitingFileFaults } from '../../waiting-files.js';
import { quoted } from '../quoted.js';
import { sizeText } from '../size-text.js';
import type { Words } from '../wording.js';
import { someOf } from './lists.js';

/** 还有谁上传了文件；不知道是谁的没有名字。 */
const othersText = (names: readonly string[]): string => someOf(names.map(name => (name === '' ? '其他用户' : name)));

/** 已上传、等待导入的文件的错误。 */
export const waitingFilesZh: Words<typeof waitingFileFaults> = {
  waiting_file_unknown: p => ({
    what: `您没有等待导入的文件 ${quoted(p.given)}。`,
    remedy: '该文件可能已导入、已移除，或等待超过一周。请重新上传。',
  }),
  waiting_file_not_whole: p => ({
    what: `${quoted(p.file)} 共 ${p.bytes} 字节，只收到 ${p.arrived} 字节。`,
    remedy: '请先传完其余部分。',
  }),
  waiting_file_piece_misplaced: p => ({
    what: `${quoted(p.file)} 的这一段从第 ${p.from} 字节开始，接不上：已收到 ${p.arrived} 字节。`,
    remedy: `请从第 ${p.arrived} 字节继续；如另一个窗口正在上传同一文件，请等它传完。`,
  }),
  waiting_file_too_long: p => ({
    what: `${quoted(p.file)} 传来的内容超过了声明的 ${p.bytes} 字节。`,
    remedy: '上传过程中文件有改动。请移除后重新上传。',
  }),
  waiting_file_in_import: p => ({
    what: `文件 ${quoted(p.file)} 正在导入。`,
    remedy: '请等待导入结束；结果列在“数据导入”页面上。',
  }),
  waiting_files_too_many: p => ({
    what: `您已有 ${p.most} 个文件等待导入。`,
    remedy: '请先导入或移除其中一些，再上传本文件。',
  }),
  waiting_files_too_large: p => ({
    what: `${quoted(p.file)}（${sizeText(p.bytes)}）放不下：等待导入的文件已有 ${sizeText(p.waiting)}，合计最多 ${sizeText(p.most)}。`,
    remedy: [
      ...(p.own.length === 0 ? [] : [`请先导入或移除您的部分文件：${someOf(p.own)}。`]),
      ...(p.others.length === 0 ? [] : [`请联系${othersText(p.others)}导入或移除其上传的文件；文件最多保留一周。`]),
    ].join(''),
  }),
  waiting_inbox_gone: p => ({
    what: `文件 ${quoted(p.file)} 已不在收件目录中。`,
    remedy: '可能已由任务或他人导入，或已被移走；已导入的文件列在“数据导入”页面上。',
  }),
  waiting_inbox_not_whole: p => ({
    what:
      p.marker === undefined
        ? `收件目录中的 ${quoted(p.file)} 刚刚有改动，可能仍在写入。`
        : `收件目录中的 ${quoted(p.file)} 尚不完整：缺少表示传输完成的标记文件 ${quoted(p.marker)}。`,
    remedy: p.marker === undefined ? '请稍后再选择。' : '请等待发送系统写入该标记文件后再选择。',
  }),
  waiting_inbox_imported: p => ({
    what: `${quoted(p.file)} 在服务上次中断前已作为批次 ${p.batch} 导入。`,
    remedy: '无需再处理：该文件现已移出收件目录。',
  }),
  waiting_inbox_changed: p => ({
    what: `收件目录中的 ${quoted(p.file)} 与所选文件不同：文件有改动，或仍在写入。`,
    remedy: '请从等待导入的文件中移除，待文件完整后再从收件目录选择。',
  }),
  waiting_inbox_busy: p => ({
    what: `收件目录中的文件正在导入，${quoted(p.file)} 暂时不能取出。`,
    remedy: '请等待导入结束（任务的运行情况见“任务”页面），然后再导入。',
  }),
  draft_column_unknown: p => ({
    what: `文件中没有列 ${quoted(p.name)}。`,
    remedy: `文件的列有：${someOf(p.known)}。`,
  }),
  draft_field_unknown: p => ({
    what: `这类事实没有字段 ${quoted(p.name)}。`,
    remedy: `可用的字段有：${someOf(p.known)}。`,
  }),
};
