import { connect } from '../../../src/store/connect.js';
import { depsFor } from '../importing.js';
import { atOnce } from './working.js';
import { runByHand } from '../../../src/app/jobs/by-hand.js';

// Run as a program of its own, to be killed: empties the inbox over and over, with a mark for each statement.
const [, , where = '', directory = ''] = process.argv;
const database = await connect(where.startsWith('postgres') ? { url: where } : { directory: where });
const deps = await depsFor(database, directory);
database.knex.on('query', () => process.stdout.write('.'));
for (;;) await runByHand(deps, { job: 'import', dryRun: false, actor: 'killed', timer: atOnce });
