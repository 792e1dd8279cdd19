import type { Language } from '../facts/label.js';
import { localOf } from '../facts/time.js';
import { exclusionsOf } from './adjusted.js';
import type { Exceptions } from './exception-facts.js';
import { excludedLists, excludedShares } from './exclusions.js';
import { maxEvidenceRows } from './fact-lists.js';
import { evaluationLabels } from './handout/sheet.js';
import { type ClosingShown, millisOf, periodOf, type ScorecardInput } from './input.js';
import { palette } from './palette.js';
import { plainText } from './plain-text.js';
import { type Cell, type Content, cell, gap, heading, type Row, type Sheet } from './sheet.js';
import { say } from '../words/say.js';
import { type Words } from './words.js';

/** The Audit sheet: all that is needed to find the evaluation again and to check it. */
export function auditSheet(input: ScorecardInput, words: Words, exceptions: Exceptions): Sheet {
  const { language } = input;
  const note = say(
    language,
    'plumbline audit verify recomputes this evaluation; plumbline audit workbook compares this file with the ledger',
    'plumbline audit verify 重算本次评价；plumbline audit workbook 将本文件与账本逐项核对',
  );
  const rows: Row[] = [
    ...heading(words.sheets.audit, note, 6),
    ...entries(input, words, exceptions).map(entryRow),
    ...programRows(input),
    ...closingRows(input),
    ...batchRows(input),
  ];
  return {
    name: words.sheets.audit,
    tab: palette.quiet,
    widths: [34, 30, 44, 18, 12, 22],
    rows,
    tables: [],
    colours: [],
    pictures: [],
    frozen: { rows: 3, columns: 1 },
    pagesHigh: 0,
  };
}

const entryRow = ([name, value]: readonly [string, Content]): Row => ({ cells: [cell(name, 'strong'), ...entryCells(value)] });

/** By which version of the program this workbook was laid out: another one may word its texts otherwise. */
const programRows = ({ program, language }: ScorecardInput): readonly Row[] =>
  program === undefined ? [] : [{ ...entryRow([evaluationLabels[language][2], plainText(program)]), repeats: true }];

const moment = (zone: string, at: number): Content => ({ local: localOf(zone, at) });

function entryCells(value: Content): readonly Cell[] {
  if (typeof value === 'number') return [cell(value, 'top', { format: '#,##0', span: 2 })];
  if (value !== null && typeof value === 'object') return [cell(value, 'top', { format: 'yyyy-mm-dd hh:mm:ss', span: 2 })];
  return [cell(value, 'top', { span: 2 })];
}

function entries(input: ScorecardInput, words: Words, exceptions: Exceptions): readonly (readonly [string, Content])[] {
  const { evaluation, language } = input;
  const { document } = evaluation;
  const zone = document.time_zone;
  const [id, hash, state, revision, ledger, recorded] = say(
    language,
    'Evaluation|Hash (SHA-256)|State|Revision|Ledger entry|Evaluated at',
    '评价编号|哈希（SHA-256）|状态|修订|账本条目|评价时间',
  ).split('|');
  const [client, period, from, to, timeZone] = say(
    language,
    'Client|Period|From|To (not included)|Time zone of all dates',
    '客户|期间|起|止（不含）|所有日期的时区',
  ).split('|');
  const [asOf, batch, rulebook, calculation, view, made] = say(
    language,
    'Known as of|Last batch seen|Rulebook hash|Calculation version|Made for|Workbook made at',
    '数据截止|截至批次|规则哈希|计算版本|视角|本文件生成时间',
  ).split('|');
  const depth = typeof input.client.depth === 'object' ? JSON.stringify(input.client.depth) : String(input.client.depth);
  const filters = say(language, `client ${input.client.code}`, `客户 ${input.client.code}`);
  const shownPeriod = periodOf(evaluation);
  return [
    [id ?? '', plainText(evaluation.id)],
    [hash ?? '', plainText(evaluation.hash)],
    [state ?? '', words.states[evaluation.state]],
    [revision ?? '', evaluation.revision],
    // By its hash: its number would tell the client how much is recorded of others.
    [ledger ?? '', plainText(input.ledgerEntry)],
    [recorded ?? '', moment(zone, millisOf(evaluation.made_at))],
    [client ?? '', plainText(`${document.client} · ${input.client.name[language]}`)],
    [period ?? '', plainText(shownPeriod?.id ?? document.period)],
    [from ?? '', moment(zone, millisOf(document.from))],
    [to ?? '', moment(zone, millisOf(document.to))],
    [timeZone ?? '', plainText(zone)],
    [asOf ?? '', moment(zone, millisOf(document.as_of))],
    [batch ?? '', document.as_of_batch],
    [rulebook ?? '', plainText(document.rulebook)],
    [calculation ?? '', plainText(document.calculation)],
    [
      view ?? '',
      `${words.views[input.view]} (${say(language, 'depth', '层级')}: ${input.view === 'client' ? plainText(depth) : 'all'})`,
    ],
    [say(language, 'Filters', '筛选条件'), plainText(filters)],
    [made ?? '', moment(zone, input.madeAt)],
    ...rowCounts(input, words, exceptions),
  ];
}

