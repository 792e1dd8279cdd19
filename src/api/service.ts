import type { Logger } from 'pino';
import type { RunningWorkspace } from '../app/workspace/running-workspace.js';
import type { Authenticator } from './authenticate.js';
import type { Background } from './background.js';
import type { DailyUploads } from './daily-upload.js';
import type { HeavyWork } from './heavy-work.js';
import type { Limits, RequestsOfKeys, RequestsOfLinks } from './limits.js';
import type { ServiceMetrics } from './metrics.js';
import type { OneTimeLinks } from './one-time-links.js';

/** What the parts of a running service share. */
export interface Service {
  readonly workspace: RunningWorkspace;
  readonly authenticator: Authenticator;
  readonly limits: Limits;
  readonly requests: RequestsOfKeys;
  /** Sessions that keys open. */
  readonly sessions: RequestsOfKeys;
  readonly linkRequests: RequestsOfLinks;
  /** What signs a person in once, without a key to be typed. */
  readonly oneTimeLinks: OneTimeLinks;
  readonly dailyUploads: DailyUploads;
  readonly metrics: ServiceMetrics;
  readonly background: Background;
  readonly heavy: HeavyWork;
  /** Answers to take in: of a key one at a time, so that nobody's many stand before another's one. */
  readonly imports: HeavyWork;
  /** Files that have arrived, likewise; they wait on the disk, as many as there are. */
  readonly files: HeavyWork;
  readonly log: Logger;
}
