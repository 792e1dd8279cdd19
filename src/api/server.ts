import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';
import type { RunningWorkspace } from '../app/workspace/running-workspace.js';
import { fault } from '../faults/make.js';
import { serviceFaults } from '../faults/service.js';
import { Authenticator } from './authenticate.js';
import { Background } from './background.js';
import { DailyUploads } from './daily-upload.js';
import { HeavyWork } from './heavy-work.js';
import { OneTimeLinks } from './one-time-links.js';
import { FailedSignIns, type Limits, RequestsOfKeys, RequestsOfLinks, usualLimits } from './limits.js';
import { ServiceMetrics } from './metrics.js';
import { docsRoutes } from './docs.js';
import { healthRoutes } from './health.js';
import { pageRoutes } from './pages.js';
import { notingStrangeProxies, trustedProxies } from './proxies.js';
import { Refusal, refusalOf } from './refusal.js';
import { requestContextOf, prefix, routerOf } from './register.js';
import type { Route } from './route.js';
import { allRoutes } from './routes.js';
import { hasBody, sendProblem } from './send.js';
import type { Service } from './service.js';
import { tokenChecks } from './tokens.js';

/** What a service is made of. */
export interface ServiceOptions {
  readonly workspace: RunningWorkspace;
  /** Where log lines go, each one JSON object; nowhere without it. */
  readonly log?: ((line: string) => void) | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** The folder of the built pages; without it, or where it is not there, only the API is served. */
  readonly pages?: string | undefined;
  /** Routes instead of all of them. */
  readonly routes?: readonly Route[] | undefined;
}

/** The service as an express application: REST below /api/v1, its document, its state, and the pages. */
export function serviceOf(options: ServiceOptions): { readonly app: Express; readonly service: Service } {
  const service = partsOf(options);
  const routes = options.routes ?? allRoutes;
  const app = express();
  const isTrusted = trustedProxies(service.workspace.deps);
  app.disable('x-powered-by').disable('etag').set('query parser', false).set('trust proxy', isTrusted);
  app.use(identified, measured(service), logged(service), notingStrangeProxies(service.log, isTrusted));
  app.use(secured, overHttpsOnly, unlessIdle(service));
  app.use(healthRoutes(service), docsRoutes(routes));
  app.use(prefix, routerOf(service, routes));
  app.use(prefix, pathNotFound);
  if (options.pages !== undefined) app.use(pageRoutes(options.pages));
  app.use(pathNotFound);
  app.use(problems(service));
  return { app, service };
}

function partsOf({ workspace, log, limits: given }: ServiceOptions): Service {
  const limits = { ...usualLimits, ...given };
  const tokens = tokenChecks(workspace.deps, limits);
  const clock = (): number => workspace.deps().clock();
  const logger = log === undefined ? pino({ level: 'silent' }) : pino({ base: {} }, { write: log });
  return {
    workspace,
    limits,
    authenticator: new Authenticator(
      workspace.depsWithTimeout,
      {
        keys: new FailedSignIns(limits.failedSignInsPerMinute, clock),
        tokens: new FailedSignIns(limits.failedSignInsPerMinute, clock),
      },
      tokens,
    ),
    requests: new RequestsOfKeys(limits.requestsPerMinute, clock),
    sessions: new RequestsOfKeys(limits.sessionsPerMinute, clock),
    linkRequests: new RequestsOfLinks(limits, clock),
    oneTimeLinks: new OneTimeLinks(clock),
    dailyUploads: new DailyUploads(workspace.deps),
    metrics: new ServiceMetrics(),
    background: new Background(logger),
    heavy: new HeavyWork(limits.heavy),
    // How many are taken in at once is for the queue of imports: of each key one is in it.
    imports: new HeavyWork({ ...limits.heavy, running: Infinity }),
    files: new HeavyWork({ running: Infinity, waiting: Infinity, waitingOfKey: Infinity }),
    log: logger,
  };
}

const validRequestId = /^[\w.:-]{1,100}$/;

/** Every request has an id, the caller's own where it is one that can be written into a log. */
const identified: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  const requestId = given !== undefined && validRequestId.test(given) ? given : randomUUID();
  response.locals['known'] = { requestId, route: 'none' };
  response.set('X-Request-Id', requestId);
  next();
};

function measured({ metrics }: Service): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    metrics.begun();
    response.once('close', () => {
      metrics.ended(
        knownMethod(request.method),
        requestContextOf(response).route,
        response.statusCode,
        (performance.now() - began) / 1000,
      );
    });
    next();
  };
}

const knownMethod = (method: string): string => (['GET', 'HEAD', 'POST', 'DELETE'].includes(method) ? method : 'other');

function logged({ log }: Service): RequestHandler {
  return pinoHttp({
    logger: log,
    quietReqLogger: true,
    genReqId: (_request, response) => String(response.getHeader('x-request-id')),
    customLogLevel: (_request, response, problem) =>
      problem !== undefined || response.statusCode >= 500 ? 'error' : response.statusCode >= 400 ? 'warn' : 'info',
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'failed',
    serializers: {
      // Never a header: keys and cookies are among them.
      req: (request: { id: unknown; method: unknown; url: string }) => ({
        method: request.method,
        // A survey link's token is a key of its own.
        url: request.url.replace(/(\/survey\/)[^/?#]+/, '$1…').slice(0, 500),
      }),
      res: (response: { statusCode: unknown }) => ({ status: response.statusCode }),
    },
    customProps: (_request, response) => ('locals' in response ? { key: (response.locals as { key?: string }).key } : {}),
  });
}

/** Pages load nothing from elsewhere, and nobody frames them. */
const secured = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      styleSrc: ["'self'", "'unsafe-inline'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
  crossOriginEmbedderPolicy: false,
});

/** A browser that has come over HTTPS once comes so for a year. */
const overHttpsOnly: RequestHandler = (request, response, next) => {
  if (request.secure) response.set('Strict-Transport-Security', 'max-age=31536000');
  next();
};

/** Gives up a sender of whose body nothing comes any more; how long the answer then takes is our affair. */
function unlessIdle({ limits: { idleSeconds } }: Service): RequestHandler {
  return (request, response, next) => {
    if (hasBody(request)) {
      request.setTimeout(idleSeconds * 1000, () => {
        const reason = { phrase: 'body_silent', seconds: idleSeconds } as const;
        const refusal = new Refusal(408, fault(serviceFaults, 'request_unreadable', { reason }));
        response.once('finish', () => request.destroy());
        if (response.headersSent) request.destroy();
        else sendProblem(request, response, refusal, requestContextOf(response).requestId);
      });
      request.once('end', () => request.setTimeout(0));
    }
    next();
  };
}

const pathNotFound: RequestHandler = request => {
  throw new Refusal(404, fault(serviceFaults, 'path_unknown', { path: request.originalUrl.split('?')[0] ?? '' }));
};

/** The end of every request that went wrong: a problem document, and for a bug of ours its trace in the log alone. */
function problems({ log }: Service): ErrorRequestHandler {
  return (problem: unknown, request, response, _next) => {
    const { requestId } = requestContextOf(response);
    const refusal = refusalOf(problem, requestId);
    if (refusal.status >= 500) log.error({ request: requestId, err: problem }, 'could not be answered');
    // By then a body that arrived along with the headers has been read.
    setImmediate(() => {
      // Of an answer that had begun the caller must see that it is not whole.
      if (response.headersSent) response.destroy();
      else sendProblem(request, response, refusal, requestId);
    });
  };
}
