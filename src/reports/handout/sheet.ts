import type { HouseStyle, Image, Picture, Row, Sheet } from '../sheet.js';
import { cell, gap } from '../sheet.js';
import { say } from '../../words/say.js';
import { localOf } from '../../facts/time.js';
import type { ScorecardInput } from '../input.js';
import type { KpiPlan } from '../kpis.js';
import { palette } from '../palette.js';
import { plainText } from '../plain-text.js';
import { heightFor, widthOf } from '../text-width.js';
import type { Handout } from './content.js';
import { fewLines } from './few-lines.js';
import { columnsOf, type HandoutColumns, measureLines } from './measure-rows.js';
import { across, keptWithNext, type Line, paged } from './paging.js';
import { sectionLines, signatureLines } from './section-rows.js';

/** Points that a landscape A4 page has between its margins, and how much of its height is safely filled. */
const page = { width: 784, height: 505, filled: 0.95 } as const;

/** The Scorecard sheet: what is handed over, on as few printed pages as it takes. */
export function handoutSheet(input: ScorecardInput, plan: KpiPlan, handout: Handout): Sheet {
  const columns = columnsOf(handout);
  const content: readonly Line[] = [
    ...headLines(input, handout, columns),
    ...measureLines(input, plan, handout, columns),
    ...sectionLines(input, handout, columns),
  ];
  const signatures = signatureLines(input, handout, columns);
  // Signatures alone on a page would be under nothing, and so would the lines about the sheet itself.
  const lines = [...keptWithNext(content), ...signatures, ...sourceLines(input, handout, columns)];
  const { rows, pictures, breaksAfter } = paged(lines, pageHeight(columns));
  return {
    name: plan.words.sheets.scorecard,
    tab: palette.accent,
    widths: columns.widths,
    rows,
    tables: [],
    colours: [],
    pictures: [...logoOf(input.house, columns), ...pictures],
    frozen: { rows: 0, columns: 0 },
    breaksAfter,
    pagesHigh: 0,
  };
}

/** A page is as high as its width was made to fit. */
function pageHeight({ widths }: HandoutColumns): number {
  const points = widthInPixels(widths) * 0.75;
  return (page.height / Math.min(1, page.width / points)) * page.filled;
}

const widthInPixels = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + Math.trunc(width * 7 + 5), 0);

/** Pixels from the logo to the sheet's edges, and the most that it takes. */
const logoRoom = { width: 190, height: 56, edge: 6 } as const;

/** The logo as large as its place allows, at the right. */
function logoOf(house: HouseStyle | undefined, { widths }: HandoutColumns): readonly Picture[] {
  if (house?.logo === undefined) return [];
  const image = fittedImage(house.logo);
  return [{ image, left: widthInPixels(widths) - image.width - logoRoom.edge, row: 1, top: logoRoom.edge }];
}

function fittedImage(image: Image): Image {
  const factor = Math.min(logoRoom.width / image.width, logoRoom.height / image.height);
  return {
    ...image,
    width: Math.max(1, Math.round(image.width * factor)),
    height: Math.max(1, Math.round(image.height * factor)),
  };
}

function headLines(
  input: ScorecardInput,
  { head, verdict, comment }: Handout,
  { count, characters }: HandoutColumns,
): readonly Line[] {
  const { language } = input;
  const { words } = { words: say(language, 'Service scorecard', '服务记分卡') };
  const right = Math.floor(count / 2);
  const days = head.days === null ? '' : ` · ${head.days[0]} – ${head.days[1]}`;
  const contract =
    head.contract === null
      ? say(language, 'no contract: compared with the standards in force', '无合同：与现行标准比较')
      : [say(language, `contract ${head.contract.id}`, `合同 ${head.contract.id}`), head.contract.reference]
          .filter(part => part !== '')
          .join(say(language, ', ', '，'));
  const remark =
    comment === null
      ? []
      : [
          `${fewLines(language, comment.text, characters * 0.95)}\n${say(language, `${comment.by}, ${comment.day}`, `${comment.by}，${comment.day}`)}`,
        ];
  const rows: readonly Row[] = [
    {
      cells: across([cell(`${head.organisation} · ${words}`, 'band'), count - right], [cell(head.state, 'bandRight'), right]),
      height: 24,
    },
    { cells: across([cell(head.client, widthOf(head.client) > 40 ? 'clientLong' : 'client'), count - 2]), height: 36 },
    { cells: across([cell(`${head.period}${days} · ${head.time_zone}`, 'note'), count - 2]), height: 16 },
    { cells: across([cell(contract, 'note'), count - 2]), height: 16 },
    gap(6),
    { cells: across([cell(verdict, 'finding', { indent: 1 }), count]), height: heightFor(verdict, characters * 0.8, 30) },
    ...remark.map(text => ({ cells: across([cell(text, 'quote'), count]), height: heightFor(text, characters * 0.95, 22) })),
    gap(8),
  ];
  return rows.map(row => ({ row, isKept: true }));
}

/** From which the sheet can be made again and checked. */
function sourceLines(input: ScorecardInput, { head }: Handout, { count }: HandoutColumns): readonly Line[] {
  const { language, madeAt } = input;
  const at = localOf(input.evaluation.document.time_zone, madeAt);
  const [id, made] = evaluationLabels[language];
  const rows: readonly Row[] = [
    gap(10),
    { cells: across([cell(id, 'small'), 1], [cell(plainText(head.evaluation), 'small'), count - 1]), height: 14 },
    {
      cells: across([cell(made, 'small'), 1], [cell({ local: at }, 'smallLeft', { format: 'yyyy-mm-dd hh:mm:ss' }), count - 1]),
      height: 14,
    },
  ];
  return rows.map((row, position) => ({ row, isKept: position < rows.length - 1 }));
}

/** What a workbook calls its evaluation, the time at which it was made, and the version that made it: by these it is checked. */
export const evaluationLabels = {
  en: ['Evaluation', 'Workbook made at', 'Program version'],
  zh: ['评价编号', '本文件生成时间', '程序版本'],
} as const;
