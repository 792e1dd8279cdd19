import { SaxesParser } from 'saxes';
import { verbatim } from '../../../faults/phrase.js';
import { Stop } from '../../../faults/stop.js';
import { refuse } from '../refuse.js';
import { broken, limits } from './bounds.js';

/** What a reader of XML wants to hear; names come without their namespace prefix. */
export interface Listener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads a stream of XML to its end; entities are not expanded, and what is not well formed is a Stop. */
export async function readXml(file: string, stream: AsyncIterable<Buffer>, listener: Listener): Promise<void> {
  for await (const _ of xmlSteps(file, stream, listener));
}

/** Reads a stream of XML, yielding the bytes read so far after each piece, so that what was heard can be passed on. */
export async function* xmlSteps(file: string, stream: AsyncIterable<Buffer>, listener: Listener): AsyncGenerator<number> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  let heard = 0;
  parser.on('error', error => {
    throw error;
  });
  parser.on('doctype', () => {
    throw broken(file, 'document_type_definition');
  });
  parser.on('opentag', tag => {
    heard = bytes;
    listener.open?.(local(tag.name), tag.attributes);
  });
  parser.on('closetag', tag => {
    heard = bytes;
    listener.close?.(local(tag.name));
  });
  if (listener.text !== undefined) parser.on('text', text => listener.text?.(text));
  if (listener.text !== undefined) parser.on('cdata', text => listener.text?.(text));
  try {
    for await (const chunk of stream) {
      parser.write(decoder.decode(chunk, { stream: true }));
      bytes += chunk.length;
      if (bytes - heard > limits.token) {
        const megabytes = limits.token / 2 ** 20;
        const what = { phrase: 'text_over', megabytes } as const;
        throw refuse('workbook_too_big', { what, most: { phrase: 'megabytes', count: megabytes } }, { file });
      }
      yield bytes;
    }
    parser.close();
  } catch (cause) {
    if (cause instanceof Stop) throw cause;
    throw broken(file, verbatim(cause instanceof Error ? cause.message : String(cause)), cause);
  }
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
