import type { LayoutProposal, ProposalRemark } from '../../proposal.js';
import { type RemarkWords, yamlWith } from '../proposal-yaml.js';

function remark(about: ProposalRemark): string {
  switch (about.is) {
    case 'dates_unread':
      return `请写明这类日期的格式：${about.samples.join('、')}`;
    case 'other_forms':
      return `或 ${about.forms.join(' 或 ')}`;
    case 'not_all_numbers':
      return `不全是数字：${about.samples.join('、')}`;
    case 'choose_from':
      return `请从中选择：${about.allowed.join('、')}`;
  }
}

const words: RemarkWords = {
  timeZone: '不带时区的时间所属的时区；不写则为站点、客户或工作区的时区',
  clientCode: '请写客户代码',
  keyField: '必需：键的一部分',
  unused: '未使用：',
  remark,
};

/** A proposed layout with its remarks in Chinese. */
export const proposalZh = (proposal: LayoutProposal): string => yamlWith(words, proposal);
