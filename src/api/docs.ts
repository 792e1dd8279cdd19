import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Router } from 'express';
import { openapiOf } from './openapi.js';
import { requestContextOf, prefix } from './register.js';
import type { Route } from './route.js';
import { sendKept } from './send.js';

const files = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Plumbline API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null });
`;

/** The document of the API, and pages to read and try it: all from this process. */
export function docsRoutes(routes: readonly Route[]): Router {
  const router = Router();
  const document = Buffer.from(JSON.stringify(openapiOf(routes, prefix)));
  const kept = new Map<string, Promise<Buffer>>();
  router.use((request, response, next) => {
    if (/^\/(?:docs|openapi\.json)(?:\/|$)/.test(request.path)) requestContextOf(response).route = '/docs';
    next();
  });
  router.get('/openapi.json', (request, response) => {
    response.type('application/json').set('Cache-Control', 'no-cache');
    return sendKept(request, response, document);
  });
  router.get(['/docs', '/docs/'], (_request, response) => {
    response.type('html').set('Cache-Control', 'no-cache').send(page);
  });
  router.get('/docs/start.js', (_request, response) => {
    response.type('text/javascript').set('Cache-Control', 'no-cache').send(start);
  });
  // Of the package only what the page loads: it brings a page of its own, which asks elsewhere.
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']) {
    router.get(`/docs/${name}`, async (request, response) => {
      const read = kept.get(name) ?? readFile(path.join(files, name));
      kept.set(name, read);
      const bytes = await read;
      response.type(path.extname(name)).set('Cache-Control', 'public, max-age=86400');
      await sendKept(request, response, bytes);
    });
  }
  return router;
}
