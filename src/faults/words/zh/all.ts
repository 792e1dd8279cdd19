import type { everyFault } from '../../all.js';
import type { Words } from '../wording.js';
import { actionsZh } from './actions.js';
import { amendmentsZh } from './amendments.js';
import { auditZh } from './audit.js';
import { boundsZh } from './bounds.js';
import { configZh } from './config.js';
import { configChangesZh } from './config-changes.js';
import { contractsZh } from './contracts.js';
import { diffZh } from './diff.js';
import { environmentZh } from './environment.js';
import { expressionsZh } from './expressions.js';
import { identityZh } from './identity.js';
import { importZh } from './import.js';
import { jobsZh } from './jobs.js';
import { periodsZh } from './periods.js';
import { readersZh } from './readers.js';
import { readsZh } from './reads.js';
import { rejectsZh } from './rejects.js';
import { remoteZh } from './remote.js';
import { rowsZh } from './rows.js';
import { rulesZh } from './rules.js';
import { serviceZh } from './service.js';
import { storeZh } from './store.js';
import { surveysZh } from './surveys.js';
import { tenancyZh } from './tenancy.js';
import { usageZh } from './usage.js';
import { waitingFilesZh } from './waiting-files.js';
import { weightsZh } from './weights.js';

/** Every fault in Chinese. */
export const allZh: Words<typeof everyFault> = {
  ...actionsZh,
  ...amendmentsZh,
  ...auditZh,
  ...boundsZh,
  ...configZh,
  ...configChangesZh,
  ...contractsZh,
  ...diffZh,
  ...environmentZh,
  ...expressionsZh,
  ...identityZh,
  ...importZh,
  ...jobsZh,
  ...periodsZh,
  ...readersZh,
  ...readsZh,
  ...rejectsZh,
  ...remoteZh,
  ...rowsZh,
  ...rulesZh,
  ...serviceZh,
  ...storeZh,
  ...surveysZh,
  ...tenancyZh,
  ...usageZh,
  ...waitingFilesZh,
  ...weightsZh,
};
