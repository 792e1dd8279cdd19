/** The keys under which the objects of each kind are listed. Apart from the kinds themselves, so that the command line need not load these. */
export const objectKeys = [
  'metrics',
  'definitions',
  'contracts',
  'standards',
  'libraries',
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
] as const;

/** A key under which objects of config are listed. */
export type ObjectKey = (typeof objectKeys)[number];
