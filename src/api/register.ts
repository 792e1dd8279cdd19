import { faultJson } from '../faults/worded.js';
import type { Readable } from 'node:stream';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Deps } from '../app/deps.js';
import { fault } from '../faults/make.js';
import { serviceFaults } from '../faults/service.js';
import { requireFileBody } from './file-types.js';
import { answerIdempotently } from './idempotency.js';
import { readJson } from './json-body.js';
import { Refusal, refusalOf } from './refusal.js';
import type { Call, Caller, Reply, Route } from './route.js';
import { sendReply } from './send.js';
import type { Service } from './service.js';
import { queryOf, validated } from './validate.js';

/** Where the routes are. */
export const prefix = '/api/v1';

/** What the middleware before has found out of a request. */
export interface RequestContext {
  readonly requestId: string;
  route: string;
}

/** What is known of the request that a response answers. */
export const requestContextOf = (response: Response): RequestContext =>
  // Set by the first middleware of every service.
  response.locals['known'] as RequestContext;

/** Who may have what they ask for. */
interface AuthorisedCaller {
  readonly caller: Caller;
  readonly session: string | undefined;
}

/** Nobody: who asks a public route without a key. */
const anonymous: Caller = { key: '', name: 'nobody', role: 'client', clients: [] };

/** The routes as express serves them: each call authenticated, authorised, validated, then handled. */
export function routerOf(service: Service, routes: readonly Route[]): Router {
  const router = Router({ caseSensitive: true, strict: true });
  // Express takes the first path that fits: fixed words go before parameters.
  const paths = [...new Set(routes.map(one => one.path))].toSorted((a, b) => (ranked(a) < ranked(b) ? -1 : 1));
  for (const path of paths) {
    const here = routes.filter(one => one.path === path);
    const pattern = path.replaceAll(/\{(\w+)\}/g, ':$1');
    for (const one of here) router[one.method](pattern, ...handlersOf(service, one));
    const allowed = here.flatMap(one => (one.method === 'get' ? ['GET', 'HEAD'] : [one.method.toUpperCase()])).toSorted();
    router.all(pattern, (request, response) => {
      requestContextOf(response).route = prefix + path;
      response.set('Allow', allowed.join(', '));
      const method = request.method.slice(0, 20);
      throw new Refusal(405, fault(serviceFaults, 'method_not_allowed', { method, allowed }), { Allow: allowed.join(', ') });
    });
  }
  return router;
}

const ranked = (path: string): string => path.replaceAll(/\{\w+\}/g, '~');

/** Who was admitted to the request that a response answers. */
const admittedOf = (response: Response): AuthorisedCaller =>
  // Set by `admit`, which goes before all that asks for it.
  response.locals['admitted'] as AuthorisedCaller;

function handlersOf(service: Service, declared: Route): readonly RequestHandler[] {
  const admit: RequestHandler = async (request, response, next) => {
    requestContextOf(response).route = prefix + declared.path;
    response.locals['admitted'] = await authorise(service, declared, request, response);
    next();
  };
  const answer: RequestHandler = async (request, response) => {
    const { caller, session } = admittedOf(response);
    const handle = (stream: Readable, named?: string): Promise<Reply> => {
      const acting: Caller = named === undefined ? caller : { ...caller, request: named };
      return declared.handle({ ...callOf(service, declared, { caller: acting, session, request, response }), stream });
    };
    const reply = await answerIdempotently(
      service,
      declared,
      { caller, request, requestId: requestContextOf(response).requestId },
      (stream, named) => inTurn(service, declared, { caller, request, response }, () => handle(stream, named)),
    );
    // Who takes nothing of the answer any more is given up.
    response.setTimeout(service.limits.idleSeconds * 1000);
    await sendReply(request, response, reply);
  };
  const { dailyUploads } = service;
  const checkDailyUpload: RequestHandler = (request, response, next) => {
    dailyUploads.check(admittedOf(response).caller, Number(request.get('content-length') ?? 0));
    next();
  };
  if (declared.takesFile === true) return [admit, requireFileBody, checkDailyUpload, answer];
  if (declared.body === undefined) return [admit, answer];
  const count = (bytes: number, response: Response): void => dailyUploads.count(admittedOf(response).caller, bytes);
  return [admit, wantsJson, checkDailyUpload, ...readJson(declared.bodyBytes, count), answer];
}

/** Does what is heavy, or takes facts in, when its turn comes among the requests of its key; of a survey link its secret is the key. */
function inTurn<T>(
  { heavy, imports }: Service,
  declared: Route,
  { caller, request, response }: Pick<AuthorisedRequest, 'caller' | 'request' | 'response'>,
  work: () => Promise<T>,
): Promise<T> {
  if (declared.isHeavy !== true && declared.isImport !== true) return work();
  const { token } = request.params;
  const key = declared.roles === 'public' && typeof token === 'string' ? `link ${token}` : caller.key;
  return (declared.isHeavy === true ? heavy : imports).inTurn(key, work, hungUp(response));
}

