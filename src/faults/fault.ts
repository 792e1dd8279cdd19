import type { Code, Params } from './all.js';

/** A fault in a user's material: a value, collected and put into words where it is shown, never thrown. */
export interface Fault<K extends Code = Code> {
  readonly code: K;
  readonly severity: 'error' | 'warning';
  readonly place: FaultPlace;
  /** What the words are made of, in every language: plain data, by the code. */
  readonly params: Params[K];
  /** How it is done on the command line, for the terminal alone. */
  readonly command?: string;
  /** What can be waived, with a reason, to go on without it: the id of a source or metric. */
  readonly waives?: string;
}

/** Where a fault is: as much of it as is known. Lines and columns count from 1. */
export interface FaultPlace {
  readonly file?: string;
  /** The sheet of a workbook, where rows of several are read. */
  readonly sheet?: string;
  readonly line?: number;
  /** A cell of a sheet, such as F7, where it is filled in by hand. */
  readonly cell?: string;
  /** A character position in config, a header's name in a source file. */
  readonly column?: number | string;
  /** The source line as it stands. */
  readonly excerpt?: string;
  /** The way to a value by names and positions: in the file that is named, else in what was sent. Given to whoever fills in a form. */
  readonly path?: readonly (string | number)[];
}
