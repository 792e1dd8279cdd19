import { usualCharacters } from '../../facts/folded.js';
import { parserOf } from '../layout/date-forms.js';
import { parseClock, parseIso } from '../layout/iso.js';

/** Which of day and month comes first, where a form of dates leaves it to the reader. */
export type DayOrder = 'day_first' | 'month_first';

/** Forms of one kind: they differ only in how many digits a year has, and in the time. */
interface Family {
  readonly days: readonly string[];
  readonly order?: DayOrder;
  /** What a text of this kind looks like, so that the forms are tried only where they can fit. */
  readonly looks: RegExp;
  /** Tried only where no other family fits. */
  readonly rare?: true;
}

const families: readonly Family[] = [
  { days: ['M/d/yyyy', 'M/d/yy'], order: 'month_first', looks: /^\d{1,2}\/\d/ },
  { days: ['d/M/yyyy', 'd/M/yy'], order: 'day_first', looks: /^\d{1,2}\/\d/ },
  { days: ['d.M.yyyy', 'd.M.yy'], looks: /^\d{1,2}\.\d/ },
  { days: ['d-M-yyyy', 'd-M-yy'], order: 'day_first', looks: /^\d{1,2}-\d/ },
  { days: ['M-d-yyyy', 'M-d-yy'], order: 'month_first', looks: /^\d{1,2}-\d/ },
  { days: ['d-MMM-yyyy', 'd-MMM-yy'], looks: /^\d{1,2}-[a-z]{3}-/i },
  { days: ['d MMM yyyy', 'd MMM yy', 'd MMMM yyyy'], looks: /^\d{1,2} [a-z]/i },
  { days: ['MMM d, yyyy', 'MMM d yyyy', 'MMMM d, yyyy', 'MMMM d yyyy'], looks: /^[a-z]{3,9} \d/i },
  { days: ['yyyyMMdd'], looks: /^(?:19|20)\d{6}(?:\D|$)/ },
  { days: ['yyyyMMddHHmmss', 'yyyyMMddHHmm'], looks: /^(?:19|20)\d{10,12}$/ },
  { days: ['yy-M-d', 'yy/M/d', 'yy.M.d'], looks: /^\d{2}[-/.]/, rare: true },
];

const times = ['', ' H:mm', ' H:mm:ss', ' h:mm a', ' h:mm:ss a', ', H:mm', ', H:mm:ss', "'T'H:mm:ss", ' HHmm', ' H.mm'];

/** How the dates of a column are read. */
export interface DateReading {
  /** The forms that read all of them together; none where they read one way only (ISO). */
  readonly forms: readonly string[];
  readonly order?: DayOrder;
}

/** Every way in which all of these texts are dates: several where day and month cannot be told apart, none where some are no dates. */
export function dateReadings(texts: readonly string[]): readonly DateReading[] {
  if (texts.length === 0) return [];
  // As the importer reads them: in characters of any width, and dates that read one way only beside those of a form.
  const others = texts.map(usualCharacters).filter(text => parseIso(text) === undefined);
  if (others.length === 0) return [{ forms: [] }];
  const isMixed = others.length < texts.length;
  const common = readingsOf(
    others,
    families.filter(family => family.rare === undefined),
  );
  const found =
    common.length > 0 || isMixed
      ? common
      : readingsOf(
          others,
          families.filter(family => family.rare === true),
        );
  return isMixed ? found.map(reading => ({ ...reading, forms: ['iso', ...reading.forms] })) : found;
}

function readingsOf(texts: readonly string[], tried: readonly Family[]): readonly DateReading[] {
  const looking = tried.filter(({ looks }) => texts.some(text => looks.test(text)));
  if (!texts.every(text => looking.some(({ looks }) => looks.test(text)))) return [];
  const isOrdered = looking.some(({ order }) => order !== undefined);
  return (isOrdered ? (['month_first', 'day_first'] as const) : [undefined]).flatMap(order => {
    const forms = covering(
      texts,
      looking
        .filter(family => family.order === undefined || family.order === order)
        .flatMap(({ days }) => days.flatMap(day => times.map(time => day + time))),
    );
    return forms === undefined ? [] : [{ forms, ...(order === undefined ? {} : { order }) }];
  });
}

/** The most that a column of dates is written in: with and without a time, with two and four digits of the year. */
const mostForms = 4;

/** The fewest of the forms that read all texts together, the one that reads most first; undefined where some text is read by none. */
function covering(texts: readonly string[], forms: readonly string[]): readonly string[] | undefined {
  let left = texts;
  const chosen: string[] = [];
  while (left.length > 0 && chosen.length < mostForms) {
    let best: { readonly form: string; readonly unread: readonly string[] } | undefined;
    for (const form of forms) {
      const parse = parserOf(form);
      const unread = left.filter(text => parse(text) === undefined);
      if (unread.length < (best?.unread.length ?? left.length)) best = { form, unread };
      if (unread.length === 0) break;
    }
    if (best === undefined) return undefined;
    chosen.push(best.form);
    left = best.unread;
  }
  return left.length === 0 ? chosen : undefined;
}

/** Whether a text is a time of day without a date, as texts and as spreadsheets write it. */
export const isClockTime = (text: string): boolean =>
  parseClock(usualCharacters(text)) !== undefined ||
  /^(?:上午|下午|晚上|中午|早上)?\s*(?:[01]?\d|2[0-4])\s*[:：]\s*[0-5]\d(?:\s*[:：]\s*[0-5]\d(?:\.\d+)?)?(?:\s*(?:[ap]\.?\s?m\.?|Uhr))?$/i.test(
    text,
  ) ||
  /^(?:[01]?\d|2[0-3])[时点][0-5]?\d分?$/.test(text);

/** Whether a text is a date with a time of day. */
export const hasClockTime = (text: string): boolean => /\d\s*[:时点]\s*\d{2}|^\d{12,14}$/.test(usualCharacters(text));
