import type { LayoutProposal, ProposalRemark } from '../../proposal.js';
import { type RemarkWords, yamlWith } from '../proposal-yaml.js';

function remark(about: ProposalRemark): string {
  switch (about.is) {
    case 'dates_unread':
      return `write the form of dates such as ${about.samples.join(', ')}`;
    case 'other_forms':
      return `or ${about.forms.join(' or ')}`;
    case 'not_all_numbers':
      return `not all are numbers: ${about.samples.join(', ')}`;
    case 'choose_from':
      return `choose from ${about.allowed.join(', ')}`;
  }
}

const words: RemarkWords = {
  timeZone: 'of times without one; left out, it is that of the site, the client or the workspace',
  clientCode: "write the client's code",
  keyField: 'needed: part of the key',
  unused: 'Not used:',
  remark,
};

/** A proposed layout with its remarks in English. */
export const proposalEn = (proposal: LayoutProposal): string => yamlWith(words, proposal);
