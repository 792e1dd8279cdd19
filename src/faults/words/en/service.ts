import type { ManyOf, serviceFaults } from '../../service.js';
import { quoted } from '../quoted.js';
import { sizeText } from '../size-text.js';
import type { Words } from '../wording.js';
import { didYouMean, didYouMeanText, orList, someOf } from './lists.js';
import { phraseEn } from './phrases.js';

const manyOf: Readonly<Record<ManyOf, string>> = {
  key: 'key',
  link: 'link',
  address: 'address',
  failed_address: 'address that failed to sign in',
};

/** Faults of requests to the service, of its keys and of how it runs. */
export const serviceEn: Words<typeof serviceFaults> = {
  sign_in_needed: () => ({
    what: 'This needs a key, and the request brings none.',
    remedy: 'Send it as `Authorization: Bearer KEY`. An administrator makes keys.',
  }),
  key_refused: () => ({
    what: 'The key or session that the request brings is not valid: it is not known, has expired, or was revoked.',
    remedy: 'Ask an administrator for a new key, or sign in again.',
  }),
  role_not_enough: p => ({
    what: `A key with the role ${p.role} may not do this.`,
    remedy: `It takes a key with the role ${orList(p.roles)}.`,
  }),
  key_bound: () => ({
    what: 'This concerns all clients, and the key is bound to some.',
    remedy: 'It takes a key that is bound to no client.',
  }),
  csrf_missing: () => ({
    what: 'The request changes something and is signed in by a cookie, but brings no valid X-CSRF-Token.',
    remedy: 'Send the token that signing in answered, and GET /api/v1/session answers, as the header X-CSRF-Token.',
  }),
  too_many_requests: p => ({
    what: `There were too many requests of this ${manyOf[p.of]}.`,
    remedy: `Go on in ${p.seconds} s, and more slowly.`,
  }),
  daily_upload_used: p => ({
    what: `This key has sent ${sizeText(p.sent)} today, and with this request it would be more than the ${sizeText(p.most)} that it may send in a day.`,
    remedy: `Send it again from ${p.until} on. If more is needed every day, whoever runs the service can raise \`daily_upload\` in plumbline.yaml.`,
  }),
  client_not_here: p => ({
    what: `There is no client ${quoted(p.client)} among those that this key may see.`,
    remedy: 'GET /api/v1/clients lists them.',
  }),
  path_unknown: p => ({
    what: `There is nothing at ${quoted(p.path, 200)}.`,
    remedy: 'The document at /openapi.json says what there is.',
  }),
  method_not_allowed: p => ({ what: `${p.method} cannot be done here.`, remedy: `What can be done: ${orList(p.allowed)}.` }),
  request_unreadable: p => ({
    what: `The request cannot be read: ${phraseEn(p.reason)}.`,
    remedy: 'Correct the request; percent-encode what a path or query cannot hold.',
  }),
  parameter_unknown: p => ({
    what: `The query has no parameter ${quoted(p.name)}.${didYouMean(p.name, p.known)}`,
    remedy: p.known.length === 0 ? 'Leave it out: there are none here.' : `It may have: ${someOf(p.known)}.`,
  }),
  property_unknown: p => ({
    what: `${p.of === '' ? 'The body' : `${quoted(p.of)} of the body`} has no property ${quoted(p.name)}.${didYouMean(p.name, p.known)}`,
    remedy: p.known.length === 0 ? 'Leave it out.' : `Its properties are ${someOf(p.known)}.`,
  }),
  parameter_wrong: p => ({
    what: `${p.name === '' ? `The ${p.where}` : `${quoted(p.name)} of the ${p.where}`} is not as it should be${p.value === '' ? '' : `, ${quoted(p.value)}`}: ${phraseEn(p.reason)}.`,
    remedy: 'The document at /openapi.json says what is expected.',
  }),
  body_too_large: p => ({
    what: `The body is larger than ${phraseEn(p.most)}.`,
    remedy: 'Send less at once; files go to POST /api/v1/imports.',
  }),
  body_not_json: p => ({ what: `The body is not JSON: ${phraseEn(p.reason)}.`, remedy: 'Send one JSON document in UTF-8.' }),
  content_type_unknown: p => ({
    what: p.given === '' ? 'The request does not say what its body is.' : `A body of type ${quoted(p.given)} is not read here.`,
    remedy: `Send it as Content-Type: ${p.wanted}.`,
  }),
  content_type_no_file: p => ({
    what: `A body of type ${quoted(p.given)} is not taken for a file of facts.`,
    remedy: /^multipart\//i.test(p.given)
      ? 'Send the file itself as the body, not in a form: curl --data-binary @FILE; its name goes into the query, as file=NAME.'
      : 'Send a CSV, XLSX or JSON lines file as the body, with Content-Type: application/octet-stream.',
  }),
  idempotency_key_wrong: p => ({
    what: `${quoted(p.given)} is no Idempotency-Key.`,
    remedy: 'Send 1 to 200 printable characters, such as a UUID, new for every new request.',
  }),
  idempotency_key_reused: p => ({
    what: `The Idempotency-Key ${quoted(p.given)} was used for another request.`,
    remedy: 'Send a new one with a new request; the same one only to repeat the same request.',
  }),
  idempotency_running: p => ({
    what: `The first request with the Idempotency-Key ${quoted(p.given)} is still being answered.`,
    remedy: 'Repeat it in a few seconds: it will get the answer of the first.',
  }),
  idempotency_answer_lost: p => ({
    what: `The first request with the Idempotency-Key ${quoted(p.given)} was carried out, but the service ended before it could answer.`,
    remedy: 'Look at what it made: the lists show it. Send it again with a new key only if it is to be done once more.',
  }),
  service_unavailable: p => ({
    what: `The request cannot be answered now: ${phraseEn(p.reason)}.`,
    remedy: 'Repeat it after the time that Retry-After gives.',
  }),
  service_bug: p => ({
    what: `Something broke that is not the request's fault (request ${p.request}).`,
    remedy: 'Give the request id to whoever runs the service: its log says more.',
  }),
  key_unknown: p => ({
    what: `There is no key ${quoted(p.given)}.${didYouMeanText(p.near)}`,
    remedy: 'The list of keys has the ids of all.',
  }),
  key_role_unknown: p => ({
    what: `${quoted(p.given)} is not a role.${didYouMean(p.given, p.known)}`,
    remedy: `The roles are ${orList(p.known)}.`,
  }),
  key_needs_client: () => ({
    what: 'A key with the role client is bound to at least one client, and none was named.',
    remedy: 'Name the client, or the clients.',
  }),
  key_expiry_wrong: p => ({
    what: `A key cannot expire at ${quoted(p.given)}: it is no day or instant to come.`,
    remedy: 'Write it as 2027-01-01, or as 2027-01-01T00:00:00Z.',
  }),
  import_not_here: p => ({
    what: `There is no import ${quoted(p.given)}, or none with rejected rows where those are asked for.`,
    remedy: 'GET /api/v1/imports lists them.',
  }),
  survey_answer_unscored: p => ({
    what:
      p.phrase === undefined
        ? `Answer ${p.at + 1} has neither a score nor a phrase.`
        : `Answer ${p.at + 1}: no phrase table knows ${quoted(p.phrase)}.${didYouMean(p.phrase, p.known)}`,
    remedy: 'Give a score from 1 to 10, or a phrase of those in config/phrases.yaml.',
  }),
  upload_unknown: p => ({
    what: `There is no upload ${quoted(p.given)}.`,
    remedy: 'Give the id from the Location of POST /api/v1/imports.',
  }),
  upload_interrupted: () => ({
    what: 'The service ended before the file was imported, and nothing of it was kept.',
    remedy: 'Send the file again.',
  }),
  upload_rejects_lost: p => ({
    what: `The service ended before it had written which rows were rejected (${p.rows}).`,
    remedy: 'Send the file again: what was imported stays as it is, and the rejected rows are listed.',
  }),
  address_taken: p => ({
    what: `The service cannot listen on ${p.host}:${p.port}: ${phraseEn(p.reason)}.`,
    remedy: 'Name another address with --port or --host, or end what listens there.',
  }),
  number_wrong: p => ({
    what: `${quoted(p.given)} is no value for ${p.option}.`,
    remedy: `Give a whole number from ${p.least} to ${p.most}.`,
  }),
};
