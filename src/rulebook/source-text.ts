import { readFile, stat } from 'node:fs/promises';
import { type Document, type ErrorCode, LineCounter } from 'yaml';
import { boundsFaults } from '../faults/bounds.js';
import { configFaults } from '../faults/config.js';
import type { Fault, FaultPlace } from '../faults/fault.js';
import { fault } from '../faults/make.js';
import { failureReason } from '../faults/system-error.js';
import { type BeyondBounds, boundedDocuments, fileBounds, type YamlBounds } from './bounded-yaml.js';
import { nestedTooDeep } from './plain.js';

/** A config file: its text, how its lines lie, and what to call it. */
export interface SourceText {
  /** Absolute. */
  readonly path: string;
  /** As faults show it: relative to the workspace. */
  readonly shown: string;
  readonly text: string;
  readonly lines: LineCounter;
  readonly layer: Layer;
}

/** Whether an object comes with the program, from the workspace, which goes before, or is only tried, which goes before both. */
export type Layer = 'packaged' | 'workspace' | 'trial';

/** A file's YAML documents, with what is wrong in them; `whole` is false where broken lines may have moved or cut off others. */
export interface ParsedFile {
  readonly source: SourceText;
  readonly documents: readonly Document.Parsed[];
  readonly faults: readonly Fault[];
  readonly whole: boolean;
}

/** Reads and parses one YAML file; all that is wrong comes back as faults. */
export async function parseFile(path: string, shown: string, layer: Layer): Promise<ParsedFile> {
  let bytes: Uint8Array;
  try {
    // A character is at most four bytes: what is larger is refused before it is held in memory.
    if ((await stat(path)).size > 4 * fileBounds.characters)
      return unreadable(path, shown, layer, fault(boundsFaults, 'yaml_too_large', fileBounds, { file: shown }));
    bytes = await readFile(path);
  } catch (problem) {
    return unreadable(
      path,
      shown,
      layer,
      fault(configFaults, 'config_unreadable', { reason: failureReason(problem, path) }, { file: shown }),
    );
  }
  try {
    // Fatal, so that a file in another encoding is refused rather than read as question marks.
    return parseText(new TextDecoder('utf-8', { fatal: true }).decode(bytes), path, shown, layer);
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem;
    return unreadable(
      path,
      shown,
      layer,
      fault(configFaults, 'config_encoding', {}, { file: shown, line: badLine(bytes), column: 1 }),
      // Keys are plain letters in most encodings: they say what the file is about.
      new TextDecoder('latin1').decode(bytes),
    );
  }
}

/** Parses a YAML text; all that is wrong comes back as faults, and one that is too large or too deep is not parsed. */
export function parseText(text: string, path: string, shown: string, layer: Layer, bounds: YamlBounds = fileBounds): ParsedFile {
  const lines = new LineCounter();
  const documents = boundedDocuments(text, lines, bounds);
  const source = { path, shown, text, lines, layer };
  if ('beyond' in documents) return { source, documents: [], faults: [beyondFault(documents, source, bounds)], whole: false };
  const errors = documents.flatMap(document => document.errors);
  return {
    source,
    documents,
    faults: errors.map(error => yamlFault(error.code, error.message, placeAt(source, error.pos[0]), source, error.pos[0])),
    whole: errors.every(error => error.code === 'DUPLICATE_KEY'),
  };
}

function beyondFault({ beyond, at }: BeyondBounds, source: SourceText, bounds: YamlBounds): Fault {
  const place = placeAt(source, at);
  return beyond === 'depth' ? nestedTooDeep(place) : fault(boundsFaults, 'yaml_too_large', bounds, place);
}

function yamlFault(code: ErrorCode, message: string, place: FaultPlace, source: SourceText, at: number): Fault {
  if (code === 'TAB_AS_INDENT') return fault(configFaults, 'yaml_tab', {}, place);
  if (code === 'DUPLICATE_KEY') {
    const key = /^[^:\n]*/.exec(source.text.slice(at))?.[0] ?? '';
    return fault(configFaults, 'yaml_duplicate_key', { key: key.trim() }, place);
  }
  return fault(configFaults, 'yaml_syntax', { problem: code, said: message.replace(/\.$/, '') }, place);
}

/** The place of a character of the file, with its line. */
export function placeAt(source: SourceText, at: number): FaultPlace {
  const { line, col } = source.lines.linePos(Math.min(at, source.text.length));
  const start = source.lines.lineStarts[line - 1] ?? 0;
  const end = source.text.indexOf('\n', start);
  const excerpt = source.text.slice(start, end < 0 ? undefined : end).trimEnd();
  return {
    file: source.shown,
    line: Math.max(line, 1),
    column: Math.max(col, 1),
    ...(excerpt === '' ? {} : { excerpt: shortened(excerpt) }),
  };
}

const shortened = (line: string): string =>
  // Control characters would reach a terminal as commands.
  // oxlint-disable-next-line no-control-regex
  (line.length > 160 ? `${line.slice(0, 160)}…` : line).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '·');

function unreadable(path: string, shown: string, layer: Layer, problem: Fault, text = ''): ParsedFile {
  return { source: { path, shown, text, lines: new LineCounter(), layer }, documents: [], faults: [problem], whole: false };
}

/** The line of bytes that are no UTF-8. No character has a line end among its bytes, so that each line is decoded by itself. */
function badLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let line = 1, from = 0; ; line++) {
    const end = bytes.indexOf(10, from);
    try {
      decoder.decode(bytes.subarray(from, end < 0 ? undefined : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    from = end + 1;
  }
}
