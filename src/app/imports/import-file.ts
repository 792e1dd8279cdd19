import type { ImportedBatch as ImportedBatchJson } from '../../contract/imports.js';
import type { Actor } from '../../store/actor.js';
import path from 'node:path';
import type { Fault } from '../../faults/fault.js';
import { sheetAndRow } from '../../facts/source-row.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { faultJson } from '../../faults/worded.js';
import type { CompiledLayout, Outcome } from '../../import/layout/compiled.js';
import { type SourceRow, storedNumber } from '../../import/layout/row.js';
import { openSource, sniffFormat } from '../../import/readers/open.js';
import type { Format, Source } from '../../import/readers/source.js';
import { RejectsFile } from '../../import/rejects.js';
import type { RawLayout } from '../../rulebook/workspace.js';
import type { LoadRow } from '../../store/facts/copy-text.js';
import { type BatchReport, loadBatch } from '../../store/facts/load.js';
import { ControlTotals } from './control-totals.js';
import type { Conflict } from '../../store/facts/duplicate-keys.js';
import type { Deps } from '../deps.js';
import { type OpenSource, openWithHeader } from './find-header.js';
import { chooseLayout, layoutContext } from './layouts.js';
import { lateTouches } from '../periods/late.js';
import { type RepeatedFault, RowFindings } from './row-findings.js';
import { lastWatermark, noteWatermark } from './watermarks.js';

/** Which file to import, how to read it, and on whose behalf. */
export interface ImportRequest {
  readonly path: string;
  /** The layout's name; without it the import stops and shows a proposal. */
  readonly layout?: string | undefined;
  /** Does everything and takes it back. */
  readonly dryRun: boolean;
  readonly actor: Actor;
}

/** What became of one file. `rejects` is the file that holds the rejected rows, `findings` the first of their faults. */
export interface ImportedBatch extends Omit<ImportedBatchJson, 'warnings' | 'findings'> {
  readonly warnings: readonly RepeatedFault[];
  readonly findings: readonly Fault[];
}

/** A batch as JSON carries it. */
export const batchJson = (batch: ImportedBatch) => ({
  ...batch,
  warnings: batch.warnings.map(faultJson),
  findings: batch.findings.map(faultJson),
});

/** Imports one file as one batch: whole or not at all. Stops with the faults of a file or layout that cannot be used. */
export async function importFile(deps: Deps, request: ImportRequest): Promise<ImportedBatch> {
  const chosen = await chooseLayout(deps, request);
  const format = chosen.layout.format ?? (await sniffFormat(request.path));
  const after = await startOf(deps, chosen);
  const open: OpenSource = headerRow => openFor(deps, request, chosen, format, { after, headerRow });
  const { source, compiled, again } = await openWithHeader(open, { ...chosen.layout, format }, async sheet => ({
    ...(await layoutContext(deps.workspace, chosen, { file: request.path, format, importedAt: deps.clock() })),
    ...(sheet === undefined ? {} : { sheet }),
  }));
  try {
    const { directory, settings } = deps.workspace;
    const work = path.join(directory, '.plumbline');
    const rejects = new RejectsFile(path.join(directory, 'rejects'), work, source.columns, settings.language);
    try {
      return await new FileImport(deps, request, chosen, compiled, rejects, source.delimiter).run(source, again);
    } finally {
      await rejects.discard();
    }
  } finally {
    await source.close();
  }
}

async function openFor(
  deps: Deps,
  request: ImportRequest,
  { layout }: RawLayout,
  format: Format,
  { after, headerRow }: { readonly after: string | undefined; readonly headerRow: number | undefined },
): Promise<Source> {
  const { encoding, delimiter, sheet, header_row = headerRow, header_rows, merged, query, connection, watermark } = layout;
  const since = watermark === undefined ? {} : { watermark: { column: watermark.column, after } };
  const named = Array.isArray(sheet) ? sheet.map(String) : sheet === undefined ? undefined : String(sheet);
  const { header: names, footer_rows, quote, escape, multiline, comment, ragged } = layout;
  const header = { header: names, header_row, header_rows, footer_rows, merged };
  const cells = { quote, escape, multiline, comment, ragged };
  const spec = {
    path: request.path,
    format,
    encoding,
    delimiter,
    sheet: named,
    ...header,
    ...cells,
    query,
    connection,
    ...since,
  };
  return openSource(spec, deps.env === undefined ? {} : { env: deps.env });
}

/** Where a query with a watermark goes on: after what was read last, else where its layout says. */
async function startOf(deps: Deps, { layout }: RawLayout): Promise<string | undefined> {
  if (layout.watermark === undefined) return undefined;
  const { after } = layout.watermark;
  return (await lastWatermark(deps, layout.layout)) ?? (after === undefined ? undefined : String(after));
}

/**
 * The name of a file in the records: inside the workspace its path from there, so that the records stay the same when the
 * workspace is moved.
 */
