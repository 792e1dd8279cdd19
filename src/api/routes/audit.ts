import { z } from 'zod';
import { visibleDiff, visibleExplanation, ledgerPage, visibleTrace, verifyAll } from '../../app/service/audit.js';
import { type Route, route } from '../route.js';
import { explanationSchema, ledgerSchema, tracedSchema, verificationSchema, verifySchema } from '../../contract/audit.js';
import { diffSchema } from '../../contract/audit-diff.js';
import { clientCode, cursorText, languageName, metricId, pageLimit } from '../../contract/scalars.js';
import { visibilityOf } from '../visibility.js';

const auditors = ['auditor', 'admin'] as const;
const readers = ['manager', 'auditor', 'admin'] as const;
const usualEntries = 100;
const evaluation = z
  .string()
  .min(1)
  .max(300)
  .meta({ description: 'An id, the beginning of one, CLIENT:PERIOD or CLIENT:PERIOD:REVISION.', example: 'ACME:2026-06' });

const ledger = route({
  method: 'get',
  path: '/audit/ledger',
  tag: 'Audit',
  summary: 'The ledger, the last entry first; a key that is bound to clients sees the entries that name them',
  roles: auditors,
  query: z.strictObject({ cursor: cursorText, limit: pageLimit }),
  answers: { 200: { description: 'A page of entries', schema: ledgerSchema } },
  handle: async ({ deps, caller, query }) => {
    const { cursor, limit = usualEntries } = query;
    return { json: await ledgerPage(deps, visibilityOf(caller, deps), { cursor, limit }) };
  },
});

const verify = route({
  method: 'post',
  path: '/audit/verify',
  isHeavy: true,
  tag: 'Audit',
  summary: 'Check the ledger and the facts, and recompute an evaluation, or all, in two ways',
  roles: auditors,
  wholeFirm: true,
  body: verifySchema,
  answers: { 200: { description: 'What was found; `verified` says whether all is as it should be', schema: verificationSchema } },
  handle: async ({ deps, body }) => ({ json: await verifyAll(deps, body.evaluation) }),
});

const trace = route({
  method: 'get',
  path: '/audit/trace',
  isHeavy: true,
  tag: 'Audit',
  summary: 'Every version of the facts with a number, and what each is to every metric',
  roles: readers,
  query: z.strictObject({ number: z.string().min(1).max(200), client: clientCode.optional(), lang: languageName }),
  answers: { 200: { description: 'The facts', schema: tracedSchema } },
  handle: async ({ deps, caller, query }) => ({
    json: {
      facts: await visibleTrace(deps, visibilityOf(caller, deps), {
        number: query.number,
        client: query.client,
        language: query.lang,
      }),
    },
  }),
});

const diff = route({
  method: 'get',
  path: '/audit/diff',
  isHeavy: true,
  tag: 'Audit',
  summary: 'What changed between two evaluations of a period, by cause',
  roles: readers,
  query: z.strictObject({ from: evaluation, to: evaluation }),
  answers: { 200: { description: 'The differences', schema: diffSchema } },
  handle: async ({ deps, caller, query }) => ({ json: await visibleDiff(deps, visibilityOf(caller, deps), query) }),
});

const explain = route({
  method: 'get',
  path: '/audit/explain',
  isHeavy: true,
  tag: 'Audit',
  summary: 'How a figure came about: definition, standard, arithmetic, score, weights, and the facts where asked for',
  roles: readers,
  query: z.strictObject({
    evaluation,
    metric: metricId,
    membership: z.string().max(100).optional().describe('Which facts to list: failed, or several separated by commas.'),
    lang: languageName,
  }),
  answers: { 200: { description: 'The explanation', schema: explanationSchema } },
  handle: async ({ deps, caller, query }) => {
    const { membership: memberships, metric, lang: language } = query;
    const asked = { evaluation: query.evaluation, metric, memberships, language };
    return { json: await visibleExplanation(deps, visibilityOf(caller, deps), asked) };
  },
});

/** The ledger, and what an auditor asks. */
export const auditRoutes: readonly Route[] = [ledger, verify, trace, diff, explain];
