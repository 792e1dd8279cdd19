import type { Upload } from '../../../contract/imports.js';
import { at, get } from '../../rest.js';

const pauseMillis = 500;

/** Waits until an upload has ended, and reports the rows that were read so far. */
export async function uploadEnded(id: string, report: (rows: number) => void): Promise<Upload> {
  for (;;) {
    const upload = await get<Upload>(at`/uploads/${id}`);
    if (upload.state !== 'running') return upload;
    report(upload.rows ?? 0);
    await new Promise(done => setTimeout(done, pauseMillis));
  }
}
