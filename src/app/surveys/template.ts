import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { rulesFor } from '../../evaluation/rules-for.js';
import type { Language } from '../../facts/label.js';
import { type RespondentRole, respondentRoles } from '../../facts/survey.js';
import { isoInstant } from '../../facts/time.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { surveyFaults } from '../../faults/surveys.js';
import { questionnaire, type Questionnaire } from '../../reports/questionnaire.js';
import { writeQuestionnaire } from '../../reports/writers/questionnaire-xlsx.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { requireKnownClients } from '../workspace/require-known-clients.js';
import { fileName } from '../scorecards/write-scorecards.js';

/** For whom to write a questionnaire, in which language, where. */
export interface TemplateRequest {
  readonly client: string;
  readonly wave: string;
  readonly language: Language;
  /** The roles that can answer; all of them where none is named. */
  readonly roles: readonly RespondentRole[];
  readonly out?: string | undefined;
}

/** A written questionnaire. */
export interface WrittenTemplate {
  readonly file: string;
  readonly client: string;
  readonly wave: string;
  readonly questions: number;
  /** The layout that reads it back. */
  readonly layout: 'survey_questionnaire';
}

/** The questionnaire of a client's tree as it stands today. */
export function questionsFor(deps: Deps, request: Omit<TemplateRequest, 'out'>): Questionnaire {
  const { workspace, clock } = deps;
  const client = clientOf(workspace, request.client);
  const { wave, language, roles } = request;
  const day = isoInstant(clock()).slice(0, 10);
  const { organisation } = workspace.settings;
  return questionnaire(rulesFor(workspace.rulebook, [client]), { client, organisation, wave, language, roles, day });
}

/** Writes a client's questionnaire as a workbook to be filled in and imported back. */
export async function writeTemplate(deps: Deps, request: TemplateRequest): Promise<WrittenTemplate> {
  await requireKnownClients(deps, [request.client]);
  const form = questionsFor(deps, request);
  const name = `survey-${fileName(request.client)}-${fileName(request.wave)}.${request.language}.xlsx`;
  const file = resolve(request.out ?? join(deps.workspace.directory, 'scorecards', name));
  await mkdir(dirname(file), { recursive: true });
  await writeQuestionnaire(form, file);
  const questions = form.sections.reduce((sum, section) => sum + section.questions.length, 0);
  return { file, client: request.client, wave: request.wave, questions, layout: 'survey_questionnaire' };
}

/** Roles as a person lists them, with commas. */
export function parseRoles(text: string | undefined): readonly RespondentRole[] {
  const names = (text ?? '').split(',').map(name => name.trim());
  return names
    .filter(name => name !== '')
    .map(name => {
      const role = respondentRoles.find(known => known === name.toLowerCase());
      if (role === undefined)
        throw new Stop(2, [fault(surveyFaults, 'survey_role_unknown', { given: name, known: respondentRoles })]);
      return role;
    });
}
