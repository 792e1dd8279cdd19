import type { Request } from 'express';
import type { Caller, Reply, Route } from './route.js';
import type { Service } from './service.js';

/** Answers a request once. */
export async function answeredOnce(
  _service: Service,
  _declared: Route,
  _asked: { readonly caller: Caller; readonly request: Request },
  handle: () => Promise<Reply>,
): Promise<Reply> {
  return handle();
}
