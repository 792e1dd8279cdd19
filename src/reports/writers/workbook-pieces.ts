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
  | { readonly is: 'rows'; readonly rows: WordedEvidence['rows'] }
  | { readonly is: 'end' };

const rowsOfPiece = 500;

/** A wanted file in pieces, in their order. */
export function* piecesOf({ form, look, content }: WantedFile): Generator<WorkbookPiece> {
  const { history, evidence = [], client, rulebook, ...small } = content;
  yield { is: 'begin', form, look, content: small, rules: textOfRules({ client, rulebook }) };
  for (const evaluation of history) yield { is: 'earlier', evaluation };
  for (const { rows, ...list } of evidence) {
    yield { is: 'list', list };
    for (let at = 0; at < rows.length; at += rowsOfPiece) yield { is: 'rows', rows: rows.slice(at, at + rowsOfPiece) };
  }
  yield { is: 'end' };
}

/** The wanted file of all its pieces, as copying them leaves them: exact numbers are plain objects until they are made again. */
export function wantedOf(pieces: readonly WorkbookPiece[]): WantedFile {
  const [begin] = pieces;
  if (begin?.is !== 'begin') throw new TypeError('a wanted file begins with what is small');
  const history: Evaluation[] = [];
  const evidence: { readonly list: Omit<WordedEvidence, 'rows'>; readonly rows: WordedEvidence['rows'][number][] }[] = [];
  for (const piece of pieces) {
    if (piece.is === 'earlier') history.push(piece.evaluation);
    if (piece.is === 'list') evidence.push({ list: piece.list, rows: [] });
    if (piece.is !== 'rows') continue;
    for (const row of piece.rows) evidence.at(-1)?.rows.push({ ...row, values: row.values.map(exactAgain) });
  }
  const { client, rulebook } = thawRules(begin.rules);
  const lists = evidence.map(({ list, rows }) => ({ ...list, rows }));
  const { form, look, content } = begin;
  return { form, look, content: { ...content, client, rulebook, history, evidence: lists } };
}

const exactAgain = (value: Value): Value =>
  typeof value === 'object' && value !== null ? fraction(value.s * value.n, value.d) : value;
