import fs from 'node:fs';
import path from 'node:path';
import { message, query } from './frames.js';

const fromStdin = /\bfrom\s+stdin\b/i;
const copyFromStdin = /^\s*(?:\/\*.*?\*\/\s*)*copy\b[^;]*\bfrom\s+stdin\b/i;

/** The folder inside the data directory where rows wait that a client is copying in. */
export const spoolFolder = 'plumbline_spool';

/** Whether a query starts a COPY whose rows the client will send. */
export const isCopyIn = (sql: string): boolean => copyFromStdin.test(sql);

let files = 0;

/**
 * The rows of a COPY FROM STDIN. PGlite reads only the rows of one call, and all rows together can be too many for memory: so
 * they are written to a file in its data directory, and the COPY reads that file.
 */
export class CopyIn {
  readonly #sql: string;
  readonly #file: string;
  readonly #descriptor: number;
  #failure: string | undefined;

  constructor(sql: string, dataDirectory: string) {
    this.#sql = sql;
    const folder = path.join(dataDirectory, spoolFolder);
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#file = path.join(folder, `${process.pid}-${files++}.copy`);
    this.#descriptor = fs.openSync(this.#file, 'w', 0o600);
  }

  /** The message that asks the client for its rows. */
  static readonly begin = message('G', Buffer.from([0, 0, 0]));

  add(rows: Uint8Array): void {
    if (this.#failure !== undefined) return;
    try {
      let written = 0;
      while (written < rows.length) written += fs.writeSync(this.#descriptor, rows, written);
    } catch (failure) {
      // A full disk must fail the COPY and with it the transaction, not the whole session.
      this.#failure = failure instanceof Error ? failure.message : String(failure);
    }
  }

  /** The statement that does the work: from the file, or one that fails as the client's (or the disk's) failure demands. */
  statement(failed: Uint8Array | undefined): { readonly bytes: Buffer; readonly announces: boolean } {
    const failure = this.#failure === undefined ? failed : message('f', Buffer.from(`${this.#failure}\0`));
    if (failure !== undefined) return { bytes: Buffer.concat([query(this.#sql), failure]), announces: true };
    const file = `/pglite/data/${spoolFolder}/${path.basename(this.#file)}`;
    return { bytes: query(this.#sql.replace(fromStdin, () => `from '${file}'`)), announces: false };
  }

  discard(): void {
    fs.closeSync(this.#descriptor);
    fs.rmSync(this.#file, { force: true });
  }
}
