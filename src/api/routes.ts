import { amendmentRoutes } from './routes/amendments.js';
import { auditRoutes } from './routes/audit.js';
import { clientRoutes } from './routes/clients.js';
import { configFormRoutes } from './routes/config-forms.js';
import { configRoutes } from './routes/config.js';
import { disputingRoutes } from './routes/disputing.js';
import { evaluationRoutes } from './routes/evaluations.js';
import { evidenceRoutes } from './routes/evidence.js';
import { handoutRoutes } from './routes/handout.js';
import { helpRoutes } from './routes/help.js';
import { houseStyleRoutes } from './routes/house-style.js';
import { importRoutes } from './routes/imports.js';
import { rejectRoutes } from './routes/rejects.js';
import { improvementRoutes } from './routes/improvement.js';
import { jobRoutes } from './routes/jobs.js';
import { keyRoutes } from './routes/keys.js';
import { meRoutes } from './routes/me.js';
import { monthRoutes } from './routes/months.js';
import { performanceRoutes } from './routes/performance.js';
import { periodRemarkRoutes } from './routes/period-remarks.js';
import { periodRoutes } from './routes/periods.js';
import { portfolioRoutes } from './routes/portfolio.js';
import { ruleRoutes } from './routes/rules.js';
import { scorecardRoutes } from './routes/scorecards.js';
import { sessionRoutes } from './routes/session.js';
import { surveyLinkRoutes } from './routes/survey-links.js';
import { surveyRoutes } from './routes/survey.js';
import { waitingFileRoutes } from './routes/waiting-files.js';
import { weightRoutes } from './routes/weights.js';
import type { Route } from './route.js';

/** Every route below /api/v1: registered, documented and tested from this list. A group is one file and one line here. */
export const allRoutes: readonly Route[] = [
  ...meRoutes,
  ...sessionRoutes,
  ...houseStyleRoutes,
  ...helpRoutes,
  ...keyRoutes,
  ...importRoutes,
  ...rejectRoutes,
  ...waitingFileRoutes,
  ...surveyRoutes,
  ...surveyLinkRoutes,
  ...clientRoutes,
  ...performanceRoutes,
  ...evidenceRoutes,
  ...scorecardRoutes,
  ...handoutRoutes,
  ...evaluationRoutes,
  ...portfolioRoutes,
  ...periodRoutes,
  ...periodRemarkRoutes,
  ...monthRoutes,
  ...jobRoutes,
  ...ruleRoutes,
  ...weightRoutes,
  ...configRoutes,
  ...configFormRoutes,
  ...amendmentRoutes,
  ...improvementRoutes,
  ...disputingRoutes,
  ...auditRoutes,
];
