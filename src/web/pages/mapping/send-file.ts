import type { NewFile, WaitingFile } from '../../../contract/waiting-files.js';
import { at, get, post, Problem, upload, withQuery } from '../../rest.js';

/** A piece is small enough to be sent again, and large enough that a large file is not many. */
const pieceBytes = 4 * 1024 ** 2;

const mostTries = 5;

/** Sends a file in pieces, on from where it broke off before. Reports how much has arrived, from 0 to 1. */
export async function sendFile(file: File, report: (share: number) => void): Promise<WaitingFile> {
  let state = await post<WaitingFile, NewFile>('/files', { file: file.name, bytes: file.size, modified: file.lastModified });
  let tries = 0;
  while (state.arrived < state.bytes) {
    const from = state.arrived;
    try {
      state = await piece(state, file.slice(from, from + pieceBytes), report);
      tries = 0;
    } catch (cause) {
      // A line that breaks off mends itself: what has arrived is kept.
      if (!(cause instanceof Problem) || (cause.status !== 0 && cause.status !== 409) || ++tries === mostTries) throw cause;
      await pause(tries * 1000);
      state = await get<WaitingFile>(at`/files/${state.id}`).catch(() => state);
    }
  }
  return state;
}

function piece({ id, arrived, bytes }: WaitingFile, part: Blob, report: (share: number) => void): Promise<WaitingFile> {
  const path = withQuery(at`/files/${id}/pieces`, { from: arrived });
  return upload<WaitingFile>(path, part, ({ loaded }) => report(Math.min(1, (arrived + loaded) / bytes))).answer;
}

const pause = (millis: number): Promise<void> => new Promise(done => setTimeout(done, millis));
