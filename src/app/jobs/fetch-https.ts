import { open } from 'node:fs/promises';
import { isOfFullDisk } from '../../faults/disk.js';
import type { ParamsOf } from '../../faults/entry.js';
import { jobFaults } from '../../faults/jobs.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import type { JobOf } from '../../rulebook/shapes/job.js';
import type { Deps } from '../deps.js';
import { fromEnvironment, InactivityTimeout, reasonOf, urlWithoutSecrets } from './remote-access.js';
import type { JobContext } from './job-context.js';

/** What to hold the next answer against. */
export interface Mark {
  readonly etag?: string;
  readonly modified?: string;
}

const defaultMaxBytes = 1e9;
const defaultTimeoutMs = 60_000;

/** Fetches one file into `target`, whole or not at all; undefined where the server says that it is the one of last time. */
export async function fetchHttps(
  deps: Deps,
  job: JobOf<'fetch'>,
  work: JobContext,
  { mark, target }: { readonly mark: Mark; readonly target: string },
): Promise<Mark | undefined> {
  const from = urlWithoutSecrets(job.with.from);
  const patience = new InactivityTimeout(work.timer, job.with.timeout ?? defaultTimeoutMs, work.signal);
  try {
    const answer = await fetch(job.with.from, { headers: headersOf(deps, job, mark), signal: patience.signal });
    patience.heard();
    if (answer.status === 304) return undefined;
    if (!answer.ok || answer.body === null) {
      void answer.body?.cancel().catch(() => undefined);
      throw stop('fetch_answer', { from, status: answer.status, words: answer.statusText });
    }
    await receive(answer, patience, { from, target, most: job.with.most ?? defaultMaxBytes });
    const [etag, modified] = [answer.headers.get('etag'), answer.headers.get('last-modified')];
    return { ...(etag === null ? {} : { etag }), ...(modified === null ? {} : { modified }) };
  } catch (failure) {
    work.signal.throwIfAborted();
    if (failure instanceof Stop || isOfFullDisk(failure)) throw failure;
    throw stop('fetch_failed', { from, reason: reasonOf(patience.signal.aborted ? patience.signal.reason : failure) }, failure);
  } finally {
    patience.end();
  }
}

function headersOf(deps: Deps, { id, with: given }: JobOf<'fetch'>, mark: Mark): Record<string, string> {
  const own = Object.entries(given.headers ?? {}).map(
    ([name, value]) => [name, fromEnvironment(deps, value, { phrase: 'job', id })] as const,
  );
  return {
    // A compressed answer's length is not the file's.
    'accept-encoding': 'identity',
    ...(mark.etag === undefined ? {} : { 'if-none-match': mark.etag }),
    ...(mark.modified === undefined ? {} : { 'if-modified-since': mark.modified }),
    ...Object.fromEntries(own),
  };
}

async function receive(
  answer: Response,
  patience: InactivityTimeout,
  { from, target, most }: { readonly from: string; readonly target: string; readonly most: number },
): Promise<void> {
  const length = answer.headers.get('content-length');
  const of = length === null ? undefined : Number(length);
  if (of === undefined && !(answer.headers.get('transfer-encoding') ?? '').includes('chunked'))
    throw stop('fetch_length_unknown', { from });
  if (of !== undefined && of > most) throw stop('fetch_too_big', { from, most });
  let got = 0;
  const file = await open(target, 'w', 0o600);
  try {
    // The body is there: its absence was looked for.
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      patience.heard();
      got += chunk.byteLength;
      if (got > most) throw stop('fetch_too_big', { from, most });
      await file.write(chunk);
    }
    await file.sync();
  } catch (failure) {
    if (failure instanceof Stop || patience.signal.aborted || isDiskFault(failure)) throw failure;
    throw stop('fetch_cut_off', { from, got, of }, failure);
  } finally {
    await file.close();
  }
  if (of !== undefined && of !== got) throw stop('fetch_cut_off', { from, got, of });
}

const isDiskFault = (failure: unknown): boolean =>
  failure instanceof Error && 'syscall' in failure && failure.syscall === 'write';

function stop<K extends keyof typeof jobFaults>(code: K, params: ParamsOf<(typeof jobFaults)[K]>, cause?: unknown): Stop {
  return new Stop(3, [fault(jobFaults, code, params)], cause);
}
