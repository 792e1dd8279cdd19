import type { everyFault } from '../../all.js';
import type { Words } from '../wording.js';
import { actionsEn } from './actions.js';
import { amendmentsEn } from './amendments.js';
import { auditEn } from './audit.js';
import { boundsEn } from './bounds.js';
import { configEn } from './config.js';
import { configChangesEn } from './config-changes.js';
import { contractsEn } from './contracts.js';
import { diffEn } from './diff.js';
import { environmentEn } from './environment.js';
import { expressionsEn } from './expressions.js';
import { identityEn } from './identity.js';
import { importEn } from './import.js';
import { jobsEn } from './jobs.js';
import { periodsEn } from './periods.js';
import { readersEn } from './readers.js';
import { readsEn } from './reads.js';
import { rejectsEn } from './rejects.js';
import { remoteEn } from './remote.js';
import { rowsEn } from './rows.js';
import { rulesEn } from './rules.js';
import { serviceEn } from './service.js';
import { storeEn } from './store.js';
import { surveysEn } from './surveys.js';
import { tenancyEn } from './tenancy.js';
import { usageEn } from './usage.js';
import { waitingFilesEn } from './waiting-files.js';
import { weightsEn } from './weights.js';

/** Every fault in English. */
export const allEn: Words<typeof everyFault> = {
  ...actionsEn,
  ...amendmentsEn,
  ...auditEn,
  ...boundsEn,
  ...configEn,
  ...configChangesEn,
  ...contractsEn,
  ...diffEn,
  ...environmentEn,
  ...expressionsEn,
  ...identityEn,
  ...importEn,
  ...jobsEn,
  ...periodsEn,
  ...readersEn,
  ...readsEn,
  ...rejectsEn,
  ...remoteEn,
  ...rowsEn,
  ...rulesEn,
  ...serviceEn,
  ...storeEn,
  ...surveysEn,
  ...tenancyEn,
  ...usageEn,
  ...waitingFilesEn,
  ...weightsEn,
};
