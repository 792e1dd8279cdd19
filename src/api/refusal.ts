import { fieldNames } from '../app/imports/field-names.js';
import { fault } from '../faults/make.js';
import { stopOfMachine } from '../faults/machine.js';
import { environmentFaults } from '../faults/environment.js';
import type { Fault } from '../faults/fault.js';
import { type Phrase, type PlainPhrase, verbatim } from '../faults/phrase.js';
import { readersFaults } from '../faults/readers.js';
import { serviceFaults } from '../faults/service.js';
import { Stop } from '../faults/stop.js';
import { type FaultJson, faultJson, forPages, withoutCommand, worded } from '../faults/worded.js';

/** Ends a request with a status of HTTP and the fault that says why. */
export class Refusal extends Error {
  readonly status: number;
  readonly faults: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, faults: Fault | readonly Fault[], headers: Readonly<Record<string, string>> = {}, cause?: unknown) {
    const all = Array.isArray(faults) ? (faults as readonly Fault[]) : [faults as Fault];
    super(all.map(one => worded('en', one).what).join(' '), cause === undefined ? {} : { cause });
    this.name = 'Refusal';
    this.status = status;
    this.faults = all;
    this.headers = headers;
  }
}

/** A problem document of RFC 9457, with the codes of the command line. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly request_id: string;
  readonly faults: readonly Omit<FaultJson, 'command'>[];
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Faults that say of what a path names that it is not there. */
const notFoundCodes = new Set([
  'action_unknown',
  'amendment_unknown',
  'batch_unknown',
  'client_not_here',
  'client_not_known',
  'config_change_unknown',
  'config_file_unknown',
  'evaluation_metric_unknown',
  'evaluation_not_here',
  'evaluation_unknown',
  'job_unknown',
  'key_unknown',
  'survey_link_answered',
  'survey_link_not_here',
  'metric_not_known',
  'number_unknown',
  'period_not_here',
  'period_revision_unknown',
  'revision_not_here',
  'upload_unknown',
  'waiting_file_unknown',
]);

/** The problem document of a refusal. */
export function problemOf({ status, faults }: Refusal, instance: string, requestId: string): Problem {
  // Whoever is told of a file of config has its text in hand.
  const nameOf = fieldNames();
  const shown = faults.map(one =>
    /\.ya?ml$/.test(one.place.file ?? '') ? withoutCommand(faultJson(one)) : forPages(one, nameOf),
  );
  const [first] = shown;
  return {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    code: first?.code ?? 'service_bug',
    detail: first === undefined ? '' : `${first.what} ${first.remedy}`,
    instance,
    request_id: requestId,
    faults: shown,
  };
}

/** What went wrong, as the refusal that the caller gets; an unforeseen error is a bug of ours, and its text is not shown. */
export function refusalOf(problem: unknown, requestId: string): Refusal {
  if (problem instanceof Refusal) return problem;
  if (problem instanceof Stop) return ofStop(problem);
  const refused = stopOfMachine(problem);
  if (refused !== undefined) return ofStop(refused);
  return ofExpress(problem) ?? new Refusal(500, fault(serviceFaults, 'service_bug', { request: requestId }));
}

function ofStop(stop: Stop): Refusal {
  const { exitCode } = stop;
  // What stopped the work comes first, and gives the answer its code.
  const faults = stop.faults.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  const code = faults[0]?.code ?? '';
  if (code === 'config_admins_alone') return new Refusal(403, faults);
  if (code === 'job_running' || code === 'inbox_in_import') return new Refusal(409, faults, { 'Retry-After': '5' });
  // A file that cannot be read is the environment's fault to the command line, and the sender's here.
  const isOfFile = code in readersFaults && !/^(?:connection|query)_/.test(code);
  if (exitCode === 3 && !isOfFile) return new Refusal(503, faults.map(withoutSurroundings), { 'Retry-After': '5' }, stop);
  if (exitCode === 1) return new Refusal(409, faults);
  return new Refusal(notFoundCodes.has(code) ? 404 : 400, faults);
}

/** What the service runs on is for its log: callers learn neither hosts nor folders nor processes. */
function withoutSurroundings(found: Fault): Fault {
  if (found.code === 'database_cancelled')
    return fault(serviceFaults, 'service_unavailable', { reason: 'database_took_too_long' });
  if (!(found.code in environmentFaults)) return found;
  return fault(serviceFaults, 'service_unavailable', { reason: reasons[found.code] ?? 'database_does_not_answer' });
}

const reasons: Readonly<Record<string, PlainPhrase>> = {
  database_busy: 'database_is_busy',
  database_slow: 'database_is_busy',
  database_lost: 'connection_lost',
  database_disk_full: 'disk_is_full',
  disk_full: 'disk_is_full',
  files_too_many: 'machine_refuses',
  file_refused: 'machine_refuses',
};

/** How large a body could have been, which the body parser writes into its error. */
function limitOf(problem: Error): Phrase {
  const bytes = 'limit' in problem ? Number(problem.limit) : 2 ** 20;
  return bytes % 2 ** 20 === 0 ? { phrase: 'megabytes', count: bytes / 2 ** 20 } : { phrase: 'bytes', count: bytes };
}

/** Errors of express and its body parser carry a status; their own words may quote the request at length. */
function ofExpress(problem: unknown): Refusal | undefined {
  if (!(problem instanceof Error) || !('status' in problem) || typeof problem.status !== 'number') return undefined;
  const type = 'type' in problem ? String(problem.type) : '';
  switch (true) {
    case type === 'entity.too.large':
      return new Refusal(413, fault(serviceFaults, 'body_too_large', { most: limitOf(problem) }));
    case type === 'entity.parse.failed':
      return new Refusal(400, fault(serviceFaults, 'body_not_json', { reason: 'unparsable' }));
    case type === 'encoding.unsupported' || type === 'charset.unsupported': {
      const wanted = 'application/json; charset=utf-8';
      return new Refusal(415, fault(serviceFaults, 'content_type_unknown', { given: problem.message, wanted }));
    }
    case problem instanceof URIError:
      return new Refusal(400, fault(serviceFaults, 'request_unreadable', { reason: 'percent_encoding_not_utf8' }));
    case problem.status >= 400 && problem.status < 500:
      return new Refusal(400, fault(serviceFaults, 'request_unreadable', { reason: type === '' ? 'malformed' : verbatim(type) }));
    default:
      return undefined;
  }
}
