import { existsSync } from 'node:fs';
import path from 'node:path';
import { startService, type RunningService, type StartOptions } from '../../src/api/start.js';
import { checkDeclared } from './declared-answer.js';
import { createKey, type NewKey } from '../../src/app/keys/create.js';
import { holdDatabaseOpen } from '../support/workspaces.js';

/** A service on a port of its own, with keys to ask it. */
export interface Serving {
  readonly base: string;
  readonly directory: string;
  readonly running: RunningService;
  /** Every line of the log. */
  readonly log: readonly string[];
  /** Makes a key; its secret. */
  readonly key: (wanted: Pick<NewKey, 'role'> & Partial<NewKey>) => Promise<string>;
  /** Asks below /api/v1, where every answer is held to what its route declares, or elsewhere where the path has a leading `^`. */
  readonly ask: (path: string, asked?: Asked) => Promise<Response>;
  readonly close: () => Promise<void>;
}

/** A request: its method, GET if nothing else is said, the key that signs it, and what it brings. */
export interface Asked {
  readonly method?: string;
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Serves a workspace until it is closed, on a database that this process has open where it has none of its own. */
export async function serving(directory: string, options: Partial<StartOptions> = {}): Promise<Serving> {
  const log: string[] = [];
  const surroundings = { start: directory, workspace: directory, env: {}, clock: Date.now };
  const release = existsSync(path.join(directory, '.plumbline', 'database')) ? undefined : await holdDatabaseOpen(directory);
  const running = await startService({
    surroundings,
    port: 0,
    host: '127.0.0.1',
    log: line => log.push(line),
    ...options,
  });
  const base = `http://127.0.0.1:${running.port}`;
  const ask = async (where: string, { method = 'GET', key, body, headers = {} }: Asked = {}): Promise<Response> => {
    const response = await fetch(where.startsWith('^') ? base + where.slice(1) : `${base}/api/v1${where}`, {
      method,
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined || body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
    });
    if (!where.startsWith('^')) await checkDeclared(method, where, response);
    return response;
  };
  return {
    base,
    directory: path.resolve(directory),
    running,
    log,
    key: async wanted => (await createKey(running.workspace.deps(), { clients: [], actor: 'lin', ...wanted })).key,
    ask,
    close: async () => {
      await running.close();
      await release?.();
    },
  };
}
