import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dayText, isoInstant, localDay } from '../../facts/time.js';
import { isFileName } from '../workspace/inside.js';
import { environmentFaults } from '../../faults/environment.js';
import type { Fault } from '../../faults/fault.js';
import { type Finding, findingLine, findingsOf } from '../../faults/finding.js';
import { jobFaults } from '../../faults/jobs.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { faultJson } from '../../faults/worded.js';
import { faultsFor, useOfImport } from '../../rulebook/soundness.js';
import { batchesAfter, lastBatchNumber } from '../../store/jobs.js';
import type { Deps } from '../deps.js';
import { importFile } from '../imports/import-file.js';
import { batchJson, type ImportedBatch } from '../imports/imported-batch.js';
import { findingsOfBatch, importedText, rowCounts } from './import-sql.js';
import { filesBelow, type InboxFile, isUnchanged, moveWithReport } from '../imports/inbox-files.js';
import { type InboxJob as Inbox, inboxJournal, layoutsFor } from '../imports/inbox.js';
import { defaultSettledMs, isMarked } from '../imports/inbox-whole.js';
import { sha256Of } from '../../files/sha256-of.js';
import type { InboxJournal } from '../imports/inbox-journal.js';
import { nearestPattern } from './nearest-pattern.js';
import { pause } from '../../remote/timer.js';
import { forEachIndependently, type Outcome, type JobContext } from './job-context.js';

/**
 * Imports the complete files of the inbox, one batch for each layout, and moves each file to archive/ with its report; a file
 * that cannot be used goes to rejects/ with the reason. If the process is killed in between, no file is lost and none is
 * imported twice.
 */
export async function importInboxJob(deps: Deps, job: Inbox, work: JobContext): Promise<Outcome> {
  const { directory } = deps.workspace;
  const inbox = join(directory, 'inbox');
  await mkdir(inbox, { recursive: true });
  const journal = inboxJournal(deps.workspace);
  const all = (await filesBelow(inbox)).filter(({ name }) => job.with.marker === undefined || !name.endsWith(job.with.marker));
  // What could not be moved afterwards is not imported: the next run would find it again.
  const found = all.filter(({ name }) => name.split('/').every(isFileName));
  const unfit: readonly Finding[] = all
    .filter(file => !found.includes(file))
    .map(({ name }) => ({ about: [], fault: fault(jobFaults, 'inbox_name_unfit', { file: name }) }));
  for (const finding of unfit) work.note(finding);
  if (!work.dryRun) {
    // A marker that outlived its file would pass the next one of that name before it is whole.
    for (const name of await journal.tidy(found.map(file => file.name)))
      if (job.with.marker !== undefined) await rm(join(inbox, `${name}${job.with.marker}`), { force: true });
  }
  const known = found.map(file => ({ file, layouts: layoutsFor(deps.workspace, job, file.name) }));
  const unmatched = known.filter(one => one.layouts.length === 0).map(({ file }) => unmatchedFile(deps, job, file.name));
  for (const finding of unmatched) work.note(finding);
  const faulty = known.flatMap(({ file, layouts }) => faultyLayout(deps, file.name, layouts) ?? []);
  for (const finding of faulty) work.note(finding);
  const isSound = ({ layouts }: (typeof known)[number]): boolean => faultyLayout(deps, '', layouts) === undefined;
  const taken = known.filter(({ layouts }) => layouts.length > 0);
  const wanted = taken.filter(isSound);
  const complete = new Set(
    await completeFiles(
      job,
      wanted.map(({ file }) => file),
      work,
    ),
  );
  const taker = new InboxImporter(deps, job, work, journal);
  const ready = wanted.filter(({ file }) => complete.has(file));
  const { failed, failures } = await forEachIndependently(
    work,
    ready,
    ({ file }) => file.name,
    ({ file, layouts }) => taker.take(file, layouts),
  );
  const { batches, findings, refused } = taker;
  const counts = {
    files: ready.length,
    waiting: taken.length - ready.length,
    unmatched: unfit.length + known.length - taken.length,
    refused,
    failed,
    ...rowCounts(batches),
  };
  const lasting = [...unfit, ...unmatched, ...faulty];
  return { counts, findings: [...lasting, ...findings, ...batches.flatMap(findingsOfBatch)], lasting, failures };
}

/** That one of a file's layouts, or what all layouts take, has errors: the file is in order, and waits until that is mended. */
function faultyLayout({ workspace }: Deps, file: string, layouts: readonly string[]): Finding | undefined {
  const layout = layouts.find(name => {
    const fact = workspace.layouts.find(one => one.name === name)?.layout.fact;
    return faultsFor(workspace.unsound, useOfImport(name, fact)).length > 0;
  });
  return layout === undefined ? undefined : { about: [], fault: fault(jobFaults, 'inbox_layout_faulty', { file, layout }) };
}

/** That nothing says how a file is read, with what comes nearest. */
function unmatchedFile({ workspace }: Deps, job: Inbox, name: string): Finding {
  const folders = workspace.layouts.map(layout => `${layout.name}/*`);
  const patterns = job.with.files?.map(one => one.pattern) ?? [];
  const nearest = nearestPattern(name, patterns) ?? nearestPattern(name, folders);
  return { about: [], fault: fault(jobFaults, 'inbox_file_unmatched', { file: name, job: job.id, near: nearest }) };
}

