import { once } from 'node:events';
import { createServer, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Deps } from '../app/deps.js';
import { visiblePortfolio } from '../app/service/portfolio.js';
import { runWorkspace, type RunningWorkspace } from '../app/workspace/running-workspace.js';
import type { Surroundings } from '../app/workspace/open-workspace.js';
import { finishInterruptedUploads } from '../app/imports/interrupted-uploads.js';
import { forgetOldFiles } from '../app/imports/waiting-files.js';
import { fault } from '../faults/make.js';
import { serviceFaults } from '../faults/service.js';
import { Stop } from '../faults/stop.js';
import { failureReason } from '../faults/system-error.js';
import { faultJson, formatFault } from '../faults/worded.js';
import { answerUnreadable } from './unreadable.js';
import type { Limits } from './limits.js';
import { serviceOf } from './server.js';
import type { Service } from './service.js';

/** How a service is started. */
export interface StartOptions {
  readonly surroundings: Surroundings;
  /** 0 for any that is free. */
  readonly port: number;
  readonly host: string;
  readonly log?: ((line: string) => void) | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** The folder of the built pages. */
  readonly pages?: string | undefined;
  /** Called when the config was read again. */
  readonly reloaded?: (() => void) | undefined;
}

/** A service that listens. */
export interface RunningService {
  readonly port: number;
  readonly service: Service;
  readonly workspace: RunningWorkspace;
  /** Reads the config again; where it has faults, the one before is kept. */
  readonly reload: () => Promise<void>;
  /** Resolves once no file is taken in any more, whatever else runs. */
  readonly importsEnded: () => Promise<void>;
  /** Takes no new requests, lets those that run come to their end, and closes the database. */
  readonly close: () => Promise<void>;
}

/** How often what has waited too long is taken away. */
const tidyMs = 3_600_000;
/** How often the config's files are looked at. */
const configCheckMs = 5000;
/** How long requests that run may take once the service is to end. */
const shutdownTimeoutMs = 20_000;

/** Opens the workspace and serves it until it is closed. */
export async function startService(options: StartOptions): Promise<RunningService> {
  const workspace = await runWorkspace(options.surroundings);
  try {
    const { app, service } = serviceOf({ ...options, workspace });
    await finishInterruptedUploads(workspace.deps());
    const server = createServer(limitsOfSockets(service.limits), app);
    server.on('clientError', answerUnreadable);
    await listening(server, options);
    if (workspace.unguarded !== undefined) {
      service.log.warn(`The database does not itself keep clients apart: ${workspace.unguarded}. The program's own checks do.`);
    }
    if (workspace.hold === 'role' && workspace.deps().database.kind === 'server') {
      service.log.info(
        'Keys bound to clients read in a role of the one login; DATABASE_READER_URL gives them a login of their own.',
      );
    }
    warmUp(service, workspace.depsWithTimeout());
    const reload = (always = true): Promise<void> => reloadConfig(service, always, options.reloaded);
    const look = setInterval(() => {
      void reload(false);
      // Where the database is still away it is tried again at the next look.
      finishInterruptedUploads(workspace.depsWithTimeout()).catch(() => undefined);
    }, configCheckMs).unref();
    forgetFiles(service);
    const tidy = setInterval(() => forgetFiles(service), tidyMs).unref();
    return {
      // A server that listens on a port has an address of this form.
      port: (server.address() as AddressInfo).port,
      service,
      workspace,
      reload,
      importsEnded: async () => {
        await Promise.all([service.background.ended(), service.imports.ended(), service.files.ended()]);
      },
      close: async () => {
        clearInterval(look);
        clearInterval(tidy);
        await ended(server);
        await service.background.ended();
        await workspace.close();
      },
    };
  } catch (problem) {
    await workspace.close();
    throw problem;
  }
}

/** Takes away the files that were brought to be mapped and left. */
function forgetFiles({ background, workspace, log }: Service): void {
  background.begin(() =>
    forgetOldFiles(workspace.deps()).catch((problem: unknown) => {
      log.error({ err: problem }, 'Files that have waited for more than a week could not be taken away.');
    }),
  );
}

/**
 * Reads what the first pages of a manager show before anybody waits for it. The embedded database has one session, which is for those who
 * do wait.
 */
function warmUp({ background }: Service, deps: Deps): void {
  if (deps.database.kind !== 'server') return;
  const everything = { clients: 'all', seesProvisional: true, isClient: false } as const;
  // What cannot be read now is read when it is asked for, and then says why not.
  background.begin(() => visiblePortfolio(deps, everything, { limit: clientsWarmed }).catch(() => undefined));
}

const clientsWarmed = 100;

/** Slow senders of headers are cut off; a large upload over a slow line has its time. */
const limitsOfSockets = ({ headerSeconds }: Limits): ServerOptions => ({
  headersTimeout: headerSeconds * 1000,
  requestTimeout: 1_800_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: Math.ceil((headerSeconds * 1000) / 3),
  maxHeaderSize: 16_384,
  // Node would refuse it with words of its own.
  requireHostHeader: false,
});

async function listening(server: Server, { port, host }: StartOptions): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (problem) {
    const reason = failureReason(problem, `${host}:${port}`);
    throw new Stop(3, [fault(serviceFaults, 'address_taken', { host, port, reason })], problem);
  }
}

async function ended(server: Server): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()));
  server.closeIdleConnections();
  const hung = setTimeout(() => server.closeAllConnections(), shutdownTimeoutMs);
  await closed;
  clearTimeout(hung);
}

async function reloadConfig({ workspace, log }: Service, always: boolean, reloaded?: () => void): Promise<void> {
  try {
    const outcome = await workspace.reload(always);
    if (outcome === 'read') {
      log.info('The config was read again.');
      reloaded?.();
    }
    if (typeof outcome === 'string') return;
    log.error(
      { faults: outcome.map(faultJson) },
      `The config has errors, and the one before is kept:\n${outcome.map(one => formatFault(one)).join('\n')}`,
    );
  } catch (problem) {
    log.error({ err: problem }, 'The config could not be read, and the one before is kept.');
  }
}
