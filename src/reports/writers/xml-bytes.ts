/** Bytes of a piece of XML: many rows, and nothing to speak of in memory. */
const pieceBytes = 65_536;

/**
 * XML that is put together from short texts, as bytes. Texts joined to one another are copied once more to become bytes, and are cleared
 * away as so many objects: for the cells of a long sheet that takes several times as long.
 */
export class XmlBytes {
  #bytes = Buffer.allocUnsafe(pieceBytes);
  #length = 0;

  add(text: string): void {
    const { length } = text;
    // A character takes three bytes at most; a pair that stands for one takes four.
    if (this.#length + length * 3 > this.#bytes.length) this.#grow(length * 3);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) {
        this.#length = at + bytes.write(text.slice(i), at);
        return;
      }
      bytes[at++] = code;
    }
    this.#length = at;
  }

  /** Whether so much was added that it is worth to be taken. */
  get isPiece(): boolean {
    return this.#length >= pieceBytes - 8192;
  }

  /** What was added since this was called last. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.allocUnsafe(pieceBytes);
    this.#length = 0;
    return taken;
  }

  #grow(by: number): void {
    const wider = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + by));
    wider.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = wider;
  }
}
