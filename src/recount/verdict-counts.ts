import { pageRows } from './column.js';
import type { RowSlices } from './row-slices.js';
import { none, verdicts } from './verdict.js';

/** The rows of a page that came to something else than most; each page overwrites it. */
const others = new Uint16Array(pageRows);

/** How often each verdict came in each slice: memory grows with the slices, not with the facts. */
export class VerdictCounts {
  readonly #slices: RowSlices;
  #counts = new Float64Array(verdicts);
  /** What most rows of a page are taken to come to: quicker the truer it is, and right in any case. */
  #commonest: number = none;

  constructor(slices: RowSlices) {
    this.#slices = slices;
  }

  /** Forgets what was counted. */
  begin(): void {
    this.#counts.fill(0);
  }

  /** Counts the rows of a page in all their slices: every one as the commonest verdict, then those that differ as what they are. */
  addPage(rows: number, of: Uint8Array): void {
    this.#reach(this.#slices.count);
    const [counts, commonest] = [this.#counts, this.#commonest];
    let differing = 0;
    for (let row = 0; row < rows; row++) {
      others[differing] = row;
      if (of[row] !== commonest) differing++;
    }
    if (commonest !== none) this.#slices.addRows(counts, verdicts, commonest);
    for (const slices of this.#slices.at)
      for (let i = 0; i < differing; i++) {
        const row = others[i] ?? 0;
        const first = (slices[row] ?? 0) * verdicts;
        const at = first + (of[row] ?? none);
        counts[first + commonest] = (counts[first + commonest] ?? 0) - 1;
        counts[at] = (counts[at] ?? 0) + 1;
      }
    if (differing > rows / 2) this.#commonest = of[others[differing >> 1] ?? 0] ?? none;
  }

  /** Counts one more in a slice. */
  addOne(slice: number, verdict: number): void {
    this.#reach(slice + 1);
    const at = slice * verdicts + verdict;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }

  #reach(slices: number): void {
    if (this.#counts.length >= slices * verdicts) return;
    const counts = new Float64Array(Math.max(slices * verdicts, this.#counts.length * 2));
    counts.set(this.#counts);
    this.#counts = counts;
  }

  /** How often a verdict came in a slice. */
  of(slice: number, verdict: number): number {
    return this.#counts[slice * verdicts + verdict] ?? 0;
  }

  /** Whether anything that counts came in a slice. */
  hasAny(slice: number): boolean {
    for (let verdict = 0; verdict < verdicts; verdict++) if (verdict !== none && this.of(slice, verdict) > 0) return true;
    return false;
  }
}
