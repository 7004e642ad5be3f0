import { readFileSync } from 'node:fs';
import type { FastifyPluginCallback } from 'fastify';

const ASSETS = {
  'sandbox.css': 'text/css; charset=utf-8',
  'refresh.js': 'text/javascript; charset=utf-8',
  'mark.svg': 'image/svg+xml',
} as const;

/** The stylesheet, the script and the icon of every page. */
export const assetRoutes: FastifyPluginCallback = (app, _options, done) => {
  for (const [name, type] of Object.entries(ASSETS)) {
    const content = readFileSync(new URL(`assets/${name}`, import.meta.url));
    app.get(`/${name}`, (_request, reply) =>
      reply
        .headers({ 'content-type': type, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' })
        .send(content),
    );
  }
  done();
};
