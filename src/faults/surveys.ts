import type { namesEn } from '../words/en.js';
import { error } from './entry.js';

/** Faults of asking clients. */
export const surveyFaults = {
  survey_role_unknown: error<{ given: string; known: readonly string[] }>(),
  phrase_alike: error<{ table: string; first: string; second: string }>(),
  survey_shares_sum: error<{ wave: string; sum: string }>(),
  survey_link_past: error<{ expires: string }>(),
  survey_link_not_here: error<object>(),
  survey_link_ended: error<{ link: string; state: keyof typeof namesEn.surveyLinkStates }>(),
  survey_link_answered: error<{ at: string }>(),
  survey_link_unanswered: error<object>(),
} as const;
