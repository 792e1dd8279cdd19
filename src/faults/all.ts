import { actionFaults } from './actions.js';
import { amendmentFaults } from './amendments.js';
import { auditFaults } from './audit.js';
import { boundsFaults } from './bounds.js';
import { configFaults } from './config.js';
import { configChangeFaults } from './config-changes.js';
import { contractFaults } from './contracts.js';
import { diffFaults } from './diff.js';
import type { ParamsOf } from './entry.js';
import { environmentFaults } from './environment.js';
import { expressionFaults } from './expressions.js';
import { identityFaults } from './identity.js';
import { importFaults } from './import.js';
import { jobFaults } from './jobs.js';
import { periodFaults } from './periods.js';
import { readersFaults } from './readers.js';
import { readFaults } from './reads.js';
import { rejectFaults } from './rejects.js';
import { remoteFaults } from './remote.js';
import { rowFaults } from './rows.js';
import { ruleFaults } from './rules.js';
import { serviceFaults } from './service.js';
import { storeFaults } from './store.js';
import { surveyFaults } from './surveys.js';
import { tenancyFaults } from './tenancy.js';
import { usageFaults } from './usage.js';
import { waitingFileFaults } from './waiting-files.js';
import { weightFaults } from './weights.js';

/** Every fault that there is, by its code. */
export const everyFault = {
  ...actionFaults,
  ...amendmentFaults,
  ...auditFaults,
  ...boundsFaults,
  ...configFaults,
  ...configChangeFaults,
  ...contractFaults,
  ...diffFaults,
  ...environmentFaults,
  ...expressionFaults,
  ...identityFaults,
  ...importFaults,
  ...jobFaults,
  ...periodFaults,
  ...readersFaults,
  ...readFaults,
  ...rejectFaults,
  ...remoteFaults,
  ...rowFaults,
  ...ruleFaults,
  ...serviceFaults,
  ...storeFaults,
  ...surveyFaults,
  ...tenancyFaults,
  ...usageFaults,
  ...waitingFileFaults,
  ...weightFaults,
};

/** A code of a fault. */
export type Code = keyof typeof everyFault;

/** What each code takes. */
export type Params = { readonly [K in Code]: ParamsOf<(typeof everyFault)[K]> };
