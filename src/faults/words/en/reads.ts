import type { readFaults } from '../../reads.js';
import { quoted } from '../quoted.js';
import type { Words } from '../wording.js';
import { didYouMean } from './lists.js';

/**
 * Faults of what the service is asked to show. What is not there and what the caller may not see are told in the same words: they
 * name nothing but what was asked for.
 */
export const readsEn: Words<typeof readFaults> = {
  period_not_here: p => ({
    what: `There is no evaluation of ${quoted(p.client)}${p.period === undefined ? '' : `, ${p.period}`} to be shown.`,
    remedy: 'GET /api/v1/clients/{client}/periods lists the periods that this key may see.',
  }),
  revision_not_here: p => ({
    what: `There is no revision ${p.revision} of ${quoted(p.client)}, ${p.period} to be shown.`,
    remedy: 'GET /api/v1/clients/{client}/scorecards lists the revisions that this key may see.',
  }),
  evaluation_not_here: p => ({
    what: `There is no evaluation ${quoted(p.evaluation)}.`,
    remedy: 'Give the whole id of one: GET /api/v1/clients/{client}/periods lists those that this key may see.',
  }),
  metric_not_known: p => ({
    what: `There is no metric ${quoted(p.metric)}.${didYouMean(p.metric, p.known)}`,
    remedy: 'GET /api/v1/metrics lists them all.',
  }),
  months_wrong: p => ({
    what: `From ${quoted(p.from)} to ${quoted(p.to)} is no stretch of months.`,
    remedy: `Give two months in their order, such as from=2026-01&to=2026-06, at most ${p.most} of them.`,
  }),
  cursor_unreadable: p => ({
    what: `${quoted(p.cursor, 24)} is not a cursor of this list.`,
    remedy: 'Give `next` of the page before as it stands, with the same parameters; without a cursor the list begins.',
  }),
};
