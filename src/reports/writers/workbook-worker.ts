import { parentPort } from 'node:worker_threads';
import type { Workbook } from '../sheet.js';
import { workbookBytes } from './xlsx.js';

/** What the thread of workbooks answers. */
export type FromWorkbookThread = { readonly bytes: Uint8Array } | { readonly failure: string };

// The thread in which workbooks are made for the service, one after the other.

parentPort?.on('message', (book: Workbook) => {
  const answer = (message: FromWorkbookThread): void => parentPort?.postMessage(message);
  workbookBytes(book).then(
    bytes => answer({ bytes }),
    (problem: unknown) => answer({ failure: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) }),
  );
});
