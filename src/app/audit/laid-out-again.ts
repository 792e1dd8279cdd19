import { thawRules } from '../../evaluation/frozen.js';
import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import type { Language } from '../../facts/label.js';
import type { FrozenRules } from '../../evaluation/frozen.js';
import { firstPages, type Scorecard } from '../../reports/scorecard.js';
import { scorecardInput } from '../../reports/scorecard-content.js';
import type { HouseStyle } from '../../reports/sheet.js';
import type { StoredEvaluation } from '../../store/audit/stored-evaluations.js';
import { type Transaction, within } from '../../store/connect.js';
import { rulebookByHash } from '../../store/rulebooks.js';
import { visibleHistory } from '../periods/visible-history.js';
import { workbookEvaluations } from '../periods/workbook-history.js';
import { firstPageOf, scorecardOf } from '../scorecards/scorecard-of.js';
import { resolveEvaluation } from './find-evaluation.js';

/** What a handed out file says of itself. */
export interface SaidOfItself {
  readonly evaluation: string;
  readonly language: Language;
  /** The organisation that it names. */
  readonly author: string;
  /** When it was made, in UTC milliseconds, by the rules of its evaluation. */
  readonly madeAt: (rules: FrozenRules) => number;
  /** Of an evaluation that was closed several times, which closing it shows; the last without it. */
  readonly revision?: number;
  /** How the workspace has what it hands over look. */
  readonly house?: HouseStyle | undefined;
  /** Laid out with all earlier periods, also where only closed ones are shown by now. */
  readonly withOpenPeriods?: boolean;
}

/** The scorecard, or its first pages alone, that the ledger's evaluations and the frozen rules give for what a file says of itself. */
export async function laidOutAgain(
  tx: Transaction,
  said: SaidOfItself,
  what: 'whole' | 'first pages',
): Promise<{
  readonly stored: Pick<StoredEvaluation, 'id' | 'client' | 'period' | 'revision'>;
  readonly card: Scorecard;
  readonly revision: number;
  /** Whether earlier periods are left out because nobody closed them. */
  readonly leavesOut: boolean;
}> {
  const stored = await resolveEvaluation(tx, said.evaluation);
  const text = await rulebookByHash(tx, stored.rulebook);
  const rules = text === undefined ? undefined : thawRules(text);
  const madeAt = rules === undefined ? 0 : said.madeAt(rules);
  const shown =
    rules === undefined
      ? undefined
      : await workbookEvaluations(within(tx), { client: stored.client, id: stored.id, rules, madeAt, revision: said.revision });
  if (rules === undefined || shown === undefined) {
    const named = { evaluation: stored.id, client: stored.client, period: stored.period, rulebook: stored.rulebook };
    throw new Stop(1, [fault(auditFaults, 'rules_missing', named)]);
  }
  const organisation = { en: said.author, zh: said.author };
  const look = { organisation, house: said.house, language: said.language };
  const source = { ...shown, rules, madeAt, withOpenPeriods: said.withOpenPeriods };
  const leavesOut = said.withOpenPeriods !== true && visibleHistory(rules, shown).length < shown.history.length;
  const card =
    what === 'whole'
      ? await scorecardOf(within(tx), source, look)
      : firstPages(scorecardInput(await firstPageOf(within(tx), source), look));
  return { stored, card, revision: shown.evaluation.revision, leavesOut };
}
