import { compatibleForm } from '../../facts/folded.js';
import type { FactKindName } from '../../facts/kinds.js';

/** What a title, the name of a sheet or that of a file calls a list of one kind of fact; a word may go on. */
const kindWords: Readonly<Record<FactKindName, RegExp>> = {
  shipment: wordsLike(
    'shipment|shipping|deliver(?:y|ies)|consignment|waybill|dispatch|sendung|lieferung|ablieferbeleg|zustell|frachtbrief|zending|levering|vracht|exp[eé]dition|livraison|transport|dostaw|wysyłk|przesył|list(?:y|ów)? przewoz|albar[aá]n|env[ií]os?(?!\\p{L})|entreg|expedici[oó]n|expedi[cç][aã]o|remessa|consegn|spedizion|ddt(?!\\p{L})|bolle(?!\\p{L})|доставк|отправк|отправлен|отгрузк|накладн|перевозк|sevkiyat|teslimat|irsaliye|kargo',
    '运单|快递|配送|签收|回单|发运',
  ),
  complaint: wordsLike(
    'complaint|claim|reklamation|beschwerde|klacht|plainte|r[eé]clamation|litige|reklamac[jy]|skarg|szk[oó]d|reclam|quej|queix|siniest|sinist|contestazion|жалоб|претензи|рекламац|şikayet',
    '投诉|客诉|理赔|索赔',
  ),
  contact: wordsLike('calls?(?!\\p{L})|hotline|anruf', '来电|呼入|呼叫|通话|话务'),
  warehouse_task: wordsLike(
    'warehouse (?:task|order)|picking|putaway|wareneingang|warenausgang|kommission|magazijn|orderverzamel|pr[eé]paration|kompletac',
    '入库|拣货|上架',
  ),
  stock_count: wordsLike(
    'stock ?(?:count|take)|cycle count|inventur|voorraadtelling|telling|inventaire|inwentaryz|invent[aá]ri',
    '盘点',
  ),
  quality_check: wordsLike('quality check', '质检'),
  transport_demand: wordsLike('transport demand|transportbedarf', '用车|运力需求'),
  survey_answer: wordsLike(
    'survey|questionnaire|customer satisfaction|umfrage|befragung|kunden(?:umfrage|befragung|zufriedenheit)|zufriedenheit|(?:klant)?tevredenheid|enqu[eê]te|satisfaction|ankiet|encuesta|inqu[eé]rito|sondaggio|questionari|satisfac|satisfa[cç]|soddisfazion|опрос|анкет|удовлетвор[её]нност|anket|memnuniyet',
    '问卷|满意度调查',
  ),
  invoice: wordsLike('invoice|billing|rechnung|factu(?:re|ur|ra)|faktur|fatura|fattur', '账单|发票|对账'),
  reading: wordsLike('meter reading', '读数'),
};

/** Western words where they begin, Chinese ones wherever they stand. */
function wordsLike(western: string, chinese: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${western})|${chinese}`, 'iu');
}

/** Whether what a file says of itself calls its rows facts of this kind. */
export const isCalled = (kind: FactKindName, about: readonly string[]): boolean =>
  about.some(text => kindWords[kind].test(compatibleForm(text).replace(/[_\d]+/g, ' ')));
