import { calendars } from './shapes/calendar.js';
import { consequences, credits, quadrants, selfAuditAnswers, selfAuditQuestions } from './shapes/improvement.js';
import { indexes } from './shapes/index-tree.js';
import { jobs } from './shapes/job.js';
import { metrics } from './shapes/metric.js';
import { scales } from './shapes/scale.js';
import { fields, phrases, rates, reasons, sources } from './shapes/small.js';
import { surveys } from './shapes/survey.js';
import { expectations, standards } from './shapes/standard.js';

/** Every kind of config object, by the key under which its objects are listed. A new kind is one line here. */
export const objectKinds = {
  metrics,
  standards,
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
} as const;

export type ObjectKey = keyof typeof objectKinds;

/** The keys of `objectKinds`. */
export const objectKeys = [
  'metrics',
  'standards',
  'expectations',
  'scales',
  'indexes',
  'calendars',
  'phrases',
  'reasons',
  'sources',
  'fields',
  'rates',
  'jobs',
  'consequences',
  'quadrants',
  'credits',
  'self_audit',
  'self_audit_questions',
  'surveys',
] as const satisfies readonly ObjectKey[];
