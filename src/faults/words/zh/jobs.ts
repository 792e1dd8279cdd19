import { namesZh } from '../../../words/zh.js';
import { quoted, visible } from '../quoted.js';
import type { jobFaults } from '../../jobs.js';
import type { Words } from '../wording.js';
import { didYouMean, either } from './lists.js';
import { phraseZh } from './phrases.js';

const missing = { server: '邮件服务器', sender: '发件人', readable_url: ' URL 可以解读的邮件服务器' } as const;

/** Scheduled jobs, in Chinese. */
export const jobsZh: Words<typeof jobFaults> = {
  job_unknown: p => ({
    what: `没有任务 ${quoted(p.job)}。${didYouMean(p.job, p.known)}`,
    remedy: `任务列在 config/ 中的 "jobs:" 之下，现有 ${either(p.known)}。`,
  }),
  job_running: p => ({ what: `任务 ${p.job} 正由本进程或另一进程运行。`, remedy: '请等待其结束；运行记录会显示其结束。' }),
  inbox_in_import: p => ({
    what: `任务 ${p.job} 现在不能开始：收件目录中的文件正由任务或他人导入。`,
    remedy: '请待导入结束后再启动。',
  }),
  job_timed_out: p => ({
    what: `任务 ${p.job} 的用时超过 ${p.limitMs >= 60_000 ? `${p.limitMs / 60_000} 分钟` : `${p.limitMs / 1000} 秒`}，已被终止；已完成的部分保留。`,
    remedy: '下次运行时从中断处继续。如确需更长时间，请加大其 `timeout`。',
  }),
  job_interrupted: p => ({
    what:
      p.because === 'lock_lost'
        ? '防止其他进程同时运行该任务的连接已断开，任务因此终止；已完成的部分保留。'
        : '服务已停止，任务随之终止；已完成的部分保留。',
    remedy: '下次运行时从中断处继续。',
  }),
  job_failed: p => ({
    what: `任务因程序未预料到的情况失败：${p.reason === undefined ? visible(p.message) : `${phraseZh(p.reason)}。`}`,
    remedy: '请将以上内容报告给我们。已提交的数据保留，下次运行时从中断处继续。',
  }),
  inbox_layout_faulty: p => ({
    what: `版式 ${p.layout} 或它所需要的配置有错误，${quoted(p.file)} 留在收件目录中等待。`,
    remedy: '请检查配置并改正所列的错误；下次运行时即导入该文件。',
  }),
  inbox_file_unmatched: p => ({
    what: `没有匹配 ${quoted(p.file)} 的文件名模式或版式文件夹，文件留在收件目录中。${p.near === undefined ? '' : `最接近的是 ${p.near}。`}`,
    remedy: `请重命名或移动该文件，或在任务 ${p.job} 的 \`files\` 中增加一个模式。`,
  }),
  inbox_name_unfit: p => ({
    what: `文件名 ${quoted(p.file)} 过长，无法存入 archive/，或含有不可见的字符，文件留在收件目录中。`,
    remedy: '请重命名：不超过 230 字节，不含换行、控制字符和反斜杠。',
  }),
  inbox_file_changed: p => ({
    what: `${quoted(p.file)} 在导入过程中被修改，仍留在收件目录中。`,
    remedy: '下次运行时按当时的内容导入。写入收件目录的程序应使用标记文件，或在文件写完后再改名。',
  }),
  inbox_file_refused: p => ({
    what: `${quoted(p.file)} 无法使用，已移至 ${p.movedTo}。`,
    remedy: '问题已一并列出。请更正后重新放入收件目录。',
  }),
  rows_rejected: p => ({
    what: `有 ${p.rows} 行未通过${p.rejects === null ? '' : `：${p.rejects}`}。`,
    remedy: '每行都注明了问题，请更正后重新导入。',
  }),
  batch_late: p => ({
    what: `${p.batch === null ? '该文件' : `批次 ${p.batch}`} 对 ${p.client} 的 ${p.period} 属于迟到数据，该期间已关账。`,
    remedy: '已关账的数字不变。如需计入，请说明理由后重开该期间。',
  }),
  source_not_delivered: p => ({
    what: `${p.client}，${p.period}：缺少 ${p.source}（${p.site === null ? '' : `${p.site} 的 `}${namesZh.factKinds[p.fact]}），${p.deliveredTo === null ? '尚无任何数据' : `数据截至 ${p.deliveredTo}`}${p.due === null ? '' : `；应于 ${p.due} 交付`}。`,
    remedy: '请催交数据，或说明理由后不等该来源直接关账。',
  }),
  finding_in_words: p => ({ what: `较早版本的记录：${p.text}`, remedy: '当时只以英文记录。' }),
  mail_not_configured: p => ({
    what: `无法发送邮件：没有${missing[p.missing]}。`,
    remedy: `请在服务的环境变量中设置 ${p.key}，或在该任务的 \`with:\` 中设置。`,
  }),
  mail_refused: p => ({
    what: `邮件服务器 ${p.server} 没有接收发往 ${quoted(p.to)} 的邮件：${phraseZh(p.reason)}。`,
    remedy: '请核对该服务器、用户和地址。下次运行时会发送，已收到的人不会重复收到。',
  }),
  fetch_failed: p => ({
    what: `无法从 ${p.from} 取得任何内容：${phraseZh(p.reason)}。`,
    remedy: '请核对地址、用户和服务器。下次运行时会获取。',
  }),
  fetch_answer: p => ({
    what: `${p.from} 的应答是 ${p.status}${p.words === '' ? '' : ` ${visible(p.words)}`}。`,
    remedy: '请核对地址，以及该任务在 `headers` 中发送的内容是否足以获准访问。',
  }),
  fetch_cut_off: p => ({
    what: `${p.from} 发来 ${p.got} 字节${p.of === undefined ? '后中断' : `，应有 ${p.of} 字节`}：不完整的文件绝不导入。`,
    remedy: '下次运行时会从头重新获取。',
  }),
  fetch_length_unknown: p => ({
    what: `${p.from} 没有说明文件的长度，因此一部分可能被当作全部。`,
    remedy: '请让服务器发送 Content-Length，或以分块方式应答。',
  }),
  fetch_too_big: p => ({
    what: `${p.from} 发送的内容超过 ${p.most} 字节。`,
    remedy: '如果文件本来就这么大，请加大该任务的 `most`。',
  }),
  fetch_key_unreadable: p => ({
    what: `无法读取私钥 ${p.file}：${phraseZh(p.reason)}。`,
    remedy: '请在 `private_key` 中写明其路径，并让运行服务的用户可以读取。',
  }),
  variable_missing: p => ({
    what: `环境变量 ${p.variable} 未设置，而${phraseZh(p.for)}需要它。`,
    remedy: `请为服务设置 ${p.variable}，例如写在其 systemd 单元的 EnvironmentFile 中。`,
  }),
};
