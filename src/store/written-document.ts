import { type WrittenRecord, writtenRecord } from '../evaluation/canonical.js';
import type { EvaluationDocument } from '../evaluation/document.js';
import { sha256 } from './ledger.js';

type Head = Pick<EvaluationDocument, 'client' | 'period' | 'from' | 'to' | 'as_of_batch' | 'rulebook' | 'calculation'>;

/** A document as its canonical text, with what it is found by: many are held so at once, as objects they would take ten times the memory. */
export class WrittenDocument {
  readonly head: Head;
  /** The text in UTF-8. */
  readonly bytes: Uint8Array;
  /** SHA-256 of the text. */
  readonly hash: string;
  readonly #places: WrittenRecord['places'];

  constructor(document: EvaluationDocument) {
    const { client, period, from, to, as_of_batch, rulebook, calculation } = document;
    this.head = { client, period, from, to, as_of_batch, rulebook, calculation };
    const { bytes, places } = writtenRecord(document);
    this.bytes = bytes;
    this.hash = sha256(bytes);
    this.#places = places;
  }

  /** The members of the document as they are written, by their names. */
  *members(): Generator<readonly [name: string, text: string]> {
    for (const [name, [from, to]] of this.#places) yield [name, textOf(this.bytes.subarray(from, to))];
  }

  /** The document as it is read back. */
  read(): EvaluationDocument {
    // Written from one.
    return JSON.parse(textOf(this.bytes)) as EvaluationDocument;
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);
