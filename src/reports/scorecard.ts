import { type AnnexSheet, annexSheets } from '../standards/contract.js';
import { actionSheet } from './actions.js';
import type { MetricResult } from '../evaluation/document.js';
import { hasStandard } from './applied.js';
import { auditSheet } from './audit.js';
import { definitionSheet, firstScaleRow } from './definitions.js';
import { type Exceptions, exceptionsOf } from './exception-facts.js';
import { exceptionSheet } from './exceptions.js';
import { exclusionSheet } from './exclusions.js';
import { gapSheet } from './gaps.js';
import { agreedOnly, contractOf } from './handout/agreed.js';
import { handoutOf } from './handout/content.js';
import { handoutSheet } from './handout/sheet.js';
import { type ScorecardInput, shownMetrics } from './input.js';
import { kpiSheet, type KpiPlan } from './kpis.js';
import { plainText } from './plain-text.js';
import { previousValues } from './previous.js';
import { placedOnSheet, satisfactionSheet } from './satisfaction.js';
import { placedScales } from './scales.js';
import { selfAuditSheets } from './self-audit.js';
import { settled, settledAlone } from './settled.js';
import { type Sheet, type Workbook } from './sheet.js';
import { summarySheet } from './summary.js';
import { trendSheet } from './trend.js';
import { withoutSheets } from './without-sheets.js';
import { type Words, wordsOf } from './words.js';

/** A scorecard: an evaluation laid out to be read, as plain data. */
export type Scorecard = Workbook;

/** The scorecard of one client and period. Every number is the evaluation's, or a formula over such numbers that gives the evaluation's. */
export function scorecard(given: ScorecardInput): Scorecard {
  const layout = layoutOf(given);
  const { input, words, annex } = layout;
  const wanted = contractOf(input)?.handout?.annex ?? annexSheets;
  const isWhole = annexSheets.every(name => wanted.includes(name));
  const all = settled([layout.first, ...annexSheets.map(name => annex[name]()), ...(isWhole ? selfAuditSheets(input) : [])]);
  const left = new Set(annexSheets.filter(name => !wanted.includes(name)).map(name => words.sheets[name]));
  return { ...layout.book, sheets: withoutSheets(all, left) };
}

/** The first sheet of a scorecard alone, which is what is handed over on paper. The input needs nothing of what is made of evidence. */
export function firstPages(given: ScorecardInput): Scorecard {
  const { first, annex, book, words } = layoutOf(given);
  const others = new Map(annexSheets.map(name => [words.sheets[name], annex[name]]));
  return { ...book, sheets: [settledAlone(first, others)] };
}

interface ScorecardLayout {
  readonly input: ScorecardInput;
  readonly words: Words;
  readonly first: Sheet;
  readonly annex: Readonly<Record<AnnexSheet, () => Sheet>>;
  readonly book: Omit<Workbook, 'sheets'>;
}

function layoutOf(given: ScorecardInput): ScorecardLayout {
  const input = agreedOnly(given);
  const { evaluation, language } = input;
  const { document } = evaluation;
  const words = wordsOf(language);
  const { metrics, printed } = printedFirst(shownMetrics(document.metrics, document.indexes), contractOf(input) !== undefined);
  const plan: KpiPlan = {
    words,
    metrics,
    printed,
    scales: placedScales(input, metrics, firstScaleRow(printed)),
    previous: previousValues(input),
  };
  const indexes = placedOnSheet(input);
  const handout = handoutOf(input);
  let collected: Exceptions | undefined;
  // Two sheets show of them, which may be thousands; the first pages alone do without.
  const exceptions = (): Exceptions => (collected ??= exceptionsOf(input));
  return {
    input,
    words,
    first: handoutSheet(input, plan, handout),
    annex: {
      summary: () => summarySheet(input, plan, indexes, handout.verdict),
      kpis: () => kpiSheet(input, plan),
      satisfaction: () => satisfactionSheet(input, plan, indexes),
      trend: () => trendSheet(input, plan, indexes),
      gaps: () => gapSheet(input, plan, indexes),
      exceptions: () => exceptionSheet(input, words, exceptions()),
      exclusions: () => exclusionSheet(input, plan),
      actions: () => actionSheet(input, plan),
      definitions: () => definitionSheet(input, plan),
      audit: () => auditSheet(input, words, exceptions()),
    },
    book: propertiesOf(input, words, handout.verdict),
  };
}

function propertiesOf(input: ScorecardInput, words: Words, verdict: string): Omit<Workbook, 'sheets'> {
  const { evaluation, language } = input;
  const { period } = evaluation.document;
  const organisation = plainText(input.organisation[language], 60);
  const client = plainText(input.client.name[language], 60);
  return {
    language,
    ...(input.house === undefined ? {} : { house: input.house }),
    title: `${client} · ${period} · ${words.scorecard}`,
    subject: verdict,
    author: organisation,
    ...(input.program === undefined ? {} : { program: input.program }),
    madeAt: input.madeAt,
    head: [organisation, `${plainText(client, 44)} · ${plainText(period, 30)} · ${words.states[evaluation.state]}`],
    foot: `${words.scorecard} · ${plainText(evaluation.id, 40)}`,
    pageWords: words.page,
  };
}

/** Under a contract every metric is printed; without one, those of which something can be said: a figure, or a standard. They come first. */
function printedFirst(metrics: readonly MetricResult[], isAgreed: boolean): Pick<KpiPlan, 'metrics' | 'printed'> {
  const isPrinted = (metric: MetricResult): boolean => isAgreed || metric.value !== null || hasStandard(metric);
  const first = metrics.filter(isPrinted);
  return { metrics: [...first, ...metrics.filter(metric => !isPrinted(metric))], printed: first.length };
}
