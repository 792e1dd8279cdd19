import { type Actor, actorName } from '../../store/actor.js';
import type { SurveyLink } from '../../contract/survey-links.js';
import { randomBytes } from 'node:crypto';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { surveyFaults } from '../../faults/surveys.js';
import type { Language } from '../../facts/label.js';
import { isoInstant } from '../../facts/time.js';
import type { RespondentRole, SurveyAspect } from '../../facts/survey.js';
import type { Questionnaire } from '../../reports/questionnaire.js';
import type { Transaction } from '../../store/connect.js';
import { sha256 } from '../../store/ledger.js';
import {
  addSurveyLink,
  openSurveyLink,
  endSurveyLinkClaim,
  revokeSurveyLink,
  type SurveyLinkRecord,
  surveyLinkOf,
  surveyLinksOf,
  claimSurveyLink,
} from '../../store/survey-links.js';
import type { Deps } from '../deps.js';
import { serviceMark } from '../imports/service-marks.js';
import { requireKnownClients } from '../workspace/require-known-clients.js';
import { importSurveyAnswers } from './survey-answers.js';
import { questionsFor } from './template.js';

/** For whom a link is, and until when it is open. */
export interface LinkRequest {
  readonly client: string;
  readonly wave: string;
  readonly role: RespondentRole;
  /** UTC milliseconds. */
  readonly expires: number;
  readonly actor: Actor;
}

/** One answer to a question of a link: the phrase that was chosen for its items. */
export interface LinkAnswer {
  readonly items: readonly string[];
  readonly aspect: SurveyAspect;
  readonly phrase: string;
  readonly comment?: string | undefined;
}

/** Makes a link. The token is in the answer and nowhere else: what is kept is its hash. */
export async function makeSurveyLink(
  deps: Deps,
  request: LinkRequest,
): Promise<{ readonly token: string; readonly link: string; readonly expires: string }> {
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
    created_by: actorName(actor),
    expires_at: expires,
    used_at: null,
    claimed_at: null,
    claimed_by: null,
    revoked_at: null,
    revoked_by: null,
  };
  await deps.database.transaction(tx => addSurveyLink(tx, link));
  await deps.database.settle();
  return { token, link: linkId(link), expires: isoInstant(expires) };
}

/** What a link is listed by: a part of its hash, which opens nothing, and another one than its respondent goes by. */
const linkId = ({ hash }: Pick<SurveyLinkRecord, 'hash'>): string => hash.slice(-16);

/** The links of a client, the newest first. */
export async function listSurveyLinks(deps: Deps, client: string): Promise<readonly SurveyLink[]> {
  await requireKnownClients(deps, [client]);
  const now = deps.clock();
  const links = await deps.database.transaction(tx => surveyLinksOf(tx, client));
  return links.map(link => listed(link, now));
}

function listed(link: SurveyLinkRecord, now: number): SurveyLink {
  const { wave, role, created_at, created_by, expires_at, used_at, revoked_at } = link;
  const ended = used_at ?? revoked_at;
  return {
    link: linkId(link),
    wave,
    role,
    state: used_at !== null ? 'answered' : revoked_at !== null ? 'revoked' : expires_at > now ? 'open' : 'expired',
    created_at: isoInstant(created_at),
    created_by,
    expires: isoInstant(expires_at),
    ended_at: ended === null ? null : isoInstant(ended),
  };
}

/** Takes a link of a client back, as long as it is open. */
export async function endSurveyLink(
  deps: Deps,
  { client, link: id, actor }: { readonly client: string; readonly link: string; readonly actor: Actor },
): Promise<void> {
  const { database, clock } = deps;
  const at = clock();
  await database.transaction(async tx => {
    const link = (await surveyLinksOf(tx, client)).find(one => linkId(one) === id);
    if (link === undefined) throw linkNotFound();
    if (await revokeSurveyLink(tx, link.hash, { at, by: actorName(actor) })) return;
    throw new Stop(1, [fault(surveyFaults, 'survey_link_ended', { link: id, state: listed(link, at).state })]);
  });
  await database.settle();
}

/** The questions of an open link. */
export async function questionsOfLink(deps: Deps, token: string, language: Language | undefined): Promise<Questionnaire> {
  const hash = sha256(token);
  const link = await deps.database.transaction(
    async tx => (await openSurveyLink(tx, hash, deps.clock())) ?? linkNotOpen(tx, hash),
  );
  return formOf(deps, link, language ?? deps.workspace.settings.language);
}

function formOf(deps: Deps, link: SurveyLinkRecord, language: Language): Questionnaire {
  // The role was written by `makeSurveyLink`, which takes no other.
  return questionsFor(deps, { client: link.client, wave: link.wave, language, roles: [link.role as RespondentRole] });
}

const linkNotFound = (): Stop => new Stop(2, [fault(surveyFaults, 'survey_link_not_here', {})]);

/** Stops; whoever has the link of an answered survey learns that it was answered. */
async function linkNotOpen(tx: Transaction, hash: string): Promise<never> {
  const link = await surveyLinkOf(tx, hash);
  const used = link?.used_at ?? link?.claimed_at ?? null;
  throw used === null ? linkNotFound() : new Stop(2, [fault(surveyFaults, 'survey_link_answered', { at: isoInstant(used) })]);
}

/** Takes the answers of a link in, once: where they cannot be taken the link stays open. */
export async function answerLink(
  deps: Deps,
  token: string,
  answers: readonly LinkAnswer[],
): Promise<{ readonly answers: number }> {
  const { database, clock } = deps;
  const hash = sha256(token);
  const now = clock();
  const by = await serviceMark(deps.workspace.directory);
  const link = await database.transaction(async tx => (await claimSurveyLink(tx, hash, { now, by })) ?? linkNotOpen(tx, hash));
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
    await importSurveyAnswers(deps, { client, answers: rows, actor: 'survey link', key: 'survey link', isOwn: false });
    await database.transaction(tx => endSurveyLinkClaim(tx, hash, now));
    return { answers: rows.length };
  } catch (problem) {
    await database.transaction(tx => endSurveyLinkClaim(tx, hash, null));
    throw problem;
  }
}
