import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type RequestHandler, type Response, Router, static as staticFiles } from 'express';
import { requestContextOf } from './register.js';

/** For files whose names change with their content. */
const forGood = 'public, max-age=31536000, immutable';

/** Scripts and styles as they were compressed when they were built, for whoever takes them so. */
function compressed(folder: string): RequestHandler {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const built = new Set(names.filter(name => name.endsWith('.gz')));
  return (request, response, next) => {
    const file = `${request.path.slice('/assets/'.length)}.gz`;
    if (!built.has(file)) return next();
    response.vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip') === false) return next();
    requestContextOf(response).route = 'pages';
    response.type(path.extname(file.slice(0, -'.gz'.length))).set({ 'Content-Encoding': 'gzip', 'Cache-Control': forGood });
    response.sendFile(file, { root: folder, acceptRanges: false, cacheControl: false });
  };
}

/** The built pages: files whose names change with their content are kept by browsers, and every other path is a page of the one document. */
export function pageRoutes(folder: string): Router {
  const router = Router();
  const index = path.join(folder, 'index.html');
  if (!existsSync(index)) return router;
  router.get('/assets/{*file}', compressed(path.join(folder, 'assets')));
  const setHeaders = (response: Response, file: string): void => {
    requestContextOf(response).route = 'pages';
    const isHashed = path.basename(path.dirname(file)) === 'assets';
    response.set('Cache-Control', isHashed ? forGood : 'no-cache');
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
