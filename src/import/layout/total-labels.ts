import { foldedText } from '../../facts/folded.js';

/**
 * How sure a label is: `sure` where it is a word for totals and hardly more (Total, Subtotal week 40, 合计（24单）), `name` where the same
 * could be what somebody is called (Total, Summe), `open` where other words stand beside it (Total Hollander Foods, 华东 小计), `measure`
 * where it is something else than a total that stands below a column of numbers (Average, Count: 30).
 */
export type Label = 'sure' | 'name' | 'open' | 'measure';

const list = (text: string): readonly string[] => text.split('|').map(word => word.trim());

/** Words that say total and that nobody is called. */
const totals = list(`小计 | 小計 | 合计 | 合計 | 总计 | 總計 | 共计 | 累计 | 本页合计 | 本月合计 | 合计数
  | grand total | grandtotal | subtotal | subtotals | sub-total | sub total | total amount | overall total | sum total
  | gesamtsumme | zwischensumme | endsumme | gesamtergebnis | teilergebnis | subtotaal | eindtotaal | sous-total | sous total | subtotale
  | total general | total général | total geral | итого | итог | всего | разом | загалом | 総計 | 总数 | 總數 | 총계 | 합계
  | celkem | spolu | ukupno | skupaj | toplam | genel toplam | összesen | mindösszesen | ogółem | łącznie | yhteensä | σύνολο | σ | ∑`);

/** Words that say total and that may be a name too. */
const nameable = list(
  '汇总 | 总和 | total | totals | sum | summe | summen | gesamt | insgesamt | ergebnis | somme | totaal | totale | suma | summa | totalt | i alt | razem | viso | kokku',
);

/** Words for what else stands below a column of numbers. */
const measures = list('average | avg | ø | durchschnitt | mittelwert | moyenne | gemiddelde | promedio | 平均 | 平均值 | 平均数');

/** As these; but a number behind them names a count: Count 12. */
const counts = list('count | anzahl | aantal | nombre | 计数');

/** What a total is of, beside numbers and units. */
const periods = new Set(
  list(`week | weeks | wk | kw | cw | woche | wochen | semaine | semana | settimana | month | monat | mois | maand | mes | mese | year | jahr
    | jaar | année | quarter | quartal | day | tag | dag | jour | per | for | of | für | de | du | des | der | im | in | and | und | to | bis
    | jan | feb | mar | apr | may | jun | jul | aug | sep | sept | oct | nov | dec | january | february | march | april | june | july | august
    | september | october | november | december | januar | februar | märz | mai | juni | juli | oktober | dezember | januari | februari
    | maart | mei | augustus | janvier | février | mars | avril | juin | juillet | août | septembre | octobre | novembre | décembre
    | enero | febrero | marzo | abril | mayo | junio | julio | agosto | septiembre | octubre | noviembre | diciembre | gennaio | febbraio
    | aprile | maggio | giugno | luglio | settembre | ottobre | dicembre | q1 | q2 | q3 | q4 | page | seite | 本页 | 本月 | 本周 | 第`),
);

/** A company form, or what else says that the words are a name. */
const companyForm =
  /(?:^|[\s.,])(?:gmbh|ag|kg|kgaa|se|ohg|e\.?\s?k|inc|ltd|llc|llp|plc|corp|co|company|group|sa|s\.a|sas|sarl|srl|spa|s\.p\.a|b\.?v|n\.?v|oy|ab|as|a\/s|sp|pty|pte)(?:[\s.,]|$)|公司|集团|股份|&/u;

const mostWords = 4;
const longestLabel = 60;

const escaped = (word: string): string => word.replaceAll(' ', String.raw`\s*`);
// Chinese is written without spaces between words; others end where the next character is no letter.
const anyOf = (words: readonly string[]): string =>
  words
    .map(escaped)
    .sort((a, b) => b.length - a.length)
    .join('|');
