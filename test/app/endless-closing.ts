import { closePeriod, reopenPeriod } from '../../src/app/periods/close.js';
import { standingOf } from '../../src/store/periods.js';
import { connect } from '../../src/store/connect.js';
import { depsFor } from './importing.js';

// Run as a program of its own, to be killed: closes and reopens June for two clients, over and over, with a mark for each statement.
const [, , where = '', directory = ''] = process.argv;
const database = await connect(where.startsWith('postgres') ? { url: where } : { directory: where });
const deps = await depsFor(database, directory);
const request = { period: '2026-06', clients: ['ACME', 'BETA'], reason: 'again', waivers: [], actor: 'killed' };
database.knex.on('query', () => process.stdout.write('.'));
const { state, next } = await database.transaction(tx => standingOf(tx, 'ACME', request.period));
let isClosed = state === 'closed';
// Seen from another moment the evaluation is another one, so that every closing keeps one of its own.
for (let at = Date.UTC(2026, 6, 1) + 2 * next; ; at++) {
  const using = { ...deps, clock: () => Date.UTC(2026, 6, 2) };
  if (isClosed) await reopenPeriod(using, request);
  else await closePeriod(using, { ...request, at });
  isClosed = !isClosed;
}
