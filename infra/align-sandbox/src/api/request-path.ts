import type { FastifyRequest } from 'fastify';

/** The path of a request without its query. */
export function pathOf(request: FastifyRequest): string {
  return new URL(request.url, 'http://sandbox').pathname;
}

/** The request's route, e.g. `POST /projects/:id/members/:userId`; of none, what was asked for. */
export function routeOf(request: FastifyRequest): string {
  const { url = pathOf(request) } = request.routeOptions;
  return `${request.method} ${url.replace('/api/v1', '')}`;
}