/** The files that have arrived whole: those with a marker file, or without markers those that have not changed for a while. */
async function completeFiles(
  job: Inbox,
  files: readonly InboxFile[],
  { timer, signal, note }: JobContext,
): Promise<readonly InboxFile[]> {
  const { marker, settled = defaultSettledMs } = job.with;
  if (files.length === 0) return [];
  if (marker === undefined) await pause(timer, settled, signal);
  const complete: InboxFile[] = [];
  for (const file of files) {
    const isComplete = marker === undefined ? await isUnchanged(file) : isMarked(file, marker);
    if (isComplete) complete.push(file);
    else note(`${file.name}: not complete yet, it waits for the next run.`);
  }
  return complete;
}

/** Takes files out of the inbox, one after the other. */
class InboxImporter {
  readonly batches: ImportedBatch[] = [];
  readonly findings: Finding[] = [];
  refused = 0;
  readonly #deps: Deps;
  readonly #job: Inbox;
  readonly #work: JobContext;
  readonly #journal: InboxJournal;

  constructor(deps: Deps, job: Inbox, work: JobContext, journal: InboxJournal) {
    this.#deps = deps;
    this.#job = job;
    this.#work = work;
    this.#journal = journal;
  }

  async take(file: InboxFile, layouts: readonly string[]): Promise<void> {
    const { dryRun, note } = this.#work;
    const sha256 = await sha256Of(file.path);
    const after = dryRun ? undefined : await this.#begin(file, sha256);
    const batches: ImportedBatch[] = [];
    const faults: Fault[] = [];
    try {
      for (const layout of layouts) {
        const batch = (await this.#before(file, layout, sha256, after)) ?? (await this.#import(file, layout));
        batches.push(batch);
        note(importedText({ ...batch, file: file.name }));
      }
    } catch (failure) {
      if (!(failure instanceof Stop) || !isFileFault(failure)) throw failure;
      faults.push(...failure.faults);
    }
    this.batches.push(...batches.map(batch => ({ ...batch, file: file.name })));
    if (!dryRun) await this.#putAway(file, { sha256, batches, faults });
    else for (const finding of findingsOf(faults)) note(`${file.name} would be refused: ${findingLine(finding)}`);
  }

  /** Notes that the file is being imported; the batch after which its own come. */
  async #begin(file: InboxFile, sha256: string): Promise<number> {
    const begun = await this.#journal.begun(file.name, sha256);
    if (begun !== undefined) return begun.after_batch;
    const after_batch = await this.#deps.database.transaction(lastBatchNumber);
    await this.#journal.begin({ name: file.name, sha256, after_batch });
    return after_batch;
  }

  /**
   * The batch that an earlier, killed run had already committed; undefined where there is none, or where its list of rejected
   * rows was lost with that run.
   */
  async #before(file: InboxFile, layout: string, sha256: string, after: number | undefined): Promise<ImportedBatch | undefined> {
    if (after === undefined) return undefined;
    const found = await this.#deps.database.transaction(tx => batchesAfter(tx, after, { layout, sha256 }));
    const [batch] = found;
    if (batch === undefined) return undefined;
    const rejects = join(this.#deps.workspace.directory, 'rejects', `${batch.batch}.csv`);
    if (batch.rows.rejected > 0 && !existsSync(rejects)) return undefined;
    this.#work.note(`${file.name}: batch ${batch.batch} was committed by a run that was ended; it is not imported again.`);
    return {
      batch: batch.batch,
      file: file.path,
      sha256,
      layout,
      fact: batch.kind,
      rows: batch.rows,
      rejects: batch.rows.rejected > 0 ? rejects : null,
      repeated: batch.repeated ?? 0,
      warnings: [],
      errors: [],
      findings: [],
      late: [],
    };
  }

  #import(file: InboxFile, layout: string): Promise<ImportedBatch> {
    const { actor, dryRun } = this.#work;
    return importFile(this.#deps, { path: file.path, layout, dryRun, actor, clients: 'all' });
  }

  async #putAway(
    file: InboxFile,
    done: { readonly sha256: string; readonly batches: readonly ImportedBatch[]; readonly faults: readonly Fault[] },
  ): Promise<void> {
    const { sha256, batches, faults } = done;
    if (!(await isUnchanged(file)) || batches.some(batch => batch.sha256 !== sha256)) {
      this.findings.push({ about: [], fault: fault(jobFaults, 'inbox_file_changed', { file: file.name }) });
      await this.#journal.end(file.name);
      return;
    }
    const { workspace, clock } = this.#deps;
    const isRefused = faults.length > 0;
    const month = dayText(localDay(this.#work.zone, clock())).slice(0, 7);
    const folder = join(workspace.directory, isRefused ? 'rejects' : 'archive', month);
    const state = isRefused ? 'refused' : 'imported';
    const report = (movedTo: string): object => ({
      file: file.name,
      moved_to: movedTo,
      sha256,
      state,
      at: isoInstant(clock()),
      batches: batches.map(batchJson),
      faults: faults.map(faultJson),
    });
    const target = await moveWithReport(file, folder, { sha256, report });
    if (this.#job.with.marker !== undefined) await rm(`${file.path}${this.#job.with.marker}`, { force: true });
    await this.#journal.end(file.name);
    if (!isRefused) return;
    this.refused++;
    const refusal = fault(jobFaults, 'inbox_file_refused', { file: file.name, movedTo: target });
    const found = [...findingsOf([refusal]), ...findingsOf(faults, file.name)];
    this.findings.push(...found);
    for (const finding of found) this.#work.note(finding);
  }
}

/** Whether a file is itself at fault, and not what the program runs on: then another try would find the same. */
function isFileFault({ faults }: Stop): boolean {
  const ours = [...Object.keys(environmentFaults), 'source_missing', 'source_unreadable', 'lookup_unreadable'];
  return faults.every(({ code }) => !ours.includes(code));
}
