import type { RequestHandler } from 'express';
import { fault } from '../faults/make.js';
import { serviceFaults } from '../faults/service.js';
import { Refusal } from './refusal.js';

/** The types that a file of facts has; what it is, the layout says and its bytes. */
export const fileTypes = [
  'application/octet-stream',
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/x-ndjson',
] as const;

/** As senders also call these: Windows has its own name for CSV, and curl calls every body a form if nobody says otherwise. */
const acceptedType = new RegExp(
  `^(?:${[
    ...fileTypes.map(type => type.replaceAll('.', '\\.')),
    'binary/octet-stream',
    'text/(?:plain|tab-separated-values|x-csv|comma-separated-values)',
    'application/(?:csv|x-csv|vnd\\.ms-excel|ndjson|jsonl|x-jsonlines|(?:[\\w.-]+\\+)?json|x-www-form-urlencoded)',
  ].join('|')})$`,
  'i',
);

/** Refuses a body that says of itself that it is no file of facts, such as a form around one, before anything of it is read. */
export const requireFileBody: RequestHandler = (request, _response, next) => {
  const given = request.headers['content-type'] ?? '';
  const type = given.split(';')[0]?.trim() ?? '';
  if (type !== '' && !acceptedType.test(type)) {
    throw new Refusal(415, fault(serviceFaults, 'content_type_no_file', { given: type }));
  }
  next();
};
