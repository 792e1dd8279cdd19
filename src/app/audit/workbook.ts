import type { FrozenRules } from '../../evaluation/frozen.js';
import { auditFaults } from '../../faults/audit.js';
import { fault } from '../../faults/make.js';
import { type PlainPhrase } from '../../faults/phrase.js';
import { Stop } from '../../faults/stop.js';
import type { Language } from '../../facts/label.js';
import { instantOf } from '../../facts/time.js';
import { evaluationLabels } from '../../reports/handout/sheet.js';
import type { Scorecard } from '../../reports/scorecard.js';
import { type Content, letters } from '../../reports/sheet.js';
import { programVersion } from '../../reports/writers/program-version.js';
import { wordsOf } from '../../reports/words.js';
import type { Deps } from '../deps.js';
import { laidOutAgain } from './laid-out-again.js';
import { comparedAcrossVersions } from './across-versions.js';
import { type FoundContent, type FoundWorkbook, readWorkbook } from './read-workbook.js';
import { isSameContent } from './same-content.js';

/** A cell that is not what the ledger gives. */
export interface CellDifference {
  /** Sheet!address. */
  readonly cell: string;
  /** As text; null where the cell is empty, or its sheet is not there. */
  readonly expected: string | null;
  readonly found: string | null;
  /** The whole sheet is not there; it is reported once, at its first cell. */
  readonly sheet_missing?: true;
}

/** The version of the program that a workbook names, where it is another than this one, and what that one says otherwise. */
interface OtherVersion {
  /** Null where the workbook names none, as those of early versions. */
  readonly version: string | null;
  /** The same figures and statuses in another text, unit, formula or place. */
  readonly worded: readonly CellDifference[];
}

/** What a workbook's check came to. */
export interface WorkbookAudit {
  readonly file: string;
  readonly evaluation: string;
  readonly client: string;
  readonly period: string;
  readonly revision: number;
  readonly cells: number;
  readonly differences: readonly CellDifference[];
  /** It shows earlier periods that nobody had closed, as workbooks of open months formerly did, and is held against that. */
  readonly with_open_periods?: true;
  /** Left out where this version made it, or nothing in it is otherwise. */
  readonly other_version?: OtherVersion;
}

/** Holds every cell of a scorecard against what the ledger's evaluations and the frozen rules give. Reads only. */
export async function auditWorkbook(deps: Deps, file: string): Promise<WorkbookAudit> {
  const found = await readWorkbook(file);
  const audit = auditSheetOf(found, file);
  return deps.database.transaction(async tx => {
    const said = {
      evaluation: audit.evaluation,
      language: audit.language,
      author: found.creator,
      madeAt: ({ client }: FrozenRules) => instantOf(client.time_zone, audit.madeAt).at,
    };
    const { stored, card, leavesOut } = await laidOutAgain(tx, said, 'whole');
    const { id, client: code, period, revision } = stored;
    const about = { file, evaluation: id, client: code, period, revision };
    const now = compareCells(found, card, audit);
    if (now.differences.length === 0 || !leavesOut) return { ...about, ...now };
    const formerly = compareCells(found, (await laidOutAgain(tx, { ...said, withOpenPeriods: true }, 'whole')).card, audit);
    if (formerly.differences.length >= now.differences.length) return { ...about, ...now };
    return { ...about, ...formerly, with_open_periods: true };
  });
}

type CellComparison = Pick<WorkbookAudit, 'cells' | 'differences' | 'other_version'>;

function compareCells(found: FoundWorkbook, { sheets }: Scorecard, { language, program }: AuditSheet): CellComparison {
  const compared = sheets.map(sheet => {
    const cells = cellsOf(sheet.rows);
    return { sheet, count: cells.size, differences: differencesIn(sheet.name, cells, found.sheets.get(sheet.name)) };
  });
  const cells = compared.reduce((sum, { count }) => sum + count, 0);
  const strict = compared.flatMap(({ differences }) => differences);
  if (strict.length === 0 || program === programVersion()) return { cells, differences: strict };
  const [differences, worded]: [CellDifference[], CellDifference[]] = [[], []];
  for (const { sheet, differences: own } of compared.filter(one => one.differences.length > 0)) {
    if (own.some(({ sheet_missing: isMissing }) => isMissing === true)) differences.push(...own);
    else
      for (const { isChanged, address, ...contents } of comparedAcrossVersions(sheet, found, language))
        (isChanged ? differences : worded).push(differenceAt(`${sheet.name}!${address}`, contents));
  }
  return { cells, differences, other_version: { version: program ?? null, worded } };
}

