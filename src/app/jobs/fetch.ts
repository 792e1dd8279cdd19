import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { writingFile } from '../../faults/disk.js';
import { fault } from '../../faults/make.js';
import { remoteFaults } from '../../faults/remote.js';
import { Stop } from '../../faults/stop.js';
import { quoted } from '../../faults/words/quoted.js';
import { fetchHttps, type Mark } from '../../remote/fetch-https.js';
import { openSftp } from '../../remote/fetch-sftp.js';
import { type RemoteContext, type RemoteSource, urlWithoutSecrets } from '../../remote/remote-access.js';
import { hasPathForm } from '../../facts/wildcards.js';
import { rangeOf } from '../../network/address-range.js';
import type { JobOf } from '../../rulebook/shapes/job.js';
import { jobWatermark, noteJobWatermark } from '../../store/jobs.js';
import type { Deps } from '../deps.js';
import { isFileName, pathInside } from '../workspace/inside.js';
import { sha256Of } from '../../files/sha256-of.js';
import { forEachIndependently, type Outcome, type JobContext } from './job-context.js';

type Fetch = JobOf<'fetch'>;

/** What was fetched last, so that it is not fetched again: by the URL, or by the names of a server's files. */
type FetchedMarks = Readonly<Record<string, Mark & { readonly sha256?: string; readonly mark?: string }>>;

/** Fetches files from an HTTPS or SFTP server into the inbox. They appear there whole, under their names, or not at all. */
export async function fetchJob(deps: Deps, job: Fetch, work: JobContext): Promise<Outcome> {
  if (work.dryRun && !job.with.from.startsWith('sftp:')) {
    work.note(`Would fetch ${urlWithoutSecrets(job.with.from)} into inbox/${job.with.to ?? nameIn(job.with.from)}.`);
    return { counts: { fetched: 0, unchanged: 0, failed: 0 }, findings: [], failures: [] };
  }
  const text = await deps.database.transaction(tx => jobWatermark(tx, job.id));
  // Written by this file alone.
  const known = text === undefined ? {} : (JSON.parse(text) as FetchedMarks);
  const draft = join(deps.workspace.directory, '.plumbline', 'jobs', `fetching-${job.id}.partial`);
  await mkdir(dirname(draft), { recursive: true });
  try {
    const fetched = job.with.from.startsWith('sftp:') ? overSftp : overHttps;
    return await fetched(deps, job, work, known, draft);
  } finally {
    await rm(draft, { force: true });
  }
}

const remoteContext = ({ env = {} }: Deps, { timer, signal }: JobContext): RemoteContext => ({ env, timer, signal });

/** What a job's settings say of the other side. */
function sourceOf({ id, with: { addresses = [], to: _to, ...given } }: Fetch): RemoteSource {
  return { ...given, id, allowed: addresses.map(rangeOf).filter(range => range !== undefined) };
}

async function overHttps(deps: Deps, job: Fetch, work: JobContext, known: FetchedMarks, draft: string): Promise<Outcome> {
  const key = urlWithoutSecrets(job.with.from);
  const before = known[key] ?? {};
  const mark = await writingFile(draft, () =>
    fetchHttps(remoteContext(deps, work), sourceOf(job), { mark: before, target: draft }),
  );
  const sha256 = mark === undefined ? before.sha256 : await sha256Of(draft);
  if (mark === undefined || sha256 === before.sha256) {
    work.note(`${key} has not changed.`);
    return { counts: { fetched: 0, unchanged: 1, failed: 0 }, findings: [], failures: [] };
  }
  await intoInbox(deps, work, draft, job.with.to ?? nameIn(job.with.from));
  await note(deps, job, { [key]: { ...mark, ...(sha256 === undefined ? {} : { sha256 }) } });
  return { counts: { fetched: 1, unchanged: 0, failed: 0 }, findings: [], failures: [] };
}

async function overSftp(deps: Deps, job: Fetch, work: JobContext, known: FetchedMarks, draft: string): Promise<Outcome> {
  const source = await openSftp(remoteContext(deps, work), sourceOf(job), hasPathForm);
  try {
    const files = await source.list();
    const wanted = files.filter(({ name, mark }) => known[name]?.mark !== mark);
    let marks: FetchedMarks = Object.fromEntries(
      files.flatMap(({ name }) => (known[name] === undefined ? [] : [[name, known[name]]])),
    );
    let fetched = 0;
    const { failed, failures } = await forEachIndependently(
      work,
      wanted,
      ({ name }) => (isFileName(name) ? name : quoted(name)),
      async file => {
        if (!isFileName(file.name))
          throw new Stop(3, [
            fault(remoteFaults, 'file_name_unsafe', { name: file.name, from: urlWithoutSecrets(job.with.from) }),
          ]);
        if (work.dryRun) return work.note(`Would fetch ${file.name}, ${file.size} bytes.`);
        await writingFile(draft, () => source.get(file, draft));
        await intoInbox(deps, work, draft, job.with.to === undefined ? file.name : `${job.with.to}/${file.name}`);
        // After each file, so that what a killed run has fetched is not fetched again.
        marks = { ...marks, [file.name]: { mark: file.mark } };
        await note(deps, job, marks);
        fetched++;
      },
    );
    return { counts: { fetched, unchanged: files.length - wanted.length, failed }, findings: [], failures };
  } finally {
    await source.end();
  }
}

/** Gives a whole file its place in the inbox; one that waits there under that name, with other content, is not replaced. */
async function intoInbox({ workspace }: Deps, work: JobContext, draft: string, name: string): Promise<void> {
  const usual = await pathInside(join(workspace.directory, 'inbox'), name);
  const sha256 = await sha256Of(draft);
  const ending = extname(name);
  const isTaken = existsSync(usual) && (await sha256Of(usual)) !== sha256;
  const target = isTaken ? join(dirname(usual), `${basename(name, ending)}.${sha256.slice(0, 8)}${ending}`) : usual;
  await rename(draft, target);
  work.note(`Fetched ${target}.`);
}

const note = ({ database }: Deps, { id }: Fetch, known: FetchedMarks): Promise<void> =>
  database.transaction(tx => noteJobWatermark(tx, id, JSON.stringify(known)));

const nameIn = (url: string): string => basename(decodeURIComponent(new URL(url).pathname)) || 'fetched';
