import readline from 'node:readline';
import { connect } from '../../src/store/connect.js';

// Opens the database in the directory given, then runs one statement a line (as JSON) and answers with a line each.

const database = await connect({ directory: process.argv[2] ?? '' });
process.stdout.write('{"rows":[]}\n');
for await (const line of readline.createInterface({ input: process.stdin })) {
  try {
    // Written by other-process.ts.
    const { rows } = await database.knex.raw<{ rows: readonly unknown[] }>(JSON.parse(line) as string);
    process.stdout.write(`${JSON.stringify({ rows })}\n`);
  } catch (failure) {
    process.stdout.write(`${JSON.stringify({ failure: String(failure) })}\n`);
  }
}
await database.close();
