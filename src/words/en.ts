/** What has a name that users read, in English: said here once, for workbooks, pages and the terminal. */
export const namesEn = {
  statuses: {
    met: 'Met',
    at_risk: 'At risk',
    missed: 'Missed',
    insufficient: 'Too few',
    no_standard: 'No standard',
    no_data: 'No data',
  },
  statusMeanings: {
    met: 'reaches the standard',
    at_risk: 'misses the standard, reaches the minimum',
    missed: 'misses the standard',
    insufficient: 'fewer facts than the standard asks for, so no score',
    no_standard: 'measured, no level agreed',
    no_data: 'nothing to measure; never counted as 0',
  },
  /** Why there is no figure although facts were judged. */
  notes: {
    only_failures: 'only failures can be judged: what a pass needs is recorded of none of them',
    only_passes: 'only passes can be judged: what a failure needs is recorded of none of them',
  },
  /** The figures of other times than the period's own. */
  spans: {
    year_to_date: 'year to date',
    last_year: 'same period last year',
  },
  memberships: {
    passed: 'passed',
    failed: 'failed',
    excluded: 'excluded',
    undetermined: 'undetermined',
    undated: 'undated',
    outside: 'outside',
  },
  /** How a period stands; an evaluation is provisional or closed. */
  periodStates: { open: 'open', provisional: 'provisional', closed: 'closed', reopened: 'reopened' },
  /** What figures are broken down by, and what scopes and places of rules are named by. */
  dimensions: {
    client: 'client',
    segment: 'segment',
    site: 'site',
    department: 'department',
    carrier: 'carrier',
    mode: 'mode',
    lane: 'lane',
    origin: 'origin',
    destination: 'destination',
    reason: 'reason',
    agent: 'agent',
    channel: 'channel',
    topic: 'topic',
  },
  /** Who is responsible for what was excluded. */
  parties: {
    '3pl': 'logistics provider',
    carrier: 'carrier',
    client: 'client',
    consignee: 'consignee',
    authority: 'authority',
    force_majeure: 'force majeure',
    unknown: 'not known',
  },
  /** How a run of a job ended. */
  jobOutcomes: { done: 'done', failed: 'failed', stopped: 'stopped', running: 'running' },
  /** What jobs do. */
  jobKinds: {
    import_inbox: 'imports the inbox',
    import_sql: 'imports from a database',
    fetch: 'fetches files',
    evaluate: 'evaluates',
    scorecards: 'writes scorecards',
    remind: 'reminds of missing sources',
    mail: 'mails scorecards',
    chain: 'does jobs in turn',
  },
  /** What runs of jobs count. */
  jobCounts: {
    files: 'Files',
    waiting: 'Not complete yet',
    unmatched: 'Without a layout',
    refused: 'Refused',
    failed: 'Failed',
    batches: 'Batches',
    read: 'Read',
    new: 'New',
    changed: 'Changed',
    unchanged: 'Unchanged',
    rejected: 'Rejected',
    fetched: 'Fetched',
    clients: 'Clients',
    evaluated: 'Evaluated',
    written: 'Written',
    missing: 'Missing',
    sent: 'Sent',
    sent_before: 'Sent before',
    held: 'Held back',
    steps: 'Steps',
  },
  /** Why two evaluations of one period differ. */
  differenceCauses: {
    late_data: 'late data',
    correction: 'correction',
    withdrawal: 'withdrawal',
    moment: 'moment (as of)',
    previous: 'period before, as the client sees it',
    exclusion: 'exclusion',
    override: 'override',
    definition: 'definition',
    contract: 'contract',
    standard: 'standard',
    scale: 'scale',
    weight: 'weight',
    calculation: 'calculation version',
    other: 'none of these: verify',
  },
  /** Why a service credit comes to nothing, as the answers of improvement say it. */
  creditReasons: {
    'not judged: no data, or too little': 'not judged: no data, or too little',
    'no step of the table is reached': 'no step of the table is reached',
  },
  keyStates: { valid: 'active', expired: 'expired', revoked: 'revoked' },
  /** What each role of a key is called. */
  keyRoles: { client: 'client', manager: 'quality manager', auditor: 'auditor', admin: 'administrator' },
  amendmentKinds: { exclusion: 'exclusion', override: 'override', dispute: 'dispute' },
  /** How a requested exclusion or override stands. */
  amendmentStates: { requested: 'waiting', approved: 'approved', refused: 'refused', revoked: 'revoked' },
  disputeStates: { requested: 'open', approved: 'accepted', refused: 'refused', revoked: 'revoked' },
  decisions: { approval: 'approved', refusal: 'refused', revocation: 'revoked' },
  /** Who answers a survey; questionnaires show these words, and their layout reads them back. */
  respondentRoles: {
    client: 'client',
    consignee: 'consignee',
    manager: 'manager of the logistics provider',
    staff: 'staff of the logistics provider',
    outsider: 'third party',
  },
  /** The groups of respondents that shares and response rates speak of. Evaluations have these words in their text: they stay. */
  respondentGroups: {
    client: 'clients',
    consignee: 'consignees',
    internal: 'own staff and managers',
    outsider: 'third parties',
  },
  /** What is asked of each aspect. */
  surveyQuestions: {
    satisfaction: 'How satisfied are you?',
    importance: 'How important is it?',
    expectation: 'What did you expect?',
  },
  actionStates: { planned: 'planned', under_way: 'under way', done: 'done', dropped: 'dropped' },
  actionCauses: { '3pl': 'provider', client: 'client', volume_spike: 'volume spike', systems: 'systems', chance: 'chance' },
  /** Whether an action worked, and why that is said. */
  verdicts: { effective: 'effective', not_effective: 'not effective', too_early: 'too early to say' },
  verdictReasons: {
    not_done: 'not done yet',
    no_period_after: 'no whole period has followed',
    no_period_before: 'no whole period came before',
    too_few: 'too few were judged',
    better: 'better than before',
    worse: 'worse than before',
    no_difference: 'no difference from before',
    satisfaction_fell: 'better, but satisfaction fell',
  },
  /** Kinds of facts, as a sentence names them. */
  factKinds: {
    transport_demand: 'transport demand',
    shipment: 'shipment',
    warehouse_task: 'warehouse task',
    stock_count: 'stock count',
    complaint: 'complaint',
    contact: 'service contact',
    quality_check: 'quality check',
    survey_answer: 'survey answer',
    invoice: 'invoice',
    reading: 'reading',
  },
  surveyLinkStates: { open: 'open', answered: 'answered', expired: 'expired', revoked: 'revoked' },
  /** Units that have a name of their own; others, such as EUR per order, are as config writes them. */
  units: { hours: 'hours', minutes: 'minutes', seconds: 'seconds', points: 'points', count: 'count' },
  /** Where derived weights come from, and what they are made of. */
  provenance: {
    method: 'method',
    levels: 'levels',
    weights: 'weights',
    normalised_from: 'normalised from',
    matrices: 'matrices',
    experts: 'experts',
    consistency_ratio: 'consistency ratio',
    random_index: 'random index',
    wave: 'wave',
    roles: 'roles',
    respondents: 'respondents',
    answers: 'answers',
    evaluations: 'evaluations',
    mix: 'mix',
    derived_on: 'derived on',
    derived_by: 'derived by',
  },
  weightMethods: {
    given: 'given numbers',
    survey: 'survey',
    ahp: 'pairwise comparison (AHP)',
    entropy: 'entropy of past scores',
    mix: 'several methods',
  },
  quadrants: {
    concentrate_here: 'Concentrate here',
    keep_up: 'Keep up',
    low_priority: 'Low priority',
    possible_overkill: 'Possible overkill',
  },
};

/** The kinds of facts that have a name: those of `facts`, which every sentence can name. */
export type FactKindName = keyof typeof namesEn.factKinds;

/** What every language has names for: one without a name does not compile. */
export type Names = { readonly [Kind in keyof typeof namesEn]: Readonly<(typeof namesEn)[Kind]> };