function rowCounts(input: ScorecardInput, words: Words, { listed, cases }: Exceptions): readonly (readonly [string, Content])[] {
  const { language, evaluation, history } = input;
  return [
    [say(language, `Rows of ${words.sheets.kpis}`, `${words.sheets.kpis}行数`), evaluation.document.metrics.length],
    [say(language, 'Earlier periods shown', '所列更早期间'), history.length],
    [say(language, `Facts listed in ${words.sheets.exceptions}`, `${words.sheets.exceptions}列出的记录`), listed],
    [say(language, 'Failures and open judgements over all measures', '各指标不合格与未判定次数合计'), cases],
    [say(language, 'Most that are listed', '列出上限'), maxEvidenceRows],
    ...adjustments(input, words),
  ];
}

/** How much was left out or agreed; nothing where every value is the raw one. */
function adjustments(input: ScorecardInput, words: Words): readonly (readonly [string, Content])[] {
  const { language, evaluation } = input;
  const { document } = evaluation;
  const exclusions = exclusionsOf(document).length;
  const overrides = document.metrics.filter(({ override }) => override !== undefined).length;
  const lists = excludedLists(input);
  if (exclusions + overrides + lists.length === 0) return [];
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return [
    [say(language, 'Exclusions', '剔除项数'), exclusions],
    [say(language, 'Overrides', '改定项数'), overrides],
    [
      say(language, `Facts listed in ${words.sheets.exclusions}`, `${words.sheets.exclusions}列出的记录`),
      sum(excludedShares(lists)),
    ],
    [say(language, 'Excluded facts there are', '被剔除记录总数'), sum(lists.map(({ totalCount }) => totalCount))],
  ];
}

/** Who closed the period, and what was acknowledged as open; nothing where nothing was. */
function closingRows({ closings = [], language, evaluation }: ScorecardInput): readonly Row[] {
  if (closings.length === 0) return [];
  const heads = say(language, 'Closed by|Evaluation|Reason|Closed at|Revision|Open', '关账人|评价|理由|关账时间|版次|未决').split(
    '|',
  );
  const zone = evaluation.document.time_zone;
  const title = say(language, 'Closings, with what was acknowledged as open', '关账记录及所确认的未决事项');
  return [
    gap(),
    { cells: [cell(title, 'section', { span: 5 })], height: 26 },
    { cells: heads.map(head => cell(head, 'header')), height: 22 },
    ...closings.map(({ actor, evaluation: id, at, revision, ...reasons }) => ({
      cells: [
        cell(plainText(actor), 'fit'),
        cell(plainText(id), 'code'),
        cell(plainText(closingReasons(reasons, language)), 'fit'),
        cell(moment(zone, at), 'center', { format: 'yyyy-mm-dd hh:mm' }),
        cell(revision, 'number'),
        cell(plainText(openText(reasons, language)), 'fit'),
      ],
    })),
  ];
}

type ClosingReasons = Pick<ClosingShown, 'waivers' | 'acknowledged'>;

const closingReasons = ({ waivers, acknowledged }: ClosingReasons, language: Language): string =>
  [
    ...(acknowledged === undefined ? [] : [acknowledged.reason]),
    ...waivers
      .filter(({ reason }) => reason !== acknowledged?.reason)
      .map(({ source, reason }) => say(language, `without ${source}: ${reason}`, `豁免 ${source}：${reason}`)),
  ].join(say(language, '; ', '；'));

/** How much was open of each kind: `figures 1, credits 1`. */
function openText({ acknowledged }: ClosingReasons, language: Language): string {
  if (acknowledged === undefined) return '';
  const names = say(language, 'figures|credits|requests|missing', '指标|服务补偿|申请|缺失').split('|');
  const counts = [acknowledged.figures, acknowledged.credits, acknowledged.requests, acknowledged.missing];
  return counts.flatMap((count, i) => (count === 0 ? [] : [`${names[i] ?? ''} ${count}`])).join(say(language, ', ', '、'));
}

function batchRows({ batches, language, evaluation }: ScorecardInput): readonly Row[] {
  if (batches === undefined || batches.length === 0) return [];
  const heads = say(language, 'File|Batch, fact|SHA-256|Committed at|Facts', '文件|批次、事实|SHA-256|提交时间|记录数').split(
    '|',
  );
  const zone = evaluation.document.time_zone;
  return [
    gap(),
    {
      cells: [
        cell(say(language, 'Sources: the batches this evaluation has seen', '来源：本次评价所见的批次'), 'section', { span: 5 }),
      ],
      height: 26,
    },
    { cells: heads.map(head => cell(head, 'header')), height: 22 },
    ...batches.map(({ batch, file, sha256, fact, facts, committedAt }) => ({
      cells: [
        cell(plainText(file), 'fit'),
        cell(`${batch}, ${fact}`, 'fit'),
        cell(plainText(sha256), 'code'),
        cell(moment(zone, committedAt), 'center', { format: 'yyyy-mm-dd hh:mm' }),
        cell(facts, 'number', { format: '#,##0' }),
      ],
    })),
  ];
}
