import type { Actor } from '../../store/actor.js';
import type { ImportAnswer } from '../../contract/imports.js';
import { Readable } from 'node:stream';
import { phrasesOf, phraseTablesFor, scoreOfPhrase } from '../../facts/phrases.js';
import type { Fault } from '../../faults/fault.js';
import { identityFaults } from '../../faults/identity.js';
import { fault } from '../../faults/make.js';
import { serviceFaults } from '../../faults/service.js';
import { Stop } from '../../faults/stop.js';
import type { Layout } from '../../import/layout/schema.js';
import type { Deps } from '../deps.js';
import { receiveFile } from '../imports/receive-file.js';
import { importReceived } from '../imports/uploads.js';

/** One answer of a survey: a score from 1 to 10, or a phrase of which the phrase tables know the score. */
export interface SurveyAnswer {
  readonly wave: string;
  readonly respondent: string;
  readonly item: string;
  readonly aspect?: string | undefined;
  readonly score?: number | undefined;
  readonly phrase?: string | undefined;
  readonly role?: string | undefined;
  readonly method?: string | undefined;
  readonly answered_at?: string | undefined;
  readonly comment?: string | undefined;
}

/** Whose answers, and who brings them. */
export interface SurveyRequest {
  readonly client: string;
  readonly answers: readonly SurveyAnswer[];
  readonly actor: Actor;
  readonly key: string;
  /** The client's own key brings them: as client or consignee, apart from what the provider asked, which they cannot change. */
  readonly isOwn: boolean;
}

const name = 'survey_answers';

/**
 * Takes answers of a client's survey in as one batch, like a file of them: rejected ones are reported with their line, counted
 * from 1.
 */
export async function importSurveyAnswers(deps: Deps, request: SurveyRequest): Promise<ImportAnswer> {
  const { client, actor, key } = request;
  const rows = scored(deps, request);
  const columns = [...new Set(rows.flatMap(row => Object.keys(row).filter(column => row[column] !== undefined)))];
  const layout: Layout = {
    layout: name,
    fact: 'survey_answer',
    format: 'ndjson',
    fields: { client: { const: client }, ...Object.fromEntries(columns.map(column => [column, { column }])) },
  };
  const { workspace } = deps;
  const raw = { name, file: workspace.directory, shown: name, layer: 'packaged' as const, layout };
  const own: Deps = { ...deps, workspace: { ...workspace, layouts: [raw] } };
  const text = rows.map(row => `${JSON.stringify(row)}\n`).join('');
  const upload = {
    stream: Readable.from([Buffer.from(text)]),
    file: 'survey-answers.ndjson',
    layout: name,
    dryRun: false,
    actor,
    key,
    most: Number.POSITIVE_INFINITY,
    tooLarge: () => new Error('a body in memory is never too large for the disk'),
  };
  return importReceived(own, upload, await receiveFile(own, upload));
}

/** Faults that one answer of the service tells. */
const mostFaults = 50;

function scored({ workspace }: Deps, { client, answers, isOwn }: SurveyRequest): readonly Readonly<Record<string, unknown>>[] {
  const { phrases } = workspace.rulebook;
  const faults: Fault[] = isOwn ? notOwn(answers) : [];
  const rows = answers.map((answer, i) => {
    const { phrase, score, item, aspect = 'satisfaction' } = answer;
    const tables = phraseTablesFor(phrases, { client, item, aspect });
    const found = score ?? (phrase === undefined ? undefined : scoreOfPhrase(tables, phrase));
    if (found === undefined && faults.length < mostFaults) {
      faults.push(fault(serviceFaults, 'survey_answer_unscored', { at: i, phrase, known: phrasesOf(tables) }));
    }
    return { ...answer, ...(isOwn ? ownNamed(answer) : {}), aspect, score: found };
  });
  if (faults.length > 0) throw new Stop(2, faults);
  return rows;
}

const ownRoles = ['client', 'consignee'];

/** Respondents of a client's own answers have a name space of their own: nobody else's answer is corrected by one. */
const ownNamed = ({ respondent, role = 'client' }: SurveyAnswer) => ({
  respondent: `answered with the client’s key: ${respondent}`,
  role,
});

const notOwn = (answers: readonly SurveyAnswer[]): Fault[] =>
  [...new Set(answers.map(({ role = 'client' }) => role))]
    .filter(role => !ownRoles.includes(role))
    .map(role => fault(identityFaults, 'survey_role_not_own', { role, allowed: ownRoles }));
