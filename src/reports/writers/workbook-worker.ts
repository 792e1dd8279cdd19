import { parentPort } from 'node:worker_threads';
import { firstPages, scorecard } from '../scorecard.js';
import { scorecardInput } from '../scorecard-content.js';
import { handedOver, workbookPdf } from './pdf/workbook-pdf.js';
import { wantedOf, type WorkbookPiece } from './workbook-pieces.js';
import { workbookBytes } from './xlsx.js';

/** What the thread of workbooks answers once it has all pieces of a file. */
export type FromWorkbookThread = { readonly bytes: Uint8Array } | { readonly failure: string };

// The thread in which workbooks are laid out and made for the service, one after the other.

let arrived: WorkbookPiece[] = [];

parentPort?.on('message', (piece: WorkbookPiece) => {
  arrived.push(piece);
  if (piece.is !== 'end') return;
  const pieces = arrived;
  arrived = [];
  const answer = (message: FromWorkbookThread): void => parentPort?.postMessage(message);
  made(pieces).then(
    bytes => answer({ bytes }),
    (problem: unknown) => answer({ failure: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) }),
  );
});

async function made(pieces: readonly WorkbookPiece[]): Promise<Uint8Array> {
  const { form, look, content } = wantedOf(pieces);
  const input = scorecardInput(content, look);
  if (form === 'xlsx') return workbookBytes(scorecard(input));
  const book = firstPages(input);
  return workbookPdf(book, handedOver(book), content.evaluation);
}
