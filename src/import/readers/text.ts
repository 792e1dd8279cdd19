import iconv from 'iconv-lite';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { nearest } from '../../faults/nearest.js';
import { readersFaults } from '../../faults/readers.js';
import { type Bytes, openBytes } from './bytes.js';
import { decoderOf, detectEncoding, encodingNamed, encodingNames } from './encoding.js';
import { refuse } from './refuse.js';
import type { SourceSpec } from './source.js';

const SNIFFED = 1 << 17;

/** A text file: its bytes, what they are written in, and how it begins. */
export interface TextFile {
  readonly bytes: Bytes;
  readonly encoding: string;
  /** The first hundred thousand characters or so. */
  readonly sample: string;
  /** The sample is the whole file. */
  readonly complete: boolean;
  readonly findings: Fault[];
  /** The text in pieces; `lineAfter` gives the line on which a text that follows the last piece ends, for faults. */
  pieces(lineAfter: (text: string) => number): AsyncGenerator<string>;
}

/** Opens a text file and settles its encoding; an empty file, and one that is no text, are refused. */
export async function openText(spec: SourceSpec): Promise<TextFile> {
  const bytes = await openBytes(spec.path);
  try {
    refuseOtherFormats(spec, bytes.sample);
    const findings: Fault[] = [];
    const encoding = settledEncoding(spec, bytes, findings);
    const sample = iconv.decode(bytes.sample.subarray(0, SNIFFED), encoding);
    return {
      bytes,
      encoding,
      sample,
      complete: bytes.complete && bytes.sample.length <= SNIFFED,
      findings,
      pieces: lineAfter => pieces(spec.path, bytes, encoding, lineAfter),
    };
  } catch (error) {
    await bytes.close();
    throw error;
  }
}

function refuseOtherFormats({ path, format }: SourceSpec, sample: Buffer): void {
  if (sample.length === 0)
    throw refuse('source_empty', { expected: format === 'csv' ? 'a_header' : 'json_lines' }, { file: path });
  const start = sample.toString('latin1', 0, 4);
  if (start === 'PK\u0003\u0004') throw refuse('format_differs', { format, found: 'xlsx' }, { file: path });
  if (start === '\u00d0\u00cf\u0011\u00e0') throw refuse('workbook_old', {}, { file: path });
}

function settledEncoding(spec: SourceSpec, bytes: Bytes, findings: Fault[]): string {
  const named = spec.encoding ?? 'auto';
  if (named.trim().toLowerCase() !== 'auto') {
    const encoding = encodingNamed(named, bytes.sample);
    if (encoding === undefined) {
      const near = nearest(named, encodingNames);
      throw refuse('encoding_unknown', { encoding: named, near }, { file: spec.path });
    }
    return encoding;
  }
  const { encoding, looksLike } = detectEncoding(bytes.sample, bytes.complete);
  if (looksLike !== undefined)
    findings.push(fault(readersFaults, 'encoding_doubtful', { encoding, looksLike }, { file: spec.path }));
  return encoding;
}

async function* pieces(
  file: string,
  bytes: Bytes,
  encoding: string,
  lineAfter: (text: string) => number,
): AsyncGenerator<string> {
  const { decode } = decoderOf(encoding);
  const checked = ({ text, bad }: { text: string; bad?: string }): string => {
    if (bad !== undefined) throw refuse('encoding_invalid', { encoding, bytes: bad }, { file, line: lineAfter(text) });
    return text;
  };
  for await (const chunk of bytes.chunks()) yield checked(decode(chunk));
  yield checked(decode());
}
