import { didYouMean, error, orList, quoted } from './fault.js';

/** Faults of asking clients. */
export const surveyFaults = {
  survey_role_unknown: error<{ given: string; known: readonly string[] }>(p => ({
    what: `${quoted(p.given)} is not a role of respondents.${didYouMean(p.given, p.known)}`,
    remedy: `The roles are ${orList(p.known)}.`,
  })),
} as const;
