/** The number of what is missing. */
export const missingText = 0;

// What is remembered is given up now and then, so that memory does not grow with texts that never come again.
const most = 1 << 16;
const slots = 1 << 12;
const slotBytes = 48;

/** Numbers for the texts of columns: the same number for the same text in all of them, until texts are forgotten. */
export class Texts {
  readonly #texts: (string | null)[] = [null];
  readonly #byText = new Map<string, number>();
  #kept = 1;
  #age = 0;
  // Texts as they came, where their bytes' hash puts them; a later one of the same hash takes the slot.
  readonly #bytes = new Uint8Array(slots * slotBytes);
  readonly #lengths = new Uint8Array(slots);
  readonly #numbers = new Int32Array(slots);

  /** The number of a text that is never forgotten; only while nothing else is numbered. */
  keep(text: string): number {
    const number = this.number(text);
    this.#kept = this.#texts.length;
    return number;
  }

  number(text: string): number {
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    this.#texts.push(text);
    this.#byText.set(text, this.#texts.length - 1);
    return this.#texts.length - 1;
  }

  text(number: number): string | null {
    return this.#texts[number] ?? null;
  }

  /** Numbers hold as long as this stays the same. */
  get age(): number {
    return this.#age;
  }

  /** Gives up what is not kept, where there is too much of it. */
  forget(): void {
    if (this.#texts.length < most) return;
    for (const text of this.#texts.splice(this.#kept)) if (text !== null) this.#byText.delete(text);
    this.#numbers.fill(missingText);
    this.#age++;
  }

  /** The number of a text as it came; `decoded` reads it where it is not at hand. */
  ofBytes(bytes: Buffer, from: number, to: number, decoded: (bytes: Buffer, from: number, to: number) => string): number {
    const length = to - from;
    if (length > slotBytes) return this.number(decoded(bytes, from, to));
    let hash = length;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
    const slot = (hash ^ (hash >>> 15)) & (slots - 1);
    const known = this.#numbers[slot] ?? missingText;
    const start = slot * slotBytes;
    if (known !== missingText && this.#lengths[slot] === length && this.#holds(start, bytes, from, length)) return known;
    const number = this.number(decoded(bytes, from, to));
    this.#bytes.set(bytes.subarray(from, to), start);
    this.#lengths[slot] = length;
    this.#numbers[slot] = number;
    return number;
  }

  #holds(start: number, bytes: Uint8Array, from: number, length: number): boolean {
    for (let i = 0; i < length; i++) if (this.#bytes[start + i] !== bytes[from + i]) return false;
    return true;
  }
}

const notLookedUp = -1;

/** What is known of texts by their numbers: numbers that are not negative. */
export class ByText {
  readonly #texts: Texts;
  readonly #find: (text: string | null) => number;
  #age: number;
  #known: number[] = [];

  constructor(texts: Texts, find: (text: string | null) => number) {
    this.#texts = texts;
    this.#find = find;
    this.#age = texts.age;
  }

  /** Forgets what was found. */
  forget(): void {
    this.#known = [];
    this.#age = this.#texts.age;
  }

  at(number: number): number {
    if (this.#age !== this.#texts.age) this.forget();
    const known = this.#known[number];
    return known === undefined || known === notLookedUp ? this.#ask(number) : known;
  }

  #ask(number: number): number {
    const found = this.#find(this.#texts.text(number));
    while (this.#known.length < number) this.#known.push(notLookedUp);
    this.#known[number] = found;
    return found;
  }
}
