import { mostListed, type RejectedRow, type RejectedRows } from '../../contract/rejects.js';
import { isoInstant } from '../../facts/time.js';
import { type FieldNames, worded, wordedOnPage } from '../../faults/worded.js';
import { type ListedRow, openRejectedList, type RejectedList, wordsOfRow } from '../../import/rejected-list.js';
import { mendingsOf } from '../../store/mended.js';
import { dealtRows } from '../../store/rejected-marks.js';
import { type SettledRow, settledOf } from '../../store/settled.js';
import type { Deps } from '../deps.js';
import { fieldNames } from './field-names.js';
import { importShown, rejectsFile } from './list-imports.js';

/** Letters of the cells of a page, beyond which it ends. */
const mostLetters = 500_000;

/** Which rejected rows of a batch are asked for. */
export interface RejectsQuery {
  readonly batch: number;
  readonly clients: readonly string[] | 'all';
  /** The place in the list behind which they begin. */
  readonly after: number;
  readonly limit: number;
  /** Whether rows that were imported again or settled are left out. */
  readonly isOpenOnly: boolean;
}

/** Rejected rows of a batch, a page of them; undefined where the caller sees no such batch, or there is no list of them. */
export async function rejectedRowsShown(deps: Deps, asked: RejectsQuery): Promise<RejectedRows | undefined> {
  const { batch, clients } = asked;
  const shown = await importShown(deps, batch, clients);
  if (shown?.rejects == null) return undefined;
  const list = await openRejectedList(rejectsFile(deps, batch), 'told');
  if (list === undefined) return undefined;
  try {
    const { mendings, settled, dealt } = await deps.database.transaction(async tx => ({
      mendings: await mendingsOf(tx, batch, clients !== 'all'),
      settled: await settledOf(tx, batch),
      dealt: await dealtRows(tx, batch),
    }));
    const again = dealt.map(({ row, how, by }) => [row, { batch: by, is_taken: how === 'taken' }] as const);
    const done = { again: new Map(again), settled: new Map(settled.map(one => [one.row, settledJson(one)])) };
    const { rows, next, isCut } = await pageOf(list, { ...done, nameOf: fieldNames(deps.workspace, shown.layout) }, asked);
    return {
      batch,
      file: list.file,
      layout: shown.layout,
      language: deps.workspace.settings.language,
      columns: list.columns,
      to_mend: shown.to_mend,
      settled: settled.length,
      withdrawn_by: shown.withdrawn_by,
      rows,
      next: next === null ? null : String(next),
      is_cut: isCut,
      rejected_again: mendings.filter(({ to_mend: left }) => left > 0).map(({ by, to_mend }) => ({ batch: by, to_mend })),
    };
  } finally {
    await list.close();
  }
}

const settledJson = ({ reason, by, at, entry, with_batch: other }: SettledRow): NonNullable<RejectedRow['settled']> => ({
  reason,
  by,
  at: isoInstant(at),
  ledger: entry,
  ...(other === null ? {} : { with_batch: other }),
});

/** What was done about rows, by their numbers in the source. */
interface Done {
  readonly nameOf: FieldNames;
  readonly again: ReadonlyMap<string, NonNullable<RejectedRow['imported_again']>>;
  readonly settled: ReadonlyMap<string, NonNullable<RejectedRow['settled']>>;
}

interface Page {
  readonly rows: readonly RejectedRow[];
  readonly next: number | null;
  /** Whether the list holds more than is looked through. */
  readonly isCut: boolean;
}

async function pageOf(
  list: RejectedList,
  done: Done,
  { after, limit, isOpenOnly }: Pick<RejectsQuery, 'after' | 'limit' | 'isOpenOnly'>,
): Promise<Page> {
  const rows: RejectedRow[] = [];
  let letters = 0;
  for await (const batch of list.rows) {
    for (const listed of batch) {
      if (listed.at > mostListed) return { rows, next: null, isCut: true };
      const settled = done.settled.get(listed.row) ?? null;
      const became = { imported_again: settled === null ? (done.again.get(listed.row) ?? null) : null, settled };
      const isDone = done.again.has(listed.row);
      if (listed.at <= after || (isOpenOnly && isDone)) continue;
      if (rows.length === limit || letters > mostLetters) return { rows, next: rows.at(-1)?.at ?? null, isCut: false };
      rows.push(rowJson(listed, became, done.nameOf));
      letters += listed.cells.reduce((sum, cell) => sum + cell.length, 0);
    }
  }
  return { rows, next: null, isCut: false };
}

function rowJson(listed: ListedRow, became: Pick<RejectedRow, 'imported_again' | 'settled'>, nameOf: FieldNames): RejectedRow {
  const { at, row, remedy, cells } = listed;
  const [en, zh] = [wordsOfRow(listed, one => worded('en', one)), wordsOfRow(listed, one => worded('zh', one))];
  const [pageEn, pageZh] = (['en', 'zh'] as const).map(language =>
    wordsOfRow(listed, one => wordedOnPage(language, one, nameOf)),
  );
  const faults = listed.faults.map((one, i) => {
    const [inEn, inZh, onPageEn, onPageZh] = [en?.[i], zh?.[i], pageEn?.[i], pageZh?.[i]];
    if (inEn === undefined || inZh === undefined || onPageEn === undefined || onPageZh === undefined) return one;
    const what = { en: inEn.what, zh: inZh.what };
    const found = { en: onPageEn.what, zh: onPageZh.what };
    const isNamed = found.en !== what.en || found.zh !== what.zh;
    const remedy = { en: onPageEn.remedy, zh: onPageZh.remedy };
    return { ...one, in_both: { what, ...(isNamed ? { what_on_page: found } : {}), remedy } };
  });
  return { at, row, cells, faults, remedy, ...became };
}
