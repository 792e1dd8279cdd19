import { actions } from './actions.js';
import { amendments } from './amendments.js';
import { batchFilled } from './batch-filled.js';
import { batchMends } from './batch-mends.js';
import { batchReadings } from './batch-readings.js';
import { batchRepeated } from './batch-repeated.js';
import { batchRowClients } from './batch-row-clients.js';
import { batchSites } from './batch-sites.js';
import { batchContent } from './batch-content.js';
import { carriedDecisions } from './carried-decisions.js';
import { batchSheets } from './batch-sheets.js';
import { clockRange } from './clock-range.js';
import { clusterPolicies } from './cluster-policies.js';
import { configTexts } from './config-texts.js';
import { factOrigins } from './fact-origins.js';
import { groupIndexes } from './group-indexes.js';
import { historyIndexes } from './history-indexes.js';
import { functionsSql } from './functions.js';
import { identicalRows } from './identical-rows.js';
import { jobs } from './jobs.js';
import { keyPerson } from './key-person.js';
import { ledgerClient } from './ledger-client.js';
import { ledgerHead } from './ledger-head.js';
import { keptTallies } from './kept-tallies.js';
import { knownClients } from './known-clients.js';
import type { Migration } from './migration.js';
import { onWorkingDay } from './on-working-day.js';
import { periods } from './periods.js';
import { rowPolicies } from './row-policies.js';
import { rulebookSight } from './rulebook-sight.js';
import { rejectedMarks } from './rejected-marks.js';
import { service } from './service.js';
import { serviceMarks } from './service-marks.js';
import { rowSecurity } from './row-security.js';
import { mendsReplaced } from './mends-replaced.js';
import { settledRejects } from './settled-rejects.js';
import { shiftsOverMidnight } from './shifts-over-midnight.js';
import { surveyLinkClaims } from './survey-link-claims.js';
import { evaluatedAgain } from './evaluated-again.js';
import { surveyLinkEnds } from './survey-link-ends.js';
import { surveyLinks } from './survey-links.js';
import { tables } from './tables.js';

/** Every migration in the order of its version, which is its place here: new ones go to the end. */
export const migrations: readonly Migration[] = [
  tables,
  { name: 'functions', sql: functionsSql },
  periods,
  service,
  amendments,
  jobs,
  rowSecurity,
  actions,
  surveyLinks,
  surveyLinkEnds,
  surveyLinkClaims,
  ledgerHead,
  keyPerson,
  batchRowClients,
  rowPolicies,
  batchSheets,
  shiftsOverMidnight,
  ledgerClient,
  serviceMarks,
  batchRepeated,
  batchSites,
  factOrigins,
  clockRange,
  evaluatedAgain,
  clusterPolicies,
  batchReadings,
  knownClients,
  historyIndexes,
  rulebookSight,
  configTexts,
  batchMends,
  keptTallies,
  batchContent,
  groupIndexes,
  settledRejects,
  mendsReplaced,
  onWorkingDay,
  rejectedMarks,
  carriedDecisions,
  identicalRows,
  batchFilled,
];
