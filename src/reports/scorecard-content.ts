import type { Label, Language } from '../facts/label.js';
import type { EvidenceList, EvidenceRow, ScorecardInput } from './input.js';
import type { HouseStyle } from './sheet.js';

/** Facts of a metric that need looking at, with why in each language that was asked for. */
export interface WordedEvidence extends Omit<EvidenceList, 'rows'> {
  readonly rows: readonly WordedRow[];
}

interface WordedRow extends Omit<EvidenceRow, 'because'> {
  readonly because?: Readonly<Partial<Record<Language, string>>> | undefined;
}

/** What a scorecard says, in no one language: the same for all its files. */
export interface ScorecardContent extends Omit<ScorecardInput, 'language' | 'organisation' | 'house' | 'evidence'> {
  readonly evidence: readonly WordedEvidence[];
}

/** What the sheets behind the first are made of besides. */
export type AnnexContent = Pick<ScorecardContent, 'evidence' | 'batches' | 'filled' | 'waves' | 'closings' | 'program'>;

/** What the first sheet is made of. */
export type FirstPageContent = Omit<ScorecardContent, keyof AnnexContent>;

/** In which language, and how, one file of a scorecard is laid out. */
export interface ScorecardLook {
  readonly language: Language;
  readonly organisation: Label;
  /** How the firm wants it to look; plain where it is left out. */
  readonly house?: HouseStyle | undefined;
}

/** The content as one file of a scorecard has it; of the first sheet alone where there is no annex. */
export function scorecardInput(
  { evidence = [], ...content }: FirstPageContent & Partial<AnnexContent>,
  { language, organisation, house }: ScorecardLook,
): ScorecardInput {
  return {
    ...content,
    language,
    organisation,
    ...(house === undefined ? {} : { house }),
    evidence: evidence.map(list => ({ ...list, rows: list.rows.map(row => rowIn(language, row)) })),
  };
}

function rowIn(language: Language, row: WordedRow): EvidenceRow {
  const said = row.because?.[language];
  if (said !== undefined) return { ...row, because: said };
  const { because: _, ...unsaid } = row;
  return unsaid;
}