/** Aborted once nobody waits for an answer any more. */
function hungUp(response: Response): AbortSignal {
  const disconnected = new AbortController();
  response.once('close', () => disconnected.abort());
  return disconnected.signal;
}

/** Who asks, if they may: what they may not see is not there, and what they may not do is refused. */
async function authorise(service: Service, declared: Route, request: Request, response: Response): Promise<AuthorisedCaller> {
  if (declared.roles === 'public') {
    const { token } = request.params;
    if (typeof token === 'string') service.linkRequests.count(request, token);
    return { caller: anonymous, session: undefined };
  }
  const { caller, session } = await service.authenticator.signedIn(request);
  // The log names the key, never its secret.
  response.locals['key'] = caller.key;
  response.set(service.requests.count(caller.key));
  const { client } = request.params;
  if (typeof client === 'string' && caller.clients !== 'all' && !caller.clients.includes(client)) {
    throw new Refusal(404, fault(serviceFaults, 'client_not_here', { client }));
  }
  if (!declared.roles.includes(caller.role)) {
    throw new Refusal(403, fault(serviceFaults, 'role_not_enough', { role: caller.role, roles: declared.roles }));
  }
  if (declared.wholeFirm === true && caller.clients !== 'all') throw new Refusal(403, fault(serviceFaults, 'key_bound', {}));
  return { caller, session };
}

const wantsJson: RequestHandler = (request, _response, next) => {
  const given = request.headers['content-type'] ?? '';
  const isJson = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(given);
  if (!isJson) throw new Refusal(415, fault(serviceFaults, 'content_type_unknown', { given, wanted: 'application/json' }));
  next();
};

/** Opens nothing: a key's secret is no link, so that nobody is signed in as somebody else by an address. */
const noSecret = '-';

interface AuthorisedRequest extends AuthorisedCaller {
  readonly request: Request;
  readonly response: Response;
}

function callOf(
  service: Service,
  declared: Route,
  { caller, session, request, response }: AuthorisedRequest,
): Call<unknown, unknown, unknown> {
  const { requestId } = requestContextOf(response);
  const at = request.originalUrl.indexOf('?');
  const query = queryOf(at < 0 ? '' : request.originalUrl.slice(at + 1), declared.query);
  return {
    caller,
    deps: depsOf(service, declared, caller),
    params: validated('path', declared.params, { ...request.params }),
    query: validated('query', declared.query, query),
    body: declared.body === undefined ? {} : validated('body', declared.body, request.body),
    stream: request,
    requestId,
    uploads: {
      mostBytes: service.limits.uploadBytes,
      mostWaiting: service.limits.waitingBytes,
      arrived: bytes => service.dailyUploads.count(caller, bytes),
      inTurn: work => service.files.inTurn(caller.key, work),
      heavily: work => service.heavy.inTurn(caller.key, work, hungUp(response)),
      faultsOf: failure => refusalOf(failure, requestId).faults,
      background: work => service.background.begin(work, requestId),
    },
    reloadConfig: async () => {
      const outcome = await service.workspace.reload(true);
      if (typeof outcome === 'string') return true;
      service.log.error({ faults: outcome.map(faultJson) }, 'The config has errors, and the one before is kept.');
      return false;
    },
    signIn: {
      session,
      isSecure: request.secure,
      owner: async given => {
        // A link that opens nothing is refused, and counted, as a key that opens nothing.
        const secret = 'key' in given ? given.key : (service.oneTimeLinks.take(given.link) ?? noSecret);
        const owner = await service.authenticator.ownerOf(request, secret);
        service.sessions.count(owner.id);
        return owner;
      },
      forget: () => service.authenticator.forget(),
    },
    header: name => request.get(name),
  };
}

/** How long a statement of a route may run on a database server. */
export const statementSecondsOf = ({ method, isHeavy, statementSeconds }: Route): number | 'unlimited' =>
  statementSeconds ?? (method === 'get' && isHeavy !== true ? 10 : 60);

function depsOf({ workspace }: Service, declared: Route, caller: Caller): Deps {
  const isRead = declared.method === 'get';
  const firm = isRead ? workspace.depsWithTimeout() : workspace.deps();
  const seconds = statementSecondsOf(declared);
  const limited = (deps: Deps): Deps => (seconds === 'unlimited' ? deps : workspace.withStatementTimeout(deps, seconds));
  // A public route that works with the service's login is opened by a secret of its own, which says for whom.
  if (caller.clients === 'all' || (declared.roles === 'public' && declared.asService === true)) return limited(firm);
  const bound = workspace.boundTo(firm, caller.clients, isRead ? 'read' : 'write');
  return limited(declared.asService === true ? { ...bound, database: firm.database } : bound);
}
