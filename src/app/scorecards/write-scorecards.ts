import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evaluation } from '../../evaluation/document.js';
import type { Language } from '../../facts/label.js';
import { portfolio } from '../../reports/portfolio.js';
import { writePdf } from '../../reports/writers/pdf/workbook-pdf.js';
import { writePortfolio, writeScorecard } from '../../reports/writers/xlsx.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { chosenClients, readPeriod } from '../evaluation/evaluate.js';
import { evaluationToShow, earlierEvaluations, rulesOf, type EvaluationToShowRequest } from '../periods/evaluation-to-show.js';
import { scorecardOf } from './scorecard-of.js';

/** Which scorecards to write, in which language, where. */
export interface ScorecardRequest extends EvaluationToShowRequest {
  readonly language: Language;
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
): Promise<{ readonly evaluations: readonly Evaluation[]; readonly files: readonly WrittenScorecard[] }> {
  readPeriod(request.period, deps.workspace.settings.time_zone);
  const codes = await chosenClients(deps, request);
  const folder = join(request.out ?? join(deps.workspace.directory, 'scorecards'), fileName(request.period));
  await mkdir(folder, { recursive: true });
  const evaluations: Evaluation[] = [];
  const files: WrittenScorecard[] = [];
  for (const code of codes) {
    const evaluation = await evaluationToShow(deps, code, request);
    // One that is asked for by its revision does not replace the current one.
    const revision = request.revision === undefined ? '' : `.revision-${request.revision}`;
    const file = join(folder, `${fileName(code)}${revision}.${request.language}.xlsx`);
    for (const one of await writeOne(deps, evaluation, request, file)) {
      deps.log?.({ did: 'wrote', file: one });
      files.push({ client: code, evaluation: evaluation.id, file: one });
    }
    evaluations.push(evaluation);
  }
  if (request.portfolio) {
    const file = join(folder, portfolioName(request.language));
    const { organisation } = deps.workspace.settings;
    const clients = codes.map(code => clientOf(deps.workspace, code));
    const book = portfolio({ evaluations, clients, organisation, language: request.language, madeAt: deps.clock() });
    await writePortfolio(book, file);
    files.push({ client: null, evaluation: null, file });
    if (request.pdf === true) {
      await writePdf(book, undefined, pdfBeside(file));
      files.push({ client: null, evaluation: null, file: pdfBeside(file) });
    }
  }
  return { evaluations, files };
}

/** The file of the workbook over all clients. */
export const portfolioName = (language: Language): string => `portfolio.${language}.xlsx`;

/** The PDF that belongs to a workbook's file. */
export const pdfBeside = (file: string): string => file.replace(/\.xlsx$/, '.pdf');

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

/** Writes one client's workbook, and on request its PDF; the files. */
async function writeOne(deps: Deps, evaluation: Evaluation, request: ScorecardRequest, file: string): Promise<readonly string[]> {
  const { workspace, database, clock } = deps;
  const history = await earlierEvaluations(deps, evaluation, request, trendPeriods - 1);
  const { organisation } = workspace.settings;
  const { language } = request;
  const card = await database.transaction(async tx => {
    const rules = await rulesOf(tx, evaluation);
    return scorecardOf(tx, { evaluation, history, rules, organisation, language, madeAt: clock() });
  });
  await writeScorecard(card, file);
  if (request.pdf !== true) return [file];
  await writePdf(card, evaluation, pdfBeside(file));
  return [file, pdfBeside(file)];
}