function recorded(file: string, directory: string): string {
  const inside = path.relative(directory, path.resolve(file));
  return inside === '' || inside.startsWith('..') || path.isAbsolute(inside) ? file : inside.split(path.sep).join('/');
}

/** Rows by the numbers under which they are kept, as a person finds them. */
function rowsNamed(stored: readonly number[], sheets: readonly string[] | undefined): readonly (number | string)[] {
  if (sheets === undefined) return stored;
  return stored.map(one => {
    const { sheet, row } = sheetAndRow(one);
    return `${sheets[sheet] ?? sheet + 1}!${row}`;
  });
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
  readonly #counted = { read: 0, rejected: 0, skipped: 0, clients: new Set<string>() };
  /** Rows of the file: what `expect: rows` counts. Where a layout has `each`, what is read are its cells. */
  #rows = 0;

  constructor(
    deps: Deps,
    request: ImportRequest,
    chosen: RawLayout,
    compiled: CompiledLayout,
    rejects: RejectsFile,
    delimiter: string | undefined,
  ) {
    this.#findings = new RowFindings(delimiter);
    this.#deps = deps;
    this.#request = request;
    this.#chosen = chosen;
    this.#compiled = compiled;
    this.#rejects = rejects;
    this.#totals = new ControlTotals(chosen.layout, compiled);
  }

  async run(source: Source, again: () => Promise<Source>): Promise<ImportedBatch> {
    const { layout } = this.#chosen;
    const { path: file, dryRun, actor } = this.#request;
    const { kind, mapped } = this.#compiled;
    const { database, clock, workspace } = this.#deps;
    const sha256 = (): string => source.sha256();
    const load = {
      kind: kind.name,
      mapped,
      ownFields: workspace.rulebook.fields,
      file: recorded(file, workspace.directory),
      sheets: source.sheets,
      sha256,
      layout: layout.layout,
      actor,
      at: clock,
    };
    const report = await loadBatch(database, load, this.#facts(source), { dryRun, counted: () => this.#counted });
    await this.#rejectConflicts(report, again);
    const mark = source.watermark?.();
    if (report.batch !== null && mark !== undefined) {
      await noteWatermark(this.#deps, { layout: layout.layout, batch: report.batch, value: mark }, actor);
    }
    return {
      batch: report.batch,
      file,
      sha256: source.sha256(),
      layout: layout.layout,
      fact: kind.name,
      rows: report.rows,
      rejects: report.batch === null ? null : await this.#rejects.finish(report.batch),
      warnings: [...source.findings.map(finding => ({ ...finding, times: 1 })), ...this.#findings.warnings],
      findings: this.#findings.faults,
      late: await lateTouches(this.#deps, report),
    };
  }

  /**
   * The rows that are facts, batch by batch. Stops at the end with exit code 1 where the control totals differ, so that nothing
   * is loaded.
   */
  async *#facts(source: Source): AsyncGenerator<readonly LoadRow[]> {
    for await (const rows of source.rows) {
      const facts: LoadRow[] = [];
      for (const row of rows) this.#take(row, facts);
      if (!this.#request.dryRun) await this.#rejects.flush();
      this.#deps.progress?.({ file: this.#request.path, ...source.progress(), rows: this.#counted.read });
      yield facts;
    }
    const faults = this.#totals.faults(this.#rows, this.#request.path);
    if (faults.length > 0) throw new Stop(1, faults);
  }

  #take(row: SourceRow, facts: LoadRow[]): void {
    this.#rows++;
    this.#totals.count(row);
    this.#count(row, this.#compiled.factOf(row), facts);
  }

  #count(row: SourceRow, outcome: Outcome, facts: LoadRow[]): void {
    if (outcome !== 'skipped' && 'several' in outcome) {
      for (const one of outcome.several) this.#count(row, one, facts);
      return;
    }
    this.#counted.read++;
    if (outcome === 'skipped') this.#counted.skipped++;
    else if ('reject' in outcome) {
      this.#counted.rejected++;
      this.#counted.clients.add(outcome.client ?? '*');
      this.#reject(row, outcome.reject);
    } else {
      if (outcome.warnings.length > 0) this.#findings.warn(row, outcome.warnings);
      const { client } = outcome.values;
      this.#counted.clients.add(typeof client === 'string' ? client : '*');
      facts.push(outcome);
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
    try {
      for await (const rows of source.rows) {
        for (const row of rows) {
          const place = {
            file: this.#request.path,
            ...(row.sheet === undefined ? {} : { sheet: row.sheet.name }),
            line: row.number,
          };
          const stored = storedNumber(row);
          for (const { with: rows, key } of byRow.get(stored) ?? [])
            this.#reject(row, [fault(importFaults, 'row_conflict', { rows: rowsNamed(rows, source.sheets), key }, place)]);
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
