import { openAsBlob } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';

// PGlite's own COPY of a file into a table, with nothing of ours around it: node --import tsx bench/pglite-copy.ts FILE FOLDER TABLE COLUMNS,
// where TABLE is the SQL that makes the table `plain`.
const [, , file = '', folder = '', table = '', columns = ''] = process.argv;
await mkdir(folder, { recursive: true });
const database = await PGlite.create(path.join(folder, 'pglite'));
await database.exec(table);
await database.query(`copy plain (${columns}) from '/dev/blob' with (format csv, header true)`, [], {
  blob: await openAsBlob(file),
});
await database.close();
