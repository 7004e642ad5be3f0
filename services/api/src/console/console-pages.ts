import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { ConsoleConfig } from '@illumera/api-models';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Settings } from '../config.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { cacheControl } from './cache-control.ts';

/**
 * The console: its built files, its one page for every address that no file and no route has, and what it has to know at
 * `/console-config.json`. Without a build, the api works all the same.
 */
export const consolePages = fp<{ settings: Settings }>(async (app, { settings }) => {
  const root = settings.CONSOLE_DIRECTORY;
  const isBuilt = existsSync(join(root, 'index.html'));
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root,
      cacheControl: false,
      dotfiles: 'ignore',
      setHeaders: (reply, path) => {
        void reply.header('cache-control', cacheControl(path));
      },
    });
  }

  app.get('/console-config.json', async (_request, reply) => {
    reply.header('cache-control', 'no-cache');
    return ConsoleConfig.parse({
      issuer: settings.AUTH_ISSUER,
      clientId: settings.CONSOLE_CLIENT_ID,
      environment: settings.ENVIRONMENT_NAME,
    });
  });

  app.setNotFoundHandler(async (request, reply) => {
    if (!wantsPage(request)) throw new ProblemError('not_found', `Nothing is at ${request.method} here.`);
    if (isBuilt) return reply.sendFile('index.html');
    throw new ProblemError('not_found', 'The console is not built; the API is described at /docs.');
  });
});

function wantsPage(request: FastifyRequest): boolean {
  const isPageMethod = request.method === 'GET' || request.method === 'HEAD';
  const acceptsPage = request.headers.accept?.includes('text/html') ?? false;
  return isPageMethod && acceptsPage && !/^\/api(\/|$|\?)/.test(request.url);
}
