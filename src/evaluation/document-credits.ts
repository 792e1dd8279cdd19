import { parsePeriod } from '../facts/period.js';
import { dayText } from '../facts/time.js';
import type { Credits } from '../standards/improvement/credits.js';
import { creditsOf } from '../standards/improvement/improvement.js';
import type { EvaluationDocument } from './document.js';
import type { FrozenRules } from './frozen.js';

/** The service credits that a document's results come to, by the rules that it was made by; none where its period is none that can be read. */
export function creditsOfDocument(
  { period: id, metrics }: Pick<EvaluationDocument, 'period' | 'metrics'>,
  { client, rulebook }: FrozenRules,
): readonly Credits[] {
  const period = parsePeriod(id, client);
  if (period === undefined) return [];
  const subject = { client: client.code, segment: client.segment };
  return creditsOf(rulebook, metrics, { subject, lastDay: dayText(period.lastDay), grain: period.grain });
}
