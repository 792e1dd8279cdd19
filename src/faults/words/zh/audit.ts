import { namesZh } from '../../../words/zh.js';
import type { auditFaults, Named } from '../../audit.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, either, didYouMeanText } from './lists.js';
import { phraseZh } from './phrases.js';

const of = ({ evaluation, client, period }: Named): string => `评价 ${evaluation}（${quoted(client)}，${period}）`;
const restore = '请从改动之前的备份恢复数据库，并查明谁能写入该数据库。';

/** What an audit is asked for, and what it finds, in Chinese. */
export const auditZh: Words<typeof auditFaults> = {
  evaluation_unknown: p => ({
    what: `没有评价 ${quoted(p.given)}。${didYouMeanText(p.near)}`,
    remedy: `请给出评价编号、编号的开头，或 CLIENT:PERIOD。${p.isNoneMade ? '尚未作过评价。' : ''}`,
  }),
  evaluation_ambiguous: p => ({
    what: `有 ${p.matching.length} 个评价的编号以 ${quoted(p.given)} 开头。`,
    remedy: `请多给几位编号：${either(p.matching.slice(0, 5))}。`,
  }),
  evaluation_metric_unknown: p => ({
    what: `${of(p)}的规则中没有指标或指数 ${quoted(p.metric)}。${didYouMean(p.metric, p.known)}`,
    remedy: '重新计算得出的完整评价文档中有全部指标。',
  }),
  membership_unknown: p => ({
    what: `${quoted(p.given)} 不是归类。${didYouMean(p.given, p.known)}`,
    remedy: `请写 ${either(p.known)} 中的一个或几个，用逗号分隔。`,
  }),
  evidence_file: p => ({ what: `从 ${quoted(p.given)} 看不出要把事实写成哪种文件。`, remedy: '文件名请以 .csv 或 .xlsx 结尾。' }),
  membership_needed: () => ({
    what: '没有可写的内容：--out 指明了写到哪里，但没有指明写哪些事实。',
    remedy:
      '请加上 `--membership failed`，或 `passed`、`failed`、`excluded`、`undetermined`、`undated`、`outside` 中的其他一个或几个。',
  }),
  facts_of_none: p => ({
    what: `${p.name} 是${p.kind === 'index' ? '指数' : '公式'}，本身不统计事实。`,
    remedy: `请查询其组成指标的事实：${either(p.parts)}。`,
  }),
  number_unknown: p => ({
    what: `从未导入过编号为 ${quoted(p.number)} 的${p.kind === undefined ? '事实' : namesZh.factKinds[p.kind]}。${didYouMeanText(p.near)}`,
    remedy: '编号逐字比较。请给出源文件中的编号；不指定客户和类别则在全部事实中查找。',
  }),
  fact_kind_unknown: p => ({
    what: `没有事实类别 ${quoted(p.kind)}。${didYouMean(p.kind, p.known)}`,
    remedy: `事实类别有 ${either(p.known)}。`,
  }),
  ledger_broken: p => ({
    what: `台账在第 ${p.entry} 条断开：${phraseZh(p.reason)}。`,
    remedy: `${restore}该条之前的台账内容仍然成立。`,
  }),
  ledger_head_gone: p => ({
    what: `台账中没有哈希为 ${p.hash} 的第 ${p.entry} 条，共有 ${p.last} 条。记下该哈希时的内容已被截断或改写。`,
    remedy: restore,
  }),
  ledger_head_unreadable: p => ({
    what: `${quoted(p.given)} 没有指明台账中的条目。`,
    remedy: '请写成 ENTRY:HASH，如核验时所显示的那样。',
  }),
  batch_record_altered: p => ({
    what: `批次 ${p.batch} 的记录与台账第 ${p.entry} 条不符：${p.field} 现为 ${p.found}，台账记录为 ${p.expected}。`,
    remedy: restore,
  }),
  settled_rejects_altered: p => ({
    what: `批次 ${p.batch} 已结案的未通过行与台账不符：最先不同的是行 ${p.row}。`,
    remedy: restore,
  }),
  batch_clients_altered: p => ({
    what: `批次 ${p.batch} 涉及的客户与当时的记录不符：现有事实为 ${p.found}，记录为 ${p.recorded}。`,
    remedy: restore,
  }),
  facts_unbrought: p => ({
    what: `${p.facts} 条事实写着批次 ${p.batch}，但没有该号的批次带来过${namesZh.factKinds[p.kind]}；第一条是 ${quoted(p.client)} 的 ${p.key}（第 ${p.row} 行）。`,
    remedy: `它们不是导入来的，却会计入数字。${restore}`,
  }),
  batch_missing: p => ({ what: `台账第 ${p.entry} 条记录了批次 ${p.batch}，但该批次不存在。`, remedy: restore }),
  batch_unrecorded: p => ({ what: `批次 ${p.batch} 不在台账中。`, remedy: `它不是通过导入产生的。${restore}` }),
  batch_facts_altered: p => ({
    what: `批次 ${p.batch}（${p.file ?? '撤回'}）的事实已不是当初导入的内容：内容哈希为 ${p.found}，台账第 ${p.entry} 条为 ${p.expected}。`,
    remedy: `${restore}按编号追溯可看到事实的各个版本，可与文件对照。`,
  }),
  fact_altered: p => ({
    what: `${quoted(p.client)} 的事实 ${p.key}（批次 ${p.batch} 第 ${p.row} 行）${phraseZh(p.reason)}。`,
    remedy: restore,
  }),
  rules_missing: p => ({ what: `${of(p)}的冻结规则 ${p.rulebook} 不存在。`, remedy: restore }),
  rules_altered: p => ({
    what: `${of(p)}的冻结规则被改动过：保存时的哈希为 ${p.rulebook}，现在为 ${p.found}。因此没有重新计算。`,
    remedy: restore,
  }),
  evaluation_altered: p => ({
    what: `${of(p)}的存档被改动过：现在的哈希为 ${p.found}，保存时为 ${p.expected}。`,
    remedy: restore,
  }),
  evaluation_record_altered: p => ({
    what: `${of(p)}的记录被改动过：${p.field} 现为 ${p.found}，台账和评价文档为 ${p.expected}。`,
    remedy: restore,
  }),
  evaluation_unrecorded: p => ({ what: `台账第 ${p.entry} 条本应记录${of(p)}，但没有。`, remedy: restore }),
  config_text_altered: p => ({
    what: `第 ${p.change} 号配置修改所指的文本（SHA-256 为 ${p.sha256}）缺失或已被改动。`,
    remedy: restore,
  }),
  evaluation_missing: p => ({ what: `台账第 ${p.entry} 条记录了${of(p)}，但该评价不存在。`, remedy: restore }),
  evaluation_not_reproduced: p => ({
    what: `${p.by === 'sql' ? '用 SQL ' : '逐行'}重新计算，${of(p)}与存档不符：${p.metric === null ? '' : `${p.metric}，`}${p.field ?? `第 ${p.character} 个字符处`}：存档为${p.expected === null ? '空' : ` ${p.expected}`}，重新计算为${p.found === null ? '空' : ` ${p.found}`}。`,
    remedy: '事实、批次或评价文档在生成之后被改动过；其他发现会指出是哪一个。请从备份恢复。',
  }),
  calculation_unknown: p => ({
    what: `${of(p)}按第 ${p.made} 版计算规则算出；本程序为第 ${p.here} 版。`,
    remedy: '要重新计算，请安装当时的版本；CHANGELOG.md 说明哪些数字会变化。',
  }),
  evaluation_unreadable: p => ({ what: `${of(p)}的存档或冻结规则无法读取：${phraseZh(p.reason)}。`, remedy: restore }),
  workbook_not_a_scorecard: p => ({
    what: `这不是 Plumbline 的记分卡：${phraseZh(p.reason)}。`,
    remedy: '请给出由 Plumbline 生成、带有审计工作表的客户工作簿。客户总览由多份组成，请逐个核对各客户的工作簿。',
  }),
  pdf_not_a_scorecard: p => ({
    what: `这不是 Plumbline 的记分卡：${phraseZh(p.reason)}。`,
    remedy: '请给出由 Plumbline 生成的客户 PDF 原件；用其他程序另存会改变文件。客户总览由多个评价组成，请逐个核对各客户的 PDF。',
  }),
  pdf_of_other_version: p => ({
    what: `该 PDF 由 ${p.made} 排版，本程序为 ${p.here}，排版可能不同，无法逐字节比较。`,
    remedy: '请用当时的版本核对，或核对同一目录下的工作簿：任何版本都能逐个单元格比较。',
  }),
  pdf_differs: p => ({
    what: `该 PDF 与台账不一致：第 ${p.byte} 字节起不同。`,
    remedy:
      '请不要采信该文件。应重新生成记分卡并对比页面；仅用其他程序另存 PDF，或之后更改了 plumbline.yaml 中的 `handout:`（标志、颜色），也会改变其字节。',
  }),
  workbook_sheet_missing: p => ({
    what: `缺少工作表 ${quoted(p.sheet)}。`,
    remedy: '请不要采信该文件；应重新生成记分卡。',
  }),
  workbook_cell_differs: p => ({
    what: `${p.cell} 被改动过：按台账应为${p.expected === null ? '空' : ` ${p.expected}`}，文件中为${p.found === null ? '空' : ` ${p.found}`}。`,
    remedy: '请不要采信该文件；应重新生成记分卡。',
  }),
};
