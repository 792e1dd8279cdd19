import type { EvaluationDocument } from '../../evaluation/document.js';
import { textOfRules } from '../../evaluation/frozen.js';
import type { Database } from '../../store/connect.js';
import { sha256 } from '../../store/ledger.js';
import { type CacheKind, answerCacheOf } from '../visible/answer-cache.js';
import type { EarlierPeriod, Figures } from './workbook-history.js';

/** How many figures a document holds, those of parts of the work among them: by this its size in memory is judged. */
export const figuresIn = ({ metrics }: EvaluationDocument): number =>
  metrics.reduce((sum, { by }) => sum + Object.values(by).reduce((slices, each) => slices + each.length, 1), 1);

const earlierFigures: CacheKind<EvaluationDocument> = { name: 'earlier figures', most: 120_000, size: figuresIn };

/**
 * Figures of earlier periods as they were evaluated before, or are being evaluated for somebody else: for every form and language of a
 * scorecard, and for whatever else looks back to them.
 */
export function keptFigures(database: Database): Figures {
  const remembered = answerCacheOf(database);
  return (earlier, evaluate) => remembered.lasting(earlierFigures, nameOf(earlier), evaluate);
}

/** All that determines the figures. */
function nameOf({ period, rules, rulebook, asOf, asOfBatch, batch, amendments }: EarlierPeriod): string {
  const facts = [asOfBatch, batch?.content_hash, batch?.committed_at];
  return JSON.stringify([rules.client.code, period.id, rulebook, asOf, ...facts, sha256(textOfRules(amendments))]);
}
