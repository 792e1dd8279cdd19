import { add, divide, type Exact, fraction } from '../../facts/exact.js';

const million = 1_000_000;

/** A sum that stays exact without reducing a fraction at every step. */
export class RunningSum {
  #whole = 0;
  /** Of values with up to six decimals, as long as it is a safe integer. */
  #millionths = 0;
  /** Of all others, a sum for each denominator. */
  readonly #parts = new Map<bigint, bigint>();

  add(value: Exact): void {
    if (typeof value === 'number') {
      const sum = this.#whole + value;
      if (Number.isSafeInteger(sum)) this.#whole = sum;
      else this.#put(1n, BigInt(value));
      return;
    }
    const [over, under] = [Number(value.s * value.n), Number(value.d)];
    const millionths = million % under === 0 ? over * (million / under) : Number.NaN;
    const sum = this.#millionths + millionths;
    if (Number.isSafeInteger(millionths) && Number.isSafeInteger(sum)) this.#millionths = sum;
    else this.#put(value.d, value.s * value.n);
  }

  #put(denominator: bigint, numerator: bigint): void {
    this.#parts.set(denominator, (this.#parts.get(denominator) ?? 0n) + numerator);
  }

  /** Everything that was added. */
  total(): Exact {
    const plain = add(this.#whole, divide(this.#millionths, million));
    return [...this.#parts].reduce<Exact>((sum, [under, over]) => add(sum, fraction(over, under)), plain);
  }
}
