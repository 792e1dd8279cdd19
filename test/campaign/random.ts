/** Numbers that nobody chose, the same in every run of one seed (`PLUMBLINE_SEED`): mulberry32. */
class Randomly {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A number from `least` up to but not including `most`. */
  from(least: number, most: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return least + (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * (most - least);
  }
}

const seed = process.env['PLUMBLINE_SEED'] ?? '20260101';

export const randomly = new Randomly(seed === 'random' ? Date.now() : Number(seed));
