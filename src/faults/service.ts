import { error, warning } from './entry.js';
import type { Phrase } from './phrase.js';

/** What too many requests come from. */
export type ManyOf = 'key' | 'link' | 'address' | 'failed_address';

/** What a key may do. */
export type KeyRole = 'client' | 'manager' | 'auditor' | 'admin';

/** What a request says besides its headers. */
export type RequestPart = 'path' | 'query' | 'body';

/** Faults of requests to the service, of its keys and of how it runs. */
export const serviceFaults = {
  sign_in_needed: error<object>({ command: () => 'plumbline keys create' }),
  key_refused: error<object>({ command: () => 'plumbline keys create' }),
  role_not_enough: error<{ role: KeyRole; roles: readonly KeyRole[] }>(),
  key_bound: error<object>(),
  csrf_missing: error<object>(),
  too_many_requests: error<{ of: ManyOf; seconds: number }>(),
  daily_upload_used: error<{ most: number; sent: number; until: string }>(),
  client_not_here: error<{ client: string }>(),
  path_unknown: error<{ path: string }>(),
  method_not_allowed: error<{ method: string; allowed: readonly string[] }>(),
  request_unreadable: error<{ reason: Phrase }>(),
  parameter_unknown: error<{ name: string; known: readonly string[] }>(),
  property_unknown: error<{ of: string; name: string; known: readonly string[] }>(),
  parameter_wrong: error<{ where: RequestPart; name: string; value: string; reason: Phrase }>(),
  body_too_large: error<{ most: Phrase }>(),
  body_not_json: error<{ reason: Phrase }>(),
  content_type_unknown: error<{ given: string; wanted: string }>(),
  content_type_no_file: error<{ given: string }>(),
  idempotency_key_wrong: error<{ given: string }>(),
  idempotency_key_reused: error<{ given: string }>(),
  idempotency_running: error<{ given: string }>(),
  idempotency_answer_lost: error<{ given: string }>(),
  service_unavailable: error<{ reason: Phrase }>(),
  service_bug: error<{ request: string }>(),
  key_unknown: error<{ given: string; near: string | undefined }>({ command: () => 'plumbline keys list' }),
  key_role_unknown: error<{ given: string; known: readonly string[] }>(),
  key_needs_client: error<object>({ command: () => '--client CODE' }),
  key_expiry_wrong: error<{ given: string }>(),
  import_not_here: error<{ given: string }>(),
  survey_answer_unscored: error<{ at: number; phrase: string | undefined; known: readonly string[] }>(),
  upload_unknown: error<{ given: string }>(),
  upload_interrupted: error<object>(),
  upload_rejects_lost: warning<{ rows: number }>(),
  address_taken: error<{ host: string; port: number; reason: Phrase }>(),
  number_wrong: error<{ option: string; given: string; least: number; most: number }>(),
} as const;
