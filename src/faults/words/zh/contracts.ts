import type { contractFaults } from '../../contracts.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, didYouMeanText, someOf } from './lists.js';
import { phraseZh } from './phrases.js';

/** Contracts and their workbooks, in Chinese. */
export const contractsZh: Words<typeof contractFaults> = {
  contract_unknown: p => ({
    what: `没有合同 ${quoted(p.contract)}。${didYouMean(p.contract, p.known)}`,
    remedy: p.known.length === 0 ? '请在配置的 `contracts:` 中写入合同。' : `现有合同：${someOf(p.known)}。`,
  }),
  contract_none: p => ({
    what: `客户 ${quoted(p.client)} 在 ${p.day} 没有生效的合同。`,
    remedy:
      p.others.length === 0
        ? '请根据该客户现行规则起草一份，或填写模板。'
        : `请改用其他日期；该客户的合同有：${someOf(p.others)}。`,
  }),
  contract_there_already: p => ({
    what: `客户 ${quoted(p.client)} 在 ${p.day} 已有合同 ${quoted(p.contract)}。`,
    remedy: '请查看该合同，或将其写入模板；只有在没有生效合同时才能起草。',
  }),
  contract_draft_empty: p => ({
    what: `客户 ${quoted(p.client)} 在 ${p.day} 没有生效的标准、指数或服务补偿，无可起草。`,
    remedy: '请填写空白模板，或改用其他日期。',
  }),
  contract_file_there: p => ({
    what: `文件 ${quoted(p.file)} 已存在。`,
    remedy: '请换一个文件名，或先移走该文件。',
  }),
  contract_elsewhere: p => ({
    what: `合同 ${quoted(p.contract)} 写在 ${p.file} 中。`,
    remedy: '请在工作簿中改用其他合同编号，或先把它移出该文件。',
  }),
  contract_differs: p => ({
    what: `${p.file} 的内容不同，未作改动。`,
    remedy: '请先查看所列差异，再确认以新内容替换。',
  }),
  contract_comments: p => ({
    what: `把合同写入 ${p.file} 会丢失注释：${p.comments.map(comment => quoted(comment)).join('、')}。`,
    remedy: '请把注释移到 `contracts:` 一行之上，或直接手工修改该文件。',
  }),
  contract_file_broken: p => ({
    what: `${p.file} 无法作为配置读取，因此不能写入合同。`,
    remedy: '请先更正该文件，或将其移走。',
  }),
  contract_sheet_changed: p => ({
    what: `工作表 ${quoted(p.sheet)} 与模板不符：${phraseZh(p.what)}。`,
    remedy: '请生成新的模板，把已填内容复制过去，并保留其中隐藏的列或行。',
  }),
  contract_cell_missing: p => ({
    what: `${quoted(p.heading)} 为空。`,
    remedy: '请填写。',
  }),
  contract_no_working_days: p => ({
    what: `${quoted(p.heading)} 为 0：0 个工作日后仍是当天，即使当天是周末或节假日。`,
    remedy: `休息日不计的，请选择 ${quoted(p.moved)}；休息日照计的，请选择 ${quoted(p.stays)}；或填写不小于 1 的天数。`,
  }),
  contract_word_unknown: p => ({
    what: `${quoted(p.found)} 不是 ${quoted(p.heading)} 的可选项。${didYouMeanText(p.near)}`,
    remedy: `请从单元格的下拉列表中选择：${someOf(p.known)}。`,
  }),
  contract_value_wrong: p => ({
    what: `${quoted(p.heading)} 不能填写 ${quoted(p.found)}。`,
    remedy: `请填写${phraseZh(p.expected)}。`,
  }),
  contract_number_doubtful: p => ({
    what: `${quoted(p.heading)} 填写的 ${quoted(p.found)} 可能是 ${p.readings.join(' 或 ')}。`,
    remedy: `请写明 ${p.readings.join(' 或 ')}。`,
  }),
  contract_cell_idle: p => ({
    what: `${quoted(p.heading)} 填写了 ${quoted(p.found)}，但没有 ${quoted(p.needs)} 就没有意义。`,
    remedy: `请在同一行填写 ${quoted(p.needs)}，或清空此单元格。`,
  }),
  contract_row_outside: p => ({
    what: `${quoted(p.found)} 所在的行不属于工作表 ${quoted(p.sheet)} 的模板。`,
    remedy: '请移到模板中的行，或将其删除。',
  }),
};
