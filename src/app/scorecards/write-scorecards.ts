import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evaluation } from '../../evaluation/document.js';
import type { Language } from '../../facts/label.js';
import { writeWhole } from '../../files/whole-file.js';
import type { ClientOutlook } from '../../reports/portfolio-overview.js';
import type { ScorecardContent } from '../../reports/scorecard-content.js';
import { workbookInThread, workbooksAtOnce } from '../../reports/writers/workbook-thread.js';
import type { Deps } from '../deps.js';
import { chosenClients } from '../evaluation/evaluate.js';
import { readPeriod } from '../evaluation/read-period.js';
import { inParallel } from '../evaluation/in-parallel.js';
import { evaluationToShow, earlierEvaluations, rulesOf, type EvaluationToShowRequest } from '../periods/evaluation-to-show.js';
import { houseStyleOf } from './house-style.js';
import { annexOf, firstPageOf, type ScorecardSource } from './scorecard-of.js';
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

/** What was written for a client. */
export interface ClientScorecard {
  readonly evaluation: Evaluation;
  /** What the portfolio says of the client besides. */
  readonly outlook: ClientOutlook;
  readonly files: readonly WrittenScorecard[];
}

const trendPeriods = 12;

/** So many clients are worked on at a time, and no more contents are held at once: one is gathered while the files of others are made. */
const clientsAtOnce = workbooksAtOnce + 1;

/**
 * Writes a scorecard for each client, evaluating what is not yet closed, and with `portfolio` one workbook over all of them. The files are
 * in the order of the clients. Of what they show nothing is kept but for the portfolio: `written` is given it, client by client.
 */
export async function writeScorecards(
  deps: Deps,
  request: ScorecardRequest,
  written: (one: ClientScorecard) => void = () => undefined,
): Promise<{ readonly files: readonly WrittenScorecard[] }> {
  readPeriod(request.period, deps.workspace.settings.time_zone);
  const codes = await chosenClients(deps, request);
  const progress = progressOf(deps, codes.length);
  const inTurn = oneAfterTheOther();
  const shown = new Map<string, Pick<ClientScorecard, 'evaluation' | 'outlook'>>();
  const files = await inParallel(clientsAtOnce, codes, async code => {
    const one = await writeScorecard(deps, code, request, inTurn);
    if (request.portfolio) shown.set(code, one);
    written(one);
    progress(code, one.files);
    return one.files;
  });
  if (!request.portfolio) return { files: files.flat() };
  const all = codes.flatMap(code => shown.get(code) ?? []);
  const evaluations = all.map(({ evaluation }) => evaluation);
  const outlooks = new Map(all.map(({ evaluation, outlook }) => [evaluation.document.client, outlook]));
  const ofAll = { evaluations, outlooks, folder: await folderOf(deps, request), pdf: request.pdf === true };
  const portfolios: string[] = [];
  for (const language of languagesOf(request)) portfolios.push(...(await writePortfolioFiles(deps, { ...ofAll, language })));
  return { files: [...files.flat(), ...portfolios.map(file => ({ client: null, evaluation: null, file }))] };
}

/** Runs a piece of work when those before it have ended. */
type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Has evaluations recorded in the order of the clients, whoever is done first: the ledger is the same each time. */
function oneAfterTheOther(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return work => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}

/** Writes the scorecard of one client in each language, evaluating what is not yet closed. */
export async function writeScorecard(
  deps: Deps,
  code: string,
  request: ScorecardRequest,
  inTurn: InTurn = work => work(),
): Promise<ClientScorecard> {
  const { evaluation, history } = await inTurn(async () => {
    const current = await evaluationToShow(deps, code, request);
    return { evaluation: current, history: await earlierEvaluations(deps, current, request, trendPeriods - 1) };
  });
  const { content, outlook } = await gathered(deps, { evaluation, history }, languagesOf(request));
  const folder = await folderOf(deps, request);
  // One that is asked for by its revision does not replace the current one.
  const revision = request.revision === undefined ? '' : `.revision-${request.revision}`;
  const files: WrittenScorecard[] = [];
  for (const language of languagesOf(request)) {
    const file = join(folder, `${fileName(code)}${revision}.${language}.xlsx`);
    for (const one of await writeOne(deps, content, language, { file, isPdfToo: request.pdf === true }))
      files.push({ client: code, evaluation: evaluation.id, file: one });
  }
  return { evaluation, outlook, files };
}

/** Says after each client what was written, or how far the work is where there are several, and how long the rest will take. */
function progressOf({ log, clock }: Deps, of: number): (client: string, files: readonly WrittenScorecard[]) => void {
  const begun = clock();
  let done = 0;
  return (client, files) => {
    done++;
    if (of === 1) for (const { file } of files) log?.({ did: 'wrote', file });
    else log?.({ did: 'wrote_client', client, done, of, millisLeft: ((clock() - begun) / done) * (of - done) });
  };
}

/** The folder for a period's files, made where it is not there. */
async function folderOf({ workspace: { directory } }: Deps, { period, out }: ScorecardRequest): Promise<string> {
  const folder = join(out ?? join(directory, 'scorecards'), fileName(period));
  await mkdir(folder, { recursive: true });
  return folder;
}

const languagesOf = ({ language }: ScorecardRequest): readonly Language[] =>
  typeof language === 'string' ? [language] : language;

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
  { evaluation, history }: Pick<ScorecardSource, 'evaluation' | 'history'>,
  languages: readonly Language[],
): Promise<{ readonly content: ScorecardContent; readonly outlook: ClientOutlook }> {
  const { transaction } = deps.database;
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