const differenceAt = (
  cell: string,
  { expected, found }: { readonly expected: Content; readonly found: FoundContent },
): CellDifference => ({ cell, expected: cellText(expected), found: cellText(found) });

interface AuditSheet {
  readonly language: Language;
  readonly evaluation: string;
  /** By the clock of the client's zone. */
  readonly madeAt: number;
  /** The version that made it; undefined where it names none. */
  readonly program: string | undefined;
}

/** What the Audit sheet says, or the Scorecard where that one was left out: which evaluation, and when the workbook was made. */
function auditSheetOf(book: FoundWorkbook, file: string): AuditSheet {
  const found = (['en', 'zh'] as const).flatMap(language =>
    (['audit', 'scorecard'] as const).flatMap(key => {
      const cells = book.sheets.get(wordsOf(language).sheets[key]);
      return cells === undefined ? [] : [{ language, cells }];
    }),
  );
  const [{ language, cells } = { language: undefined, cells: new Map<string, FoundContent>() }] = found;
  const refuse = (reason: PlainPhrase): Stop =>
    new Stop(2, [fault(auditFaults, 'workbook_not_a_scorecard', { reason }, { file })]);
  if (language === undefined) throw refuse('no_audit_sheet');
  const [evaluationLabel, madeLabel, programLabel] = evaluationLabels[language];
  const named = (label: string): FoundContent => {
    const at = [...cells].find(([address, value]) => address.startsWith('A') && value === label)?.[0];
    return at === undefined ? null : (cells.get(`B${at.slice(1)}`) ?? null);
  };
  const evaluation = named(evaluationLabel);
  const madeAt = named(madeLabel);
  if (typeof evaluation !== 'string') throw refuse('no_evaluation_named');
  const program = named(programLabel);
  return {
    language,
    evaluation,
    madeAt: typeof madeAt === 'number' ? madeAt : 0,
    program: typeof program === 'string' ? program : book.program,
  };
}

type Cells = ReadonlyMap<string, Content>;

function cellsOf(rows: readonly { readonly cells: readonly ({ readonly value: Content } | undefined)[] }[]): Cells {
  const cells = new Map<string, Content>();
  rows.forEach(({ cells: line }, row) =>
    line.forEach((cell, column) => {
      if (cell !== undefined && cell.value !== null && cell.value !== '')
        cells.set(`${letters(column + 1)}${row + 1}`, cell.value);
    }),
  );
  return cells;
}

function differencesIn(
  sheet: string,
  expected: Cells,
  found: ReadonlyMap<string, FoundContent> | undefined,
): readonly CellDifference[] {
  if (found === undefined) return [{ cell: `${sheet}!A1`, expected: null, found: null, sheet_missing: true }];
  const addresses = new Set([...expected.keys(), ...found.keys()]);
  return [...addresses].flatMap(address => {
    const [wanted, there] = [expected.get(address) ?? null, found.get(address) ?? null];
    return isSameContent(wanted, there) ? [] : [differenceAt(`${sheet}!${address}`, { expected: wanted, found: there })];
  });
}

/** A cell's content as one text, null where it has none; a formula with its stored result. */
function cellText(content: Content | FoundContent): string | null {
  if (content === null) return null;
  if (typeof content === 'string') return JSON.stringify(content.replace(/\r\n?/g, '\n'));
  if (typeof content === 'number') return String(content);
  if (typeof content === 'boolean') return String(content);
  if ('local' in content) return String(content.local);
  return `=${content.formula} → ${typeof content.result === 'string' ? JSON.stringify(content.result) : String(content.result)}`;
}
