import { limits } from './bounds.js';
import { openPackage } from './package.js';
import { readStrings, tablesOf } from './workbook.js';
import { type Listener, xmlSteps } from './xml.js';

/**
 * The texts of the first row of a workbook's first visible sheet. Only the beginning of its parts is read, since a workbook can be large
 * and nearly none is asked about with success. Throws a Stop where it cannot be read.
 */
export async function firstRowOf(file: string): Promise<readonly string[]> {
  const zip = await openPackage(file);
  try {
    const { sheets, strings } = await tablesOf(zip, undefined);
    const row = new FirstRow();
    for await (const _ of xmlSteps(file, await zip.open(sheets[0]?.part ?? '', limits.sheetBytes), row)) if (row.ended) break;
    const last = Math.max(-1, ...row.cells.map(({ shared, text }) => (shared ? Number(text) : -1)));
    const shared = last < 0 ? [] : await readStrings(zip, strings, last + 1);
    return row.cells.map(cell => (cell.shared ? (shared[Number(cell.text)] ?? '') : cell.text));
  } finally {
    zip.close();
  }
}

/** Hears a sheet's XML up to the end of its first row. */
class FirstRow implements Listener {
  readonly cells: { readonly shared: boolean; readonly text: string }[] = [];
  ended = false;
  #shared = false;
  #text = '';
  #listening = false;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') {
      this.#shared = attributes['t'] === 's';
      this.#text = '';
    } else this.#listening = name === 'v' || name === 't';
  }

  text(text: string): void {
    if (this.#listening && !this.ended) this.#text += text;
  }

  close(name: string): void {
    this.#listening = false;
    if (name === 'row') this.ended = true;
    else if (name === 'c' && !this.ended) this.cells.push({ shared: this.#shared, text: this.#text });
  }
}
