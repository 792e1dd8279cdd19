import { Router } from 'express';
import { fault } from '../faults/make.js';
import { serviceFaults } from '../faults/service.js';
import { Refusal } from './refusal.js';
import { requestContextOf } from './register.js';
import type { Service } from './service.js';

/** Whether the process lives, whether it can answer, and what it measures: for those who watch it, without a key. */
export function healthRoutes({ workspace, metrics }: Service): Router {
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
  router.get('/metrics', async (_request, response) => {
    requestContextOf(response).route = '/metrics';
    response
      .set('Cache-Control', 'no-store')
      .type(metrics.contentType)
      .send(await metrics.text());
  });
  return router;
}
