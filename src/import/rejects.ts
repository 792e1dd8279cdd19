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
import { faultsBeside, headOfFaults, lineOfFaults, wordsInList } from './rejected-words.js';
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

/** A file that grows while rows are read, and what is still to be written to it. */
interface Growing {
  waiting: string[];
  handle: FileHandle | undefined;
  readonly path: string;
  readonly head: string;
}

/**
 * The rejected rows of a file, each once with all that is wrong with it, and beside it what is wrong without its words. The list has a temporary name while the file is read, and the
 * number of the batch once that is committed; where no row is rejected there is no list. Stops with exit code 3, `disk_full`.
 */
export class RejectsFile {
  readonly #directory: string;
  readonly #columns: readonly string[];
  readonly #source: Omit<RejectedSource, 'columns'>;
  readonly #language: 'en' | 'zh';
  readonly #list: Growing;
  readonly #faults: Growing;

  /** `work` is the folder where what is not finished lies: on the same disk, and nothing that a person looks into. */
  constructor(directory: string, work: string, { columns, ...source }: RejectedSource, language: 'en' | 'zh' = 'en') {
    this.#directory = directory;
    this.#columns = columns;
    this.#source = source;
    this.#language = language;
    const named = (): string => path.join(work, `rejects-${process.pid}-${++opened}.partial`);
    this.#list = { waiting: [], handle: undefined, path: named(), head: headOfList(columns) };
    this.#faults = { waiting: [], handle: undefined, path: named(), head: headOfFaults(language) };
  }

  /** The name of the source. */
  get file(): string {
    return this.#source.file;
  }

  /** Adds a row once, with everything that is wrong with it; it is written by the next `flush`. */
  add(row: SourceRow, faults: readonly Fault[]): void {
    const cells = row.written?.cells ?? row.cells;
    const columns = faults.map(({ place: { column } }) => (typeof column === 'string' ? column : ''));
    const { what, remedy } = wordsInList(faults.map(one => worded(this.#language, one)));
    const reasons = [
      nameBefore(row),
      faults.map(({ code }) => code).join(between),
      columns.join(between),
      columns.map(column => rejectedValue(cells, this.#columns, column)).join(between),
      what,
      remedy,
      this.#source.file,
      this.#formatOf(row),
    ];
    this.#list.waiting.push(rowOfList(reasons, cells));
    this.#faults.waiting.push(lineOfFaults(faults));
  }

  /** How the row's cells are read: what is between them stands there where they are as the source writes them. */
  #formatOf({ written }: SourceRow): string {
    const { format, sheet } = this.#source;
    const more = written === undefined ? sheet : nameOfDelimiter(written.delimiter);
    return more === undefined ? format : `${format} ${more}`;
  }

  /** Writes what has been added: called between batches of rows, so that memory does not grow with the file. */
  async flush(): Promise<void> {
    if (this.#list.waiting.length === 0) return;
    await writingFile(this.#directory, async () => {
      await write(this.#list);
      await write(this.#faults);
    });
  }

  /**
   * Gives the file its name, and keeps it beside that as it was written; the path of the one that people correct, or null where nothing was
   * rejected.
   */
  async finish(batch: number): Promise<string | null> {
    await this.flush();
    if (this.#list.handle === undefined) return null;
    const kept = listAsWritten(this.#directory, batch);
    await mkdir(path.dirname(kept), { recursive: true });
    // Whoever finds the list finds what belongs beside it.
    await named(this.#faults, faultsBeside(kept));
    await named(this.#list, kept);
    const shown = path.join(this.#directory, `${batch}.csv`);
    await writingFile(shown, () => this.#copy(kept, shown));
    return shown;
  }

  /** Where the disk can, both share their bytes until one is changed. */
  async #copy(kept: string, shown: string): Promise<void> {
    try {
      await copyFile(kept, this.#list.path, constants.COPYFILE_FICLONE);
      await rename(this.#list.path, shown);
    } catch (problem) {
      await rm(this.#list.path, { force: true });
      throw problem;
    }
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    for (const growing of [this.#list, this.#faults]) {
      growing.waiting = [];
      if (growing.handle === undefined) continue;
      await closed(growing);
      await rm(growing.path, { force: true });
    }
  }
}

async function write(growing: Growing): Promise<void> {
  const text = growing.waiting.join('');
  growing.waiting = [];
  if (growing.handle === undefined) {
    const folder = path.dirname(growing.path);
    await mkdir(folder, { recursive: true });
    await clearAbandoned(folder);
    growing.handle = await open(growing.path, 'wx');
    await growing.handle.appendFile(growing.head);
  }
  await growing.handle.appendFile(text);
}

async function named(growing: Growing, name: string): Promise<void> {
  await growing.handle?.sync();
  await closed(growing);
  await rename(growing.path, name);
}

async function closed(growing: Growing): Promise<void> {
  await growing.handle?.close();
  growing.handle = undefined;
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
