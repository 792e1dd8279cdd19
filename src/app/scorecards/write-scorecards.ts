import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evaluation } from '../../evaluation/document.js';
import type { Language } from '../../facts/label.js';
import { writeWhole } from '../../files/whole-file.js';
import type { ClientOutlook, Outlooks } from '../../reports/portfolio-overview.js';
import type { ScorecardContent } from '../../reports/scorecard-content.js';
import { workbookInThread } from '../../reports/writers/workbook-thread.js';
import type { Deps } from '../deps.js';
import { chosenClients } from '../evaluation/evaluate.js';
import { readPeriod } from '../evaluation/read-period.js';
import { evaluationToShow, earlierEvaluations, rulesOf, type EvaluationToShowRequest } from '../periods/evaluation-to-show.js';
import { houseStyleOf } from './house-style.js';
import { annexOf, firstPageOf } from './scorecard-of.js';
import { outlookOf, pdfBeside, writePortfolioFiles } from './write-portfolio.js';

/** Which scorecards to write, in which language, where. */
export interface ScorecardRequest extends EvaluationToShowRequest {
  /** One, or several beside each other. */
  readonly language: Language | readonly Language[];
  /** The folder for this period's files; `scorecards/` of the workspace otherwise. */
  readonly out?: string | undefined;
  /** One workbook over all clients besides. */
  readonly portfolio: boolean;
  /** The pages that are handed over on paper besides, as a PDF of the same name. */
  readonly pdf?: boolean;
}

/** A written scorecard and the evaluation that it shows; the portfolio is of no one client. */
export interface WrittenScorecard {
  readonly client: string | null;
  readonly evaluation: string | null;
  readonly file: string;
}

const trendPeriods = 12;

/** Writes a scorecard for each client, evaluating what is not yet closed, and with `portfolio` one workbook over all of them. */
export async function writeScorecards(
  deps: Deps,
  request: ScorecardRequest,
): Promise<{
  readonly evaluations: readonly Evaluation[];
  readonly outlooks: Outlooks;
  readonly files: readonly WrittenScorecard[];
}> {
  readPeriod(request.period, deps.workspace.settings.time_zone);
  const codes = await chosenClients(deps, request);
  const folder = join(request.out ?? join(deps.workspace.directory, 'scorecards'), fileName(request.period));
  await mkdir(folder, { recursive: true });
  const languages = typeof request.language === 'string' ? [request.language] : request.language;
  const evaluations: Evaluation[] = [];
  const outlooks = new Map<string, ClientOutlook>();
  const files: WrittenScorecard[] = [];
  const write = async (evaluation: Evaluation, content: ScorecardContent): Promise<void> => {
    const code = evaluation.document.client;
    // One that is asked for by its revision does not replace the current one.
    const revision = request.revision === undefined ? '' : `.revision-${request.revision}`;
    for (const language of languages) {
      const file = join(folder, `${fileName(code)}${revision}.${language}.xlsx`);
      for (const one of await writeOne(deps, content, language, { file, isPdfToo: request.pdf === true })) {
        deps.log?.({ did: 'wrote', file: one });
        files.push({ client: code, evaluation: evaluation.id, file: one });
      }
    }
  };
  // The files of a client are made while those of the next one are gathered: no more than two clients' contents are held.
  let writing: Promise<void> = Promise.resolve();
  try {
    for (const code of codes) {
      const evaluation = await evaluationToShow(deps, code, request);
      evaluations.push(evaluation);
      const { content, outlook } = await gathered(deps, evaluation, request, languages);
      outlooks.set(code, outlook);
      await writing;
      writing = write(evaluation, content);
      // A failure is thrown where it is waited for.
      writing.catch(() => undefined);
    }
  } finally {
    await writing;
  }
  for (const language of request.portfolio ? languages : []) {
    const pdf = request.pdf === true;
    for (const file of await writePortfolioFiles(deps, { evaluations, outlooks, language, folder, pdf }))
      files.push({ client: null, evaluation: null, file });
  }
  return { evaluations, outlooks, files };
}

/** A code as a file's name: whatever a file system or a shell could misread is written as %XX. */
export function fileName(code: string): string {
  const escaped = [...code].map(character =>
    /[\p{L}\p{N} ._+-]/u.test(character)
      ? character
      : encodeURIComponent(character).replace(/^[^%]$/, c => `%${c.charCodeAt(0).toString(16)}`),
  );
  const name = escaped.join('');
  return /^[. ]|[. ]$/.test(name) || name.toLowerCase() === 'portfolio' ? `%${name}` : name;
}

/** What a client's scorecard says in all its languages, and what the portfolio says of the client besides its evaluation. */
async function gathered(
  deps: Deps,
  evaluation: Evaluation,
  request: ScorecardRequest,
  languages: readonly Language[],
): Promise<{ readonly content: ScorecardContent; readonly outlook: ClientOutlook }> {
  const { transaction } = deps.database;
  const history = await earlierEvaluations(deps, evaluation, request, trendPeriods - 1);
  const rules = await transaction(tx => rulesOf(tx, evaluation));
  const at = deps.clock();
  const source = { evaluation, history, rules, madeAt: at };
  const content = { ...(await firstPageOf(transaction, source)), ...(await annexOf(transaction, source, languages)) };
  const outlook = await transaction(tx => outlookOf(tx, evaluation, { previous: history.at(-1), rules, at }));
  return { content, outlook };
}

/**
 * Writes a client's workbook in a language, and on request its PDF; answers with the files. They are made beside the program's own thread,
 * which may be that of a service.
 */
async function writeOne(
  { workspace }: Deps,
  content: ScorecardContent,
  language: Language,
  { file, isPdfToo }: { readonly file: string; readonly isPdfToo: boolean },
): Promise<readonly string[]> {
  const look = { language, organisation: workspace.settings.organisation, house: await houseStyleOf(workspace) };
  const forms = [[file, 'xlsx'], ...(isPdfToo ? ([[pdfBeside(file), 'pdf']] as const) : [])] as const;
  for (const [path, form] of forms) {
    const bytes = await workbookInThread({ form, look, content: form === 'pdf' ? { ...content, evidence: [] } : content });
    await writeWhole(path, draft => writeFile(draft, bytes));
  }
  return forms.map(([path]) => path);
}
