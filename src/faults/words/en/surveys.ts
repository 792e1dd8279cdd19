import { namesEn } from '../../../words/en.js';
import type { surveyFaults } from '../../surveys.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean, orList } from './lists.js';

/** Faults of asking clients. */
export const surveysEn: Words<typeof surveyFaults> = {
  survey_role_unknown: p => ({
    what: `${quoted(p.given)} is not a role of respondents.${didYouMean(p.given, p.known)}`,
    remedy: `The roles are ${orList(p.known)}.`,
  }),
  phrase_alike: p => ({
    what: `The phrase table ${quoted(p.table)} gives ${quoted(p.first)} and ${quoted(p.second)} different scores; they differ only in case, width or spaces, which do not count.`,
    remedy: 'Keep one of them, or give both the same score.',
  }),
  survey_shares_sum: p => ({
    what: `The shares of wave ${quoted(p.wave)} add up to ${p.sum}.`,
    remedy: 'Correct them so that they add up to 1, such as { client: "60%", consignee: "40%" }.',
  }),
  survey_link_past: p => ({
    what: `A link cannot end in the past (${p.expires}).`,
    remedy: 'Give `expires` a moment to come, such as 2026-12-31T00:00:00Z.',
  }),
  survey_link_not_here: () => ({
    what: 'There is no open survey under this link: it has expired, was taken back, or never was.',
    remedy: 'Ask whoever sent it for a new one.',
  }),
  survey_link_ended: p => ({
    what: `The survey link ${quoted(p.link)} is ${namesEn.surveyLinkStates[p.state]} already.`,
    remedy: 'Only an open link can be revoked.',
  }),
  survey_link_answered: p => ({
    what: `The survey under this link was answered at ${p.at}.`,
    remedy: 'There is nothing more to do; whoever sent the link can make another one.',
  }),
  survey_link_unanswered: () => ({
    what: 'None of the answers is to a question of this survey.',
    remedy: 'Answer at least one of the items that GET on the same link lists.',
  }),
};
