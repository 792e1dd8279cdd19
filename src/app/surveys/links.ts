import { randomBytes } from 'node:crypto';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { surveyFaults } from '../../faults/surveys.js';
import type { Language } from '../../facts/label.js';
import { isoInstant } from '../../facts/time.js';
import type { Aspect, Questionnaire, Role } from '../../reports/questionnaire.js';
import { sha256 } from '../../store/ledger.js';
import {
  addSurveyLink,
  openSurveyLink,
  reopenSurveyLink,
  type SurveyLinkRecord,
  useSurveyLink,
} from '../../store/survey-links.js';
import type { Deps } from '../deps.js';
import { takeSurveyAnswers } from '../survey-answers.js';
import { questionsFor } from './template.js';

/** For whom a link is, and until when it is open. */
export interface LinkRequest {
  readonly client: string;
  readonly wave: string;
  readonly role: Role;
  /** UTC milliseconds. */
  readonly expires: number;
  readonly actor: string;
}

/** One answer to a question of a link: the phrase that was chosen for its items. */
export interface LinkAnswer {
  readonly items: readonly string[];
  readonly aspect: Aspect;
  readonly phrase: string;
  readonly comment?: string | undefined;
}

/** Makes a link. The token is in the answer and nowhere else: what is kept is its hash. */
export async function makeSurveyLink(
  deps: Deps,
  request: LinkRequest,
): Promise<{ readonly token: string; readonly expires: string }> {
  const { client, wave, role, expires, actor } = request;
  const now = deps.clock();
  if (!(expires > now)) throw new Stop(2, [fault(surveyFaults, 'survey_link_past', { expires: isoInstant(expires) })]);
  const token = randomBytes(32).toString('base64url');
  const link = {
    hash: sha256(token),
    client,
    wave,
    role,
    created_at: now,
    created_by: actor,
    expires_at: expires,
    used_at: null,
  };
  await deps.database.transaction(tx => addSurveyLink(tx, link));
  await deps.database.settle();
  return { token, expires: isoInstant(expires) };
}

/** The questions of an open link. */
export async function questionsOfLink(deps: Deps, token: string, language: Language | undefined): Promise<Questionnaire> {
  const link = await deps.database.transaction(tx => openSurveyLink(tx, sha256(token), deps.clock()));
  return formOf(deps, link, language ?? deps.workspace.settings.language);
}

function formOf(deps: Deps, link: SurveyLinkRecord | undefined, language: Language): Questionnaire {
  if (link === undefined) throw notHere();
  // The role was written by `makeSurveyLink`, which takes no other.
  return questionsFor(deps, { client: link.client, wave: link.wave, language, roles: [link.role as Role] });
}

const notHere = (): Stop => new Stop(2, [fault(surveyFaults, 'survey_link_not_here', {})]);

/** Takes the answers of a link in, once: where they cannot be taken the link stays open. */
export async function answerLink(
  deps: Deps,
  token: string,
  answers: readonly LinkAnswer[],
): Promise<{ readonly answers: number }> {
  const { database, clock } = deps;
  const hash = sha256(token);
  const now = clock();
  const link = await database.transaction(tx => useSurveyLink(tx, hash, now));
  if (link === undefined) throw notHere();
  const { client, wave, role } = link;
  try {
    const asked = new Set(formOf(deps, link, 'en').sections.flatMap(one => one.questions.flatMap(({ items }) => items)));
    const rows = answers.flatMap(({ items, aspect, phrase, comment }) =>
      items
        .filter(item => asked.has(item))
        .map((item, i) => ({
          wave,
          // Who it is the link does not say; that two answers are of one person it does.
          respondent: `link ${hash.slice(0, 16)}`,
          item,
          aspect,
          phrase,
          role,
          method: 'questionnaire',
          answered_at: isoInstant(now),
          ...(comment === undefined || i > 0 ? {} : { comment }),
        })),
    );
    if (rows.length === 0) throw new Stop(2, [fault(surveyFaults, 'survey_link_unanswered', {})]);
    await takeSurveyAnswers(deps, { client, answers: rows, actor: 'survey link', key: 'survey link' });
    return { answers: rows.length };
  } catch (problem) {
    await database.transaction(tx => reopenSurveyLink(tx, hash));
    throw problem;
  }
}
