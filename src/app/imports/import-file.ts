import path from 'node:path';
import type { Fault } from '../../faults/fault.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { filledAlike } from '../../import/layout/constant-fields.js';
import type { CompiledLayout, Outcome } from '../../import/layout/compiled.js';
import { rowsApart } from '../../import/layout/key-fields.js';
import { type KnownFacts, placeOf, type SourceRow, storedNumber } from '../../import/layout/row.js';
import type { Source } from '../../import/readers/source.js';
import { RejectsFile } from '../../import/rejects.js';
import type { RawLayout } from '../../rulebook/workspace.js';
import { type PassingRow, RowsInOrder } from '../../import/rows-in-order.js';
import type { LoadRow } from '../../store/facts/copy-text.js';
import { type BatchReport, loadBatch } from '../../store/facts/load.js';
import { ControlTotals } from './control-totals.js';
import { areSitesKept } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import type { Conflict } from '../../store/facts/duplicate-keys.js';
import type { Deps } from '../deps.js';
import type { ImportedBatch, ImportRequest } from './imported-batch.js';
import { openImport } from './open-import.js';
import { dealtBeforeOf } from './dealt-before.js';
import { withKnownFacts } from './known-facts.js';
import { acceptedClients, chooseLayout } from './layouts.js';
import { ListedRows } from './listed-rows.js';
import { MendingRows } from './mending-rows.js';
import { lateTouches } from '../periods/late.js';
import { concerning, emptyWarnings, overwriteWarnings, repeatWarnings, RowFindings, rowsNamed } from './row-findings.js';
import { recordedName } from './recorded-name.js';
import { importKnownFile, type ReadingOfFile, readingFor } from './known-file.js';
import { noteWatermark } from './watermarks.js';

/** Imports one file as one batch: whole or not at all. Stops with the faults of a file or layout that cannot be used. */
export async function importFile(deps: Deps, request: ImportRequest): Promise<ImportedBatch> {
  const chosen = await chooseLayout(deps, request);
  // Rows that are imported once more say which batch they are of, whatever else brought the same ones.
  const isWhole = request.firstRows === undefined && request.mends === undefined;
  const known = isWhole ? await importKnownFile(deps, request, chosen) : undefined;
  if (known !== undefined) return known;
  const reading = await readingFor(deps, request.path, chosen);
  const { source, compiled, again, layout, format, from } = await openImport(deps, request, chosen);
  try {
    const { directory, settings } = deps.workspace;
    const rejected = {
      file: from?.file ?? path.basename(request.path),
      format,
      sheet: source.sheets === undefined ? source.sheet : undefined,
      columns: source.columns,
    };
    const work = path.join(directory, '.plumbline');
    const rejects = new RejectsFile(path.join(directory, 'rejects'), work, rejected, settings.language);
    try {
      const file = new FileImport(deps, request, { ...chosen, layout }, compiled, rejects, source);
      const batch = await file.run(source, again, from === undefined ? reading : undefined);
      return { ...batch, warnings: [...batch.warnings, ...emptyWarnings(batch.rows.read, format, request.path)] };
    } finally {
      await rejects.discard();
    }
  } finally {
    await source.close();
  }
}

