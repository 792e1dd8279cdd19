import { Router } from 'express';
import type { Role } from '../contract/me.js';
import { fault } from '../faults/make.js';
import { serviceFaults } from '../faults/service.js';
import { Refusal } from './refusal.js';
import { requestContextOf } from './register.js';
import type { Service } from './service.js';

/** Who may read what the service measures: it tells what is asked how often, of all clients. */
const metricsRoles: readonly Role[] = ['auditor', 'admin'];

/** For those who watch the service: whether it lives and can answer, without a key; what it measures, with one. */
export function healthRoutes({ workspace, metrics, authenticator }: Service): Router {
  const router = Router({ strict: true });
  router.get('/healthz', (_request, response) => {
    requestContextOf(response).route = '/healthz';
    response.set('Cache-Control', 'no-store').json({ status: 'alive' });
  });
  router.get('/readyz', async (_request, response) => {
    requestContextOf(response).route = '/readyz';
    response.set('Cache-Control', 'no-store');
    await workspace.answers().catch(() => {
      const reason = 'database_silent_or_busy';
      throw new Refusal(503, fault(serviceFaults, 'service_unavailable', { reason }), { 'Retry-After': '5' });
    });
    response.json({ status: 'ready' });
  });
  router.get('/metrics', async (request, response) => {
    requestContextOf(response).route = '/metrics';
    const { role, clients } = (await authenticator.signedIn(request)).caller;
    if (!metricsRoles.includes(role))
      throw new Refusal(403, fault(serviceFaults, 'role_not_enough', { role, roles: metricsRoles }));
    if (clients !== 'all') throw new Refusal(403, fault(serviceFaults, 'key_bound', {}));
    response
      .set('Cache-Control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.text());
  });
  return router;
}
