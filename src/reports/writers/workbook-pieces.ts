import type { Evaluation } from '../../evaluation/document.js';
import { textOfRules, thawRules } from '../../evaluation/frozen.js';
import { fraction } from '../../facts/exact.js';
import type { Value } from '../../facts/fact.js';
import type { AnnexContent, FirstPageContent, ScorecardLook, WordedEvidence } from '../scorecard-content.js';

/** A file of a scorecard that is wanted: its workbook, or its first pages as a PDF, for which the content needs no annex. */
export interface WantedFile {
  readonly form: 'xlsx' | 'pdf';
  readonly content: FirstPageContent & Partial<AnnexContent>;
  readonly look: ScorecardLook;
}

/** What of the content is small, whatever the client is; the exact numbers of the rules stand as text in `rules`. */
type SmallContent = Omit<WantedFile['content'], 'history' | 'evidence' | 'client' | 'rulebook'>;

/**
 * A part of a wanted file on its way to another thread, small enough to be copied without keeping the sender's loop; the whole would take
 * too long where there are thousands of facts.
 */
export type WorkbookPiece =
  | {
      readonly is: 'begin';
      readonly form: WantedFile['form'];
      readonly look: ScorecardLook;
      readonly content: SmallContent;
      readonly rules: string;
    }
  | { readonly is: 'earlier'; readonly evaluation: Evaluation }
  | { readonly is: 'list'; readonly list: Omit<WordedEvidence, 'rows'> }
  | RowsOfPiece
  | { readonly is: 'end' };

type EvidenceRow = WordedEvidence['rows'][number];

/** Why a fact is what it is, and what it lacks. */
type Reason = Omit<EvidenceRow, 'values' | 'batch' | 'file' | 'row'>;

/** Rows of a list by their parts: an object for each row takes several times as long to be copied. Reasons that are the same are one object. */
interface RowsOfPiece {
  readonly is: 'rows';
  /** The values of each column. */
  readonly columns: readonly (readonly Value[])[];
  readonly reasons: readonly Reason[];
  readonly batch: readonly number[];
  readonly file: readonly string[];
  readonly row: readonly number[];
}

const rowsOfPiece = 500;

/** A wanted file in pieces, in their order. */
export function* piecesOf({ form, look, content }: WantedFile): Generator<WorkbookPiece> {
  const { history, evidence = [], client, rulebook, ...small } = content;
  yield { is: 'begin', form, look, content: small, rules: textOfRules({ client, rulebook }) };
  for (const evaluation of history) yield { is: 'earlier', evaluation };
  for (const { rows, ...list } of evidence) {
    yield { is: 'list', list };
    for (let at = 0; at < rows.length; at += rowsOfPiece) yield inParts(list.columns.length, rows.slice(at, at + rowsOfPiece));
  }
  yield { is: 'end' };
}

const inParts = (columns: number, rows: readonly EvidenceRow[]): RowsOfPiece => ({
  is: 'rows',
  columns: Array.from({ length: columns }, (_, at) => rows.map(({ values }) => values[at] ?? null)),
  reasons: reasonsOf(rows),
  batch: rows.map(({ batch }) => batch),
  file: rows.map(({ file }) => file),
  row: rows.map(({ row }) => row),
});

function reasonsOf(rows: readonly EvidenceRow[]): readonly Reason[] {
  const known = new Map<EvidenceRow['because'], Reason>();
  return rows.map(({ because, missing, unrecorded }) => {
    const one = known.get(because);
    if (one !== undefined && one.missing === missing && one.unrecorded === unrecorded) return one;
    const reason = { because, missing, unrecorded };
    known.set(because, reason);
    return reason;
  });
}

function rowsIn({ columns, reasons, batch, file, row }: RowsOfPiece): readonly EvidenceRow[] {
  const exact = columns.map(values => values.map(exactAgain));
  return batch.map((one, at) => {
    const { because, missing, unrecorded } = reasons[at] ?? {};
    const values = exact.map(values => values[at] ?? null);
    return { values, batch: one, file: file[at] ?? '', row: row[at] ?? 0, because, missing, unrecorded };
  });
}

type ArrivingList = Omit<WordedEvidence, 'rows'> & { readonly rows: WordedEvidence['rows'][number][] };

/** A wanted file as its pieces arrive, none of which is kept. Copied, exact numbers are plain objects until they are made again. */
export class ArrivingFile {
  #begin: Extract<WorkbookPiece, { readonly is: 'begin' }> | undefined;
  readonly #history: Evaluation[] = [];
  readonly #evidence: ArrivingList[] = [];

  add(piece: WorkbookPiece): void {
    if (piece.is === 'begin') this.#begin = piece;
    if (piece.is === 'earlier') this.#history.push(piece.evaluation);
    if (piece.is === 'list') this.#evidence.push({ ...piece.list, rows: [] });
    if (piece.is === 'rows') {
      const rows = this.#evidence.at(-1)?.rows;
      for (const row of rowsIn(piece)) rows?.push(row);
    }
  }

  /** The file itself, once it has arrived. */
  whole(): WantedFile {
    if (this.#begin === undefined) throw new TypeError('a wanted file begins with what is small');
    const { form, look, content, rules } = this.#begin;
    const { client, rulebook } = thawRules(rules);
    return { form, look, content: { ...content, client, rulebook, history: this.#history, evidence: this.#evidence } };
  }
}

const exactAgain = (value: Value): Value =>
  typeof value === 'object' && value !== null ? fraction(value.s * value.n, value.d) : value;