/** One file on its way into the store. */
class FileImport {
  readonly #deps: Deps;
  readonly #request: ImportRequest;
  readonly #chosen: RawLayout;
  readonly #compiled: CompiledLayout;
  readonly #rejects: RejectsFile;
  readonly #findings: RowFindings;
  readonly #totals: ControlTotals;
  readonly #columns: readonly string[];
  readonly #counted = {
    read: 0,
    rejected: 0,
    skipped: 0,
    clients: new Set<string>(),
    rejectedOf: new Set<string>(),
    sites: new Set<string>(),
  };
  readonly #listed: ListedRows;
  readonly #mending: MendingRows | undefined;
  /** What only the whole file shows. */
  #notices: readonly Fault[] = [];
  /** Rows of the file: what `expect: rows` counts. Where a layout has `each`, what is read are its cells. */
  #rows = 0;

  constructor(
    deps: Deps,
    request: ImportRequest,
    chosen: RawLayout,
    compiled: CompiledLayout,
    rejects: RejectsFile,
    { columns, delimiter }: Pick<Source, 'columns' | 'delimiter'>,
  ) {
    this.#findings = new RowFindings(delimiter);
    this.#columns = columns;
    this.#deps = deps;
    this.#request = request;
    this.#chosen = chosen;
    this.#compiled = compiled;
    this.#rejects = rejects;
    this.#totals = new ControlTotals(chosen.layout, compiled);
    this.#listed = new ListedRows({ layout: chosen.layout.layout, kind: compiled.kind, file: rejects.file, columns });
    this.#mending = request.mends === undefined ? undefined : new MendingRows(request.mends, request.dryRun);
  }

  /** `reading` says how a file is read whose bytes decide what it says. */
  async run(source: Source, again: () => Promise<Source>, reading: ReadingOfFile | undefined): Promise<ImportedBatch> {
    const { layout } = this.#chosen;
    const { path: file, dryRun, actor } = this.#request;
    const { kind, mapped } = this.#compiled;
    const { database, clock, workspace } = this.#deps;
    // Nobody knows the hash of a file of which some rows were read.
    const sha256 = (): string => (this.#isPart ? '' : source.sha256());
    const load = {
      kind: kind.name,
      mapped,
      ...filledAlike(layout),
      ownFields: workspace.rulebook.fields,
      file: recordedName(file, workspace.directory),
      sheets: source.sheets,
      sha256,
      layout: layout.layout,
      actor,
      at: clock,
      mends: async (tx: Transaction, done: Parameters<MendingRows['result']>[1]) => this.#mending?.result(tx, done),
      listed: (conflicts: readonly Conflict[]) => this.#listed.with(conflicts),
      marks: (conflicts: readonly Conflict[]) => this.#listed.marks(conflicts, source.sheets),
      looksUp: !this.#compiled.asked.every(({ areOtherLines }) => areOtherLines === true),
      reading: async (tx: Transaction) => (this.#isAllSaid(source) ? reading?.(tx, this.#counted.sites) : undefined),
    };
    const report = await loadBatch(database, load, tx => this.#facts(source, tx), {
      dryRun,
      counted: () => this.#counted,
    });
    await this.#rejectConflicts(report, again);
    const named = (rows: readonly number[]) => rowsNamed(rows, source.sheets);
    const mark = source.watermark?.();
    if (report.batch !== null && mark !== undefined)
      await noteWatermark(this.#deps, { layout: layout.layout, batch: report.batch, value: mark }, actor);
    return {
      batch: report.batch,
      file,
      sha256: sha256(),
      layout: layout.layout,
      fact: kind.name,
      rows: report.rows,
      rejects: report.batch === null ? null : await this.#rejects.finish(report.batch),
      repeated: report.repeated.repeated,
      ...(await dealtBeforeOf(this.#deps, this.#request, report)),
      warnings: [
        ...this.#ofWholeFile(source).map(found => ({ ...found, times: 1 })),
        ...repeatWarnings(report.repeated, { file: this.#request.path, apart: rowsApart(kind, layout) }, named),
        ...overwriteWarnings(report.overwritten, { file: this.#request.path, layout: this.#chosen.shown }, named),
        ...this.#findings.warnings,
      ],
      errors: this.#findings.errors,
      findings: this.#findings.faults,
      late: await lateTouches(this.#deps, report),
      ...(report.changes.length === 0 ? {} : { changes: report.changes }),
      ...this.#mending?.shown,
    };
  }

  /**
   * The rows that are facts, batch by batch. Stops at the end with exit code 1 where the control totals differ, so that nothing
   * is loaded.
   */
  async *#facts(source: Source, tx: Transaction): AsyncGenerator<readonly LoadRow[]> {
    const order = this.#inOrder();
    const asked = { tx, asked: this.#compiled.asked, clients: acceptedClients(this.#deps.workspace) };
    for await (const { rows, known } of withKnownFacts(source, order, asked)) {
      const facts: LoadRow[] = [];
      for (const passing of rows) {
        if (this.#isEnough()) break;
        this.#take(passing, known, order, facts);
      }
      if (!this.#request.dryRun) await this.#rejects.flush();
      this.#deps.progress?.({ file: this.#request.path, ...source.progress(), rows: this.#counted.read });
      yield facts;
      if (this.#isEnough()) break;
    }
    this.#notices = order.notices();
    const faults = this.#isPart ? [] : this.#totals.faults(this.#rows, this.#request.path);
    if (faults.length > 0) throw new Stop(1, faults);
  }

  /** Whether no more than the first rows are read. */
  get #isPart(): boolean {
    return this.#request.firstRows !== undefined;
  }

  #isEnough(): boolean {
    return this.#counted.read >= (this.#request.firstRows ?? Number.POSITIVE_INFINITY);
  }

  /** What the reader and the rows together have found. */
  #ofWholeFile(source: Source): readonly Fault[] {
    return [...source.findings.filter(concerning(this.#chosen.layout, source.columns)), ...this.#notices];
  }

  /** Whether the same file would come to the same facts without a word, as long as those of its own kind and clients are what they are. */
  #isAllSaid(source: Source): boolean {
    const { read, rejected, sites } = this.#counted;
    const isQuiet = this.#ofWholeFile(source).length === 0 && this.#findings.warnings.length === 0;
    const isItsOwn = this.#compiled.asked.every(({ areOtherLines }) => areOtherLines === true);
    return !this.#isPart && read > 0 && rejected === 0 && isQuiet && isItsOwn && areSitesKept(sites);
  }

  #inOrder(): RowsInOrder {
    const clients = (this.#deps.workspace.settings.clients ?? []).flatMap(({ code, name }) => [
      code,
      ...(typeof name === 'string' ? [name] : Object.values(name)),
    ]);
    const names = { file: this.#request.path, layout: this.#chosen.shown, clients };
    return new RowsInOrder(this.#chosen.layout, this.#compiled, this.#columns, names);
  }

  #take(passing: PassingRow, known: KnownFacts | undefined, order: RowsInOrder, facts: LoadRow[]): void {
    const { given, row } = passing;
    const total = order.judge(passing);
    // Control totals are of the rows, and what sums them up is none.
    if (total !== undefined && 'skip' in total) {
      this.#counted.read++;
      this.#counted.skipped++;
      this.#findings.warn(given, [total.skip]);
      this.#mending?.note(given, false);
      return;
    }
    this.#rows++;
    this.#totals.count(row);
    const made = this.#compiled.factOf(row, known);
    // What the layout leaves out with `where` is not in doubt.
    const outcome: Outcome = total === undefined || made === 'skipped' ? made : { reject: [total.reject] };
    order.count(outcome, row);
    const faults: Fault[] = [];
    this.#count(row, outcome, { facts, faults });
    this.#mending?.note(row, faults.length > 0);
    this.#listed.note(row, outcome, faults);
    if (faults.length > 0) this.#reject(row, faults);
  }

  #count(row: SourceRow, outcome: Outcome, into: { readonly facts: LoadRow[]; readonly faults: Fault[] }): void {
    if (outcome !== 'skipped' && 'several' in outcome) {
      for (const one of outcome.several) this.#count(row, one, into);
      return;
    }
    this.#counted.read++;
    if (outcome === 'skipped') this.#counted.skipped++;
    else if ('reject' in outcome) {
      this.#counted.rejected++;
      this.#counted.clients.add(outcome.client ?? '*');
      this.#counted.rejectedOf.add(outcome.client ?? '*');
      into.faults.push(...outcome.reject);
    } else {
      if (outcome.warnings.length > 0) this.#findings.warn(row, outcome.warnings);
      const { client, site } = outcome.values;
      this.#counted.clients.add(typeof client === 'string' ? client : '*');
      if (typeof site === 'string') this.#counted.sites.add(site);
      into.facts.push(outcome);
    }
  }

  #reject(row: SourceRow, faults: readonly Fault[]): void {
    this.#findings.reject(row, faults);
    if (!this.#request.dryRun) this.#rejects.add(row, faults);
  }

  /** Rows with one key and different values are known only once all are read: the file is read again for those rows. */
  async #rejectConflicts({ conflicts }: BatchReport, again: () => Promise<Source>): Promise<void> {
    if (conflicts.length === 0) return;
    const byRow = new Map<number, Conflict[]>();
    for (const conflict of conflicts) byRow.set(conflict.row, [...(byRow.get(conflict.row) ?? []), conflict]);
    const source = await again();
    const order = this.#inOrder();
    try {
      for await (const rows of source.rows) {
        for (const given of rows) {
          const { row } = order.enter(given);
          const stored = storedNumber(row);
          const found = byRow.get(stored);
          if (found === undefined) continue;
          const place = placeOf(this.#request.path, row);
          const apart = rowsApart(this.#compiled.kind, this.#chosen.layout);
          const conflict = ({ with: others, key }: Conflict): Fault =>
            fault(importFaults, 'row_conflict', { rows: rowsNamed(others, source.sheets), key, apart }, place);
          this.#reject(row, found.map(conflict));
          byRow.delete(stored);
        }
        if (!this.#request.dryRun) await this.#rejects.flush();
        if (byRow.size === 0) break;
      }
    } finally {
      await source.close();
    }
  }
}
