import type { Browser } from 'playwright-core';
import { runWorkspace } from '../../src/app/workspace/running-workspace.js';
import { type Serving, serving } from '../api/serving.js';
import { workspaceOf } from '../app/importing.js';
import { holdDatabaseOpen } from '../support/workspaces.js';
import { july, twoClients, twoClientsFiles } from '../support/two-clients.js';
import { buildPages, builtPages, openBrowser } from './browsing.js';

/** Two clients served with their pages, a browser, and a key for each role. */
export interface Served {
  readonly service: Serving;
  readonly browser: Browser;
  readonly keys: Readonly<Record<'client' | 'manager' | 'auditor' | 'admin' | 'bound', string>>;
  readonly close: () => Promise<void>;
}

/** Serves two clients with the pages until it is closed; more config can be given. */
export async function servedPages(more: Readonly<Record<string, string | Buffer>> = {}): Promise<Served> {
  buildPages();
  const directory = await workspaceOf({ ...twoClientsFiles, ...more });
  const surroundings = { start: directory, workspace: directory, env: {}, clock: () => july };
  const release = await holdDatabaseOpen(directory);
  const workspace = await runWorkspace(surroundings);
  await twoClients(workspace.deps());
  await workspace.close();
  const service = await serving(directory, { surroundings, pages: builtPages, limits: { requestsPerMinute: 10_000 } });
  const browser = await openBrowser();
  const key = (role: string, clients: readonly string[] = []) => service.key({ role, clients, name: `a ${role}` });
  return {
    service,
    browser,
    keys: {
      client: await key('client', ['ACME']),
      manager: await key('manager'),
      auditor: await key('auditor'),
      admin: await key('admin'),
      bound: await key('manager', ['ACME']),
    },
    close: async () => {
      await browser.close();
      await service.close();
      await release();
    },
  };
}
