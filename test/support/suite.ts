import fc from 'fast-check';
import type { RootHookObject } from 'mocha';
import { endFile, endRun, runFolder } from './folders.js';

export { requires } from './requires.js';

/**
 * Laws draw the same cases in every run of one commit, so that a red run means a changed program. PLUMBLINE_SEED=random draws
 * new ones (a failure prints its seed), PLUMBLINE_SEED=N those of a seed, PLUMBLINE_RUNS=N more of them.
 */
const seed = process.env['PLUMBLINE_SEED'] ?? '20260101';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });

// Whatever tests and the programs that they start leave behind is gone with the run's folder.
process.env['TMPDIR'] = runFolder();

// Ends as usual, so that what this process has started is ended with it.
process.once('SIGTERM', () => process.exit(143));

/** After each test file where files run beside each other, after the last where they run one after the other. */
export const mochaHooks: RootHookObject = { afterAll: endFile };

/** At the end of the run, in the process that has begun it. */
export const mochaGlobalTeardown = endRun;
