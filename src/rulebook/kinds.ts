import type { ObjectKey } from './object-keys.js';
import { calendars } from './shapes/calendar.js';
import { contracts } from './shapes/contract.js';
import { consequences, credits, quadrants, selfAuditAnswers, selfAuditQuestions } from './shapes/improvement.js';
import { indexes } from './shapes/index-tree.js';
import { jobs } from './shapes/job.js';
import { libraries } from './shapes/library.js';
import { definitions, metrics } from './shapes/metric.js';
import { scales } from './shapes/scale.js';
import { fields, phrases, rates, reasons, sources } from './shapes/small.js';
import { surveys } from './shapes/survey.js';
import { expectations, standards } from './shapes/standard.js';

/** Every kind of config object, by the key under which its objects are listed. A new kind is one line here and one in `object-keys.ts`. */
export const objectKinds = {
  metrics,
  definitions,
  contracts,
  standards,
  libraries,
  expectations,
  scales,
  indexes,
  calendars,
  phrases,
  reasons,
  sources,
  fields,
  rates,
  jobs,
  consequences,
  quadrants,
  credits,
  self_audit: selfAuditAnswers,
  self_audit_questions: selfAuditQuestions,
  surveys,
} as const satisfies Readonly<Record<ObjectKey, unknown>>;
