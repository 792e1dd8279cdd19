import { keyRoutes } from './routes/keys.js';
import { meRoutes } from './routes/me.js';
import { sessionRoutes } from './routes/session.js';
import type { Route } from './route.js';

/** Every route below /api/v1: registered, documented and tested from this list. A group is one file and one line here. */
export const allRoutes: readonly Route[] = [...meRoutes, ...sessionRoutes, ...keyRoutes];
