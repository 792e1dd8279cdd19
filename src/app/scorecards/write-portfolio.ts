import { join } from 'node:path';
import type { Evaluation } from '../../evaluation/document.js';
import type { FrozenRules } from '../../evaluation/frozen.js';
import type { Language } from '../../facts/label.js';
import { dayText } from '../../facts/time.js';
import { periodOf } from '../../reports/input.js';
import { portfolio } from '../../reports/portfolio.js';
import type { ClientOutlook, Outlooks } from '../../reports/portfolio-overview.js';
import { writePdf } from '../../reports/writers/pdf/workbook-pdf.js';
import { writePortfolio } from '../../reports/writers/xlsx.js';
import { clientOf } from '../../rulebook/workspace.js';
import { creditsElsewhere } from '../../standards/improvement/credits-elsewhere.js';
import { creditsOf } from '../../standards/improvement/improvement.js';
import type { Transaction } from '../../store/connect.js';
import type { Deps } from '../deps.js';
import type { EvaluateRequest } from '../evaluation/evaluate.js';
import { earlierEvaluations, rulesOf } from '../periods/evaluation-to-show.js';
import { remarksOf } from '../periods/remarks.js';

/** A workbook over all clients that is to be written. */
export interface PortfolioFile {
  readonly evaluations: readonly Evaluation[];
  readonly outlooks: Outlooks;
  readonly language: Language;
  readonly folder: string;
  /** Its pages as a PDF of the same name besides. */
  readonly pdf: boolean;
}

/** Writes the workbook over all clients, and on request its PDF; answers with their paths. */
export async function writePortfolioFiles(
  { workspace, clock }: Deps,
  { evaluations, outlooks, language, folder, pdf }: PortfolioFile,
): Promise<readonly string[]> {
  const file = join(folder, `portfolio.${language}.xlsx`);
  const clients = evaluations.map(({ document }) => clientOf(workspace, document.client));
  const { organisation } = workspace.settings;
  const book = portfolio({ evaluations, clients, organisation, outlooks, language, madeAt: clock() });
  await writePortfolio(book, file);
  if (!pdf) return [file];
  await writePdf(book, undefined, pdfBeside(file));
  return [file, pdfBeside(file)];
}

/** The PDF that belongs to a workbook's file. */
export const pdfBeside = (file: string): string => file.replace(/\.xlsx$/, '.pdf');

/** What the portfolio says of a client besides its evaluation: the period before, credits, and the last comment on the whole period. */
export async function outlookOf(
  tx: Transaction,
  evaluation: Evaluation,
  {
    previous,
    rules: { client, rulebook },
    at,
  }: { readonly previous: Evaluation | undefined; readonly rules: FrozenRules; readonly at: number },
): Promise<ClientOutlook> {
  const period = periodOf(evaluation);
  const on = { subject: { client: client.code, segment: client.segment }, lastDay: dayText(period?.lastDay ?? 0) };
  const credits = period === undefined ? [] : creditsOf(rulebook, evaluation.document.metrics, { ...on, grain: period.grain });
  const { comments } = await remarksOf(tx, evaluation, at);
  const comment = comments.findLast(({ metric }) => metric === null)?.text;
  const elsewhere = period === undefined ? [] : creditsElsewhere(rulebook, client, period);
  return { credits, elsewhere, ...(previous === undefined ? {} : { previous }), ...(comment === undefined ? {} : { comment }) };
}

/** The same of a client whose scorecard is not written: looked up for it. */
export async function lookedUpOutlook(deps: Deps, evaluation: Evaluation, request: EvaluateRequest): Promise<ClientOutlook> {
  const [previous] = await earlierEvaluations(deps, evaluation, request, 1);
  return deps.database.transaction(async tx =>
    outlookOf(tx, evaluation, { previous, rules: await rulesOf(tx, evaluation), at: deps.clock() }),
  );
}
