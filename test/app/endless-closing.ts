import { decide } from '../../src/app/amendments/decide.js';
import { answerDispute, openDispute } from '../../src/app/amendments/dispute.js';
import { requestExclusion } from '../../src/app/amendments/request.js';
import type { Deps } from '../../src/app/deps.js';
import { closePeriod, reopenPeriod } from '../../src/app/periods/close.js';
import { amendmentsOf } from '../../src/store/amendments.js';
import { periodStandingOf } from '../../src/store/periods.js';
import { connect } from '../../src/store/connect.js';
import { depsFor } from './importing.js';

// Run as a program of its own, to be killed: closes and reopens June for two clients, and while it is closed excludes a fact and
// accepts a dispute, over and over, with a mark for each statement.

const [, , where = '', directory = ''] = process.argv;
const database = await connect(where.startsWith('postgres') ? { url: where } : { directory: where });
const deps = await depsFor(database, directory);
const request = { period: '2026-06', clients: ['ACME', 'BETA'], reason: 'again', waivers: [], actor: 'killed' };
database.knex.on('query', () => process.stdout.write('.'));
const { state, next } = await database.transaction(tx => periodStandingOf(tx, 'ACME', request.period));
let isClosed = state === 'closed';
// One that was killed between an approval and its revocation left its fact excluded: nobody could dispute that again.
for (const { number, state: left } of await database.transaction(tx => amendmentsOf(tx, { kind: 'exclusion' })))
  if (left === 'approved')
    await decide(deps, { kind: 'exclusion', number, actor: 'killed', decision: 'revocation', why: 'left' });
// Seen from another moment the evaluation is another one, so that every closing keeps one of its own.
for (let at = Date.UTC(2026, 6, 1) + 2 * next; ; at++) {
  const using = { ...deps, clock: () => Date.UTC(2026, 6, 2) };
  if (isClosed) {
    await amend(using, request.period);
    await reopenPeriod(using, request);
  } else await closePeriod(using, { ...request, at });
  isClosed = !isClosed;
}

async function amend(using: Deps, period: string): Promise<void> {
  const asked = { client: 'ACME', metrics: [], numbers: ['1'], where: {}, period, reason: 'AO', evidence: 'storm', actor: 'li' };
  const { number } = await requestExclusion(using, { ...asked, dryRun: false });
  const decision = { kind: 'exclusion', number: number ?? 0, actor: 'killed' } as const;
  await decide(using, { ...decision, decision: 'approval' });
  await decide(using, { ...decision, decision: 'revocation', why: 'again' });
  const opened = await openDispute(using, { client: 'ACME', period, metrics: [], numbers: ['1'], text: 'wrong', actor: 'anna' });
  const accepted = { dispute: opened.dispute, decision: 'approval', reason: 'AO', why: 'right', actor: 'killed' } as const;
  const { exclusion } = await answerDispute(using, accepted);
  await decide(using, { ...decision, number: exclusion ?? 0, decision: 'revocation', why: 'again' });
}
