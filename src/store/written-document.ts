import { canonicalJson } from '../evaluation/canonical.js';
import type { EvaluationDocument } from '../evaluation/document.js';
import { sha256 } from './ledger.js';

type Head = Pick<EvaluationDocument, 'client' | 'period' | 'from' | 'to' | 'as_of_batch' | 'rulebook' | 'calculation'>;

/** A document as its canonical text, with what it is found by: many are held so at once, as objects they would take ten times the memory. */
export class WrittenDocument {
  readonly head: Head;
  readonly text: string;
  /** SHA-256 of the text. */
  readonly hash: string;

  constructor(document: EvaluationDocument) {
    const { client, period, from, to, as_of_batch, rulebook, calculation } = document;
    this.head = { client, period, from, to, as_of_batch, rulebook, calculation };
    this.text = canonicalJson(document);
    this.hash = sha256(this.text);
  }
}
