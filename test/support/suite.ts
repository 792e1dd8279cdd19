import type { Context, RootHookObject } from 'mocha';
import { discardDatabases } from './databases.js';
import { leftOutNotice } from './requires.js';

export { requires } from './requires.js';

/** What a whole run of mocha begins and ends with. */
export const mochaHooks: RootHookObject = {
  async afterAll(this: Context) {
    // What a whole run leaves is hundreds of thousands of files.
    this.timeout(900_000);
    process.stdout.write(leftOutNotice());
    await discardDatabases();
  },
};