const end = String.raw`(?!(?<![\p{Script=Han}])\p{L})`;
const begins = new RegExp(`^(?:(${anyOf(totals)})|(${anyOf(nameable)})|(${anyOf(measures)})|(${anyOf(counts)}))${end}`, 'u');
/** What a total is, behind its word: 34, (34), : 1.234. */
const count = String.raw`(?:\s*[(（]?\d[\d.,]*[)）]?)?`;
const ends = new RegExp(
  String.raw`^(.*(?:[\s:\-]|[\p{L}\p{N}](?=\p{Script=Han})))(?:${anyOf([...totals, ...nameable])})(?:\s*[:：])?${count}$`,
  'u',
);

/** The two letters that a label may begin with, so that hardly any cell has to be folded. */
const beginnings = new Set([...totals, ...nameable, ...measures, ...counts].map(word => word.slice(0, 2)));

/** Whether a text can be a label at all, as far as that shows without folding it. */
function mayBeLabel(text: string): boolean {
  return (
    text.charCodeAt(0) > 127 ||
    beginnings.has(text.slice(0, 2).toLowerCase()) ||
    /\s\S*[\p{L}:]$|(?::\s?|\()\d[\d.,]*\)?$/u.test(text)
  );
}

/** What kind of label of totals a cell is where it names its row; undefined where it is none. */
export function labelOf(cell: string): Label | undefined {
  const text = cell.trim();
  if (text === '' || text.length > longestLabel || !mayBeLabel(text)) return undefined;
  const folded = foldedText(text).replace(/(\p{Script=Han})\s+(?=\p{Script=Han})/gu, '$1');
  const found = begins.exec(folded);
  if (found === null) {
    const [, before] = ends.exec(folded) ?? [];
    if (before === undefined) return undefined;
    return isOfNumbers(before) ? 'sure' : isOpen(folded) ? 'open' : undefined;
  }
  const [word, total, , measure, count] = found;
  const rest = folded.slice(word.length);
  if (count !== undefined && !/^\s*(?:$|[:：(（])/u.test(rest)) return undefined;
  // Letters with digits right behind them are a code: TOTAL-4711, SUM123.
  if (/^[-_/.]?\d/u.test(rest) && /[a-z]$/u.test(word)) return undefined;
  const isTotal = measure === undefined && count === undefined;
  if (isOfNumbers(rest)) return isTotal ? (total !== undefined || /\d/u.test(rest) ? 'sure' : 'name') : 'measure';
  return isTotal && isOpen(folded) ? 'open' : undefined;
}

/** Only signs, numbers with their units, and words for times: week: 20, (30 shipments), 10月. */
function isOfNumbers(rest: string): boolean {
  let isAfterNumber = false;
  for (const token of rest.split(/[\s:：=()（）[\]【】,;/\-–—]+/u)) {
    if (token === '' || token === '.') continue;
    const isNumber = /\d/u.test(token);
    if (!isNumber && !isAfterNumber && !periods.has(token.replace(/\.$/u, ''))) return false;
    isAfterNumber = isNumber;
  }
  return true;
}

const connectives = new Set(['per', 'for', 'of', 'für', 'de', 'du', 'des', 'der', 'im', 'in', 'and', 'und', 'to', 'bis', '第']);
const chinesePeriod = /^(?:\d{4}年)?(?:\d{1,2}月份?|第?[\d一二三四]+季度|第?\d+周)$|^\d{4}年度?$/u;

/** Whether a text names a month, a week or another period and nothing else, as a line does that stands between rows: MARCH 2026, 2月份. */
export function isPeriod(text: string): boolean {
  const folded = foldedText(text);
  if (chinesePeriod.test(folded)) return true;
  const words = folded.split(/[\s:,/\-–—]+/u).filter(word => word !== '' && !/^\d{1,4}$/u.test(word));
  return (
    words.length > 0 && words.every(word => periods.has(word.replace(/\.$/u, ''))) && words.some(word => !connectives.has(word))
  );
}

const isOpen = (folded: string): boolean => folded.split(' ').length <= mostWords && !companyForm.test(folded);
