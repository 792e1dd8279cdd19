import { didYouMean, error, orList, quoted } from './fault.js';

/** Faults of asking clients. */
export const surveyFaults = {
  survey_role_unknown: error<{ given: string; known: readonly string[] }>(p => ({
    what: `${quoted(p.given)} is not a role of respondents.${didYouMean(p.given, p.known)}`,
    remedy: `The roles are ${orList(p.known)}.`,
  })),
  survey_shares_sum: error<{ wave: string; sum: string }>(p => ({
    what: `The shares of wave ${quoted(p.wave)} add up to ${p.sum}.`,
    remedy: 'Correct them so that they add up to 1, such as { client: "60%", consignee: "40%" }.',
  })),
} as const;
