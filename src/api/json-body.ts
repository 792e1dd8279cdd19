import { raw, type RequestHandler, type Response } from 'express';
import { beyondBounds } from '../bounds/nesting.js';
import { fault } from '../faults/make.js';
import type { Phrase } from '../faults/phrase.js';
import { serviceFaults } from '../faults/service.js';
import { Refusal } from './refusal.js';
import { maxDepth, refuseUnusable } from './validate.js';

/** Values of a body in all. The largest that makes sense names some thousand facts. */
const mostValues = 20_000;

/** A body as its text says, once that is seen to be in UTF-8, not too deep and of not too many values; what is parsed first is checked first. */
function parsed(bytes: Uint8Array, contentType: string): unknown {
  const charset = /;\s*charset="?([^";\s]*)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8';
  if (!['utf-8', 'utf8', 'us-ascii'].includes(charset)) {
    const wanted = 'application/json in UTF-8';
    throw new Refusal(415, fault(serviceFaults, 'content_type_unknown', { given: contentType, wanted }));
  }
  const text = new TextDecoder().decode(bytes);
  const beyond = beyondBounds(text, { depth: maxDepth + 1, parts: mostValues });
  if (beyond !== undefined) {
    const reason: Phrase =
      beyond === 'depth' ? { phrase: 'nested_over', levels: maxDepth } : { phrase: 'more_values', most: mostValues };
    throw new Refusal(400, fault(serviceFaults, 'parameter_wrong', { where: 'body', name: '', value: '', reason }));
  }
  try {
    // An empty body has no properties.
    return text === '' ? {} : (JSON.parse(text) as unknown);
  } catch {
    throw new Refusal(400, fault(serviceFaults, 'body_not_json', { reason: 'unparsable' }));
  }
}

type Arrived = (bytes: number, response: Response) => void;

/** Parses the bytes, and refuses what the database cannot hold: whatever comes after, a digest or a schema, sees only what is sound. */
const parse =
  (arrived: Arrived): RequestHandler =>
  (request, response, next) => {
    // `raw` leaves bytes there, or nothing where the request has no body; express types it as any.
    const bytes: unknown = request.body;
    if (bytes instanceof Uint8Array) arrived(bytes.length, response);
    request.body = bytes instanceof Uint8Array ? parsed(bytes, request.headers['content-type'] ?? '') : undefined;
    refuseUnusable('body', request.body);
    next();
  };

const usualMostBytes = 2 ** 20;

/** Reads a body of JSON, which is refused where it is larger than the bytes given, or else than 1 MB. `arrived` is told how large it is before it is parsed. */
export const readJson = (mostBytes: number = usualMostBytes, arrived: Arrived = () => undefined): readonly RequestHandler[] => [
  raw({ limit: mostBytes, type: () => true }),
  parse(arrived),
];
