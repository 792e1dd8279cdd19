import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import type { Fault } from '../../faults/fault.js';
import { Stop } from '../../faults/stop.js';
import { fileStop, openFile } from './bytes.js';
import { KIND_BYTES, otherKind } from './other-kind.js';
import { refuse } from './refuse.js';
import type { Reader, Row, Source, SourceSpec } from './source.js';
import { broken, limits } from './xlsx/bounds.js';
import type { TablePart } from './xlsx/table.js';
import type { TableSpec } from './xlsx/table-spec.js';
import type { Answer } from './xlsx/worker.js';

/** Reads one sheet of a workbook, or several of one form, in a thread of its own with bounded memory. */
export const xlsxReader: Reader = { format: 'xlsx', open: openXlsx };

async function openXlsx(spec: SourceSpec): Promise<Source> {
  await refuseOtherFiles(spec.path);
  const { path, sheet, header_row: headerRow, header_rows: headerRows = 1, header, footer_rows: footerRows = 0, merged } = spec;
  const filled = merged === undefined ? [] : merged === 'fill' ? 'all' : [merged.fill].flat();
  const thread = startThread({
    path,
    sheet,
    headerRow,
    headerRows,
    header,
    footerRows,
    merged: filled,
    percentages: spec.percentages ?? false,
    naming: spec.naming ?? [],
  });
  try {
    const part = await ask(path, thread);
    if (part === undefined || !('columns' in part)) throw new Error('the reading thread has to begin with the columns');
    const findings: Fault[] = [...part.findings];
    let done = 0;
    let digest: string | undefined;
    async function* rows(): AsyncGenerator<readonly Row[]> {
      const hashed = sha256Of(path);
      // It may fail, where the file was taken away, long before it is waited for.
      hashed.catch(() => undefined);
      try {
        for (let more = await ask(path, thread); more !== undefined; more = await ask(path, thread)) {
          if (!('rows' in more)) continue;
          done = more.bytes;
          findings.push(...more.findings);
          if (more.rows.length > 0) yield more.rows;
        }
        digest = await hashed;
      } finally {
        await thread.terminate();
      }
    }
    return {
      columns: part.columns,
      sheet: part.sheet,
      ...(part.sheets === undefined ? {} : { sheets: part.sheets }),
      ...(part.head === undefined ? {} : { head: part.head }),
      rows: rows(),
      sha256: () => {
        if (digest === undefined) throw new Error('the SHA-256 of a source is asked for before its end is reached');
        return digest;
      },
      progress: () => ({ done, of: part.of }),
      findings,
      close: async () => {
        await thread.terminate();
      },
    };
  } catch (error) {
    await thread.terminate();
    throw error;
  }
}

async function refuseOtherFiles(path: string): Promise<void> {
  const { handle } = await openFile(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(KIND_BYTES), 0, KIND_BYTES, 0);
    if (bytesRead === 0) throw refuse('source_empty', { expected: 'a_workbook' }, { file: path });
    const kind = otherKind(buffer.subarray(0, bytesRead));
    if (kind === 'json') throw refuse('json_array', {}, { file: path });
    if (kind !== undefined) throw refuse('source_other_kind', { is: kind }, { file: path });
    const start = buffer.toString('latin1', 0, Math.min(bytesRead, 4));
    if (start === '\u00d0\u00cf\u0011\u00e0') throw refuse('workbook_old', {}, { file: path });
    if (!start.startsWith('PK')) throw broken(path, 'not_an_xlsx_file');
  } catch (error) {
    throw error instanceof Stop ? error : fileStop(path, error);
  } finally {
    await handle.close();
  }
}

/** Asks the thread for what comes next; undefined at the end. A thread that falls silent is ended: others wait for their turn to read. */
function ask(file: string, thread: Worker): Promise<TablePart | undefined> {
  return new Promise((resolve, reject) => {
    const onSilence = (): void => {
      const { silenceMs } = limits;
      settle(() => reject(refuse('workbook_too_slow', { seconds: silenceMs / 1000 }, { file })));
      void thread.terminate();
    };
    let silence = setTimeout(onSilence, limits.silenceMs);
    const settle = (end: () => void): void => {
      clearTimeout(silence);
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
      thread.unref();
      end();
    };
    const onMessage = (answer: Answer): void => {
      if ('isAlive' in answer) {
        clearTimeout(silence);
        silence = setTimeout(onSilence, limits.silenceMs);
        return;
      }
      settle(() => {
        if ('part' in answer) resolve(answer.part);
        else if ('ended' in answer) resolve(undefined);
        else reject('stop' in answer ? new Stop(answer.stop.exitCode, answer.stop.faults) : new Error(answer.bug));
      });
    };
    const onError = (error: Error): void => settle(() => reject(outOfMemory(file, error)));
    const onExit = (): void => settle(() => reject(new Error('the reading thread ended unasked')));
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
    thread.ref();
    thread.postMessage('next');
  });
}

function outOfMemory(file: string, error: Error): Error {
  if (!('code' in error) || error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  const megabytes = limits.memoryMegabytes;
  return refuse(
    'workbook_too_big',
    { what: { phrase: 'memory_over', megabytes }, most: { phrase: 'memory_of', megabytes } },
    { file },
    error,
  );
}

/** What tests load from TypeScript starts the built thread all the same. */
const entry = new URL('./xlsx/worker.js', import.meta.url.replace(/^(.*)\/src\/(.*)\.ts$/, '$1/dist/$2.js'));

/** Starts the thread that reads the workbook. */
function startThread(table: TableSpec): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: limits.memoryMegabytes, maxYoungGenerationSizeMb: 64 };
  return new Worker(entry, { workerData: table, execArgv: [], resourceLimits });
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  } catch (error) {
    throw fileStop(path, error);
  }
  return hash.digest('hex');
}
