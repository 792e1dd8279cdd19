import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Response, Router, static as staticFiles } from 'express';
import { requestContextOf } from './register.js';

/** The built pages: files whose names change with their content are kept by browsers, and every other path is a page of the one document. */
export function pageRoutes(folder: string): Router {
  const router = Router();
  const index = path.join(folder, 'index.html');
  if (!existsSync(index)) return router;
  const setHeaders = (response: Response, file: string): void => {
    requestContextOf(response).route = 'pages';
    const isHashed = path.basename(path.dirname(file)) === 'assets';
    response.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  };
  router.use(staticFiles(folder, { index: 'index.html', redirect: false, dotfiles: 'ignore', setHeaders }));
  router.get('/{*page}', (request, response, next) => {
    // Codes of clients hold dots; anything else with one is a file that is not there.
    const isPage = request.path.startsWith('/clients/') || path.extname(request.path) === '';
    const wantsPage = request.accepts('html') !== false && isPage;
    if (!wantsPage || /^\/(?:api|docs)(?:\/|$)/.test(request.path)) return next();
    requestContextOf(response).route = 'pages';
    response.set('Cache-Control', 'no-cache').sendFile(index);
  });
  return router;
}
