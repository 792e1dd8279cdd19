import { withoutAccents } from '../../facts/folded.js';
import { simplified } from './dictionary/traditional.js';

/** A header in the form in which headers are compared. */
export interface HeaderForm {
  /** All of it. */
  readonly whole: string;
  /** Without what stands in brackets, which is most often a unit; '' where nothing is left. */
  readonly bare: string;
}

// What different systems call the number, the moment or the quantity of a thing; each is one word in the dictionary.
const sameWords: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'number',
      'num',
      'nbr',
      'nr',
      'no',
      'nummer',
      'numero',
      'id',
      'ident',
      'номер',
      'ном',
      'numara',
      'numarası',
      'numarasi',
      'nosu',
      'numer',
    ].map(word => [word, 'no']),
  ),
  ...Object.fromEntries(
    [
      'date',
      'time',
      'datetime',
      'timestamp',
      'dt',
      'ts',
      'on',
      'at',
      'datum',
      'zeit',
      'uhrzeit',
      'zeitpunkt',
      'am',
      'um',
      'tijd',
      'tijdstip',
      'op',
      'om',
      'heure',
      'le',
      'дата',
      'время',
      'tarih',
      'tarihi',
      'saat',
      'saati',
      'zaman',
      'zamanı',
      'zamani',
      'data',
      'dta',
      'fecha',
      'hora',
      'ora',
      'em',
      'godzina',
      'godz',
      'dnia',
      'dniu',
    ].map(word => [word, 'at']),
  ),
  ...Object.fromEntries(['cantidad', 'cant', 'quantidade', 'qtd', 'qtde', 'quantita', 'qta', 'ilosc'].map(word => [word, 'qty'])),
  ...Object.fromEntries(['codigo', 'cod', 'codice', 'kod'].map(word => [word, 'code'])),
  ...Object.fromEntries(['deliv', 'dlv'].map(word => [word, 'delivery'])),
  // Portuguese volumes are packages; a volume is cubic metres.
  volumes: 'volumes',
};

const compoundEnds: readonly (readonly [ending: RegExp, word: string])[] = [
  [/(?<=\p{L}{3})(?:nummer|nr)$/u, 'no'],
  [/(?<=\p{L}{3})(?:datum|uhrzeit|zeitpunkt|tijd)$/u, 'at'],
];

/** French words that say nothing in a header. */
const articles: ReadonlySet<string> = new Set(['de', 'du', 'des', 'd', 'la', 'l', 'les', 'en']);

/** Words of Spanish, Portuguese, Italian and Polish that say nothing between two others. */
const betweenWords: ReadonlySet<string> = new Set(
  'del el los las do da dos das di della dello dell dei degli delle y e i w'.split(' '),
);

/** Two of them are English words as well: the Requested Del. Date, the Customer DO No. */
const alsoEnglish: ReadonlySet<string> = new Set(['del', 'do']);

/** Before these they are English: in fecha del pedido and data do pedido a noun follows. */
const ofEnglish: ReadonlySet<string> = new Set(['at', 'no', 'qty']);

/** What stands with a full stop for a number, a quantity or a moment: N. DDT, N.º, Q.tà, F. entrega, H. entrega. */
const shortened: readonly (readonly [form: RegExp, word: string])[] = [
  [/(?<!\p{L})n\.o(?!\p{L})/gu, ' no '],
  [/(?<![\p{L}.])n\.(?=\s?\p{L}{2})/gu, ' no '],
  [/(?<!\p{L})q\.\s?ta(?!\p{L})/gu, ' qty '],
  [/^(?:f[.\s]|h\.)\s?(?=\p{L}{3})/u, 'at '],
];

/** What is paid in stands behind what is paid: Fracht EUR, Costo de flete MXN. */
const currencies: ReadonlySet<string> = new Set('eur usd gbp chf pln czk mxn brl cny rmb'.split(' '));

const han = /\p{Script=Han}/u;

/** No name of a column is longer; of what is longer the beginning is looked at. */
const longestHeader = 200;

const ofTwo =
  /^(?:soll|ist|plan|planned|actual|expected|target|geplant|gepland|prevu|due|date|time|datum|zeit|at|no|nr|id|code|name)$/i;

/** A header in lower case and usual width, without accents and punctuation, its words for numbers and moments made the same. */
export function headerForm(header: string): HeaderForm {
  const usual = header.slice(0, longestHeader).normalize('NFKC').replace(/\s+/g, ' ').trim();
  // In JSON, the last step of a path is the name.
  const last = /^[a-z][\w]*(?:\.[a-z][\w]*)+$/i.test(usual) ? usual.slice(usual.lastIndexOf('.') + 1) : usual;
  // A step that says only which of two it is needs what stands before it: WADat.Soll, delivery.planned.
  const named = ofTwo.test(last) ? usual : last;
  return { whole: folded(usual), bare: folded(named.replace(/[([{【「][^)\]}】」]*[)\]}】」]/g, ' ')) };
}

function folded(text: string): string {
  const plain = withoutAccents(
    text
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .replaceAll('№', ' no ')
      .replace(/(?<!\p{L})n°/giu, ' no ')
      .replace(/#/g, ' no '),
  );
  const words = shortened
    .reduce((so, [form, word]) => so.replace(form, word), plain)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return han.test(words) ? chinese(simplified(words)) : western(words);
}

function western(words: string): string {
  const folds = words
    .split(' ')
    .filter((word, _, all) => all.length === 1 || !articles.has(word))
    .filter(
      (word, i, all) => i === 0 || !(i === all.length - 1 ? currencies : betweenWords).has(word) || isEnglish(word, all[i + 1]),
    )
    .flatMap((word, i, all) => {
      // At the end it is Italian: Ordine del, DDT del.
      if (word === 'del' && i < all.length - 1) return ['delivery'];
      // Umlauts are written with two letters as well.
      const plain = word.replace(/(?<=[aou])e(?!u)/g, '');
      const whole = sameWords[word] ?? sameWords[plain];
      if (whole !== undefined) return [whole];
      const end = compoundEnds.find(([ending]) => ending.test(word));
      return end === undefined ? [singular(plain)] : [singular(plain.replace(end[0], '')), end[1]];
    })
    .filter((word, at, all) => word !== all[at - 1]);
  return folds.join(' ');
}

const isEnglish = (word: string, next = ''): boolean => alsoEnglish.has(word) && ofEnglish.has(sameWords[next] ?? next);

// Also the s that joins a German compound: Auftragsnummer is the number of the Auftrag.
const singular = (word: string): string => (word.length > 4 ? word.replace(/(?<!s)s$/, '') : word);

function chinese(words: string): string {
  return words
    .replaceAll(' ', '')
    .replace(/(?:编号|号码)$/, '号')
    .replace(/(?<=单)号号$/, '号')
    .replace(/(?:日期时间|日期|时刻)$/, '时间')
    .replace(/时间时间$/, '时间');
}
