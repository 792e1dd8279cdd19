import { setImmediate } from 'node:timers/promises';
import iconv from 'iconv-lite';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { nearest } from '../../faults/nearest.js';
import { readersFaults } from '../../faults/readers.js';
import { type Bytes, openBytes } from './bytes.js';
import { type BadBytes, decoderOf } from './decoder.js';
import { detectEncoding, encodingNamed, encodingNames } from './encoding.js';
import { piecesWithoutEndMark, withoutEndMark } from './end-mark.js';
import { jsonDocument } from './json-document.js';
import { otherKind } from './other-kind.js';
import { refuse } from './refuse.js';
import type { SourceSpec } from './source.js';

const SNIFFED = 1 << 17;
/** What is made of a piece is done with before the next one comes: so little at a time lives that hardly any of it has to be moved. */
const pieceLength = 1 << 14;

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
    const complete = bytes.complete && bytes.sample.length <= SNIFFED;
    const begin = iconv.decode(bytes.sample.subarray(0, SNIFFED), encoding);
    const document = jsonDocument(begin, complete);
    if (document !== undefined) throw refuse('json_document', document, { file: spec.path });
    return {
      bytes,
      encoding,
      sample: complete ? withoutEndMark(begin) : begin,
      complete,
      findings,
      pieces: lineAfter => piecesWithoutEndMark(pieces(spec, bytes, encoding, lineAfter)),
    };
  } catch (error) {
    await bytes.close();
    throw error;
  }
}

function refuseOtherFormats({ path, format }: SourceSpec, sample: Buffer): void {
  if (sample.length === 0)
    throw refuse('source_empty', { expected: format === 'csv' ? 'a_header' : 'json_lines' }, { file: path });
  const kind = otherKind(sample);
  if (kind === 'json') throw refuse('json_array', {}, { file: path });
  if (kind !== undefined) throw refuse('source_other_kind', { is: kind }, { file: path });
  const start = sample.toString('latin1', 0, 4);
  if (start === 'PK\u0003\u0004') throw refuse('format_differs', { format, found: 'xlsx' }, { file: path });
  if (start === '\u00d0\u00cf\u0011\u00e0') throw refuse('workbook_old', {}, { file: path });
}

function settledEncoding(spec: SourceSpec, bytes: Bytes, findings: Fault[]): string {
  if (isNamed(spec)) {
    const named = spec.encoding ?? 'auto';
    const encoding = encodingNamed(named, bytes.sample);
    if (encoding === undefined) {
      const near = nearest(named, encodingNames);
      throw refuse('encoding_unknown', { encoding: named, near }, { file: spec.path });
    }
    return encoding;
  }
  const { encoding, candidates } = detectEncoding(bytes.sample, bytes.complete);
  if (candidates.length > 0)
    findings.push(fault(readersFaults, 'encoding_doubtful', { encoding, candidates }, { file: spec.path }));
  return encoding;
}

async function* pieces(
  spec: SourceSpec,
  bytes: Bytes,
  encoding: string,
  lineAfter: (text: string) => number,
): AsyncGenerator<string> {
  const { decode } = decoderOf(encoding);
  const checked = ({ text, bad }: { text: string; bad?: BadBytes }, chunk: Buffer): string => {
    if (bad === undefined) return text;
    const params = {
      encoding,
      isNamed: isNamed(spec),
      ...wrongBytes(bad, chunk),
      isMixed: encoding === 'utf-8' && isMixed(bad, bytes.sample, text),
    };
    throw refuse('encoding_invalid', params, { file: spec.path, line: lineAfter(text) });
  };
  for await (const chunk of bytes.chunks()) {
    const text = checked(decode(chunk), chunk);
    for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength);
    // What has been read already comes without waiting: others are answered between two pieces.
    await setImmediate();
  }
  yield checked(decode(), Buffer.alloc(0));
}

const isNamed = ({ encoding = 'auto' }: SourceSpec): boolean => encoding.trim().toLowerCase() !== 'auto';

/** What can be said of bytes that an encoding does not have: which they are, where, and what their line is likely written in. */
function wrongBytes(bad: BadBytes, chunk: Buffer) {
  const at = Math.max(0, chunk.indexOf(bad.bytes));
  const end = chunk.indexOf(10, at);
  const line = chunk.subarray(chunk.lastIndexOf(10, at) + 1, end < 0 ? chunk.length : end);
  return {
    bytes: [...bad.bytes].map(byte => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(' '),
    at: bad.at + 1,
    likely: likelyOf(line),
  };
}

/** Whether characters beyond ASCII stand before bad bytes and were read: in UTF-8 they show that the file began in it. */
const isMixed = ({ at }: BadBytes, sample: Buffer, before: string): boolean =>
  /[^\0-\x7f]/.test(before) || sample.subarray(0, at).some(byte => byte > 0x7f);

/** What a line is likely written in; undefined where its bytes say nothing. */
function likelyOf(line: Buffer): string | undefined {
  const { encoding, candidates } = detectEncoding(line, true);
  return line.length === 0 || encoding === 'utf-8' ? undefined : (candidates[0] ?? encoding);
}
