import type { Language } from '../../../facts/label.js';
import type { Workbook } from '../../sheet.js';

/** What a PDF says of itself, so that it can be laid out once more. */
export interface Origin {
  readonly evaluation: string;
  readonly revision: number;
  readonly language: Language;
  /** UTC milliseconds. */
  readonly madeAt: number;
  /** The organisation that it names. */
  readonly author: string;
  /** The program and its version that made it. */
  readonly madeBy: string;
}

/** What is written into the properties of a PDF. */
export interface Properties {
  readonly book: Workbook;
  /** The evaluation that it shows; a portfolio shows several. */
  readonly evaluation: { readonly id: string; readonly revision: number } | undefined;
  readonly madeBy: string;
}

/**
 * A PDF with its properties, as an update at its end: the canvas writes neither a date nor a number of its own, and so its bytes are
 * the same at any time.
 */
export function withProperties(pdf: Uint8Array, properties: Properties): Uint8Array {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const end = file.subarray(-300).toString('latin1');
  const trailer =
    /trailer\s<<\/Size (\d{1,9})\s\/Root (\d{1,9}) 0 R\s\/Info (\d{1,9}) 0 R>>\sstartxref\s(\d{1,12})\s%%EOF\s*$/.exec(end);
  if (trailer === null) throw new Error('the canvas wrote a PDF with another kind of end');
  const [, size, root, info, before] = trailer;
  const object = `${info} 0 obj\n${dictionaryOf(properties)}\nendobj\n`;
  const [start, list] = [file.length, file.length + Buffer.byteLength(object, 'latin1')];
  const entry = `xref\n${info} 1\n${String(start).padStart(10, '0')} 00000 n \n`;
  const rest = `trailer\n<</Size ${size}\n/Root ${root} 0 R\n/Info ${info} 0 R\n/Prev ${before}>>\nstartxref\n${list}\n%%EOF\n`;
  return Buffer.concat([file, Buffer.from(object + entry + rest, 'latin1')]);
}

function dictionaryOf({ book, evaluation, madeBy }: Properties): string {
  const made = new Date(book.madeAt).toISOString();
  const date = `(D:${made.slice(0, 19).replace(/[-:T]/g, '')}Z)`;
  const shown = evaluation === undefined ? '' : `evaluation ${evaluation.id} revision ${evaluation.revision} `;
  return `<</Title ${text(book.title)}
/Author ${text(book.author)}
/Subject ${text(book.subject)}
/Keywords (${shown}language ${book.language} made ${made})
/Creator (${madeBy})
/Producer (Skia/PDF)
/CreationDate ${date}
/ModDate ${date}>>`;
}

/** A text of a PDF: UTF-16 with its mark, in hexadecimal digits. */
const text = (value: string): string => `<${Buffer.from(`\ufeff${value}`, 'utf16le').swap16().toString('hex')}>`;

const textOf = (hex: string): string => {
  const bytes = Buffer.from(hex.slice(0, hex.length - (hex.length % 4)), 'hex');
  return bytes
    .swap16()
    .toString('utf16le')
    .replace(/^\ufeff/, '');
};

/** How much of a file's end is searched for its properties. */
const searched = 16_384;

/** What a PDF that Plumbline wrote says of itself; undefined where it shows no evaluation or is of another make. */
export function originOf(pdf: Buffer): Origin | undefined {
  const end = pdf.subarray(-searched).toString('latin1');
  const keywords =
    /\/Keywords \(evaluation ([0-9A-Za-z_-]{1,100}) revision (\d{1,6}) language (en|zh) made ([0-9TZ:.-]{20,28})\)/.exec(end);
  const author = /\/Author <([0-9a-f]{4,4000})>/.exec(end)?.[1];
  const madeBy = /\/Creator \(([^()\\]{1,100})\)/.exec(end)?.[1];
  if (keywords === null || author === undefined || madeBy === undefined) return undefined;
  const [, evaluation = '', revision = '', language, made = ''] = keywords;
  const madeAt = Date.parse(made);
  if (Number.isNaN(madeAt)) return undefined;
  return {
    evaluation,
    revision: Number(revision),
    language: language === 'zh' ? 'zh' : 'en',
    madeAt,
    author: textOf(author),
    madeBy,
  };
}
