import { parentPort } from 'node:worker_threads';
import { firstPages, scorecard } from '../scorecard.js';
import { scorecardInput } from '../scorecard-content.js';
import { handedOver, workbookPdf } from './pdf/workbook-pdf.js';
import { ArrivingFile, type WorkbookPiece } from './workbook-pieces.js';
import { workbookBytes } from './xlsx.js';

/** What the thread of workbooks answers once it has all pieces of a file. */
export type FromWorkbookThread = { readonly bytes: Uint8Array } | { readonly failure: string };

// A thread in which workbooks are laid out and made, one after the other.

let arriving = new ArrivingFile();

parentPort?.on('message', (piece: WorkbookPiece) => {
  if (piece.is !== 'end') {
    arriving.add(piece);
    return;
  }
  const arrived = arriving;
  arriving = new ArrivingFile();
  const answer = (message: FromWorkbookThread): void => parentPort?.postMessage(message);
  made(arrived).then(
    bytes => answer({ bytes }),
    (problem: unknown) => answer({ failure: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) }),
  );
});

async function made(arrived: ArrivingFile): Promise<Uint8Array> {
  const { form, look, content } = arrived.whole();
  const input = scorecardInput(content, look);
  if (form === 'xlsx') return workbookBytes(scorecard(input));
  const book = firstPages(input);
  return workbookPdf(book, handedOver(book), content.evaluation);
}
