import type { Stop } from '../../../faults/stop.js';
import type { Phrase } from '../../../faults/phrase.js';
import { refuse } from '../refuse.js';

/** What a workbook may be at most, by the zip's own directory; the unpacking is held to the sizes declared there. */
export const limits = {
  entries: 10_000,
  sheetBytes: 4 * 2 ** 30,
  stringsBytes: 256 * 2 ** 20,
  otherBytes: 64 * 2 ** 20,
  /** How many times its packed size a part may unpack to, from a megabyte on. */
  ratio: 300,
  ratioFrom: 2 ** 20,
  differentTexts: 4_000_000,
  cellCharacters: 2 ** 20,
  /** One text or tag of the XML, in bytes. */
  token: 4 * 2 ** 20,
  /** Spreadsheet programs take 31, some of them more. */
  sheetNameCharacters: 255,
  /** Of the thread that reads. */
  memoryMegabytes: 768,
  /** How long the thread may say nothing before it is ended; while it comes forward, however slowly, it says so every second. */
  silenceMs: 30_000,
  signOfLifeMs: 1000,
};

/** The Stop for a workbook that is not well formed. */
export const broken = (file: string, reason: Phrase, cause?: unknown): Stop =>
  refuse('workbook_broken', { reason }, { file }, cause);
