import { constants } from 'node:fs';
import { copyFile, type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { writingFile } from '../faults/disk.js';
import { isProcessAlive } from '../files/process-alive.js';
import type { Fault } from '../faults/fault.js';
import { worded } from '../faults/worded.js';
import { csvCell } from './csv-cell.js';
import { rowName, type SourceRow } from './layout/row.js';
import { between, reasonColumns, rejectedValue } from './reason-columns.js';
import { keptAsText } from './spreadsheet-date.js';
import { nameOfDelimiter } from './written-again.js';

const partial = /^rejects-(\d+)-\d+\.partial$/;
let opened = 0;

/** The source that rows are rejected from: its name, its format and its columns. */
export interface RejectedSource {
  readonly file: string;
  readonly format: string;
  /** Its sheet, where its rows do not name theirs. */
  readonly sheet?: string | undefined;
  readonly columns: readonly string[];
}

/**
 * The rejected rows of a file, each once with all that is wrong with it. The list has a temporary name while the file is read, and the
 * number of the batch once that is committed; where no row is rejected there is no list. Stops with exit code 3, `disk_full`.
 */
export class RejectsFile {
  readonly #directory: string;
  readonly #columns: readonly string[];
  readonly #source: Omit<RejectedSource, 'columns'>;
  readonly #temporary: string;
  readonly #language: 'en' | 'zh';
  #waiting: string[] = [];
  #handle: FileHandle | undefined;

  /** `work` is the folder where what is not finished lies: on the same disk, and nothing that a person looks into. */
  constructor(directory: string, work: string, { columns, ...source }: RejectedSource, language: 'en' | 'zh' = 'en') {
    this.#directory = directory;
    this.#columns = columns;
    this.#source = source;
    this.#language = language;
    this.#temporary = path.join(work, `rejects-${process.pid}-${++opened}.partial`);
  }

  /** Adds a row once, with everything that is wrong with it; it is written by the next `flush`. */
  add(row: SourceRow, faults: readonly Fault[]): void {
    const cells = row.written?.cells ?? row.cells;
    const found = faults.map(fault => {
      const column = typeof fault.place.column === 'string' ? fault.place.column : '';
      const { what, remedy } = worded(this.#language, fault);
      return { code: fault.code, column, value: rejectedValue(cells, this.#columns, column), what, remedy };
    });
    const remedies = [...new Set(found.map(({ remedy }) => remedy))];
    const reasons = [
      nameBefore(row),
      found.map(({ code }) => code).join(between),
      found.map(({ column }) => column).join(between),
      found.map(({ value }) => value).join(between),
      found.map(({ what }) => what).join(between),
      remedies.join(between),
      this.#source.file,
      this.#formatOf(row),
    ];
    this.#waiting.push(rowOfList(reasons, cells));
  }

  /** How the row's cells are read: what is between them stands there where they are as the source writes them. */
  #formatOf({ written }: SourceRow): string {
    const { format, sheet } = this.#source;
    const more = written === undefined ? sheet : nameOfDelimiter(written.delimiter);
    return more === undefined ? format : `${format} ${more}`;
  }

  /** Writes what has been added: called between batches of rows, so that memory does not grow with the file. */
  async flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const text = this.#waiting.join('');
    this.#waiting = [];
    await writingFile(this.#directory, async () => (await this.#file()).appendFile(text));
  }

  /**
   * Gives the file its name, and keeps it beside that as it was written; the path of the one that people correct, or null where nothing was
   * rejected.
   */
  async finish(batch: number): Promise<string | null> {
    await this.flush();
    if (this.#handle === undefined) return null;
    await this.#handle.sync();
    await this.#close();
    const kept = listAsWritten(this.#directory, batch);
    await mkdir(path.dirname(kept), { recursive: true });
    await rename(this.#temporary, kept);
    const named = path.join(this.#directory, `${batch}.csv`);
    await writingFile(named, () => this.#copy(kept, named));
    return named;
  }

  /** Where the disk can, both share their bytes until one is changed. */
  async #copy(kept: string, named: string): Promise<void> {
    try {
      await copyFile(kept, this.#temporary, constants.COPYFILE_FICLONE);
      await rename(this.#temporary, named);
    } catch (problem) {
      await rm(this.#temporary, { force: true });
      throw problem;
    }
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    this.#waiting = [];
    if (this.#handle === undefined) return;
    await this.#close();
    await rm(this.#temporary, { force: true });
  }

  async #file(): Promise<FileHandle> {
    if (this.#handle !== undefined) return this.#handle;
    const folder = path.dirname(this.#temporary);
    await mkdir(folder, { recursive: true });
    await clearAbandoned(folder);
    const handle = await open(this.#temporary, 'wx');
    this.#handle = handle;
    await handle.appendFile(headOfList(this.#columns));
    return handle;
  }

  async #close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }
}

/** Where the list of a batch's rejected rows is kept as it was written, whatever people make of the one in the folder. */
export const listAsWritten = (directory: string, batch: number): string => path.join(directory, '.as-written', `${batch}.csv`);

/** The first line of a list of rejected rows; the byte order mark lets Excel read Chinese. */
export const headOfList = (columns: readonly string[]): string =>
  `\uFEFF${[...reasonColumns, ...columns].map(csvCell).join(',')}\r\n`;

/** A line of a list of rejected rows: why it was rejected, a text for each of `reasonColumns`, and the cells of its source. */
export const rowOfList = (reasons: readonly string[], cells: readonly string[]): string =>
  `${[...reasons, ...cells].map(cell => csvCell(keptAsText(cell))).join(',')}\r\n`;

/** A row as a person finds it in the source which held it first. */
export function nameBefore(row: SourceRow): string {
  if (row.numberBefore === undefined) return rowName(row);
  return row.sheetBefore === undefined ? String(row.numberBefore) : `${row.sheetBefore}!${row.numberBefore}`;
}

/** Removes what processes that were killed in the middle of an import have left. */
async function clearAbandoned(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const owner = Number(partial.exec(name)?.[1]);
    if (owner > 0 && !isProcessAlive(owner)) await rm(path.join(directory, name), { force: true });
  }
}
