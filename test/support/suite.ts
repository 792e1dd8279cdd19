import fc from 'fast-check';
import type { Context, RootHookObject } from 'mocha';
import { discardDatabases } from './databases.js';
import { leftOutNotice } from './requires.js';

export { requires } from './requires.js';

/**
 * Laws draw the same cases in every run of one commit, so that a red run means a changed program. PLUMBLINE_SEED=random draws
 * new ones (a failure prints its seed), PLUMBLINE_SEED=N those of a seed, PLUMBLINE_RUNS=N more of them.
 */
const seed = process.env['PLUMBLINE_SEED'] ?? '20260101';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });

/** What a whole run of mocha begins and ends with. */
export const mochaHooks: RootHookObject = {
  async afterAll(this: Context) {
    // What a whole run leaves is hundreds of thousands of files.
    this.timeout(900_000);
    process.stdout.write(leftOutNotice());
    await discardDatabases();
  },
};
