import { parentPort } from 'node:worker_threads';
import type { Workbook } from '../sheet.js';
import type { Properties } from './pdf/metadata.js';
import { handedOver, workbookPdf } from './pdf/workbook-pdf.js';
import { workbookBytes } from './xlsx.js';

/** What the thread of workbooks is asked for: a workbook, or as a PDF the pages of it that are handed over. */
export type ToWorkbookThread =
  | { readonly book: Workbook; readonly form: 'xlsx' }
  | { readonly book: Workbook; readonly form: 'pdf'; readonly evaluation: NonNullable<Properties['evaluation']> };

/** What the thread of workbooks answers. */
export type FromWorkbookThread = { readonly bytes: Uint8Array } | { readonly failure: string };

// The thread in which workbooks are made for the service, one after the other.

parentPort?.on('message', (asked: ToWorkbookThread) => {
  const answer = (message: FromWorkbookThread): void => parentPort?.postMessage(message);
  const { book } = asked;
  const made = asked.form === 'xlsx' ? workbookBytes(book) : workbookPdf(book, handedOver(book), asked.evaluation);
  made.then(
    bytes => answer({ bytes }),
    (problem: unknown) => answer({ failure: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) }),
  );
});
