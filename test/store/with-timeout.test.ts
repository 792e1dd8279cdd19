import { expect } from 'chai';
import { withTimeout } from '../../src/store/with-timeout.js';
import { connect } from '../../src/store/connect.js';
import { freshDirectory } from '../support/databases.js';
import { stopsWith } from '../support/stops.js';

describe('an impatient database', () => {
  it('says that it is busy while another transaction has it, sooner to those who come next, and answers afterwards', async () => {
    const database = await connect({ directory: await freshDirectory() });
    try {
      const databaseWithTimeout = withTimeout(database, 300);
      const ask = (): Promise<unknown> => databaseWithTimeout.transaction(tx => tx.raw('select 1'));
      let release = (): void => undefined;
      const held = new Promise<void>(resolve => (release = resolve));
      let begun = (): void => undefined;
      const isHeld = new Promise<void>(resolve => (begun = resolve));
      const long = database.transaction(async () => {
        begun();
        await held;
      });
      await isHeld;
      expect((await stopsWith(ask())).map(({ code }) => code)).to.deep.equal(['database_busy']);
      expect((await stopsWith(ask())).map(({ code }) => code)).to.deep.equal(['database_busy']);
      release();
      await long;
      await ask();
    } finally {
      await database.close();
    }
  });
});
